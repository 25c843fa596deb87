/// A node of a graph, z_i: a handle for building expressions.
public struct Node {
  package let graph: Graph
  /// What results are keyed by.
  public let id: NodeID

  package init(graph: Graph, id: NodeID) {
    self.graph = graph
    self.id = id
  }

  /// Shape and element type.
  public var type: TensorType { graph.storage.type(id.int) }
  /// The extents.
  public var shape: Shape { type.shape }
  /// The type of the elements.
  public var elementType: ElementType { type.elementType }
  /// The name it was given.
  public var name: String? { graph.storage.names[id.index] }

  /// Names the node, for errors, reports and reading.
  ///
  /// - Throws: `GraphError.duplicateName`.
  @discardableResult
  public func named(_ name: String) throws(GraphError) -> Node {
    try graph.name(id, name)
    return self
  }

  /// A rank-0 constant of this node's element type.
  package func scalar(_ value: Double) throws(GraphError) -> Node {
    try graph.constant(value, elementType: elementType)
  }

  /// A zero of this node's type, without a tensor of its size on the host.
  package func zero() throws(GraphError) -> Node {
    try graph.constant(0, elementType: elementType).broadcast(to: shape)
  }

  /// The node summed over the axes along which `shape` was repeated to give it, in that shape.
  package func summed(to shape: Shape) throws(GraphError) -> Node {
    if self.shape == shape { return self }
    let axes = shape.axesRepeated(in: self.shape)
    let sum = axes.isEmpty ? self : try graph.apply(Sum(axes: axes), [self])
    return sum.shape == shape ? sum : try sum.reshaped(to: shape)
  }
}
