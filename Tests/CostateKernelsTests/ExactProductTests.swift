import CostateSIMD
import Testing

@testable import CostateKernels

/// Products whose elements are whole numbers: the specification is integer arithmetic, and an element
/// that is used in another one's place shows.
///
/// Elements are ±1, ±2, … ±32, so that products are at most 2¹⁰, and sums of fewer than 2¹⁴ terms less
/// than 2²⁴ in magnitude: both types hold them, and every partial sum in any order, exactly.
@Suite("Products of powers of two") struct ExactProductTests {
  private static let orders = [TestOrder.rowMajor, .columnMajor]

  @Test("are exact in every form", arguments: orders, orders)
  func forms(_ left: TestOrder, _ right: TestOrder) throws {
    try checkForms(Float.self, (left, right))
    try checkForms(Double.self, (left, right))
  }

  private func checkForms<Scalar: TestScalar>(
    _: Scalar.Type, _ orders: (TestOrder, TestOrder)
  ) throws {
    let forms: [(m: Int, n: Int, k: Int, form: ProductFormName)] = [
      (25, 40, 70, .direct), (25, 40, 900, .blocked), (9, 300, 6, .rowwise), (1, 45, 300, .dots),
      (45, 1, 300, .dots),
    ]
    for (m, n, k, form) in forms {
      let product = makeProduct(Scalar.self, m: m, n: n, k: k, orders)
      for instructionSet in InstructionSet.available {
        let plan = try product.plan(for: instructionSet)
        #expect(plan.formName == (form == .dots || orders.1 == .rowMajor ? form : .blocked))
        #expect(
          product.isReproduced(by: plan), "\(Scalar.self) \(m) × \(n) × \(k) on \(instructionSet)")
      }
    }
  }

  @Test("are exact where they are cut along the terms", arguments: orders, orders)
  func splitK(_ left: TestOrder, _ right: TestOrder) throws {
    try checkSplitK(Float.self, (left, right))
    try checkSplitK(Double.self, (left, right))
  }

  private func checkSplitK<Scalar: TestScalar>(
    _: Scalar.Type, _ orders: (TestOrder, TestOrder)
  ) throws {
    let product = makeProduct(Scalar.self, m: 14, n: 33, k: 8800, orders)
    for instructionSet in InstructionSet.available {
      #expect(
        try product.isReproducedBySplitK(by: instructionSet, itemCount: 5, workerCount: 5),
        "\(Scalar.self) on \(instructionSet)")
    }
  }

  /// A product of which the specified result is the one of integers.
  private func makeProduct<Scalar: TestScalar>(
    _: Scalar.Type, m: Int, n: Int, k: Int, _ orders: (TestOrder, TestOrder)
  ) -> ProductCase<Scalar> {
    let product = ProductCase<Scalar>(m: m, n: n, k: k, orders: orders) { $0.powerOfTwo() }
    let (left, right) = (product.leftStrides, product.rightStrides)
    let leftNumbers = product.left.elements.map { Int($0) }
    let rightNumbers = product.right.elements.map { Int($0) }
    let sums = (0..<m * n).map { element in
      let (row, column) = element.quotientAndRemainder(dividingBy: n)
      return (0..<k).reduce(0) { sum, term in
        sum + leftNumbers[row * left.row + term * left.column]
          * rightNumbers[term * right.row + column * right.column]
      }
    }
    #expect(product.expectedElements.map { Int($0) } == sums)
    return product
  }
}

extension TestGenerator {
  /// 1, 2, … 32, of either sign.
  fileprivate mutating func powerOfTwo<Scalar: TestScalar>() -> Scalar {
    let number = next() % 12
    return Scalar((number < 6 ? 1 : -1) << Int(number % 6))
  }
}
