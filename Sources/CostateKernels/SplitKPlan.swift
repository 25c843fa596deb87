package import CostateSIMD

/// A matrix product cut along `k`: first the sums of parts of the terms, in work items that each take some
/// parts, then those sums into the result, chunk by chunk in ascending order.
///
/// A part is a chunk of the arithmetic, or a share of the partial sums of one where each element is a dot
/// product; see `PartialSumShare`. The bits are those of ``ProductPlan``, whose sums enter the result in the
/// same order. It is for results that are small against `k`, which leave nothing else to share, and
/// for matrices whose rows are the terms of dot products, which are read best in whole rows.
package struct SplitKPlan<Scalar: LaneScalar>: Sendable {
  /// The number of elements of memory for the sums of all parts, a cache line of slack included.
  package let partSumCount: Int
  /// The scratch memory each worker of the first phase hands in, 64-byte aligned.
  package let scratchByteCount: Int
  /// What all items together pack; see ``ProductPlan/packingMultiplyAdds(packed:)``.
  package let packingMultiplyAdds: Int
  /// The work items of the first phase.
  package var productItemCount: Int { parts.partCount }
  /// The work items of the second phase.
  package var sumItemCount: Int { elements.partCount }

  private let wholeChunk: Chunk
  private let lastChunk: Chunk
  private let chunkCount: Int
  private let chunkLength: Int
  private let shape: ProductShape
  private let kernels: KernelTable<Scalar>
  /// The shares of each chunk; one where chunks are not cut.
  private let shares: [PartialSumShare]
  /// How many rows of sums the parts of a chunk leave, and how far they lie apart.
  private let rowCount: Int
  private let sumStep: Int
  private let parts: EvenSplit
  private let elements: EvenSplit

  /// What computes the sums of a chunk, or of a share of one.
  private struct Chunk {
    let multiply: ProductPlan<Scalar>.Body
    let dots: DotForm<Scalar>?

    init(_ plan: ProductPlan<Scalar>) {
      multiply = plan.body(mode: .assign)
      dots = plan.dots
    }
  }

  /// Plans a product in at most so many work items, which so many workers share; nil when cutting rows and
  /// columns is better, or when one item is enough.
  package init?(_ plan: ProductPlan<Scalar>, desiredItemCount: Int, workerCount: Int) {
    let (shape, dots) = (plan.shape, plan.dots)
    let chunkLength =
      dots == nil ? Arithmetic.productChunkLength : Arithmetic.reductionChunkLength
    let chunkCount = (shape.k + chunkLength - 1) / chunkLength
    let mostShareCount = dots?.mostShareCount ?? 1
    let shareCount = Self.shareCount(
      upTo: mostShareCount, chunkCount: chunkCount, workerCount: workerCount)
    let partCount = chunkCount * shareCount
    guard desiredItemCount > 1, plan.itemCount > 0,
      dots != nil
        ? Self.isBetter(
          partCount: partCount, readsWholeRows: mostShareCount > 1, thanDots: plan,
          workerCount: workerCount)
        : Self.isBetter(
          partCount: partCount, than: plan, desiredItemCount: desiredItemCount,
          workerCount: workerCount)
    else { return nil }
    func chunk(_ termCount: Int, followedBy nextCount: Int) -> ProductPlan<Scalar> {
      ProductPlan(
        shape.with(termCount: termCount), blocks: plan.blocks, kernels: plan.kernels,
        desiredItemCount: 1, followingTermCount: nextCount)
    }
    // The last chunk may be shorter than what is fetched for it: to fetch what is not there does no harm.
    let whole = chunk(min(shape.k, chunkLength), followedBy: chunkLength)
    let last = chunk(shape.k - (chunkCount - 1) * chunkLength, followedBy: 0)
    (wholeChunk, lastChunk) = (Chunk(whole), Chunk(last))
    scratchByteCount = max(whole.scratchByteCount, last.scratchByteCount)
    packingMultiplyAdds =
      (chunkCount - 1) * whole.packingMultiplyAdds() + last.packingMultiplyAdds()
    self.chunkCount = chunkCount
    self.chunkLength = chunkLength
    self.shape = shape
    kernels = plan.kernels
    let elementCount = shape.m * shape.n
    parts = EvenSplit(extent: partCount, unit: 1, desiredPartCount: desiredItemCount)
    // What shares leave folds in whole vectors, which belong to one item.
    elements = EvenSplit(
      extent: elementCount, unit: CacheLine.length(Scalar.self),
      desiredPartCount: shareCount > 1 ? 1 : desiredItemCount)
    shares = dots?.shares(count: shareCount) ?? [.all]
    sumStep = shareCount > 1 ? DotForm<Scalar>.sumStep(elementCount) : elementCount
    rowCount = shares[0].step
    partSumCount = chunkCount * rowCount * sumStep + CacheLine.length(Scalar.self)
  }

  /// Into how many shares to cut each chunk: until workers get equally many parts, or some parts each.
  private static func shareCount(
    upTo mostShareCount: Int, chunkCount: Int, workerCount: Int
  ) -> Int {
    var count = 1
    while count < mostShareCount, chunkCount * count < 2 * workerCount,
      !(chunkCount * count).isMultiple(of: workerCount)
    {
      count *= 2
    }
    return count
  }

  /// Whether more workers get something to do than by rows or columns, or as many and read whole rows.
  private static func isBetter(
    partCount: Int, readsWholeRows: Bool, thanDots plan: ProductPlan<Scalar>, workerCount: Int
  ) -> Bool {
    let busyCount = min(plan.itemCount, workerCount)
    let ownBusyCount = min(partCount, workerCount)
    return ownBusyCount > busyCount
      || ownBusyCount == busyCount && busyCount > 1 && readsWholeRows
  }

  /// Whether less memory is moved than by rows and columns, or those are too few items for the workers; never
  /// with sums that take more memory than the operands.
  private static func isBetter(
    partCount: Int, than plan: ProductPlan<Scalar>, desiredItemCount: Int, workerCount: Int
  ) -> Bool {
    let (m, n, k) = (plan.shape.m, plan.shape.n, plan.shape.k)
    let grid = plan.partition
    let moved = Double(grid.rows.partCount * n + grid.columns.partCount * m) * Double(k)
    let (operands, sums) = (Double(m + n) * Double(k), Double(m * n) * Double(partCount))
    return partCount >= desiredItemCount && sums <= operands
      && (operands + 2 * sums < moved || plan.itemCount < workerCount)
  }

  /// Computes the sums of the parts of one work item of the first phase; see ``ProductPlan/Body``.
  package func multiply(
    item: Int, left: UnsafePointer<Scalar>, right: UnsafePointer<Scalar>,
    partSums: UnsafeMutablePointer<Scalar>, scratch: UnsafeMutablePointer<Scalar>
  ) {
    for part in parts.range(ofPart: item) {
      let (index, share) = part.quotientAndRemainder(dividingBy: shares.count)
      let isLast = index == chunkCount - 1
      let left = left + index * chunkLength * shape.left.column
      let right = right + index * chunkLength * shape.right.row
      let sums = partSums + index * rowCount * sumStep
      if shares.count == 1 {
        (isLast ? lastChunk.multiply : wholeChunk.multiply)(
          0, left, right, MutableMatrixView(base: sums, rowStride: shape.n), scratch
        ) { _, _ in }
      } else {
        guard let dots = isLast ? lastChunk.dots : wholeChunk.dots else {
          preconditionFailure("shares of a product that has no dot products")
        }
        dots.multiplyShare(
          shares[share], left, right, sums + shares[share].start * sumStep, scratch)
      }
    }
  }

  /// Lets the sums of some elements enter the result, which is contiguous.
  package func add(
    item: Int, partSums: UnsafeMutablePointer<Scalar>, result: UnsafeMutablePointer<Scalar>,
    mode: ProductMode
  ) {
    let range = elements.range(ofPart: item)
    for chunk in 0..<chunkCount {
      let sums = partSums + (chunk * rowCount * sumStep + range.lowerBound)
      if shares.count > 1 {
        kernels.products.foldColumns(sums, rowCount, sumStep, range.count, sums)
      }
      kernels.products.update(
        sums, range.count, result + range.lowerBound, 1,
        chunk == 0 ? mode : mode.afterFirstChunk)
    }
  }
}

extension ProductPlan {
  /// The form of products with one row or column.
  fileprivate var dots: DotForm<Scalar>? {
    if case .dots(let form) = form { form } else { nil }
  }
}
