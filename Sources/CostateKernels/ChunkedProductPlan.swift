package import CostateSIMD

/// A matrix product cut along `k`, at the borders of the arithmetic's chunks: first the sums of every
/// chunk, in work items that each take some chunks, then the chunk sums into the result in ascending
/// order, in work items that each take some elements.
///
/// The bits are those of ``ProductPlan``, whose chunk sums enter the result in the same order. It is
/// for results that are small against `k`, which leave nothing else to share.
package struct ChunkedProductPlan<Scalar: LaneScalar>: Sendable {
  /// The number of elements of memory for the chunk sums, a cache line of slack included.
  package let chunkSumCount: Int
  /// The work items of the first phase.
  package var productItemCount: Int { chunks.partCount }
  /// The work items of the second phase.
  package var sumItemCount: Int { elements.partCount }

  let wholeChunk: ProductPlan<Scalar>
  let lastChunk: ProductPlan<Scalar>
  private let multiplyWholeChunk: ProductPlan<Scalar>.Body
  private let multiplyLastChunk: ProductPlan<Scalar>.Body
  private let chunks: EvenSplit
  private let elements: EvenSplit
  var chunkCount: Int { chunks.extent }
  private var elementCount: Int { elements.extent }
  private static var chunkLength: Int { Arithmetic.productChunkLength }

  /// Plans a product in at most so many work items; nil when cutting rows and columns moves less
  /// memory, or when one item is enough.
  package init?(_ plan: ProductPlan<Scalar>, desiredItemCount: Int) {
    let (m, n, k) = (plan.m, plan.n, plan.k)
    let chunkCount = (k + Self.chunkLength - 1) / Self.chunkLength
    guard m > 1, n > 1, desiredItemCount > 1, chunkCount >= desiredItemCount else { return nil }
    let parts = plan.partition
    let moved = Double(parts.rows.partCount * n + parts.columns.partCount * m) * Double(k)
    let ownMoved = Double(m + n) * Double(k) + 2 * Double(m * n) * Double(chunkCount)
    guard ownMoved < moved || 2 * plan.itemCount <= desiredItemCount else { return nil }
    func chunk(_ termCount: Int, followedBy nextCount: Int) -> ProductPlan<Scalar> {
      ProductPlan(
        m: m, n: n, k: termCount, left: plan.leftStrides, right: plan.rightStrides,
        blocks: plan.blocks, kernels: plan.kernels, desiredItemCount: 1,
        followingTermCount: nextCount)
    }
    // The last chunk may be shorter than what is fetched for it: to fetch what is not there does no harm.
    wholeChunk = chunk(Self.chunkLength, followedBy: Self.chunkLength)
    lastChunk = chunk(k - (chunkCount - 1) * Self.chunkLength, followedBy: 0)
    multiplyWholeChunk = wholeChunk.body(mode: .assign)
    multiplyLastChunk = lastChunk.body(mode: .assign)
    chunks = EvenSplit(extent: chunkCount, unit: 1, desiredPartCount: desiredItemCount)
    elements = EvenSplit(
      extent: m * n, unit: ProductPlan<Scalar>.lineCount, desiredPartCount: desiredItemCount)
    chunkSumCount = chunkCount * m * n + ProductPlan<Scalar>.lineCount
  }

  /// The scratch memory each worker of the first phase hands in, 64-byte aligned.
  package var scratchByteCount: Int {
    max(wholeChunk.scratchByteCount, lastChunk.scratchByteCount)
  }

  /// Computes the chunk sums of one work item of the first phase; see ``ProductPlan/Body``.
  package func multiply(
    item: Int, left: UnsafePointer<Scalar>, right: UnsafePointer<Scalar>,
    chunkSums: UnsafeMutablePointer<Scalar>, scratch: UnsafeMutablePointer<Scalar>
  ) {
    for chunk in chunks.range(ofPart: item) {
      let start = chunk * Self.chunkLength
      (chunk == chunkCount - 1 ? multiplyLastChunk : multiplyWholeChunk)(
        0, left + start * wholeChunk.leftStrides.column,
        right + start * wholeChunk.rightStrides.row,
        MutableMatrixView(base: chunkSums + chunk * elementCount, rowStride: wholeChunk.n), scratch
      ) { _, _ in }
    }
  }

  /// Lets the chunk sums of some elements enter the result, which is contiguous.
  package func add(
    item: Int, chunkSums: UnsafePointer<Scalar>, result: UnsafeMutablePointer<Scalar>,
    mode: ProductMode
  ) {
    let range = elements.range(ofPart: item)
    let update = wholeChunk.kernels.products.update
    for chunk in 0..<chunkCount {
      update(
        chunkSums + (chunk * elementCount + range.lowerBound), range.count,
        result + range.lowerBound, 1, chunk == 0 ? mode : mode.afterFirstChunk)
    }
  }
}
