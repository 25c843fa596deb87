/// Values of the elementary functions to twice the precision of Double: one file per function.
enum References {}

/// A point of a table of ``References``: the arguments and the value, rounded, with the rest.
struct Reference: Sendable {
  let arguments: [Double]
  let value: Double
  let tail: Double

  /// Reads a table: lines of bit patterns.
  static func parse(_ table: String) -> [Reference] {
    table.split(separator: "\n").map { line in
      let numbers = line.split(separator: " ").compactMap { UInt64($0, radix: 16) }
        .map(Double.init(bitPattern:))
      return Reference(
        arguments: Array(numbers.dropLast(2)), value: numbers[numbers.count - 2],
        tail: numbers[numbers.count - 1])
    }
  }

  /// The distance of a result from the unrounded value, in units in the last place of the value.
  func error(of result: Double) -> Double {
    guard result.isFinite else { return .infinity }
    // Just below a power of two the numbers are denser than at the power.
    let isBelowPower = value.significand == 1 && value.sign != tail.sign && tail != 0
    let unit = isBelowPower && value.isNormal ? value.ulp / 2 : value.ulp
    return abs((result - value) / unit - tail / unit)
  }
}
