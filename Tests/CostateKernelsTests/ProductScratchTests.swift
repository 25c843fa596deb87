import CostateSIMD
import CostateTopology
import Testing

@testable import CostateKernels

@Suite("The scratch memory of a product") struct ProductScratchTests {
  /// Extents from those that fill every block on.
  private static let extents = [5_000, 100_000, 1 << 24]
  private static let orders: [(left: MatrixStrides, right: MatrixStrides)] = [
    ((1 << 24, 1), (1 << 24, 1)), ((1 << 24, 1), (1, 1 << 24)), ((1, 1 << 24), (1 << 24, 1)),
    ((1, 1 << 24), (1, 1 << 24)),
  ]

  private func plan<Scalar: TestScalar>(
    m: Int, n: Int, k: Int, left: MatrixStrides, right: MatrixStrides,
    _ instructionSet: InstructionSet
  ) -> ProductPlan<Scalar> {
    let kernels = Scalar.kernels(instructionSet)
    let blocks = BlockSizes(.oneCore([]), kernels)
    return ProductPlan(
      ProductShape(m: m, n: n, k: k, left: left, right: right), blocks: blocks, kernels: kernels,
      desiredItemCount: 1)
  }

  @Test("is a block of each operand and some cache lines", arguments: InstructionSet.available)
  func blocks(_ instructionSet: InstructionSet) {
    checkBlocks(Float.self, instructionSet)
    checkBlocks(Double.self, instructionSet)
  }

  private func checkBlocks<Scalar: TestScalar>(
    _: Scalar.Type, _ instructionSet: InstructionSet
  ) {
    for extent in Self.extents {
      for order in Self.orders {
        let plan: ProductPlan<Scalar> = plan(
          m: extent, n: extent, k: extent, left: order.left, right: order.right, instructionSet)
        let blocks = plan.blocks
        #expect(plan.formName == .blocked)
        // A line after each row of the left block, and a few around both blocks.
        let slack = CacheLine.length(Scalar.self) * (blocks.mc + 6)
        let count = blocks.mc * blocks.kc + blocks.kc * blocks.nc + slack
        #expect(
          plan.scratchByteCount <= count * MemoryLayout<Scalar>.size,
          "\(Scalar.self) \(extent) on \(instructionSet)")
      }
    }
  }

  /// Operands that are read where they lie, and dot products along and across rows.
  @Test("does not grow with extents", arguments: InstructionSet.available)
  func growth(_ instructionSet: InstructionSet) {
    func byteCount(m: Int, n: Int, k: Int, _ form: ProductFormName) -> Int {
      let plan: ProductPlan<Float> = plan(
        m: m, n: n, k: k, left: (k, 1), right: (n, 1), instructionSet)
      #expect(plan.formName == form)
      return plan.scratchByteCount
    }
    let byteCounts = Self.extents.map { extent in
      [
        byteCount(m: extent, n: 18, k: 40, .direct),
        byteCount(m: extent, n: extent, k: 4, .rowwise),
        byteCount(m: extent, n: 1, k: extent, .dots), byteCount(m: 1, n: extent, k: extent, .dots),
      ]
    }
    #expect(byteCounts.allSatisfy { $0 == byteCounts[0] })
  }
}
