package import CostateSIMD

/// The matrix product `C = A · B` for fixed extents and strides: how it is cut into work items, and one
/// item's execution.
///
/// - Shapes: `A` is `m × k`, `B` is `k × n`, `C` is `m × n`; operands may have any strides.
/// - Arithmetic: each element is summed over `k` ascending by FMA in chunks of
///   `Arithmetic.productChunkLength`, the chunk sums enter `C` in ascending order as the
///   `ProductMode` says; with `m = 1` or `n = 1` each element is a dot product, whose chunk
///   sums are those of `ReductionPlan`. `k = 0` is one chunk whose sum is +0.
/// - Cost: `2mnk` flops.
/// - Source: Goto, van de Geijn (2008), "Anatomy of high-performance matrix multiplication",
///   doi 10.1145/1356052.1356053; Van Zee, van de Geijn (2015), "BLIS", doi 10.1145/2764454.
///
/// Items write disjoint parts of the result, in any order, on any thread, each with scratch memory
/// of its own. Nothing is allocated. A batch of products is a call for each matrix.
package struct ProductPlan<Scalar: LaneScalar>: Sendable {
  /// How items are computed. Each form is a class, so that what runs it holds a reference: products of a few
  /// hundred nanoseconds notice when it is copied.
  enum Form: Sendable {
    /// The result has one row or column, and each of its elements is a dot product.
    case dots(DotForm<Scalar>)
    /// The result is written row by row.
    case rowwise(RowwiseForm<Scalar>)
    /// Operands are read where they lie.
    case direct(DirectForm<Scalar>)
    /// Block by block; operands are packed where that pays.
    case blocked(BlockedForm<Scalar>)
  }

  /// The extents and strides.
  let shape: ProductShape
  /// The blocking; it never changes the result.
  let blocks: BlockSizes
  let kernels: KernelTable<Scalar>
  let partition: ProductPartition
  let form: Form

  /// Plans a product in at most so many work items, at least one.
  ///
  /// - Parameters:
  ///   - workerCount: how many workers share the items; nil for one each.
  ///   - finishesRows: whether something is done with each row of a block when it is computed.
  ///   - followingTermCount: how many terms follow that another product of the same strides takes next:
  ///     operands come from memory, and those terms are fetched, which the direct form does not do. 0 for none.
  /// - Precondition: `blocks` were made for the microkernel of `kernels`.
  package init(
    _ shape: ProductShape, blocks: BlockSizes, kernels: KernelTable<Scalar>, desiredItemCount: Int,
    workerCount: Int? = nil, finishesRows: Bool = false, followingTermCount: Int = 0
  ) {
    let (mr, nr) = (kernels.products.mr, kernels.products.nr)
    precondition(
      blocks.mr == mr && blocks.nr == nr,
      "blocks for a \(blocks.mr) × \(blocks.nr) microkernel given to a \(mr) × \(nr) one")
    let workerCount = workerCount ?? desiredItemCount
    func partition(
      _ unit: (row: Int, column: Int), _ prices: ProductPartition.Prices
    ) -> ProductPartition {
      var prices = prices
      if finishesRows {
        prices.partOfRow += ProductPartition.Prices.finishingPartOfRow / shape.termCount
      }
      return ProductPartition(
        m: shape.m, n: shape.n, unit: unit, laneCount: kernels.laneCount,
        desiredItemCount: desiredItemCount, workerCount: workerCount, prices)
    }
    self.shape = shape
    self.blocks = blocks
    self.kernels = kernels
    if shape.hasDots {
      self.partition = partition(
        DotForm<Scalar>.unit(shape, workerCount: workerCount), DotForm<Scalar>.prices)
      form = .dots(DotForm(shape, self.partition, blocks, kernels))
    } else if RowwiseForm<Scalar>.suits(shape) {
      self.partition = partition(RowwiseForm<Scalar>.unit, RowwiseForm<Scalar>.prices)
      form = .rowwise(RowwiseForm(shape, self.partition, blocks, kernels))
    } else {
      let mostDirectColumns =
        followingTermCount > 0 ? 0 : DirectForm<Scalar>.mostColumns(shape, blocks)
      let unit = (shape.n <= mostDirectColumns ? DirectForm<Scalar>.rowUnit : mr, nr)
      self.partition = partition(
        unit, BlockedForm<Scalar>.prices(shape, blocks, mostDirectColumns: mostDirectColumns))
      form =
        self.partition.columns.longestPart <= mostDirectColumns
        ? .direct(DirectForm(shape, self.partition, blocks, kernels))
        : .blocked(
          BlockedForm(
            shape, self.partition, blocks, kernels, followingTermCount: followingTermCount))
    }
  }

  /// The number of work items; 0 if the result is empty.
  package var itemCount: Int { partition.itemCount }

  /// The scratch memory each worker hands in, 64-byte aligned.
  package var scratchByteCount: Int {
    let count =
      switch form {
      case .dots(let form): form.scratchCount
      case .rowwise: 0
      case .direct(let form): form.scratchCount
      case .blocked(let form): form.scratchCount
      }
    return count * MemoryLayout<Scalar>.stride
  }

  /// What computes a work item.
  ///
  /// - Parameters:
  ///   - item: in `0 ..< itemCount`.
  ///   - left: the first element of `A`.
  ///   - right: the first element of `B`.
  ///   - result: `C`, all of it; the item writes its block only.
  ///   - scratch: `scratchByteCount` bytes, 64-byte aligned, used by no other worker meanwhile.
  ///   - finish: called with every block of the item's rows and columns once it is computed, while a
  ///     cache holds it.
  package typealias Body =
    @Sendable (
      _ item: Int, _ left: UnsafePointer<Scalar>, _ right: UnsafePointer<Scalar>,
      _ result: MutableMatrixView<Scalar>, _ scratch: UnsafeMutablePointer<Scalar>,
      _ finish: (_ rows: Range<Int>, _ columns: Range<Int>) -> Void
    ) -> Void

  /// The function that computes items: code for this element type and form, found once, since products
  /// of few elements take no longer than to find it.
  ///
  /// - Parameters:
  ///   - packed: those operands that were packed beforehand.
  ///   - mode: whether the product is assigned, added, negated or subtracted.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func body(
    mode: ProductMode, packed: PackedOperands<Scalar> = PackedOperands()
  ) -> Body {
    switch form {
    case .dots(let form): form.body(mode)
    case .rowwise(let form): form.body(mode)
    case .direct(let form): form.body(mode)
    case .blocked(let form): form.body(mode, packed)
    }
  }

  /// The multiply-adds that take as long as all that the items together pack; some of an operand is packed
  /// by several.
  ///
  /// - Parameter packed: those operands that were packed beforehand.
  package func packingMultiplyAdds(
    packed: PackedOperands<Scalar> = PackedOperands()
  ) -> Int {
    guard case .blocked(let form) = form else { return 0 }
    return form.packingMultiplyAdds(packed)
  }
}
