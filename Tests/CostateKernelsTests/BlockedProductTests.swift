import CostateSIMD
import CostateTopology
import Testing

@testable import CostateKernels

/// The borders of microtiles and blocks where operands are packed, or would be if it paid.
@Suite("Products by blocks") struct BlockedProductTests {
  /// A right operand whose terms lie side by side, which is always packed: beforehand.
  @Test("have the specified bits in microtiles of every size", arguments: TestOrder.allCases)
  func packedColumns(_ left: TestOrder) throws {
    for instructionSet in InstructionSet.available {
      try checkEveryMicrotile(Float.self, instructionSet, orders: (left, .columnMajor))
      try checkEveryMicrotile(Double.self, instructionSet, orders: (left, .columnMajor))
    }
  }

  /// A right operand of contiguous rows: read where it lies by two panels of rows, packed on the way where
  /// there are more. That more terms follow elsewhere keeps the direct form from these few.
  @Test(
    "have the specified bits in microtiles of every size, by rows",
    arguments: [TestOrder.rowMajor, .columnMajor])
  func rows(_ left: TestOrder) throws {
    for instructionSet in InstructionSet.available {
      try checkEveryMicrotile(Float.self, instructionSet, orders: (left, .rowMajor))
      try checkEveryMicrotile(Double.self, instructionSet, orders: (left, .rowMajor))
    }
  }

  /// Few terms: four at once and the rest one by one.
  private func checkEveryMicrotile<Scalar: TestScalar>(
    _: Scalar.Type, _ instructionSet: InstructionSet, orders: (TestOrder, TestOrder)
  ) throws {
    let products = Scalar.kernels(instructionSet).products
    let panelCount = orders.1 == .rowMajor ? 3 : 2
    for m in 2...panelCount * products.mr + 1 {
      for n in 2...2 * products.nr + 1 {
        let product = ProductCase<Scalar>(m: m, n: n, k: 7, orders: orders, mode: .subtract)
        let plan = try product.plan(
          for: instructionSet, followingTermCount: orders.1 == .rowMajor ? 1 : 0)
        expectBits(product, plan, instructionSet)
      }
    }
  }

  /// Micropanels that a second-level cache does not hold, each multiplied with several row panels: rows
  /// that are copied since they fall into one set of the first-level cache, rows where they lie, and
  /// interleaved ones; around one block of rows and two.
  @Test("have the specified bits where row panels share micropanels", arguments: [1024, 1040, nil])
  func sharedMicropanels(_ rowStride: Int?) throws {
    for instructionSet in InstructionSet.available {
      try checkSharedMicropanels(Float.self, instructionSet, rowStride: rowStride)
      try checkSharedMicropanels(Double.self, instructionSet, rowStride: rowStride)
    }
  }

  private func checkSharedMicropanels<Scalar: TestScalar>(
    _: Scalar.Type, _ instructionSet: InstructionSet, rowStride: Int?
  ) throws {
    let topology = Topology.oneCore([
      .init(1, kibibytes: 32), .init(2, kibibytes: 256), .init(3, kibibytes: 4096),
    ])
    let blocks = BlockSizes(topology, Scalar.kernels(instructionSet))
    let (mr, nr) = (blocks.mr, blocks.nr)
    try #require(blocks.mc > mr)
    let nearCount = blocks.nearElementCount / blocks.kc
    let (n, k) = (max(nearCount, 7 * nr) + nr + 3, blocks.kc + 9)
    for m in [blocks.mc - 1, blocks.mc + mr, nearCount + blocks.mc + 1] {
      let left = rowStride.map { (row: $0, column: 1) } ?? (row: 1, column: m)
      let product = ProductCase<Scalar>(
        m: m, n: n, k: k, strides: (left: left, right: (n + 1, 1)), mode: .add)
      expectBits(product, try product.plan(for: instructionSet) { _ in blocks }, instructionSet)
    }
  }

  @Test("have the specified bits around one block of terms and two", arguments: TestOrder.allCases)
  func depths(_ left: TestOrder) throws {
    for instructionSet in InstructionSet.available {
      for right in TestOrder.allCases {
        try checkDepths(Float.self, instructionSet, orders: (left, right))
        try checkDepths(Double.self, instructionSet, orders: (left, right))
      }
    }
  }

  private func checkDepths<Scalar: TestScalar>(
    _: Scalar.Type, _ instructionSet: InstructionSet, orders: (TestOrder, TestOrder)
  ) throws {
    let products = Scalar.kernels(instructionSet).products
    // Rows of fewer terms are few enough to be read where they lie.
    let kc = orders.1 == .rowMajor ? 512 : 256
    for k in [kc - 1, kc, kc + 1, 2 * kc - 1, 2 * kc, 2 * kc + 1] {
      let product = ProductCase<Scalar>(
        m: 2 * products.mr + 1, n: 2 * products.nr + 1, k: k, orders: orders, mode: .add)
      let plan = try product.plan(for: instructionSet) {
        try BlockSizes(
          mr: $0.products.mr, nr: $0.products.nr, kc: kc, mc: $0.products.mr,
          nc: 2 * $0.products.nr)
      }
      expectBits(product, plan, instructionSet)
    }
  }

  /// The second item has the row that fills no microtile.
  @Test("have the specified bits in a row by itself", arguments: TestOrder.allCases)
  func oneRow(_ left: TestOrder) throws {
    for instructionSet in InstructionSet.available {
      try checkOneRow(Float.self, instructionSet, left)
      try checkOneRow(Double.self, instructionSet, left)
    }
  }

  private func checkOneRow<Scalar: TestScalar>(
    _: Scalar.Type, _ instructionSet: InstructionSet, _ left: TestOrder
  ) throws {
    let products = Scalar.kernels(instructionSet).products
    for n in 2...products.nr {
      let product = ProductCase<Scalar>(
        m: products.mr + 1, n: n, k: 7, orders: (left, .columnMajor), mode: .add)
      let plan = try product.plan(for: instructionSet, itemCount: 2)
      #expect(plan.partition.block(ofItem: 1).rows.count == 1)
      expectBits(product, plan, instructionSet)
    }
  }

  private func expectBits<Scalar: TestScalar>(
    _ product: ProductCase<Scalar>, _ plan: ProductPlan<Scalar>, _ instructionSet: InstructionSet
  ) {
    #expect(plan.formName == .blocked)
    #expect(
      product.isReproduced(by: plan),
      "\(Scalar.self) \(product.m) × \(product.k) · \(product.k) × \(product.n) on \(instructionSet)"
    )
  }
}
