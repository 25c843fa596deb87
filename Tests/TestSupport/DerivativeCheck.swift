package import CostateGraph
import CostateTransforms

/// Compares adjoints with central differences.
///
/// D(h) = (f(x + h) − f(x − h)) / 2h errs by h² f‴ / 6 + O(h⁴) and by the rounding of f, a few
/// ε |f| / h. The first part is read off the differences themselves: D(2h) − D(h) is three times as
/// large. With h near ε^(1/3) both are about 10⁻¹⁰.
package enum DerivativeCheck {
  /// 2⁻¹⁷, near the cube root of the unit roundoff.
  private static let step = 0x1p-17
  /// How many roundings of values of the size of f, relative to ε, the bound allows for.
  private static let roundingCount = 64.0

  /// The first element of an operand whose adjoint is not the difference quotient, or nil.
  ///
  /// - Parameters:
  ///   - f: a scalar of type double.
  ///   - nodes: inputs, or any nodes: their values are replaced.
  ///   - adjoints: a node for each of them.
  package static func firstFailure(
    of f: Node, by nodes: [Node], adjoints: [Node], _ inputs: [NodeID: Tensor]
  ) -> String? {
    let storage = f.graph.storage
    let values = ReferenceInterpreter.values(of: storage, inputs: inputs)
    // Sums of terms that cancel are rounded like their largest part.
    let size = values[f.id.int].doubles[0].magnitude + largest(values)
    for (node, adjoint) in zip(nodes, adjoints) {
      let gradient = values[adjoint.id.int].doubles
      for position in 0..<node.shape.elementCount {
        func quotient(_ h: Double) -> Double {
          let above = value(of: f, storage, values, inputs, node, position, h)
          let below = value(of: f, storage, values, inputs, node, position, -h)
          return (above - below) / (2 * h)
        }
        let (near, far) = (quotient(step), quotient(2 * step))
        let bound = (far - near).magnitude + roundingCount * 0x1p-52 * (1 + size) / step
        if !((gradient[position] - near).magnitude <= bound) {
          return "∂f/∂\(storage.label(node.id.int))[\(position)]: adjoint \(gradient[position]), "
            + "difference quotient \(near) ± \(bound)"
        }
      }
    }
    return nil
  }

  private static func largest(_ values: [Tensor]) -> Double {
    values.flatMap { $0.elementType == .double ? $0.doubles : [] }
      .filter(\.isFinite).reduce(0) { max($0, $1.magnitude) }
  }

  /// f with one element of a node moved by h.
  private static func value(
    of f: Node, _ storage: GraphStorage, _ values: [Tensor], _ inputs: [NodeID: Tensor],
    _ node: Node, _ position: Int, _ h: Double
  ) -> Double {
    var elements = values[node.id.int].doubles
    elements[position] += h
    var moved = inputs
    moved[node.id] = Tensor(unchecked: .double(elements), shape: node.shape)
    return ReferenceInterpreter.values(of: storage, inputs: moved)[f.id.int].doubles[0]
  }
}
