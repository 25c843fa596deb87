/// The fused multiply-add, `y = a · b + c`.
///
/// - Shapes: broadcast as in NumPy.
/// - Arithmetic: one rounding on each element.
/// - Adjoint: `λ_a = λ b`, `λ_b = λ a`, `λ_c = λ`, summed over repeated axes.
/// - Edge cases: as IEEE 754 says for ±0, ±∞ and NaN.
public struct FusedMultiplyAdd: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `fusedMultiplyAdd`.
  public var name: String { "fusedMultiplyAdd" }
  /// 3.
  public var operandCount: Int { 3 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression {
    .fusedMultiplyAdd(x[0], x[1], x[2])
  }

  /// The derivatives.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [x[1], x[0], 1]
  }
}
