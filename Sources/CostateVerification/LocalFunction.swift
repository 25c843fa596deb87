import CostateGraph

/// What one operation makes of its operands: f_i(z_α(i)), in a graph of its own.
///
/// A composite is its expansion here, not the copy that its result is in the whole graph.
struct LocalFunction {
  private let storage: GraphStorage
  private let operands: [NodeID]
  private let result: Int

  init(_ operation: any Operation, of types: [TensorType]) throws(GraphError) {
    let graph = Graph()
    var nodes: [Node] = []
    for (position, type) in types.enumerated() {
      nodes.append(
        try graph.input("operand \(position)", shape: type.shape, elementType: type.elementType))
    }
    if let expanded = operation as? any ExpandedOperation {
      result = try expanded.expand(nodes).id.int
    } else {
      result = try graph.apply(operation, nodes).id.int
    }
    operands = nodes.map(\.id)
    storage = graph.storage
  }

  /// f_i by the references.
  func callAsFunction(_ values: [Tensor]) -> Tensor {
    ReferenceInterpreter.values(
      of: storage, inputs: Dictionary(uniqueKeysWithValues: zip(operands, values)))[result]
  }
}

extension LocalFunction {
  /// The derivative of each element of the result along a direction of one operand.
  struct Slope {
    let value: Double
    /// What the difference quotient may be off by.
    let bound: Double
  }

  /// Central differences D(h) = (f(x + hv) − f(x − hv)) / 2h.
  ///
  /// D(h) errs by h² f‴ / 6 + O(h⁴), a third of D(2h) − D(h), and by the rounding of f. That and any
  /// kink nearby show in the fourth difference, which of a smooth f is of the order h⁴: it is no
  /// less than the noise up to a small factor. Elements that are not finite at one of the five
  /// points give no slope: nil.
  ///
  /// - Source: Moré, Wild (2011), "Estimating computational noise", doi 10.1137/100786125.
  func slopes(_ values: [Tensor], along direction: [Double], of position: Int) -> [Slope?] {
    let elementType = values[position].elementType
    let step = Self.step(elementType)
    let x = values[position].doubles
    func f(_ h: Double) -> [Double] {
      var values = values
      values[position] = Tensor(
        rounding: zip(x, direction).map { $0 + h * $1 }, to: values[position].type)
      return self(values).doubles
    }
    let (near, far) = ((f(-step), f(step)), (f(-2 * step), f(2 * step)))
    return f(0).enumerated().map { i, centre in
      let slope = (near.1[i] - near.0[i]) / (2 * step)
      let truncation = (far.1[i] - far.0[i]) / (4 * step) - slope
      let fourthDifference = far.1[i] + far.0[i] - 4 * (near.1[i] + near.0[i]) + 6 * centre
      let bound =
        2 * truncation.magnitude + 4 * fourthDifference.magnitude / step
        + Self.roundingError(of: 1 + centre.magnitude + slope.magnitude, elementType)
      return bound.isFinite ? Slope(value: slope, bound: bound) : nil
    }
  }

  /// What rounding numbers of a magnitude on the way to f may add to a difference quotient, beyond
  /// what shows in the fourth difference: 128 roundings that happen to go the same way.
  static func roundingError(of magnitude: Double, _ elementType: ElementType) -> Double {
    128 * elementType.unitRoundoff * magnitude / step(elementType)
  }

  /// Near the cube root of the unit roundoff, where both errors are about the same.
  private static func step(_ elementType: ElementType) -> Double {
    elementType == .float ? 0x1p-8 : 0x1p-17
  }
}
