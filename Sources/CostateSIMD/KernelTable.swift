/// The entry points of one instruction-set level for one element type.
///
/// A level's module builds it once from its ``Lanes`` type; every closure is a template
/// instantiated there. A call crosses into the level once per work item. It is a class so that plans,
/// which are copied as they are run, hold a reference to it.
public final class KernelTable<Scalar>: Sendable {
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

  /// A table of these kernels.
  public init(
    laneCount: Int, tiles: TileKernels<Scalar>, scalars: ScalarKernels<Scalar>,
    products: ProductKernels<Scalar>, reductions: ReductionKernels<Scalar>,
    peaks: PeakKernels<Scalar>
  ) {
    self.laneCount = laneCount
    self.tiles = tiles
    self.scalars = scalars
    self.products = products
    self.reductions = reductions
    self.peaks = peaks
  }

  /// Instantiates every template for a level's lanes and registers.
  @inlinable @inline(always)
  public static func instantiated<L: Lanes, Registers: VectorRegisters>(
    for _: L.Type, in _: Registers.Type
  ) -> KernelTable
  where L.Scalar == Scalar {
    KernelTable(
      laneCount: L.laneCount, tiles: TileKernels(L.self), scalars: ScalarKernels(L.self),
      products: ProductKernels(L.self, Registers.self), reductions: ReductionKernels(L.self),
      peaks: PeakKernels(L.self))
  }
}
