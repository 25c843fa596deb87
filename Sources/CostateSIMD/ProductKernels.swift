/// The microkernels of the matrix product.
public struct ProductKernels<Scalar>: Sendable {
  @inlinable @inline(__always)
  public init<L: Lanes>(_: L.Type) where L.Scalar == Scalar {
  }
}
