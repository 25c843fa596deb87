package import CostateGraph

extension GraphStorage {
  /// The nodes up to `last` under the same ids with every floating-point number of one type, and
  /// one of them an input if asked for.
  package func converted(
    to elementType: ElementType, through last: Int, replacing replaced: Int? = nil
  ) throws(GraphError) -> Graph {
    let graph = Graph()
    var convertedKinds: [UInt32?] = Array(repeating: nil, count: kinds.count)
    for node in 0...last {
      let type = type(node)
      if node == replaced {
        _ = try graph.input("replaced", shape: type.shape, elementType: elementType)
        continue
      }
      let index = kindIndex(node)
      let kind: UInt32
      if let known = convertedKinds[index] {
        kind = known
      } else {
        let operation = kinds[index].operation.converted(to: elementType)
        kind = graph.intern(operation, typeIndex: graph.typeIndex(type.converted(to: elementType)))
        convertedKinds[index] = kind
      }
      _ = try graph.append(kind: kind, operands: Array(operands(node)))
    }
    return graph
  }
}

extension Operation {
  /// The operation with its constants in another type.
  fileprivate func converted(to elementType: ElementType) -> any Operation {
    (self as? Constant).map { Constant($0.tensor.converted(to: elementType)) } ?? self
  }
}

extension TensorType {
  /// The type with floating-point elements of another type.
  package func converted(to elementType: ElementType) -> TensorType {
    TensorType(self.elementType.isFloatingPoint ? elementType : self.elementType, shape)
  }
}

extension Tensor {
  /// Floating-point elements rounded to another type; exact to double.
  package func converted(to elementType: ElementType) -> Tensor {
    elementType == self.elementType || !self.elementType.isFloatingPoint
      ? self : Tensor(rounding: doubles, to: type.converted(to: elementType))
  }
}
