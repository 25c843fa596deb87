/// The oracle: evaluates a graph node by node, by each operation's reference.
///
/// Serial, unsimplified, in plain Swift. A program's values equal it bit for bit.
package enum ReferenceInterpreter {
  /// The value of every node.
  ///
  /// - Precondition: `inputs` holds a tensor of its type for every input of the graph.
  package static func values(
    of graph: GraphStorage, inputs: [NodeID: Tensor]
  ) -> [Tensor] {
    var values: [Tensor] = []
    values.reserveCapacity(graph.nodeCount)
    for node in 0..<graph.nodeCount {
      if let input = inputs[NodeID(node)] {
        precondition(input.type == graph.type(node), "\(graph.label(node)) given \(input.type)")
        values.append(input)
      } else {
        values.append(
          graph.operation(node).reference(
            graph.operands(node).map { values[Int($0)] }, type: graph.type(node)))
      }
    }
    return values
  }
}
