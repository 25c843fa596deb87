import CostateGraph
import CostateKernels
import CostateSIMD

/// A matrix product, or a batch of them, assigned or added to the result.
///
/// It is a class since small products last no longer than copies of what it holds.
final class ProductBatch<Scalar: LaneScalar>: BatchKernel {
  let name: String
  let work: Work
  let extents: MatrixProductExtents
  let scratchByteCount: Int
  let packedByteCount: Int
  /// Byte offsets of the operands and the result.
  let left: Int
  let right: Int
  let result: Int
  /// The items of one product of the batch, and what computes them.
  private let productItemCount: Int
  private let body: ProductPlan<Scalar>.Body

  init(
    name: String, work: Work, plan: ProductPlan<Scalar>, packed: PackedOperands<Scalar>,
    extents: MatrixProductExtents, mode: ProductMode, left: Int, right: Int, result: Int
  ) {
    self.name = name
    self.work = work
    self.extents = extents
    scratchByteCount = plan.scratchByteCount
    packedByteCount = packed.byteCount
    self.left = left
    self.right = right
    self.result = result
    productItemCount = plan.itemCount
    body = plan.body(mode: mode, packed: packed)
  }

  var itemCount: Int { productItemCount * extents.leftOffsets.count }

  func run(_ item: Int, _ memory: Memory) { multiply(item, memory) { _, _, _ in } }

  /// Computes an item and calls `finish` with every block of a result once it is computed.
  ///
  /// - Parameter finish: takes the first element of the result, rows and columns.
  func multiply(
    _ item: Int, _ memory: Memory,
    finish: (_ first: Int, _ rows: Range<Int>, _ columns: Range<Int>) -> Void
  ) {
    #if COSTATE_SLOWDOWN
      let slowdown = Slowdown()
      defer { slowdown.spin() }
    #endif
    let (batch, part) =
      productItemCount == 1
      ? (item, 0) : item.quotientAndRemainder(dividingBy: productItemCount)
    let first = batch * extents.m * extents.n
    body(
      part, memory.pointer(left) + extents.leftOffsets[batch],
      memory.pointer(right) + extents.rightOffsets[batch],
      MutableMatrixView(base: memory.pointer(result) + first, rowStride: extents.n),
      memory.scratch(0)
    ) { finish(first, $0, $1) }
  }
}

/// Products and elementwise nodes that follow them row panel by row panel, while a cache holds them.
struct ProductWithEpilogueBatch<Scalar: LaneScalar>: BatchKernel {
  let work: Work
  let product: ProductBatch<Scalar>
  /// What is computed from the result.
  let epilogue: ElementwiseBatch<Scalar>

  var name: String { product.name }
  var itemCount: Int { product.itemCount }
  var packedByteCount: Int { product.packedByteCount }
  var scratchByteCount: Int { epilogueScratch + epilogue.scratchByteCount }

  private var epilogueScratch: Int { padded(product.scratchByteCount) }

  func run(_ item: Int, _ memory: Memory) {
    let own = Memory(
      arena: memory.arena, scratch: memory.scratch + epilogueScratch, worker: memory.worker)
    let columnCount = product.extents.n
    epilogue.prepare(own, count: product.extents.m * columnCount)
    product.multiply(item, memory) { first, rows, columns in
      if columns.count == columnCount {
        let start = first + rows.lowerBound * columnCount
        epilogue.run(start..<start + rows.count * columnCount, own)
      } else {
        for row in rows {
          let start = first + row * columnCount
          epilogue.run(start + columns.lowerBound..<start + columns.upperBound, own)
        }
      }
    }
  }
}
