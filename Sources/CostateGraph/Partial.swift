import CostateSIMD

/// A partial derivative ∂f_i/∂z_j as what it takes to have it as a node.
package enum Partial: Sendable {
  /// A number; 1 and −1 need no product.
  case constant(Double)
  /// Another operand, as for a product.
  case operand(Int)
  /// The value itself, as for exp.
  case result
  /// An elementwise operation on operands and the result.
  case operation(any ElementwiseOperation, leaves: [Leaf])

  /// A node a partial derivative is computed from.
  package enum Leaf: Sendable, Hashable {
    case operand(Int)
    case result
  }

  package init(_ expression: LaneExpression) {
    switch expression {
    case .literal(let x): self = .constant(x)
    case .operand(let position): self = .operand(position)
    case .result: self = .result
    case .primitive(let opcode, let arguments):
      var leaves: [Leaf] = []
      let renumbered = expression.renumberingLeaves(&leaves)
      if arguments == leaves.map(\.expression) {
        self = .operation(opcode.operation, leaves: leaves)
      } else {
        self = .operation(Formula(renumbered, operandCount: leaves.count), leaves: leaves)
      }
    }
  }

  /// The partial derivative as a node of the element type of `result`.
  package func node(operands: [Node], result: Node) throws(GraphError) -> Node {
    switch self {
    case .constant(let x): return try result.scalar(x)
    case .operand(let position): return operands[position]
    case .result: return result
    case .operation(let operation, let leaves):
      var nodes: [Node] = []
      for leaf in leaves { nodes.append(leaf.node(operands: operands, result: result)) }
      return try result.graph.apply(operation, nodes)
    }
  }

  /// `factor` times the partial derivative, as a term.
  package func term(
    _ factor: Node, operands: [Node], result: Node
  ) throws(GraphError) -> AdjointTerm {
    switch self {
    case .constant(let x) where x == 1: .value(factor)
    case .constant(let x) where x == -1: .negatedValue(factor)
    case .constant(let x) where x == 0: .zero
    default: .product(factor, try node(operands: operands, result: result))
    }
  }

  /// λ times the partial derivative as a term of an operand of the given shape.
  package func adjointTerm(
    _ site: AdjointSite, operandShape: Shape
  ) throws(GraphError) -> AdjointTerm {
    let term = try term(site.cotangent, operands: site.operands, result: site.result)
    if operandShape == site.result.shape { return term }
    switch term {
    case .value(let node): return .value(try node.summed(to: operandShape))
    case .negatedValue(let node): return .negatedValue(try node.summed(to: operandShape))
    case .product(let a, let b):
      if operandShape == .scalar, a.shape == b.shape {
        return .value(try site.result.graph.apply(Dot(), [a, b]))
      }
      return .value(try (a * b).summed(to: operandShape))
    default: return term
    }
  }
}

extension Partial.Leaf {
  var expression: LaneExpression {
    switch self {
    case .operand(let position): .operand(position)
    case .result: .result
    }
  }

  package func node(operands: [Node], result: Node) -> Node {
    switch self {
    case .operand(let position): operands[position]
    case .result: result
    }
  }
}

extension LaneExpression {
  /// The expression with its leaves renumbered as operands 0, 1, … in order of first occurrence.
  fileprivate func renumberingLeaves(_ leaves: inout [Partial.Leaf]) -> LaneExpression {
    func position(_ leaf: Partial.Leaf) -> LaneExpression {
      if let known = leaves.firstIndex(of: leaf) { return .operand(known) }
      leaves.append(leaf)
      return .operand(leaves.count - 1)
    }
    switch self {
    case .operand(let i): return position(.operand(i))
    case .result: return position(.result)
    case .literal: return self
    case .primitive(let opcode, let arguments):
      return .primitive(opcode, arguments.map { $0.renumberingLeaves(&leaves) })
    }
  }
}
