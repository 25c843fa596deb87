/// A step from tile slots to tile slots: operands, temporaries or results.
///
/// Unused operands repeat the first.
@frozen public struct TileInstruction: BitwiseCopyable, Sendable {
  /// What an instruction computes.
  public enum Primitive: BitwiseCopyable, Sendable {
    /// `result = opcode(a, b, c)`.
    case lane(LaneOpcode)
    /// `result = sin a` and `b = cos a`: one reduction of the angle serves both.
    case sineAndCosine
  }

  /// What it computes.
  public var primitive: Primitive
  /// The slot of the result.
  public var result: UInt16
  /// The slot of the first operand.
  public var a: UInt16
  /// The slot of the second operand, or of the second result.
  public var b: UInt16
  /// The slot of the third operand.
  public var c: UInt16

  /// An instruction from the slots of its operands, one to three of them.
  public init(_ opcode: LaneOpcode, result: UInt16, operands: [UInt16]) {
    primitive = .lane(opcode)
    self.result = result
    a = operands[0]
    b = operands[operands.count > 1 ? 1 : 0]
    c = operands[operands.count > 2 ? 2 : 0]
  }

  /// Both functions of an angle.
  public init(sine: UInt16, cosine: UInt16, ofAngle angle: UInt16) {
    primitive = .sineAndCosine
    (result, a, b, c) = (sine, angle, cosine, angle)
  }

  /// Whether a slot is one of its operands.
  public func reads(_ slot: UInt16) -> Bool {
    switch primitive {
    case .lane: [a, b, c].contains(slot)
    case .sineAndCosine: a == slot
    }
  }

  /// Whether a slot is one of its results.
  public func writes(_ slot: UInt16) -> Bool {
    switch primitive {
    case .lane: result == slot
    case .sineAndCosine: result == slot || b == slot
    }
  }

  /// The elementary operations it does on each element.
  public var operationCount: Int {
    switch primitive {
    case .lane: 1
    case .sineAndCosine: 2
    }
  }
}
