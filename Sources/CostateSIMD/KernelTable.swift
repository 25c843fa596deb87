/// The entry points of one instruction-set level for one element type.
///
/// A level's module builds it once from its ``Lanes`` type; every closure is a template
/// instantiated there. A call crosses into the level once per work item.
public struct KernelTable<Scalar>: Sendable {
  /// The scalars of a vector.
  public let laneCount: Int
  /// Elementwise programs over tiles.
  public let tiles: TileKernels<Scalar>
  /// Scalar graphs.
  public let scalars: ScalarKernels<Scalar>
  /// Matrix products.
  public let products: ProductKernels<Scalar>
  /// The sums, dot products and maxima.
  public let reductions: ReductionKernels<Scalar>
  /// The most a core can do.
  public let peaks: PeakKernels<Scalar>

  /// Instantiates every template for a level's lanes.
  @inlinable @inline(always)
  public init<L: Lanes>(_: L.Type) where L.Scalar == Scalar {
    laneCount = L.laneCount
    tiles = TileKernels(L.self)
    scalars = ScalarKernels(L.self)
    products = ProductKernels(L.self)
    reductions = ReductionKernels(L.self)
    peaks = PeakKernels(L.self)
  }
}
