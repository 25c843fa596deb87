/// A composition of lane primitives in single-assignment form: what an elementwise kernel runs.
///
/// Values are numbered: first the inputs, then the literals, then one per instruction. An
/// instruction reads values with smaller numbers only.
public struct LaneProgram: Sendable, Hashable {
  /// One primitive applied to earlier values.
  public struct Instruction: Sendable, Hashable {
    public var opcode: LaneOpcode
    /// The operands' value numbers; unused ones repeat the first.
    public var operands: (Int32, Int32, Int32)

    public init(_ opcode: LaneOpcode, _ operands: [Int32]) {
      self.opcode = opcode
      let first = operands[0]
      self.operands = (
        first, operands.count > 1 ? operands[1] : first, operands.count > 2 ? operands[2] : first
      )
    }

    public static func == (a: Self, b: Self) -> Bool {
      a.opcode == b.opcode && a.operands == b.operands
    }

    public func hash(into hasher: inout Hasher) {
      hasher.combine(opcode)
      hasher.combine(operands.0)
      hasher.combine(operands.1)
      hasher.combine(operands.2)
    }
  }

  public var inputCount: Int
  public var literals: [Double]
  public var instructions: [Instruction]
  /// The value number of the result.
  public var result: Int32

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
  public func evaluate<Scalar: LaneScalar>(_ inputs: [Scalar]) -> Scalar {
    typealias Lane = Vector<ScalarLanes<Scalar>>
    var values = inputs.map { Lane($0) } + literals.map { Lane(constant: $0) }
    for instruction in instructions {
      let (a, b, c) = instruction.operands
      values.append(instruction.opcode(values[Int(a)], values[Int(b)], values[Int(c)]))
    }
    return values[Int(result)].raw
  }
}
