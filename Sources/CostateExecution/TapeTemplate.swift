import CostateSIMD

/// A scalar operation's instructions on a tape, worked out once for all its nodes.
struct TapeTemplate: Sendable {
  /// Where an instruction reads.
  enum Place: Sendable {
    /// An operand of the node, by position.
    case operand(Int)
    /// A number: the same scalar for every node.
    case number(UInt32)
    /// The result of another instruction of the node.
    case instruction(Int)
  }

  private struct Instruction {
    var opcode: LaneOpcode
    /// Unused ones repeat the first.
    var operands: (Place, Place, Place)
  }

  private let instructions: [Instruction]
  /// The instruction whose result is the node's value.
  let resultIndex: Int

  var instructionCount: Int { instructions.count }

  /// How many multiply-adds take as long as the instructions: others are called, and a function computes
  /// a whole vector for one element, one step after the other.
  var instructionPrice: Double {
    instructions.reduce(0) { sum, instruction in
      if instruction.opcode == .fusedMultiplyAdd { return sum + 1 }
      return sum + (instruction.opcode.flopCount < 20 ? 3 : 9)
    }
  }

  /// - Parameter number: the index of the scalar that holds a number.
  init(_ program: FusedProgram, number: (Double) -> UInt32) {
    var instructions: [Instruction] = []
    var places: [Place] = []
    var resultIndex = 0
    for (i, value) in program.values.enumerated() {
      switch value {
      case .external(let external): places.append(.operand(external))
      case .literal(let x): places.append(.number(number(x)))
      case .instruction(let opcode, let arguments):
        if i == program.results[0] { resultIndex = instructions.count }
        places.append(.instruction(instructions.count))
        let (primitive, operands) = Self.fused(opcode, arguments.map { places[$0] }) {
          .number(number($0))
        }
        instructions.append(
          Instruction(
            opcode: primitive,
            operands: (
              operands[0], operands[operands.count > 1 ? 1 : 0],
              operands[operands.count > 2 ? 2 : 0]
            )))
      }
    }
    self.instructions = instructions
    self.resultIndex = resultIndex
  }

  /// Arithmetic as a fused multiply-add, so that a tape of it has one kind of instruction.
  ///
  /// The same bits, signs of zeros included: `a b = a b + −0`, `a + b = a · 1 + b`,
  /// `a − b = b · −1 + a`, `−a = a · −1 + −0`.
  private static func fused(
    _ opcode: LaneOpcode, _ operands: [Place], number: (Double) -> Place
  ) -> (LaneOpcode, [Place]) {
    switch opcode {
    case .multiply: (.fusedMultiplyAdd, operands + [number(-0.0)])
    case .add: (.fusedMultiplyAdd, [operands[0], number(1), operands[1]])
    case .subtract: (.fusedMultiplyAdd, [operands[1], number(-1), operands[0]])
    case .negate: (.fusedMultiplyAdd, [operands[0], number(-1), number(-0.0)])
    default: (opcode, operands)
    }
  }

  /// Writes the instructions of a node.
  ///
  /// - Parameters:
  ///   - tape: room for them.
  ///   - before: the indices of what the tape computes so far; the node's instructions' follow.
  ///   - operand: the index of an operand's scalar, by position.
  func write(
    to tape: UnsafeMutablePointer<TapeInstruction>, after before: Range<UInt32>,
    operand: (Int) -> UInt32
  ) {
    let firstResult = before.upperBound
    func index(_ place: Place) -> UInt32 {
      switch place {
      case .operand(let position): operand(position)
      case .number(let index): index
      case .instruction(let index): firstResult + UInt32(index)
      }
    }
    for (i, instruction) in instructions.enumerated() {
      let (a, b, c) = instruction.operands
      tape[i] = TapeInstruction(
        instruction.opcode, index(a), index(b), index(c),
        after: before.lowerBound..<firstResult + UInt32(i))
    }
  }
}
