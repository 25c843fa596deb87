import CostateGraph

extension Site {
  /// The site with only some of its nodes; none when no node is left.
  func parts(where isIncluded: (Int) -> Bool) -> [Site] {
    let kept = nodes.indices.filter { isIncluded(nodes[$0]) }
    if kept.count == nodes.count { return [self] }
    if kept.isEmpty { return [] }
    return [
      Site(
        operation: operation, nodes: kept.map { nodes[$0] },
        operands: operands.map { $0.elements(at: kept, shape: [kept.count]) },
        result: result.elements(at: kept, shape: [kept.count]))
    ]
  }

  /// What the adjoint rule adds to each element of each operand's adjoint.
  func contributions(_ cotangent: Tensor) throws(GraphError) -> [[Contribution]] {
    let graph = Graph()
    var inputs: [NodeID: Tensor] = [:]
    func input(_ name: String, _ value: Tensor) throws(GraphError) -> Node {
      let node = try graph.input(name, shape: value.shape, elementType: value.elementType)
      inputs[node.id] = value
      return node
    }
    var nodes: [Node] = []
    for (position, value) in operands.enumerated() {
      nodes.append(try input("operand \(position)", value))
    }
    let terms = try operation.adjointTerms(
      AdjointSite(
        operands: nodes, result: input("result", result), cotangent: input("cotangent", cotangent)))
    let values = ReferenceInterpreter.values(of: graph.storage, inputs: inputs)
    return zip(terms, operands).map { term, operand in
      term.contributions(to: operand.shape) { values[$0.id.int] }
    }
  }
}

extension AdjointTerm {
  /// The term in double for each element of an operand's shape.
  fileprivate func contributions(
    to shape: Shape, _ value: (Node) -> Tensor
  ) -> [Contribution] {
    switch self {
    case .zero: []
    case .value(let node): value(node).repeated(to: shape).map { Contribution(term: $0) }
    case .negatedValue(let node): value(node).repeated(to: shape).map { Contribution(term: -$0) }
    case .product(let a, let b):
      zip(value(a).repeated(to: shape), value(b).repeated(to: shape))
        .map { Contribution(term: $0 * $1) }
    case .matrixProduct(let a, let b, let product):
      product.contributions(value(a), value(b), sign: 1)
    case .negatedMatrixProduct(let a, let b, let product):
      product.contributions(value(a), value(b), sign: -1)
    }
  }
}

extension Contribution {
  fileprivate init(term: Double) {
    self.init(value: term, magnitude: term.magnitude, roundingCount: 1)
  }
}

extension Tensor {
  /// The tensor repeated as in NumPy.
  func repeated(as shape: Shape) -> Tensor {
    if self.shape == shape { return self }
    let view = View(offset: 0, strides: self.shape.broadcastStrides(to: shape))
    return elements(at: view.indices(shape), shape: shape)
  }

  /// The elements as doubles, repeated as in NumPy.
  fileprivate func repeated(to shape: Shape) -> [Double] { repeated(as: shape).doubles }
}

extension MatrixProduct {
  /// Each element's sum over k in double.
  fileprivate func contributions(_ a: Tensor, _ b: Tensor, sign: Double) -> [Contribution] {
    guard let extents = MatrixProductExtents(self, a.shape, b.shape) else {
      preconditionFailure("a product of \(a.type) and \(b.type)")
    }
    let (left, right) = (a.doubles, b.doubles)
    var result: [Contribution] = []
    for (leftOffset, rightOffset) in zip(extents.leftOffsets, extents.rightOffsets) {
      for i in 0..<extents.m {
        for j in 0..<extents.n {
          var sum = Contribution(roundingCount: 1)
          for k in 0..<extents.k {
            let x = left[leftOffset + i * extents.leftStrides.row + k * extents.leftStrides.column]
            let y = right[
              rightOffset + k * extents.rightStrides.row + j * extents.rightStrides.column]
            sum += Contribution(term: sign * x * y)
          }
          result.append(sum)
        }
      }
    }
    return result
  }
}
