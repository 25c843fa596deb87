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
      item: item, left: memory.pointer(left) + extents.leftOffsets[0],
      right: memory.pointer(right) + extents.rightOffsets[0], chunkSums: memory.pointer(chunkSums),
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
