import Costate

extension GraphStorage {
  /// The nodes up to `last` in double precision under the same ids, with one of them an input if
  /// asked for.
  func doublePrecision(through last: Int, replacing replaced: Int? = nil) throws -> Graph {
    let graph = Graph()
    var wideKinds: [UInt32?] = Array(repeating: nil, count: kinds.count)
    for node in 0...last {
      let type = type(node)
      if node == replaced {
        _ = try graph.input("replaced", shape: type.shape, elementType: .double)
        continue
      }
      let index = kindIndex(node)
      let wide = TensorType(type.elementType.isFloatingPoint ? .double : .int32, type.shape)
      let kind =
        wideKinds[index]
        ?? graph.intern(kinds[index].operation.doublePrecision, typeIndex: graph.typeIndex(wide))
      wideKinds[index] = kind
      _ = try graph.append(kind: kind, operands: Array(operands(node)))
    }
    return graph
  }
}

extension Operation {
  /// The operation with its constants in double precision.
  fileprivate var doublePrecision: any Operation {
    (self as? Constant).map { Constant($0.tensor.doublePrecision) } ?? self
  }
}

extension Tensor {
  /// Floating-point elements as doubles.
  var doublePrecision: Tensor {
    elementType == .int32 ? self : Tensor(unchecked: .double(doubles), shape: shape)
  }
}

extension Problem {
  /// The same problem in double precision.
  func doublePrecision() throws -> Problem {
    let wide = try graph.storage.doublePrecision(through: objective.id.int)
    return Problem(
      graph: wide, objective: wide.node(objective.id),
      variables: variables.map { wide.node($0.id) },
      inputs: inputs.map { (wide.node($0.node.id), $0.value.doublePrecision) })
  }
}
