import CostateSIMD

/// A sum of adjoint terms, λ_j = Σ λ_i ∂f_i/∂z_j, in a fixed order.
///
/// - Shapes: every term broadcasts to the result's shape; matrix products have it.
/// - Arithmetic: the first term is taken as it is, the others are added in order: a value by one
///   addition, a product by one FMA (the first is its rounded product), a matrix product chunk by
///   chunk. No terms give +0.
/// - Adjoint: λ goes to a value with its sign, `λ b` and `λ a` to a product's factors, and to a
///   matrix product as to any other.
/// - Edge cases: −0 stays −0.
public struct Accumulate: Operation {
  /// What an operand or a pair of operands adds.
  public enum Term: Sendable, Hashable {
    /// One operand.
    case value
    /// The negative of one operand.
    case negatedValue
    /// The elementwise product of two operands.
    case product
    /// The matrix product of two operands.
    case matrixProduct(MatrixProduct)
    /// The negative of the matrix product of two operands.
    case negatedMatrixProduct(MatrixProduct)

    /// The number of operands, 1 or 2.
    public var operandCount: Int {
      switch self {
      case .value, .negatedValue: 1
      default: 2
      }
    }
  }

  /// The result's shape.
  public let shape: Shape
  /// The terms in order.
  public let terms: [Term]

  /// The operation.
  public init(shape: Shape, terms: [Term]) {
    self.shape = shape
    self.terms = terms
  }

  /// `accumulate`.
  public var name: String { "accumulate" }

  /// The positions of each term's operands.
  package var positions: [(term: Term, first: Int)] {
    var next = 0
    return terms.map { term in
      defer { next += term.operandCount }
      return (term, next)
    }
  }

  /// The given shape; terms broadcast to it.
  public func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    let expected = OperandError(
      expected: "terms of one floating-point element type that broadcast to \(shape)")
    guard let first = operands.first, first.elementType.isFloatingPoint,
      operands.allSatisfy({ $0.elementType == first.elementType }),
      operands.count == terms.reduce(0, { $0 + $1.operandCount })
    else { throw expected }
    for (term, position) in positions {
      let given: Shape?
      switch term {
      case .value, .negatedValue: given = operands[position].shape
      case .product: given = operands[position].shape.broadcast(with: operands[position + 1].shape)
      case .matrixProduct(let product), .negatedMatrixProduct(let product):
        given =
          MatrixProductExtents(product, operands[position].shape, operands[position + 1].shape)?
          .shape
        guard given == shape else { throw expected }
      }
      guard let given, given.broadcast(with: shape) == shape else { throw expected }
    }
    return TensorType(first.elementType, shape)
  }

  /// One term for each operand.
  public func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    let cotangent = site.cotangent
    var result: [AdjointTerm] = []
    for (term, position) in positions {
      let a = site.operands[position]
      switch term {
      case .value: result.append(.value(try cotangent.summed(to: a.shape)))
      case .negatedValue: result.append(.negatedValue(try cotangent.summed(to: a.shape)))
      case .product:
        let b = site.operands[position + 1]
        let product = AdjointSite(operands: [a, b], result: site.result, cotangent: cotangent)
        result.append(try Partial.operand(1).adjointTerm(product, operandShape: a.shape))
        result.append(try Partial.operand(0).adjointTerm(product, operandShape: b.shape))
      case .matrixProduct(let product):
        result += try product.adjointTerms(
          AdjointSite(
            operands: [a, site.operands[position + 1]], result: site.result,
            cotangent: cotangent))
      case .negatedMatrixProduct(let product):
        result += try product.adjointTerms(
          AdjointSite(
            operands: [a, site.operands[position + 1]], result: site.result,
            cotangent: cotangent)
        ).map(\.negated)
      }
    }
    return result
  }

  /// The same sum of the terms' tangents.
  public func tangent(_ site: TangentSite) throws(GraphError) -> Node? {
    var result: [AdjointTerm] = []
    for (term, position) in positions {
      switch term {
      case .value: result += site.tangents[position].map { [.value($0)] } ?? []
      case .negatedValue: result += site.tangents[position].map { [.negatedValue($0)] } ?? []
      default:
        for (moving, still) in [(position, position + 1), (position + 1, position)] {
          guard let tangent = site.tangents[moving] else { continue }
          let other = site.operands[still]
          let (a, b) = moving < still ? (tangent, other) : (other, tangent)
          switch term {
          case .matrixProduct(let product): result.append(.matrixProduct(a, b, product))
          case .negatedMatrixProduct(let product):
            result.append(.negatedMatrixProduct(a, b, product))
          default: result.append(.product(a, b))
          }
        }
      }
    }
    return try site.result.graph.accumulate(result, type: site.result.type)
  }

  /// The terms' flops; operands read and the result written once.
  public func cost(operands: [TensorType], result: TensorType) -> Cost {
    var flops = 0.0
    for (term, position) in positions {
      switch term {
      case .value, .negatedValue: flops += Double(result.elementCount)
      case .product: flops += 2 * Double(result.elementCount)
      case .matrixProduct(let product), .negatedMatrixProduct(let product):
        flops +=
          product.cost(
            operands: [operands[position], operands[position + 1]], result: result
          ).flops
      }
    }
    return Cost(flops: flops, moving: operands, result)
  }

  /// Term by term.
  public func reference(_ operands: [Tensor], type: TensorType) -> Tensor {
    Tensor.map(
      operands, shape: type.shape,
      AccumulationReference(operation: self, shapes: operands.map(\.shape)))
  }

  /// The accumulation.
  public func kernel(operands: [TensorType], result: TensorType) -> KernelForm {
    .accumulation(terms)
  }
}

extension AdjointTerm {
  /// The negative of a value or a matrix product.
  fileprivate var negated: AdjointTerm {
    switch self {
    case .value(let node): .negatedValue(node)
    case .matrixProduct(let a, let b, let product): .negatedMatrixProduct(a, b, product)
    default: preconditionFailure("a matrix product's adjoint terms are products and values")
    }
  }
}

private struct AccumulationReference: ScalarComputation {
  let operation: Accumulate
  let shapes: [Shape]

  func callAsFunction<Scalar: LaneScalar>(_ operands: [[Scalar]]) -> [Scalar] {
    let shape = operation.shape
    func repeated(_ position: Int) -> [Scalar] {
      View(offset: 0, strides: shapes[position].broadcastStrides(to: shape)).indices(shape)
        .map { operands[position][$0] }
    }
    var sums = [Scalar](repeating: operation.terms.isEmpty ? 0 : -0.0, count: shape.elementCount)
    for (term, position) in operation.positions {
      switch term {
      case .value: for (i, x) in repeated(position).enumerated() { sums[i] += x }
      case .negatedValue: for (i, x) in repeated(position).enumerated() { sums[i] -= x }
      case .product:
        for (i, (a, b)) in zip(repeated(position), repeated(position + 1)).enumerated() {
          sums[i] = sums[i].addingProduct(a, b)
        }
      case .matrixProduct(let product), .negatedMatrixProduct(let product):
        guard let extents = MatrixProductExtents(product, shapes[position], shapes[position + 1])
        else { continue }
        let isNegated = if case .negatedMatrixProduct = term { true } else { false }
        for (i, chunks) in extents.chunks(operands[position], operands[position + 1]).enumerated() {
          for chunk in chunks { sums[i] = isNegated ? sums[i] - chunk : sums[i] + chunk }
        }
      }
    }
    return sums
  }
}

extension Graph {
  /// The sum of terms as a node of the given type, or nil when every term is zero.
  ///
  /// A single value of that type is the sum itself.
  package func accumulate(
    _ terms: [AdjointTerm], type: TensorType
  ) throws(GraphError) -> Node? {
    var kinds: [Accumulate.Term] = []
    var operands: [Node] = []
    for term in terms {
      switch term {
      case .zero: continue
      case .value(let node):
        kinds.append(.value)
        operands.append(node)
      case .negatedValue(let node):
        kinds.append(.negatedValue)
        operands.append(node)
      case .product(let a, let b):
        kinds.append(.product)
        operands += [a, b]
      case .matrixProduct(let a, let b, let product):
        kinds.append(.matrixProduct(product))
        operands += [a, b]
      case .negatedMatrixProduct(let a, let b, let product):
        kinds.append(.negatedMatrixProduct(product))
        operands += [a, b]
      }
    }
    if kinds.isEmpty { return nil }
    if kinds == [.value], operands[0].type == type { return operands[0] }
    return try apply(Accumulate(shape: type.shape, terms: kinds), operands)
  }
}
