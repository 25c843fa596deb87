/// An array of numbers with a shape, as a file of weights holds it.
struct StoredTensor: Equatable, Sendable {
  /// The numbers, the last index running fastest.
  enum Values: Equatable, Sendable {
    /// IEEE binary32, `F32` in a file.
    case float([Float])
    /// IEEE binary64, `F64` in a file.
    case double([Double])

    /// How many there are.
    var count: Int {
      switch self {
      case .float(let values): values.count
      case .double(let values): values.count
      }
    }
  }

  /// The extents; empty for a single number.
  let shape: [Int]
  /// The numbers.
  let values: Values

  /// Checks that the shape has as many elements as there are values.
  init(shape: [Int], values: Values) {
    precondition(
      shape.allSatisfy { $0 >= 0 } && shape.reduce(1, *) == values.count,
      "the shape \(shape) does not have \(values.count) elements")
    self.shape = shape
    self.values = values
  }
}
