import CostateGraph
import CostateSIMD

/// The tile program of one or many elementwise nodes: values in single-assignment form, then slots.
struct FusedProgram {
  /// A value from outside the batch.
  struct External: Hashable {
    /// The node that holds it.
    var root: UInt32
    /// Elements between neighbours along each axis of the batch's shape.
    var strides: [Int]
  }

  enum Value {
    case external(Int)
    case literal(Double)
    case instruction(LaneOpcode, [Int])
  }

  private(set) var externals: [External] = []
  private(set) var values: [Value] = []
  /// The values of scalar nodes' programs.
  private(set) var results: [Int] = []
  private var externalValues: [External: Int] = [:]
  private var literalValues: [UInt64: Int] = [:]

  mutating func external(_ external: External) -> Int {
    if let known = externalValues[external] { return known }
    externals.append(external)
    values.append(.external(externals.count - 1))
    externalValues[external] = values.count - 1
    return values.count - 1
  }

  mutating func literal(_ x: Double) -> Int {
    if let known = literalValues[x.bitPattern] { return known }
    values.append(.literal(x))
    literalValues[x.bitPattern] = values.count - 1
    return values.count - 1
  }

  mutating func apply(_ opcode: LaneOpcode, _ operands: [Int]) -> Int {
    values.append(.instruction(opcode, operands))
    return values.count - 1
  }

  /// Appends a lane program over given values.
  mutating func append(_ program: LaneProgram, _ inputs: [Int]) -> Int {
    let first = values.count
    var numbers = inputs + program.literals.map { literal($0) }
    for instruction in program.instructions {
      numbers.append(apply(instruction.opcode, instruction.operands.map { numbers[Int($0)] }))
    }
    return ownResult(numbers[Int(program.result)], first)
  }

  /// Appends a sum of adjoint terms without matrix products over given values.
  mutating func append(_ terms: [Accumulate.Term], _ inputs: [Int]) -> Int {
    let first = values.count
    var sum: Int? = nil
    var next = 0
    for term in terms {
      let a = inputs[next]
      switch (term, sum) {
      case (.value, nil): sum = a
      case (.value, let known?): sum = apply(.add, [known, a])
      case (.negatedValue, nil): sum = apply(.negate, [a])
      case (.negatedValue, let known?): sum = apply(.subtract, [known, a])
      case (_, nil): sum = apply(.multiply, [a, inputs[next + 1]])
      case (_, let known?): sum = apply(.fusedMultiplyAdd, [a, inputs[next + 1], known])
      }
      next += term.operandCount
    }
    return ownResult(sum ?? literal(0), first)
  }

  /// A value that an instruction of this node writes, from value `first` on; another's is copied:
  /// the smaller of x and x is x, bit for bit.
  private mutating func ownResult(_ value: Int, _ first: Int) -> Int {
    if value >= first, case .instruction = values[value] { return value }
    return apply(.minimum, [value, value])
  }
}

extension FusedProgram {
  /// The program of a scalar node, whose operands are externals 0, 1, ….
  init(scalar kernel: KernelForm, operandCount: Int) {
    appendScalar(kernel, operandCount: operandCount)
  }

  /// Appends a scalar node with the operands 0, 1, ….
  mutating func appendScalar(_ kernel: KernelForm, operandCount: Int) {
    appendScalar(
      kernel, of: (0..<operandCount).map { external(External(root: UInt32($0), strides: [])) })
  }

  /// Appends a scalar node of given values.
  mutating func appendScalar(_ kernel: KernelForm, of inputs: [Int]) {
    results.append(append(kernel, inputs))
  }

  /// Appends an elementwise node over given values and returns its value.
  mutating func append(_ kernel: KernelForm, _ inputs: [Int]) -> Int {
    switch kernel {
    case .elementwise(let expression):
      append(expression.program(operandCount: inputs.count), inputs)
    case .accumulation(let terms): append(terms, inputs)
    default: preconditionFailure("\(kernel) is not elementwise")
    }
  }

  var instructionCount: Int {
    values.reduce(0) { if case .instruction = $1 { $0 + 1 } else { $0 } }
  }

  /// Flops per element.
  var flopCount: Int {
    values.reduce(0) {
      if case .instruction(let opcode, _) = $1 { $0 + opcode.flopCount } else { $0 }
    }
  }

  var literals: [Double] {
    values.compactMap { if case .literal(let x) = $0 { x } else { nil } }
  }

  /// Whether an instruction reads a value from outside.
  func applies(_ opcode: LaneOpcode) -> Bool {
    values.contains {
      guard case .instruction(opcode, let operands) = $0 else { return false }
      if case .external = values[operands[0]] { return true }
      return false
    }
  }
}
