/// A lane primitive from places to a place, as kernels execute it.
///
/// Unused operands repeat the first.
@frozen public struct LaneStep<Place: Sendable>: Sendable {
  /// The primitive.
  public var opcode: LaneOpcode
  /// Where the result goes.
  public var result: Place
  /// Where the first operand is.
  public var a: Place
  /// Where the second operand is.
  public var b: Place
  /// Where the third operand is.
  public var c: Place

  /// A step from its places.
  public init(_ opcode: LaneOpcode, result: Place, a: Place, b: Place, c: Place) {
    self.opcode = opcode
    self.result = result
    self.a = a
    self.b = b
    self.c = c
  }

  /// A step from its operands, one to three of them.
  public init(_ opcode: LaneOpcode, result: Place, operands: [Place]) {
    self.init(
      opcode, result: result, a: operands[0], b: operands[operands.count > 1 ? 1 : 0],
      c: operands[operands.count > 2 ? 2 : 0])
  }
}

extension LaneStep: BitwiseCopyable where Place: BitwiseCopyable {}

/// A step from tile slots to a tile slot: an operand, a temporary or a result.
public typealias TileInstruction = LaneStep<UInt16>

/// A step from scalars to a scalar, by their indices.
public typealias TapeInstruction = LaneStep<UInt32>
