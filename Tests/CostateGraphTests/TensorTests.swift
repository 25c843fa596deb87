import CostateGraph
import Testing

@Suite struct `A tensor` {
  @Test func `needs as many elements as its shape`() {
    #expect(
      throws: GraphError.elementCount(name: "tensor", expected: "2 × 3 elements", given: 5)
    ) { try Tensor(.float([1, 2, 3, 4, 5]), shape: [2, 3]) }
  }

  @Test func `rounds a number to its type`() {
    #expect(Tensor(scalar: 0.1, .float).doubles == [Double(Float(0.1))])
    #expect(Tensor(scalar: 0.1, .double).doubles == [0.1])
  }
}

@Suite struct `A shape` {
  @Test(
    arguments: [
      ([2, 3], [3], [2, 3]), ([2, 1], [1, 3], [2, 3]), ([], [4], [4]), ([0, 1], [3], [0, 3]),
      ([1], [0], [0]),
    ] as [(Shape, Shape, Shape)])
  func `broadcasts as in NumPy`(_ a: Shape, _ b: Shape, _ result: Shape) {
    #expect(a.broadcast(with: b) == result && b.broadcast(with: a) == result)
  }

  @Test(arguments: [([2], [3]), ([2, 3], [2]), ([0], [2])] as [(Shape, Shape)])
  func `does not broadcast with unequal extents`(_ a: Shape, _ b: Shape) {
    #expect(a.broadcast(with: b) == nil && b.broadcast(with: a) == nil)
  }
}
