import CostateGraph

/// The partial derivatives of scalar nodes in a form that nodes are made from without asking the
/// operation: worked out once for each kind.
struct ScalarWeights {
  /// ∂f_i/∂z_j for one operand j.
  enum Weight {
    case zero
    /// A number, by its index in `constants`.
    case constant(Int)
    /// Another operand.
    case operand(Int)
    /// The value itself.
    case result
    /// A node of a kind that reads these of `leaves`.
    case operation(kind: UInt32, leaves: Range<Int>)
  }

  /// What is known of a kind.
  enum Rule {
    case unknown
    /// These of `weights`, in operand order.
    case weights(Range<Int>)
    /// The operation must be asked at each node.
    case operation
  }

  /// A number as a node, once there is one.
  struct Constant {
    let value: Double
    let type: UInt32
    var node: UInt32?
  }

  private(set) var rules: [Rule]
  private(set) var weights: [Weight] = []
  private(set) var leaves: [Partial.Leaf] = []
  var constants: [Constant] = []
  private var constantIndices: [ConstantKey: Int] = [:]

  private struct ConstantKey: Hashable {
    var bits: UInt64
    var type: UInt32
  }

  init(kindCount: Int) { rules = Array(repeating: .unknown, count: kindCount) }

  /// The index of a number in `constants`.
  mutating func constant(_ value: Double, type: UInt32) -> Int {
    let key = ConstantKey(bits: value.bitPattern, type: type)
    if let known = constantIndices[key] { return known }
    constants.append(Constant(value: value, type: type))
    constantIndices[key] = constants.count - 1
    return constants.count - 1
  }

  /// Learns a kind's rule.
  ///
  /// - Parameter intern: the number of a kind of the graph.
  mutating func learn(
    _ kind: Int, _ form: NodeKind, shape: Shape, intern: (any ElementwiseOperation) -> UInt32
  ) {
    guard shape == .scalar, let partials = form.operation.scalarPartials else {
      rules[kind] = .operation
      return
    }
    let first = weights.count
    for partial in partials {
      switch partial {
      case .constant(0): weights.append(.zero)
      case .constant(let x): weights.append(.constant(constant(x, type: form.type)))
      case .operand(let position): weights.append(.operand(position))
      case .result: weights.append(.result)
      case .operation(let operation, let own):
        leaves += own
        weights.append(
          .operation(kind: intern(operation), leaves: leaves.count - own.count..<leaves.count))
      }
    }
    rules[kind] = .weights(first..<weights.count)
  }
}

extension Operation {
  /// ∂f_i/∂z_j of a scalar node for each operand, where a node can be made from each.
  fileprivate var scalarPartials: [Partial]? {
    if let elementwise = self as? any ElementwiseOperation { return elementwise.partialForms }
    return (self as? Accumulate)?.scalarPartials
  }
}

extension Accumulate {
  fileprivate var scalarPartials: [Partial]? {
    var partials: [Partial] = []
    for (term, position) in positions {
      switch term {
      case .value: partials.append(.constant(1))
      case .negatedValue: partials.append(.constant(-1))
      case .product: partials += [.operand(position + 1), .operand(position)]
      case .matrixProduct, .negatedMatrixProduct: return nil
      }
    }
    return partials
  }
}
