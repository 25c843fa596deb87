package import CostateGraph

/// A negation whose kernel gets the last bit of its last element wrong: what checks of whole
/// programs have to find.
package struct PlantedFault: OpaqueOperation {
  /// The operation.
  package init() {}

  /// `plantedFault`.
  package var name: String { "plantedFault" }

  /// The operand's.
  package func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    guard operands.count == 1, operands[0].elementType.isFloatingPoint else {
      throw OperandError(expected: "a floating-point tensor")
    }
    return operands[0]
  }

  /// None.
  package func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] { [.zero] }

  /// The negation without the fault.
  package func reference(_ operands: [Tensor], type: TensorType) -> Tensor {
    Negate().reference(operands, type: type)
  }

  /// The negation with the fault.
  package func evaluate(_ operands: [TensorView], into result: MutableTensorView) {
    if result.type.elementType == .double {
      let (x, y) = (operands[0].doubles, result.doubles)
      for i in x.indices { y[i] = i == x.count - 1 ? (-x[i]).nextUp : -x[i] }
    } else {
      let (x, y) = (operands[0].floats, result.floats)
      for i in x.indices { y[i] = i == x.count - 1 ? (-x[i]).nextUp : -x[i] }
    }
  }
}

extension FuzzCase {
  /// The case with the planted fault after one of its nodes, and something computed from it.
  package func planted() throws -> FuzzCase {
    let nodes = random.outputs.filter { $0.elementType.isFloatingPoint }
    guard let node = nodes.last(where: { $0.shape.elementCount > 0 }) else { return self }
    let faulty = try random.graph.apply(PlantedFault(), [node])
    let sum = try (faulty + node).sum()
    return FuzzCase(
      random: RandomGraph(
        graph: random.graph, inputs: random.inputs, outputs: random.outputs + [faulty, sum],
        drawn: random.drawn),
      configuration: configuration)
  }

  private init(random: RandomGraph, configuration: Configuration) {
    self.random = random
    self.configuration = configuration
  }
}
