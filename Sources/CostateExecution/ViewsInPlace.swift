import CostateGraph

extension GraphStorage {
  /// The views, such as slices, that need no bytes of their own: matrix products, which take operands
  /// of any strides, read them where they lie, and nothing else reads them.
  ///
  /// - Parameter retained: nodes whose values must stay readable.
  /// - Complexity: O(|V| + |E|); O(kinds) without views.
  func viewsInPlace(retained: [Bool]) -> Set<UInt32> {
    let isView = flags { $0 is any ViewOperation }
    guard isView.contains(true) else { return [] }
    var views: Set<UInt32> = []
    for node in 0..<nodeCount {
      // Few nodes read a view: the others are not asked how they read.
      if operands(node).contains(where: views.contains) {
        let readsAnywhere = readsOperandsAnywhere(node)
        for (position, operand) in operands(node).enumerated() where !readsAnywhere(position) {
          views.remove(operand)
        }
      }
      if isView[kindIndex(node)], !retained[node], let view = strideView(node),
        !views.contains(operand(node, 0)),
        view.strides.allSatisfy({ $0 >= 0 })
      {
        views.insert(UInt32(node))
      }
    }
    return views
  }

  /// How a node views its operand, if it is a view of matrices.
  func strideView(_ node: Int) -> View? {
    guard operation(node) is any ViewOperation, case .copy(let view) = kernel(node),
      type(node).shape.rank >= 2, type(node).elementType.isFloatingPoint
    else { return nil }
    return view
  }

  /// For each position, whether a matrix product reads that operand.
  private func readsOperandsAnywhere(_ node: Int) -> (Int) -> Bool {
    switch kernel(node) {
    case .matrixProduct: return { _ in true }
    case .accumulation(let terms) where terms.contains(where: \.isMatrixProduct):
      let positions = terms.flatMap {
        Array(repeating: $0.isMatrixProduct, count: $0.operandCount)
      }
      return { positions[$0] }
    default: return { _ in false }
    }
  }
}
