import CostateGraph

extension ElementType {
  /// Its position among all element types.
  var index: Int {
    switch self {
    case .float: 0
    case .double: 1
    case .int32: 2
    }
  }
}
