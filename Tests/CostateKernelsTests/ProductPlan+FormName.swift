@testable import CostateKernels

/// The forms of a product plan by name.
enum ProductFormName {
  case dots, rowwise, direct, blocked
}

extension ProductPlan {
  /// Which form computes the items.
  var formName: ProductFormName {
    switch form {
    case .dots: .dots
    case .rowwise: .rowwise
    case .direct: .direct
    case .blocked: .blocked
    }
  }
}
