/// The product with a number, `y = c · x`.
///
/// - Shapes: any; the result has the operand's.
/// - Arithmetic: `c` is rounded to the element type once; one rounding on each element.
/// - Adjoint: `λ_x = λ c`.
/// - Edge cases: as IEEE 754 says for ±0, ±∞ and NaN.
public struct Scale: ElementwiseOperation {
  /// c.
  public let factor: Double

  /// The operation.
  public init(by factor: Double) { self.factor = factor }

  /// `scale`.
  public var name: String { "scale" }
  /// 1.
  public var operandCount: Int { 1 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { x[0] * .literal(factor) }

  /// The derivative.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [.literal(factor)]
  }

  /// Factors are equal when their bits are.
  public static func == (a: Self, b: Self) -> Bool { a.factor.bitPattern == b.factor.bitPattern }

  /// Hashes the factor's bits.
  public func hash(into hasher: inout Hasher) { hasher.combine(factor.bitPattern) }
}
