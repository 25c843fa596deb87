package import CostateSIMD

/// A sum, dot product or maximum over axes of a contiguous array: how it is cut into work items, and
/// one item's execution.
///
/// - Arithmetic: a trailing reduction keeps `Arithmetic.partialSumCount` interleaved partial sums in
///   chunks of `Arithmetic.reductionChunkLength` terms; a leading one adds in ascending order in chunks
///   of `Arithmetic.productChunkLength`. Chunk sums are added in ascending order, the first as it is.
/// - Cost: one flop for each term, two for a sum of products.
///
/// Work items write disjoint parts of the result. Where there are too few results for the workers,
/// the chunks are distributed instead: the items write chunk results to a buffer that all share, and
/// when all are done `combine` folds them in order. The bits are the same. Nothing is allocated.
package struct ReductionPlan<Scalar: LaneScalar>: Sendable {
  /// What is computed.
  package let kind: ReductionKind
  /// Over which terms.
  package let layout: ReductionLayout
  let kernels: KernelTable<Scalar>
  let outer: EvenSplit
  let inner: EvenSplit
  let chunks: EvenSplit
  let chunkLength: Int

  /// Plans a reduction in at most so many work items, at least one.
  ///
  /// - Precondition: a sum of products is trailing with `outer` = 1; a maximum has terms.
  package init(
    _ kind: ReductionKind, _ layout: ReductionLayout, kernels: KernelTable<Scalar>,
    desiredItemCount: Int
  ) {
    let extents = layout.extents
    switch layout {
    case .trailing:
      precondition(
        kind != .sumOfProducts || extents.outer == 1, "a sum of products of \(extents.outer) rows")
      chunkLength = Arithmetic.reductionChunkLength
    case .leading:
      precondition(kind != .sumOfProducts, "a sum of products that keeps the last axis")
      chunkLength = Arithmetic.productChunkLength
    }
    precondition(kind != .maximum || extents.reduced > 0, "the maximum of no terms")
    self.kind = kind
    self.layout = layout
    self.kernels = kernels
    outer = EvenSplit(extent: extents.outer, unit: 1, desiredPartCount: desiredItemCount)
    let innerPartCount = desiredItemCount / max(1, outer.partCount)
    inner = EvenSplit(extent: extents.inner, unit: 64, desiredPartCount: innerPartCount)
    let chunkPartCount = desiredItemCount / max(1, outer.partCount * inner.partCount)
    chunks = EvenSplit(
      extent: (max(1, extents.reduced) + chunkLength - 1) / chunkLength, unit: 1,
      desiredPartCount: chunkPartCount)
  }

  /// The number of work items of `run`; 0 if there is no result.
  package var itemCount: Int { outer.partCount * inner.partCount * chunks.partCount }

  /// The elements of the buffer of chunk results; 0 if `run` writes the result itself.
  package var chunkResultCount: Int {
    chunks.partCount > 1 ? chunks.extent * outer.extent * inner.extent : 0
  }

  /// The scratch memory each worker hands in, 64-byte aligned.
  package var scratchByteCount: Int {
    (kernels.reductions.rowScratchCount + 2 * Self.groupCount) * MemoryLayout<Scalar>.stride
  }

  /// Computes one work item.
  ///
  /// - Parameters:
  ///   - item: in `0 ..< itemCount`.
  ///   - input: the terms.
  ///   - second: the other factors of a sum of products; unused otherwise, when it may be `input`.
  ///   - result: one element for each outer and inner index.
  ///   - chunkResults: `chunkResultCount` elements shared by all items; unused if that is 0.
  ///   - scratch: `scratchByteCount` bytes, 64-byte aligned, used by no other worker meanwhile.
  package func run(
    item: Int, input: UnsafePointer<Scalar>, second: UnsafePointer<Scalar>,
    result: UnsafeMutablePointer<Scalar>, chunkResults: UnsafeMutablePointer<Scalar>,
    scratch: UnsafeMutablePointer<Scalar>
  ) {
    let block = block(ofItem: item)
    let reduced = layout.extents.reduced
    if reduced == 0 {
      fillWithZeros(block.outer, block.inner, result)
    } else if case .leading = layout {
      reduceColumns(block.outer, block.chunks, block.inner, input, result, chunkResults)
    } else if takesChunksSideBySide(rowCount: block.outer.count) {
      for row in block.outer {
        reduceChunks(block.chunks, row, input, second, result, chunkResults, scratch)
      }
    } else {
      reduceRows(block.outer, input, second, result, scratch)
    }
  }

  /// Folds the chunk results once all items have run; needed if `chunkResultCount` is not 0.
  package func combine(
    chunkResults: UnsafePointer<Scalar>, result: UnsafeMutablePointer<Scalar>
  ) {
    let width = outer.extent * inner.extent
    kernel.reduceColumns(
      ReducedColumns(
        source: chunkResults, termStride: width, termCount: chunks.extent, chunkLength: 1,
        columnCount: width, results: result))
  }
}
