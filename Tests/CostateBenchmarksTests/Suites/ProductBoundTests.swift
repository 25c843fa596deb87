import Testing

@testable import CostateBenchmarks

@Suite struct ProductBoundTests {
  private let operands = ProductOperands<Float>(ProductCase(.batch, 3, 4, 5, .tn, batch: 2))

  /// Each element with its terms in descending order, in double precision.
  private var backwards: [Float] {
    let item = operands.item
    return (0..<item.batchCount).flatMap { index in
      let (left, right) = (operands.leftMatrix(index), operands.rightMatrix(index))
      return (0..<item.m * item.n).map { element in
        let (i, j) = element.quotientAndRemainder(dividingBy: item.n)
        return Float(
          (0..<item.k).reversed().reduce(0.0) { sum, l in
            sum + Double(left.base[l * left.rowStride + i])
              * Double(right.base[l * right.rowStride + j])
          })
      }
    }
  }

  @Test func `equal results use nothing of the bound`() {
    #expect(ProductBound(operands).largestShare(backwards, backwards) == 0)
  }

  @Test func `another order of the terms stays within the bound`() throws {
    let ours = try ProductProgram(operands, options: .init(width: 1))
    try ours.engine(threads: 1).run()
    #expect(try ProductBound(operands).largestShare(ours.result(), backwards) <= 1)
  }

  @Test(arguments: [0, 11, 23])
  func `one wrong element exceeds the bound`(_ index: Int) {
    var wrong = backwards
    wrong[index] += 1e-4
    #expect(ProductBound(operands).largestShare(wrong, backwards) > 1)
  }

  @Test func `what is not a number exceeds the bound`() {
    var wrong = backwards
    wrong[5] = .nan
    #expect(ProductBound(operands).largestShare(wrong, backwards) == .infinity)
  }
}
