public import CostateGraph

/// Where a run first left the finite numbers: the earliest node, in the graph's order, with an
/// element that is NaN or infinite.
///
/// Operands come before the nodes that read them, so that those of a computed node are all finite.
public struct NonFiniteValue: Sendable, Hashable {
  /// What an element is instead of a finite number.
  public enum Kind: String, Sendable, Hashable {
    /// Not a number.
    case nan
    /// +∞.
    case infinity
    /// −∞.
    case negativeInfinity = "-infinity"
  }

  /// A value that the operation read.
  public struct Operand: Sendable, Hashable {
    /// Its name, or its operation and number.
    public let label: String
    /// The elements that count: the one that meets the result's element where the operation is
    /// elementwise, else the smallest and the largest of all; nil when there are none.
    public let range: ClosedRange<Double>?
  }

  /// The node.
  public let node: NodeID
  /// Its name, or its operation and number.
  public let label: String
  /// The name of its operation.
  public let operation: String
  /// The length of the longest path that leads to it; 0 for inputs and constants.
  public let level: Int
  /// Its shape and element type.
  public let type: TensorType
  /// The first element that is not finite, one index for each axis.
  public let index: [Int]
  /// What that element is.
  public let kind: Kind
  /// What the operation read.
  public let operands: [Operand]
}

extension NonFiniteValue: CustomStringConvertible {
  /// One line, as in `divide #7 [0, 2] at level 3 is infinity: divide of x = 1.0, y = 0.0`.
  public var description: String {
    let element = type.shape == .scalar ? "" : " \(index)"
    let values = operands.map { "\($0.label) \($0.text)" }.joined(separator: ", ")
    return "\(label)\(element) at level \(level) is \(kind.rawValue): "
      + (operands.isEmpty ? operation : "\(operation) of \(values)")
  }
}

extension NonFiniteValue.Operand {
  fileprivate var text: String {
    guard let range else { return "= []" }
    return range.lowerBound == range.upperBound
      ? "= \(range.lowerBound)" : "in \(range.lowerBound) … \(range.upperBound)"
  }
}
