package import CostateGraph

extension Tensor {
  /// Numbers in row-major order, rounded to the element type.
  package init(rounding values: [Double], to type: TensorType) {
    switch type.elementType {
    case .float: self.init(unchecked: .float(values.map { Float($0) }), shape: type.shape)
    case .double: self.init(unchecked: .double(values), shape: type.shape)
    case .int32: self.init(unchecked: .int32(values.map { Int32($0) }), shape: type.shape)
    }
  }
}
