package import CostateSIMD

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An operand of a matrix product that never changes.
package struct ConstantOperand<Scalar: LaneScalar> {
  /// Which constant of a program it is.
  package let constant: Int
  /// The position of the operand's first element in the constant.
  package let offset: Int
  /// Calls its argument with the constant's first element.
  package let withElements: ((UnsafePointer<Scalar>) -> Void) -> Void

  /// An operand; `withElements` is called where it is packed for the first time.
  package init(
    constant: Int, offset: Int, withElements: @escaping ((UnsafePointer<Scalar>) -> Void) -> Void
  ) {
    self.constant = constant
    self.offset = offset
    self.withElements = withElements
  }
}

/// Operands of matrix products that never change, packed once.
///
/// Packing moves numbers and computes nothing: the bits of a product do not depend on it.
package struct PackedOperands<Scalar: LaneScalar>: Sendable {
  let left: PackedLeft<Scalar>?
  let right: PackedRight<Scalar>?
  /// The memory that was packed for these operands, and not for others before.
  package let byteCount: Int

  /// Both are read where they lie.
  package init() { (left, right, byteCount) = (nil, nil, 0) }

  /// Packs the operands of a plan that are given, where that saves work in each run and there is memory.
  ///
  /// - Parameter program: the constants that are packed already.
  package init(
    _ plan: ProductPlan<Scalar>, left: ConstantOperand<Scalar>?, right: ConstantOperand<Scalar>?,
    in program: PackedConstants
  ) {
    let packedByteCount = program.byteCount
    guard case .blocked(let form) = plan.form, plan.shape.k > 0, plan.itemCount > 0 else {
      (self.left, self.right, byteCount) = (nil, nil, 0)
      return
    }
    let n = plan.shape.n
    self.left = left.flatMap {
      form.packsLeft(columnCount: n, termCount: plan.shape.k)
        ? PackedLeft($0, plan, in: program) : nil
    }
    self.right = right.flatMap {
      // Columns that fill less than half a micropanel would take more than twice their memory.
      2 * n >= plan.blocks.nr ? PackedRight($0, plan, in: program) : nil
    }
    byteCount = program.byteCount - packedByteCount
  }
}

/// The packed constants of a program: each once, however many products read it.
package final class PackedConstants {
  /// What decides how a constant is packed.
  struct Layout: Hashable {
    let constant: Int
    let offset: Int
    let strides: [Int]
    /// The rows or columns, and the terms.
    let extents: [Int]
    /// NR and KC; empty for a left operand.
    let blocks: [Int]
  }

  private var memories: [Layout: AnyObject] = [:]
  /// The memory of all.
  private(set) var byteCount = 0

  /// None yet.
  package init() {}

  /// The memory of a layout, filled when it is first asked for; nil where the system has none.
  fileprivate func memory<Scalar: LaneScalar>(
    _ layout: Layout, count: Int, _ operand: ConstantOperand<Scalar>,
    pack: (UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>) -> Void
  ) -> PackedMemory<Scalar>? {
    if let known = memories[layout] as? PackedMemory<Scalar> { return known }
    guard let memory = PackedMemory<Scalar>(count: count) else { return nil }
    operand.withElements { pack($0 + operand.offset, memory.elements) }
    memories[layout] = memory
    byteCount += memory.count * MemoryLayout<Scalar>.stride
    return memory
  }
}

/// A left operand whose rows are contiguous and do not fall into the same sets of the cache.
struct PackedLeft<Scalar: LaneScalar>: Sendable {
  fileprivate let memory: PackedMemory<Scalar>
  private let rowStep: Int

  fileprivate init?(
    _ left: ConstantOperand<Scalar>, _ plan: ProductPlan<Scalar>, in program: PackedConstants
  ) {
    let (m, k, strides) = (plan.shape.m, plan.shape.k, plan.shape.left)
    let rowStep = LeftMicropanels<Scalar>.rowStep(termCount: k)
    let layout = PackedConstants.Layout(
      constant: left.constant, offset: left.offset, strides: [strides.row, strides.column],
      extents: [m, k], blocks: [])
    let memory = program.memory(layout, count: m * rowStep, left) { source, target in
      for row in 0..<m {
        plan.kernels.products.gather(
          source + row * strides.row, strides.column, k, target + row * rowStep)
      }
    }
    guard let memory else { return nil }
    self.memory = memory
    self.rowStep = rowStep
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

  fileprivate init?(
    _ right: ConstantOperand<Scalar>, _ plan: ProductPlan<Scalar>, in program: PackedConstants
  ) {
    let (nr, kc) = (plan.blocks.nr, plan.blocks.kc)
    let (n, k, strides) = (plan.shape.n, plan.shape.k, plan.shape.right)
    let columnCount = (n + nr - 1) / nr * nr
    let layout = PackedConstants.Layout(
      constant: right.constant, offset: right.offset, strides: [strides.row, strides.column],
      extents: [n, k], blocks: [nr, kc])
    let memory = program.memory(layout, count: columnCount * k, right) { source, target in
      for start in stride(from: 0, to: k, by: kc) {
        let columns = MatrixView(base: source + start * strides.row, strides).transposed
        plan.kernels.products.packRight(
          columns.lines(rowCount: n, termCount: min(kc, k - start)), target + start * columnCount)
      }
    }
    guard let memory else { return nil }
    self.memory = memory
    self.nr = nr
    self.columnCount = columnCount
  }

  /// The micropanels of the terms of a block from a micropanel's first column on.
  func panel(row: Int, column: Int, termCount: Int) -> UnsafePointer<Scalar> {
    UnsafePointer(memory.elements + (row * columnCount + column * termCount))
  }
}

/// Elements on cache lines that are written once, before anybody reads them; a vector past their end
/// may be accessed.
///
/// Unchecked because nobody writes them once they are packed.
private final class PackedMemory<Scalar: LaneScalar>: @unchecked Sendable {
  let elements: UnsafeMutablePointer<Scalar>
  let count: Int

  /// Zeros; nil where the system has no memory for them.
  init?(count: Int) {
    self.count = count + CacheLine.length(Scalar.self)
    var memory: UnsafeMutableRawPointer?
    let byteCount = self.count * MemoryLayout<Scalar>.stride
    guard posix_memalign(&memory, CacheLine.byteCount, byteCount) == 0, let memory else {
      return nil
    }
    elements = memory.initializeMemory(as: Scalar.self, repeating: 0, count: self.count)
  }

  deinit { free(elements) }
}
