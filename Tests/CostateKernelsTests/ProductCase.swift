import CostateKernels
import CostateSIMD

/// How an operand lies in memory.
enum TestOrder: CaseIterable {
  case rowMajor, columnMajor, scattered

  func strides(rows: Int, columns: Int) -> (row: Int, column: Int) {
    switch self {
    case .rowMajor: (columns + 1, 1)
    case .columnMajor: (1, rows + 2)
    case .scattered: (3 * columns + 2, 3)
    }
  }
}

/// One product with its operands in memory and the result that the specification gives.
struct ProductCase<Scalar: TestScalar> {
  let m: Int
  let n: Int
  let k: Int
  let mode: ProductMode
  /// How many elements lie between a cache line and each operand's first one, and the result's.
  let offset: Int
  let left: TestBuffer<Scalar>
  let right: TestBuffer<Scalar>
  let leftStrides: MatrixStrides
  let rightStrides: MatrixStrides
  let resultStride: Int
  let initialResult: [Scalar]
  let expected: [Scalar]

  /// - Parameter strides: those of the operands, in place of what the orders say.
  init(
    m: Int, n: Int, k: Int, orders: (TestOrder, TestOrder) = (.rowMajor, .rowMajor),
    strides: (left: MatrixStrides, right: MatrixStrides)? = nil, offset: Int = 0,
    mode: ProductMode = .assign, seed: UInt64 = 1,
    element: (inout TestGenerator) -> Scalar = { $0.number() }
  ) {
    var generator = TestGenerator(state: seed)
    let leftStrides = strides?.left ?? orders.0.strides(rows: m, columns: k)
    let rightStrides = strides?.right ?? orders.1.strides(rows: k, columns: n)
    let left = TestBuffer<Scalar>(count: offset + m * leftStrides.row + k * leftStrides.column) {
      element(&generator)
    }
    let right = TestBuffer<Scalar>(
      count: offset + k * rightStrides.row + n * rightStrides.column
    ) {
      element(&generator)
    }
    let resultStride = n + 3
    let initial = (0..<offset + m * resultStride).map { _ in element(&generator) }
    self.m = m
    self.n = n
    self.k = k
    self.mode = mode
    self.offset = offset
    self.left = left
    self.right = right
    self.resultStride = resultStride
    initialResult = initial
    self.leftStrides = leftStrides
    self.rightStrides = rightStrides
    expected = initial.indices.map { index in
      let (row, column) = (index - offset).quotientAndRemainder(dividingBy: resultStride)
      guard index >= offset, column < n else { return initial[index] }
      let product = { (sum: Scalar, term: Int) in
        sum.addingProduct(
          left.base[offset + row * leftStrides.row + term * leftStrides.column],
          right.base[offset + term * rightStrides.row + column * rightStrides.column])
      }
      let chunkSums =
        m == 1 || n == 1
        ? trailingChunkResults(count: k, identity: -0.0, accumulate: product, fold: +)
        : ascendingChunkResults(count: k, identity: -0.0, accumulate: product)
      return Self.updated(initial[index], with: chunkSums.isEmpty ? [0] : chunkSums, mode)
    }
  }

  private static func updated(
    _ initial: Scalar, with chunkSums: [Scalar], _ mode: ProductMode
  ) -> Scalar {
    switch mode {
    case .assign: folded(chunkSums, +)
    case .add: chunkSums.reduce(initial, +)
    case .assignNegated: chunkSums.dropFirst().reduce(-chunkSums[0], -)
    case .subtract: chunkSums.reduce(initial, -)
    }
  }

  var shape: ProductShape {
    ProductShape(m: m, n: n, k: k, left: leftStrides, right: rightStrides)
  }

  /// The first element of `A`.
  var leftStart: UnsafePointer<Scalar> { left.pointer + offset }
  /// The first element of `B`.
  var rightStart: UnsafePointer<Scalar> { right.pointer + offset }

  /// The elements of the specified result, row by row, without what lies between rows.
  var expectedElements: [Scalar] {
    (0..<m * n).map { expected[offset + $0 / n * resultStride + $0 % n] }
  }

  /// Blocks of two chunks and a few microtiles.
  static func smallBlocks(_ kernels: KernelTable<Scalar>) throws -> BlockSizes {
    try BlockSizes(
      mr: kernels.products.mr, nr: kernels.products.nr, kc: 512, mc: 4 * kernels.products.mr,
      nc: 2 * kernels.products.nr)
  }

  /// The product with the kernels of a level, blocked so and cut into at most so many items.
  func plan(
    for instructionSet: InstructionSet, itemCount: Int = 1, followingTermCount: Int = 0,
    blocks: (KernelTable<Scalar>) throws -> BlockSizes = Self.smallBlocks
  ) throws -> ProductPlan<Scalar> {
    let kernels = Scalar.kernels(instructionSet)
    return ProductPlan<Scalar>(
      shape, blocks: try blocks(kernels), kernels: kernels, desiredItemCount: itemCount,
      followingTermCount: followingTermCount)
  }

  /// Whether the kernels of a level, blocked so and cut into so many items, give the same bits and
  /// write nothing else; see ``isReproduced(by:)``.
  func isReproduced(
    by instructionSet: InstructionSet, itemCount: Int = 1,
    blocks: (KernelTable<Scalar>) throws -> BlockSizes = Self.smallBlocks
  ) throws -> Bool {
    isReproduced(by: try plan(for: instructionSet, itemCount: itemCount, blocks: blocks))
  }

  /// Whether a plan gives the same bits and writes nothing else, with operands as they lie and packed
  /// beforehand: then NaN lies where they were. Items run in descending order, each with scratch memory
  /// full of NaN.
  func isReproduced(by product: ProductPlan<Scalar>) -> Bool {
    let packedLeft = PackedOperands(product, left: leftStart, right: nil)
    let packedRight = PackedOperands(product, left: nil, right: rightStart)
    return isReproduced(by: product, PackedOperands())
      && (packedLeft.byteCount == 0 || isReproduced(by: product, packedLeft, left: poison(left)))
      && (packedRight.byteCount == 0
        || isReproduced(by: product, packedRight, right: poison(right)))
  }

  /// NaN in place of an operand.
  private func poison(_ operand: TestBuffer<Scalar>) -> TestBuffer<Scalar> {
    TestBuffer(count: operand.count) { .nan }
  }

  private func isReproduced(
    by product: ProductPlan<Scalar>, _ packed: PackedOperands<Scalar>,
    left: TestBuffer<Scalar>? = nil, right: TestBuffer<Scalar>? = nil
  ) -> Bool {
    let (left, right) = (left ?? self.left, right ?? self.right)
    var initial = initialResult.makeIterator()
    let result = TestBuffer<Scalar>(count: initialResult.count) { initial.next() ?? 0 }
    for item in (0..<product.itemCount).reversed() {
      let scratch = TestBuffer<Scalar>(
        count: product.scratchByteCount / MemoryLayout<Scalar>.stride
      ) { .nan }
      product.body(mode: mode, packed: packed)(
        item, left.pointer + offset, right.pointer + offset,
        MutableMatrixView(base: result.base + offset, rowStride: resultStride), scratch.base
      ) { _, _ in }
      guard scratch.isGuardIntact else { return false }
    }
    return result.isGuardIntact
      && zip(result.elements, expected).allSatisfy { $0.isIdentical(to: $1) }
  }

  /// Whether the plan that is cut along `k` gives the same bits in a contiguous result.
  func isReproducedBySplitK(
    by instructionSet: InstructionSet, itemCount: Int, workerCount: Int
  ) throws -> Bool {
    let kernels = Scalar.kernels(instructionSet)
    let blocks = try BlockSizes(
      mr: kernels.products.mr, nr: kernels.products.nr, kc: 256, mc: 2 * kernels.products.mr,
      nc: 2 * kernels.products.nr)
    let whole = ProductPlan<Scalar>(
      shape, blocks: blocks, kernels: kernels, desiredItemCount: itemCount,
      workerCount: workerCount)
    guard
      let plan = SplitKPlan(whole, desiredItemCount: itemCount, workerCount: workerCount)
    else { return false }
    let result = TestBuffer<Scalar>(count: m * n) { 0 }
    for row in 0..<m {
      for column in 0..<n {
        result.base[row * n + column] = initialResult[offset + row * resultStride + column]
      }
    }
    let partSums = TestBuffer<Scalar>(count: plan.partSumCount) { .nan }
    for item in (0..<plan.productItemCount).reversed() {
      let scratch = TestBuffer<Scalar>(
        count: plan.scratchByteCount / MemoryLayout<Scalar>.stride
      ) { .nan }
      plan.multiply(
        item: item, left: leftStart, right: rightStart, partSums: partSums.base,
        scratch: scratch.base)
      guard scratch.isGuardIntact else { return false }
    }
    for item in (0..<plan.sumItemCount).reversed() {
      plan.add(item: item, partSums: partSums.base, result: result.base, mode: mode)
    }
    return result.isGuardIntact && partSums.isGuardIntact
      && (0..<m * n).allSatisfy { index in
        let (row, column) = index.quotientAndRemainder(dividingBy: n)
        return result.base[index].isIdentical(to: expected[offset + row * resultStride + column])
      }
  }
}
