package import CostateSIMD

/// Operands of matrix products that never change, packed once.
///
/// Packing moves numbers and computes nothing: the bits of a product do not depend on it.
package struct PackedOperands<Scalar: LaneScalar>: Sendable {
  let left: PackedLeft<Scalar>?
  let right: PackedRight<Scalar>?

  /// Both are read where they lie.
  package init() { (left, right) = (nil, nil) }

  /// Packs the operands of a plan that are given, where that saves work in each run.
  ///
  /// - Parameters:
  ///   - left: the first element of `A`, if that never changes.
  ///   - right: the first element of `B`, if that never changes.
  package init(
    _ plan: ProductPlan<Scalar>, left: UnsafePointer<Scalar>?, right: UnsafePointer<Scalar>?
  ) {
    let isPossible = plan.form == .blocked && plan.k > 0 && plan.itemCount > 0
    self.left = left.flatMap { left in
      isPossible && plan.packsLeft(columnCount: plan.n)
        ? PackedLeft(MatrixView(base: left, plan.leftStrides), plan) : nil
    }
    self.right = right.flatMap { right in
      // Columns that fill less than half a micropanel would take more than twice their memory.
      isPossible && 2 * plan.n >= plan.blocks.nr
        ? PackedRight(MatrixView(base: right, plan.rightStrides), plan) : nil
    }
  }

  /// The memory of both.
  package var byteCount: Int {
    ((left?.memory.count ?? 0) + (right?.memory.count ?? 0)) * MemoryLayout<Scalar>.stride
  }
}

/// A left operand whose rows are contiguous and do not fall into the same sets of the cache.
struct PackedLeft<Scalar: LaneScalar>: Sendable {
  fileprivate let memory: PackedMemory<Scalar>
  private let rowStep: Int

  fileprivate init(_ left: MatrixView<Scalar>, _ plan: ProductPlan<Scalar>) {
    rowStep = LeftMicropanels<Scalar>.rowStep(termCount: plan.k)
    memory = PackedMemory(count: plan.m * rowStep)
    for row in 0..<plan.m {
      plan.kernels.products.gather(
        left.pointer(row: row, column: 0), left.columnStride, plan.k,
        memory.elements + row * rowStep)
    }
  }

  var view: MatrixView<Scalar> {
    MatrixView(
      base: UnsafePointer(memory.elements), rowStride: rowStep, columnStride: 1)
  }
}

/// A right operand in micropanels: blocks of at most KC terms one after the other, each with all its
/// columns, so that work items find the columns they were cut at.
struct PackedRight<Scalar: LaneScalar>: Sendable {
  fileprivate let memory: PackedMemory<Scalar>
  private let nr: Int
  /// The columns with those that fill the last micropanel.
  private let columnCount: Int

  fileprivate init(_ right: MatrixView<Scalar>, _ plan: ProductPlan<Scalar>) {
    nr = plan.blocks.nr
    columnCount = (plan.n + nr - 1) / nr * nr
    memory = PackedMemory(count: columnCount * plan.k)
    for start in stride(from: 0, to: plan.k, by: plan.blocks.kc) {
      plan.kernels.products.packRight(
        right.pointer(row: start, column: 0), plan.n, min(plan.blocks.kc, plan.k - start),
        right.columnStride, right.rowStride, memory.elements + start * columnCount)
    }
  }

  /// The micropanels of the terms of a block from a micropanel's first column on.
  func panel(row: Int, column: Int, termCount: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(memory.elements + (row * columnCount + column * termCount))
  }
}

/// Elements on cache lines that are written once, before anybody reads them; a vector past their end
/// may be accessed.
///
/// Unchecked because nobody writes them after the initialiser that makes them has returned.
private final class PackedMemory<Scalar: LaneScalar>: @unchecked Sendable {
  let elements: UnsafeMutablePointer<Scalar>
  let count: Int

  init(count: Int) {
    self.count = count + 64 / MemoryLayout<Scalar>.stride
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: self.count * MemoryLayout<Scalar>.stride, alignment: 64)
    elements = bytes.bindMemory(to: Scalar.self, capacity: self.count)
    elements.initialize(repeating: 0, count: self.count)
  }

  deinit { UnsafeMutableRawPointer(elements).deallocate() }
}
