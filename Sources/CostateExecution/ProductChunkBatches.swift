import CostateGraph
import CostateKernels
import CostateSIMD

/// The first phase of a matrix product cut along `k`: the sums of its chunks.
struct ProductChunkBatch<Scalar: LaneScalar>: BatchKernel {
  let name: String
  let work: Work
  let plan: ChunkedProductPlan<Scalar>
  let extents: MatrixProductExtents
  /// Byte offsets of the operands and the chunk sums.
  let left: Int
  let right: Int
  let chunkSums: Int

  var itemCount: Int { plan.productItemCount }
  var scratchByteCount: Int { plan.scratchByteCount }

  func run(_ item: Int, _ memory: Memory) {
    plan.multiply(
      item: item, left: extents.left(0, memory.pointer(left)),
      right: extents.right(0, memory.pointer(right)), chunkSums: memory.pointer(chunkSums),
      scratch: memory.scratch(0))
  }
}

/// The second phase: the chunk sums enter the result in ascending order.
struct ProductChunkSumBatch<Scalar: LaneScalar>: BatchKernel {
  let name: String
  let work: Work
  let plan: ChunkedProductPlan<Scalar>
  let mode: ProductMode
  /// Byte offsets of the chunk sums and the result.
  let chunkSums: Int
  let result: Int

  var itemCount: Int { plan.sumItemCount }
  var scratchByteCount: Int { 0 }

  func run(_ item: Int, _ memory: Memory) {
    plan.add(
      item: item, chunkSums: memory.pointer(chunkSums), result: memory.pointer(result), mode: mode)
  }
}

extension MatrixProductExtents {
  /// The left operand of one product of the batch, as it lies from `base` on.
  func left<Scalar>(_ batch: Int, _ base: UnsafePointer<Scalar>) -> MatrixView<Scalar> {
    MatrixView(
      base: base + leftOffsets[batch], rowStride: leftStrides.row,
      columnStride: leftStrides.column)
  }

  /// The right operand of one product of the batch, as it lies from `base` on.
  func right<Scalar>(_ batch: Int, _ base: UnsafePointer<Scalar>) -> MatrixView<Scalar> {
    MatrixView(
      base: base + rightOffsets[batch], rowStride: rightStrides.row,
      columnStride: rightStrides.column)
  }
}
