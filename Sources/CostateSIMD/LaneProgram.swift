/// A composition of lane primitives in single-assignment form: what an elementwise kernel runs.
///
/// Values are numbered: first the inputs, then the literals, then one per instruction. An
/// instruction reads values with smaller numbers only.
public struct LaneProgram: Sendable, Hashable {
  /// One primitive applied to earlier values.
  public struct Instruction: Sendable, Hashable {
    /// The primitive.
    public var opcode: LaneOpcode
    /// The operands' value numbers, as many as the primitive has.
    public var operands: [Int32]

    /// An instruction.
    public init(_ opcode: LaneOpcode, _ operands: [Int32]) {
      self.opcode = opcode
      self.operands = operands
    }
  }

  /// The number of inputs.
  public var inputCount: Int
  /// The numbers it reads, each once.
  public var literals: [Double]
  /// The instructions in order.
  public var instructions: [Instruction]
  /// The value number of the result.
  public var result: Int32

  /// A program.
  public init(inputCount: Int, literals: [Double], instructions: [Instruction], result: Int32) {
    self.inputCount = inputCount
    self.literals = literals
    self.instructions = instructions
    self.result = result
  }

  /// Flops per element.
  public var flopCount: Int { instructions.reduce(0) { $0 + $1.opcode.flopCount } }
}

extension LaneProgram {
  /// The program on one element, in plain Swift: the reference of every elementwise kernel.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func evaluate<Scalar: LaneScalar>(_ inputs: [Scalar]) -> Scalar {
    typealias Lane = Vector<ScalarLanes<Scalar>>
    var values = inputs.map { Lane($0) } + literals.map { Lane(constant: $0) }
    for instruction in instructions {
      let operands = instruction.operands.map { values[Int($0)] }
      values.append(
        instruction.opcode(
          operands[0], operands[min(1, operands.count - 1)], operands[operands.count - 1]))
    }
    return values[Int(result)].raw
  }
}
