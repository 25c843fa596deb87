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
  let left: TestBuffer<Scalar>
  let right: TestBuffer<Scalar>
  let leftStrides: MatrixStrides
  let rightStrides: MatrixStrides
  let resultStride: Int
  let initialResult: [Scalar]
  let expected: [Scalar]

  init(
    m: Int, n: Int, k: Int, orders: (TestOrder, TestOrder) = (.rowMajor, .rowMajor),
    mode: ProductMode = .assign, seed: UInt64 = 1,
    element: (inout TestGenerator) -> Scalar = { $0.number() }
  ) {
    var generator = TestGenerator(state: seed)
    let leftStrides = orders.0.strides(rows: m, columns: k)
    let rightStrides = orders.1.strides(rows: k, columns: n)
    let left = TestBuffer<Scalar>(count: m * leftStrides.row + k * leftStrides.column) {
      element(&generator)
    }
    let right = TestBuffer<Scalar>(count: k * rightStrides.row + n * rightStrides.column) {
      element(&generator)
    }
    let resultStride = n + 3
    let initial = (0..<m * resultStride).map { _ in element(&generator) }
    self.m = m
    self.n = n
    self.k = k
    self.mode = mode
    self.left = left
    self.right = right
    self.resultStride = resultStride
    initialResult = initial
    self.leftStrides = leftStrides
    self.rightStrides = rightStrides
    expected = initial.indices.map { index in
      let (row, column) = index.quotientAndRemainder(dividingBy: resultStride)
      guard column < n else { return initial[index] }
      let product = { (sum: Scalar, term: Int) in
        sum.addingProduct(
          left.base[row * leftStrides.row + term * leftStrides.column],
          right.base[term * rightStrides.row + column * rightStrides.column])
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

  /// Whether the kernels of a level, blocked so and cut into so many items, give the same bits and
  /// write nothing else, with operands as they lie and packed beforehand. Items run in descending
  /// order, each with scratch memory full of NaN.
  func isReproduced(
    by instructionSet: InstructionSet, itemCount: Int = 1,
    blocks: (KernelTable<Scalar>) throws -> BlockSizes = {
      try BlockSizes(
        mr: $0.products.mr, nr: $0.products.nr, kc: 512, mc: 4 * $0.products.mr,
        nc: 2 * $0.products.nr)
    }
  ) throws -> Bool {
    let kernels = Scalar.kernels(instructionSet)
    let product = ProductPlan<Scalar>(
      m: m, n: n, k: k, left: leftStrides, right: rightStrides, blocks: try blocks(kernels),
      kernels: kernels, desiredItemCount: itemCount)
    let packings = [
      PackedOperands(), PackedOperands(product, left: left.pointer, right: nil),
      PackedOperands(product, left: nil, right: right.pointer),
    ]
    return packings.allSatisfy { isReproduced(by: product, $0) }
  }

  private func isReproduced(
    by product: ProductPlan<Scalar>, _ packed: PackedOperands<Scalar>
  ) -> Bool {
    var initial = initialResult.makeIterator()
    let result = TestBuffer<Scalar>(count: initialResult.count) { initial.next() ?? 0 }
    for item in (0..<product.itemCount).reversed() {
      let scratch = TestBuffer<Scalar>(
        count: product.scratchByteCount / MemoryLayout<Scalar>.stride
      ) { .nan }
      product.body(mode: mode, packed: packed)(
        item, left.pointer, right.pointer,
        MutableMatrixView(base: result.base, rowStride: resultStride), scratch.base
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
      m: m, n: n, k: k, left: leftStrides, right: rightStrides, blocks: blocks, kernels: kernels,
      desiredItemCount: itemCount, workerCount: workerCount)
    guard
      let plan = SplitKPlan(whole, desiredItemCount: itemCount, workerCount: workerCount)
    else { return false }
    let result = TestBuffer<Scalar>(count: m * n) { 0 }
    for row in 0..<m {
      for column in 0..<n {
        result.base[row * n + column] = initialResult[row * resultStride + column]
      }
    }
    let partSums = TestBuffer<Scalar>(count: plan.partSumCount) { .nan }
    for item in (0..<plan.productItemCount).reversed() {
      let scratch = TestBuffer<Scalar>(
        count: plan.scratchByteCount / MemoryLayout<Scalar>.stride
      ) { .nan }
      plan.multiply(
        item: item, left: left.pointer, right: right.pointer, partSums: partSums.base,
        scratch: scratch.base)
      guard scratch.isGuardIntact else { return false }
    }
    for item in (0..<plan.sumItemCount).reversed() {
      plan.add(item: item, partSums: partSums.base, result: result.base, mode: mode)
    }
    return result.isGuardIntact && partSums.isGuardIntact
      && (0..<m * n).allSatisfy { index in
        let (row, column) = index.quotientAndRemainder(dividingBy: n)
        return result.base[index].isIdentical(to: expected[row * resultStride + column])
      }
  }
}
