import CostateGraph
import CostateKernels
import CostateSIMD

/// A matrix product, or a batch of them, assigned or added to the result; elementwise nodes may follow
/// row panel by row panel, while a cache holds them.
struct ProductBatch<Scalar: LaneScalar>: BatchKernel {
  let name: String
  let work: Work
  let plan: ProductPlan<Scalar>
  let extents: MatrixProductExtents
  let mode: ProductMode
  /// Byte offsets of the operands and the result.
  let left: Int
  let right: Int
  let result: Int
  /// The operands that never change.
  let packed: PackedOperands<Scalar>
  /// The items of one product of the batch.
  let productItemCount: Int
  /// What is computed from the result.
  let epilogue: ElementwiseBatch<Scalar>?

  var itemCount: Int { productItemCount * extents.leftOffsets.count }
  var packedByteCount: Int { packed.byteCount }
  var scratchByteCount: Int { epilogueScratch + (epilogue?.scratchByteCount ?? 0) }

  private var epilogueScratch: Int { padded(plan.scratchByteCount) }

  func run(_ item: Int, _ memory: Memory) {
    #if COSTATE_SLOWDOWN
      let slowdown = Slowdown()
      defer { slowdown.spin() }
    #endif
    let (batch, part) =
      productItemCount == 1
      ? (item, 0) : item.quotientAndRemainder(dividingBy: productItemCount)
    let first = batch * extents.m * extents.n
    guard let epilogue else {
      return multiply(batch, part, first, memory) { _, _ in }
    }
    let own = Memory(
      arena: memory.arena, scratch: memory.scratch + epilogueScratch, worker: memory.worker)
    epilogue.prepare(own, count: extents.m * extents.n)
    multiply(batch, part, first, memory) { rows, columns in
      if columns.count == extents.n {
        let start = first + rows.lowerBound * extents.n
        epilogue.run(start..<start + rows.count * extents.n, own)
      } else {
        for row in rows {
          let start = first + row * extents.n
          epilogue.run(start + columns.lowerBound..<start + columns.upperBound, own)
        }
      }
    }
  }

  private func multiply(
    _ batch: Int, _ part: Int, _ first: Int, _ memory: Memory,
    finish: (_ rows: Range<Int>, _ columns: Range<Int>) -> Void
  ) {
    plan.run(
      item: part, left: extents.left(batch, memory.pointer(left)),
      right: extents.right(batch, memory.pointer(right)), packed: packed,
      result: MutableMatrixView(base: memory.pointer(result) + first, rowStride: extents.n),
      mode: mode, scratch: memory.scratch(0), finish: finish)
  }
}
