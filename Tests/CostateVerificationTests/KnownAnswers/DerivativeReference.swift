import CostateGraph

/// ∂f/∂x_k of an elementwise operation at a point, from a closed form in 400-bit arithmetic.
struct DerivativeReference: Sendable {
  let operation: String
  /// k.
  let position: Int
  let arguments: [Double]
  /// The derivative, rounded.
  let value: Double
  /// What is missing to it.
  let tail: Double

  /// The operations that have a table.
  static let operations: [any ElementwiseOperation] = [
    Absolute(), Add(), Cosine(), Divide(), Equal(), ErrorFunction(), Exponential(),
    ExponentialMinusOne(), FusedMultiplyAdd(), HyperbolicTangent(), Less(), LessOrEqual(),
    Logarithm(), LogarithmOnePlus(), Maximum(), Minimum(), Multiply(), Negate(), Power(),
    RectifiedLinear(), Scale(by: -1.75), Select(), Sigmoid(), Sine(), Softplus(), SquareRoot(),
    Subtract(),
  ]

  /// The points of an operation's derivative by one operand.
  static func points(_ operation: String, position: Int) -> [DerivativeReference] {
    table.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard words[0] == operation, Int(words[1]) == position else { return nil }
      let numbers = words.dropFirst(2).compactMap { UInt64($0, radix: 16) }
        .map(Double.init(bitPattern:))
      return DerivativeReference(
        operation: operation, position: position, arguments: Array(numbers.dropLast(2)),
        value: numbers[numbers.count - 2], tail: numbers[numbers.count - 1])
    }
  }
}
