import CostateGraph
import CostateKernels
import CostateSIMD

/// The first phase of a matrix product cut along `k`: the sums of its parts.
struct SplitKBatch<Scalar: LaneScalar>: BatchKernel {
  let name: String
  let work: Work
  let plan: SplitKPlan<Scalar>
  let extents: MatrixProductExtents
  /// Byte offsets of the operands and the sums.
  let left: Int
  let right: Int
  let partSums: Int

  var itemCount: Int { plan.productItemCount }
  var scratchByteCount: Int { plan.scratchByteCount }

  func run(_ item: Int, _ memory: Memory) {
    plan.multiply(
      item: item, left: memory.pointer(left) + extents.leftOffsets[0],
      right: memory.pointer(right) + extents.rightOffsets[0], partSums: memory.pointer(partSums),
      scratch: memory.scratch(0))
  }
}

/// The second phase: the sums enter the result in ascending order.
struct SplitKSumBatch<Scalar: LaneScalar>: BatchKernel {
  let name: String
  let work: Work
  let plan: SplitKPlan<Scalar>
  let mode: ProductMode
  /// Byte offsets of the sums and the result.
  let partSums: Int
  let result: Int

  var itemCount: Int { plan.sumItemCount }
  var scratchByteCount: Int { 0 }

  func run(_ item: Int, _ memory: Memory) {
    plan.add(
      item: item, partSums: memory.pointer(partSums), result: memory.pointer(result), mode: mode)
  }
}
