import CostateGraph

/// What simplification asks of an operation, once for each kind of nodes.
enum OperationTrait {
  case input
  case constant
  case reshape
  /// Another operation that only renames its operand's bytes.
  case alias
  case negation
  /// A product with 1.
  case unitScale
  case product
  /// An exchange of the last two axes.
  case transposition
  case opaque
  case other

  init(_ operation: any Operation) {
    switch operation {
    case is Input: self = .input
    case is Constant: self = .constant
    case is Reshape: self = .reshape
    case is any AliasOperation: self = .alias
    case is Negate: self = .negation
    case let scale as Scale where scale.factor == 1: self = .unitScale
    case is MatrixProduct: self = .product
    case let transpose as Transpose where transpose.exchangesMatrices: self = .transposition
    case is any OpaqueOperation: self = .opaque
    default: self = .other
    }
  }
}
