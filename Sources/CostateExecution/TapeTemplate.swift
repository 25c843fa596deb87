import CostateSIMD

/// A scalar operation's steps on a tape, worked out once for all its nodes.
struct TapeTemplate: Sendable {
  /// Where a step reads or writes.
  enum Place: Sendable {
    /// An operand of the node, by position.
    case operand(Int)
    /// A number or a temporary: the same scalar for every node.
    case shared(UInt32)
    /// The node's own scalar.
    case result
  }

  private let steps: [LaneStep<Place>]

  /// - Parameters:
  ///   - firstTemporary: the index of the first of the scalars that steps may write.
  ///   - number: the index of the scalar that holds a number.
  init(_ program: FusedProgram, firstTemporary: UInt32, number: (Double) -> UInt32) {
    var steps: [LaneStep<Place>] = []
    var places: [Place] = []
    var nextTemporary = firstTemporary
    for (i, value) in program.values.enumerated() {
      switch value {
      case .external(let external): places.append(.operand(external))
      case .literal(let x): places.append(.shared(number(x)))
      case .instruction(let opcode, let arguments):
        if i == program.result {
          places.append(.result)
        } else {
          places.append(.shared(nextTemporary))
          nextTemporary += 1
        }
        let (primitive, operands) = Self.fused(opcode, arguments.map { places[$0] }) {
          .shared(number($0))
        }
        steps.append(LaneStep(primitive, result: places[i], operands: operands))
      }
    }
    self.steps = steps
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

  /// Appends the steps of a node.
  ///
  /// - Parameters:
  ///   - result: the index of the node's scalar.
  ///   - operand: the index of an operand's scalar, by position.
  func append(
    to tape: Stream<TapeInstruction>, result: UInt32, operand: (Int) -> UInt32
  ) {
    func index(_ place: Place) -> UInt32 {
      switch place {
      case .operand(let position): operand(position)
      case .shared(let index): index
      case .result: result
      }
    }
    for step in steps {
      tape.append(
        TapeInstruction(
          step.opcode, result: index(step.result), a: index(step.a), b: index(step.b),
          c: index(step.c)))
    }
  }
}
