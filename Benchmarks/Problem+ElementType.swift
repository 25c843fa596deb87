public import Costate

extension Problem {
  /// The same problem with every floating-point number of one type: node for node, inputs rounded.
  public func converted(to elementType: ElementType) throws -> Problem {
    let converted = try graph.storage.converted(to: elementType, through: objective.id.int)
    return Problem(
      graph: converted, objective: converted.node(objective.id),
      variables: variables.map { converted.node($0.id) },
      inputs: inputs.map { (converted.node($0.node.id), $0.value.converted(to: elementType)) })
  }
}
