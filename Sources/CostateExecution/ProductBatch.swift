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

  var itemCount: Int { plan.itemCount * extents.leftOffsets.count }
  var scratchByteCount: Int { plan.scratchByteCount }

  func run(_ item: Int, _ memory: Memory) {
    let (batch, part) = item.quotientAndRemainder(dividingBy: plan.itemCount)
    plan.run(
      item: part,
      left: MatrixView(
        base: memory.pointer(left) + extents.leftOffsets[batch],
        rowStride: extents.leftStrides.row, columnStride: extents.leftStrides.column),
      right: MatrixView(
        base: memory.pointer(right) + extents.rightOffsets[batch],
        rowStride: extents.rightStrides.row, columnStride: extents.rightStrides.column),
      result: MutableMatrixView(
        base: memory.pointer(result) + batch * extents.m * extents.n, rowStride: extents.n),
      mode: mode, scratch: memory.scratch(0))
  }
}
