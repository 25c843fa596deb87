package import CostateGraph

/// One operation with sample operands: all that the properties every operation has are tested with.
package struct CatalogueEntry: Sendable, CustomStringConvertible {
  /// What an operation's derivatives can be compared with.
  package enum Derivatives: Sendable {
    /// Differences of values and of derivatives.
    case smooth
    /// Differences of values; second derivatives are zero or do not exist.
    case piecewise
    /// Nothing: there are none.
    case none
  }

  /// The name of the operation's type.
  package let typeName: String
  /// The operation with its parameters.
  package let description: String
  /// Operands to apply it to.
  package let samples: [[OperandSample]]
  /// What its derivatives can be compared with.
  package let derivatives: Derivatives
  /// The operands of an elementwise operation; nil for others.
  package let elementwiseOperandCount: Int?
  /// Operands it does not take.
  package let misfits: [[TensorType]]

  private let build: @Sendable (Graph, [Node]) throws(GraphError) -> Node

  private init(
    typeName: String, description: String, _ samples: [[OperandSample]],
    _ derivatives: Derivatives, elementwiseOperandCount: Int? = nil, misfits: [[TensorType]],
    _ build: @escaping @Sendable (Graph, [Node]) throws(GraphError) -> Node
  ) {
    self.typeName = typeName
    self.description = description
    self.samples = samples
    self.derivatives = derivatives
    self.elementwiseOperandCount = elementwiseOperandCount
    self.misfits = misfits
    self.build = build
  }

  /// Appends the operation to a graph.
  package func apply(_ graph: Graph, _ operands: [Node]) throws(GraphError) -> Node {
    try build(graph, operands)
  }
}

extension CatalogueEntry {
  /// An elementwise operation on the usual shapes.
  package init(
    _ operation: some ElementwiseOperation, _ values: OperandSample.Values...,
    derivatives: Derivatives = .smooth
  ) {
    let count = operation.operandCount
    let values = (0..<count).map { values.isEmpty ? .uniform(-2...2) : values[$0 % values.count] }
    let float = TensorType(.float, [2, 3])
    let types = [TensorType](repeating: float, count: count)
    self.init(
      typeName: "\(type(of: operation))", description: "\(operation)",
      ElementwiseShapes.of(count).map { zip($0, values).map { OperandSample($0, $1) } },
      derivatives, elementwiseOperandCount: count,
      misfits: [
        [], types + [float], types.map { _ in TensorType(.int32, [2, 3]) },
        types.dropLast() + [TensorType(.int32, [2, 3])],
      ]
        + (count == 1
          ? []
          : [
            types.dropLast() + [TensorType(.double, [2, 3])],
            types.dropLast() + [TensorType(.float, [2, 4])],
          ])
    ) { graph, operands throws(GraphError) in try graph.apply(operation, operands) }
  }

  /// An operation on given operands.
  package init(
    _ operation: some Operation, _ samples: [OperandSample]...,
    derivatives: Derivatives = .smooth, misfits: [[TensorType]]
  ) {
    self.init(
      typeName: "\(type(of: operation))", description: "\(operation)", samples, derivatives,
      misfits: misfits
    ) { graph, operands throws(GraphError) in try graph.apply(operation, operands)
    }
  }

  /// A composite on given operands.
  package init(
    _ composite: some CompositeOperation, _ samples: [OperandSample]...,
    derivatives: Derivatives = .smooth, misfits: [[TensorType]]
  ) {
    self.init(
      typeName: "\(type(of: composite))", description: "\(composite)", samples, derivatives,
      misfits: misfits
    ) { graph, operands throws(GraphError) in try graph.apply(composite, operands)
    }
  }

  /// A constant, which has no operands.
  package init(constant tensor: Tensor) {
    self.init(
      typeName: "\(Constant.self)", description: "\(Constant.self)", [[]], .none, misfits: []
    ) { graph, _ throws(GraphError) in try graph.constant(tensor)
    }
  }

  /// Inputs, which pass on what they are given.
  package static let input = CatalogueEntry(
    typeName: "\(Input.self)", description: "\(Input.self)",
    [[OperandSample([3, 4])], [OperandSample(.scalar)], [OperandSample([0])]], .smooth, misfits: []
  ) { _, operands throws(GraphError) in operands[0] }
}

/// The shapes that elementwise operations are tested on: equal, broadcast, empty, of extent 1, and
/// large enough for several tiles and work items.
enum ElementwiseShapes {
  static func of(_ operandCount: Int) -> [[Shape]] {
    switch operandCount {
    case 1: [[[3, 5]], [.scalar], [[0]], [[1]], [[2, 0, 3]], [[70, 13]], [[2600]]]
    case 2:
      [
        [[3, 5], [3, 5]], [.scalar, .scalar], [[3, 5], [5]], [[3, 1], [1, 5]], [.scalar, [2, 3]],
        [[4, 1, 3], [2, 1]], [[0, 3], [1, 3]], [[1], [7]], [[1, 1], .scalar],
        [[70, 13], [13]], [[70, 1], [70, 13]], [[2600], [2600]], [.scalar, [2600]],
        [[10, 1, 13], [7, 1]],
      ]
    default:
      [
        Array(repeating: [3, 5], count: operandCount),
        Array(repeating: .scalar, count: operandCount),
        (0..<operandCount).map { $0 % 3 == 0 ? [3, 1] : $0 % 3 == 1 ? [5] : .scalar },
        (0..<operandCount).map { $0 % 2 == 0 ? [2, 0] : [1, 1] },
        (0..<operandCount).map { $0 % 3 == 0 ? [70, 13] : $0 % 3 == 1 ? [13] : [70, 1] },
        Array(repeating: [2600], count: operandCount),
      ]
    }
  }
}
