import CostateGraph
import CostateKernels
import CostateSIMD

/// A matrix product, or a batch of them, assigned or added to the result.
struct ProductBatch<Scalar: LaneScalar>: BatchKernel {
  let name: String
  let cost: Cost
  let plan: ProductPlan<Scalar>
  let extents: MatrixProductExtents
  let mode: ProductMode
  /// Byte offsets of the operands and the result.
  let left: Int
  let right: Int
  let result: Int
  /// The items of one product of the batch.
  let productItemCount: Int

  var isMatrixProduct: Bool { true }
  var itemCount: Int { productItemCount * extents.leftOffsets.count }
  var scratchByteCount: Int { plan.scratchByteCount }

  func run(_ item: Int, _ memory: Memory) {
    let (batch, part) =
      productItemCount == 1
      ? (item, 0) : item.quotientAndRemainder(dividingBy: productItemCount)
    plan.run(
      item: part, left: extents.left(batch, memory.pointer(left)),
      right: extents.right(batch, memory.pointer(right)),
      result: MutableMatrixView(
        base: memory.pointer(result) + batch * extents.m * extents.n, rowStride: extents.n),
      mode: mode, scratch: memory.scratch(0))
  }
}
