import CostateGraph
import CostateKernels
import CostateSIMD

/// A sum, maximum or sum of products over axes.
struct ReductionBatch<Scalar: LaneScalar>: BatchKernel {
  let name: String
  let work: Work
  let plan: ReductionPlan<Scalar>
  /// Byte offsets; `second` is the other factor of a sum of products, else `input`.
  let input: Int
  let second: Int
  let result: Int
  /// Where chunk results go when the chunks are shared out.
  let chunkResults: Int

  var itemCount: Int { plan.itemCount }
  var scratchByteCount: Int { plan.scratchByteCount }

  func run(_ item: Int, _ memory: Memory) {
    plan.run(
      item: item, input: memory.pointer(input), second: memory.pointer(second),
      result: memory.pointer(result), chunkResults: memory.pointer(chunkResults),
      scratch: memory.scratch(0))
  }
}

/// The second phase of a reduction whose chunks were shared out.
struct ChunkSumBatch<Scalar: LaneScalar>: BatchKernel {
  let name: String
  let work: Work
  let plan: ReductionPlan<Scalar>
  let result: Int
  let chunkResults: Int

  var itemCount: Int { 1 }
  var scratchByteCount: Int { 0 }

  func run(_ item: Int, _ memory: Memory) {
    plan.combine(chunkResults: memory.pointer(chunkResults), result: memory.pointer(result))
  }
}
