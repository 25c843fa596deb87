public import CostateGraph
public import CostateKernels
public import CostateTopology

/// What can be wrong with compiling a program or using its workspace.
public enum ProgramError: Error, Equatable, Sendable {
  /// No outputs were given.
  case noOutputs
  /// A width outside 1...4096.
  case width(given: Int)
  /// A run's width outside 1 to the program's.
  case runWidth(given: Int, programWidth: Int)
  /// A pool of less than one workspace.
  case poolCapacity(given: Int)
  /// `COSTATE_THREADS` says something impossible.
  case widthEnvironment(WidthError)
  /// An instruction-set level this build or machine does not have.
  case instructionSet(InstructionSetError)
  /// Block sizes a matrix product cannot have.
  case blocking(String)
  /// A value beyond any memory.
  case tooLarge(name: String, TensorType)
  /// The arena could not be allocated, or is larger than the machine's memory.
  case outOfMemory(byteCount: Int)
  /// A node of another graph, or younger than the program.
  case unknownNode(name: String)
  /// The node's value was not retained.
  case notRetained(name: String)
  /// The node is not an input.
  case notAnInput(name: String)
  /// Elements of another type than the node's.
  case elementType(name: String, expected: ElementType, given: ElementType)
  /// Another number of elements than the node's.
  case elementCount(name: String, expected: Int, given: Int)
  /// A value that is NaN or infinite, in a program whose runs are checked.
  case nonFinite(NonFiniteValue)
  /// A search for such values with a program that was not compiled for it.
  case checkingOff
  /// Inputs that were not set before a run.
  case missingInputs([String])
  /// An index outside the rows it selects from.
  case indexOutOfRange(name: String, position: Int, index: Int, rowCount: Int)
}

extension ProgramError: CustomStringConvertible {
  /// One line: what was expected, what came and where.
  public var description: String {
    switch self {
    case .noOutputs: "program: expected at least one output, got none"
    case .width(let given): "width: expected 1 to 4096 workers, got \(given)"
    case .runWidth(let given, let programWidth):
      "run: expected 1 to \(programWidth) workers, its program's width, got \(given)"
    case .poolCapacity(let given): "pool: expected at least one workspace, got \(given)"
    case .widthEnvironment(let error): error.description
    case .instructionSet(let error): error.description
    case .blocking(let message): "blocking: \(message)"
    case .tooLarge(let name, let type):
      "\(name): expected a value of at most \(ValueSizes.limit) bytes, got \(type)"
    case .outOfMemory(let byteCount):
      "workspace: could not allocate an arena of \(byteCount) bytes"
    case .unknownNode(let name): "\(name): not a node of this program's graph"
    case .notRetained(let name):
      "\(name): its value is not retained; make it an output, or compile retaining .named or .all"
    case .notAnInput(let name): "\(name): expected an input, got a computed node"
    case .elementType(let name, let expected, let given):
      "\(name): expected elements of \(expected.rawValue), got \(given.rawValue)"
    case .elementCount(let name, let expected, let given):
      "\(name): expected \(expected) elements, got \(given)"
    case .nonFinite(let value): "run: \(value)"
    case .checkingOff:
      "firstNonFinite: expected a program whose options check for non-finite values"
    case .missingInputs(let names):
      "run: expected every input to be set, missing \(names.joined(separator: ", "))"
    case .indexOutOfRange(let name, let position, let index, let rowCount):
      "\(name): expected indices in 0..<\(rowCount), got \(index) at position \(position)"
    }
  }
}
