import CostateSIMD
import Testing

@testable import CostateKernels

@Suite("Packed operands") struct PackedOperandsTests {
  /// ``ProductCase/isReproduced(by:)`` puts NaN in place of what was packed.
  @Test("are all that is read of the originals", arguments: TestOrder.allCases)
  func originals(_ order: TestOrder) throws {
    try checkOriginals(Float.self, order)
    try checkOriginals(Double.self, order)
  }

  /// Several blocks of terms and of columns, and items.
  private func checkOriginals<Scalar: TestScalar>(_: Scalar.Type, _ order: TestOrder) throws {
    let product = ProductCase<Scalar>(m: 15, n: 70, k: 600, orders: (.scattered, order))
    for instructionSet in InstructionSet.available {
      let plan = try product.plan(for: instructionSet, itemCount: 3)
      let (left, right) = (product.leftStart, product.rightStart)
      #expect(PackedOperands(plan, left: left, right: nil).left != nil)
      #expect(PackedOperands(plan, left: nil, right: right).right != nil)
      #expect(product.isReproduced(by: plan), "\(Scalar.self) on \(instructionSet)")
    }
  }

  @Test("take no work to pack in a run")
  func work() throws {
    let product = ProductCase<Float>(m: 15, n: 70, k: 600, orders: (.scattered, .columnMajor))
    let plan = try product.plan(for: .best)
    let packed = PackedOperands(plan, left: product.leftStart, right: product.rightStart)
    #expect(plan.packingMultiplyAdds() > 0)
    #expect(plan.packingMultiplyAdds(packed: packed) == 0)
  }
}
