import CostateSIMD
import Testing

@testable import CostateKernels

@Suite("Products of matrices inside others") struct ProductStridesTests {
  private static let orders = [TestOrder.rowMajor, .columnMajor]

  /// Neither operands nor the result begin on a vector, nor do two neighbouring lines of any.
  @Test("have the specified bits at odd places and strides", arguments: orders, orders)
  func oddPlaces(_ left: TestOrder, _ right: TestOrder) throws {
    for offset in [1, 2, 5, 7, 11] {
      try checkOddStrides(Float.self, (left, right), offset)
      try checkOddStrides(Double.self, (left, right), offset)
    }
  }

  private func checkOddStrides<Scalar: TestScalar>(
    _: Scalar.Type, _ orders: (TestOrder, TestOrder), _ offset: Int
  ) throws {
    let (m, n, k) = (27, 50, 41)
    let product = ProductCase<Scalar>(
      m: m, n: n, k: k,
      strides: (
        left: orders.0 == .rowMajor ? (k + 2, 1) : (1, m + 2),
        right: orders.1 == .rowMajor ? (n + 1, 1) : (1, k + 2)
      ), offset: offset, mode: .add)
    #expect(product.resultStride % 2 == 1)
    for instructionSet in InstructionSet.available {
      // Of rows both forms: where more terms follow elsewhere, they are read by blocks too.
      for followingTermCount in orders.1 == .rowMajor ? [0, 1] : [0] {
        let plan = try product.plan(
          for: instructionSet, followingTermCount: followingTermCount)
        let isDirect = orders.1 == .rowMajor && followingTermCount == 0
        #expect(plan.formName == (isDirect ? .direct : .blocked))
        #expect(
          product.isReproduced(by: plan), "\(Scalar.self), \(offset) elements on, \(instructionSet)"
        )
      }
    }
  }
}
