import CostateGraph

extension Operation {
  /// The expression that makes the operation.
  var swiftSource: String {
    switch self {
    case let operation as any ParametrisedOperation: operation.initialiser
    default: "\(type(of: self))()"
    }
  }
}

/// An operation with parameters, as Swift code.
protocol ParametrisedOperation: Operation {
  /// The call of its initialiser.
  var initialiser: String { get }
}

extension Accumulate: ParametrisedOperation {
  var initialiser: String {
    let terms = terms.map { term in
      switch term {
      case .value, .negatedValue, .product: ".\(term)"
      case .matrixProduct(let product): ".matrixProduct(\(product.initialiser))"
      case .negatedMatrixProduct(let product): ".negatedMatrixProduct(\(product.initialiser))"
      }
    }
    return "Accumulate(shape: \(shape), terms: [\(terms.joined(separator: ", "))])"
  }
}

extension MatrixProduct: ParametrisedOperation {
  var initialiser: String {
    "MatrixProduct(transposesLeft: \(transposesLeft), transposesRight: \(transposesRight))"
  }
}

extension BroadcastTo: ParametrisedOperation {
  var initialiser: String { "BroadcastTo(\(shape))" }
}

extension Concatenate: ParametrisedOperation {
  var initialiser: String { "Concatenate(axis: \(axis))" }
}

extension Embed: ParametrisedOperation {
  var initialiser: String { "Embed(\(slice.initialiser), in: \(shape))" }
}

extension ScatterAddRows: ParametrisedOperation {
  var initialiser: String { "ScatterAddRows(rowCount: \(rowCount))" }
}

extension Reshape: ParametrisedOperation {
  var initialiser: String { "Reshape(to: \(shape))" }
}

extension Slice: ParametrisedOperation {
  var initialiser: String { "Slice(starts: \(starts), counts: \(counts), steps: \(steps))" }
}

extension Transpose: ParametrisedOperation {
  var initialiser: String { "Transpose(permutation: \(permutation))" }
}

extension Sum: ParametrisedOperation {
  var initialiser: String { "Sum(axes: \(axes), keepsAxes: \(keepsAxes))" }
}

extension MaximumOverAxes: ParametrisedOperation {
  var initialiser: String { "MaximumOverAxes(axes: \(axes), keepsAxes: \(keepsAxes))" }
}

extension Scale: ParametrisedOperation {
  var initialiser: String { "Scale(by: \(factor))" }
}

extension Formula: ParametrisedOperation {
  var initialiser: String { "Formula(\(formula.initialiser), operandCount: \(operandCount))" }
}

extension RunningSum: ParametrisedOperation {
  var initialiser: String { "RunningSum(direction: .\(direction))" }
}

extension LaneExpression {
  /// The expression, spelled by its cases.
  fileprivate var initialiser: String {
    switch self {
    case .operand(let position): ".operand(\(position))"
    case .result: ".result"
    case .literal(let x): ".literal(\(x.isFinite ? "\(x)" : "Double(bitPattern: \(x.bitPattern))"))"
    case .primitive(let opcode, let arguments):
      ".primitive(.\(opcode), [\(arguments.map(\.initialiser).joined(separator: ", "))])"
    }
  }
}
