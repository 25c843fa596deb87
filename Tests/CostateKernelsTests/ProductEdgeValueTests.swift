import CostateSIMD
import Testing

@testable import CostateKernels

@Suite("Products of small numbers and few edge values") struct ProductEdgeValueTests {
  /// Rows of the right operand are read where they lie, columns packed.
  @Test(
    "have the specified bits", arguments: ProductMode.allCases,
    [TestOrder.rowMajor, .columnMajor])
  func bits(_ mode: ProductMode, _ right: TestOrder) throws {
    try check(Float.self, mode, right)
    try check(Double.self, mode, right)
  }

  private func check<Scalar: TestScalar>(
    _: Scalar.Type, _ mode: ProductMode, _ right: TestOrder
  ) throws {
    let product = ProductCase<Scalar>(m: 25, n: 40, k: 30, orders: (.rowMajor, right), mode: mode) {
      $0.rareEdgeValue()
    }
    if !mode.readsResult { expectEveryKind(product.expectedElements) }
    for instructionSet in InstructionSet.available {
      let plan = try product.plan(for: instructionSet)
      #expect(plan.formName == (right == .rowMajor ? .direct : .blocked))
      #expect(product.isReproduced(by: plan), "\(Scalar.self) on \(instructionSet)")
    }
  }

  /// Most elements are finite, many of them subnormal, and some are NaN or infinite.
  private func expectEveryKind<Scalar: TestScalar>(_ elements: [Scalar]) {
    #expect(4 * elements.count(where: \.isFinite) > 3 * elements.count)
    #expect(4 * elements.count(where: \.isSubnormal) > elements.count)
    #expect(elements.contains { $0.isNaN })
    #expect(elements.contains(.infinity) && elements.contains(-.infinity))
  }
}

extension TestGenerator {
  /// Mostly numbers whose products are subnormal, now and then an ordinary one, and rarely a value at the
  /// edge of the format.
  fileprivate mutating func rareEdgeValue<Scalar: TestScalar>() -> Scalar {
    switch next() % 1000 {
    case 0: .nan
    case 1: .infinity
    case 2: -.infinity
    case 3: .greatestFiniteMagnitude
    case 4...20: -0.0
    case 21...40: 0
    case 41...45: number()
    default: number() * Scalar.leastNormalMagnitude.squareRoot() / 64
    }
  }
}
