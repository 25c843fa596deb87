/// The distance of a Float result from a value in units in the last place of Float at that value.
///
/// Results that must be exact, not a number or infinite, give 0 or ∞.
func floatError(of result: Float, from value: Double) -> Double {
  let rounded = Float(value)
  if rounded.isNaN { return result.isNaN ? 0 : .infinity }
  if rounded.isInfinite || result.isInfinite || value == 0 {
    return result == rounded && result.sign == rounded.sign ? 0 : .infinity
  }
  guard result.isFinite else { return .infinity }
  let exponent = max(Int(value.exponent), Int(Float.leastNormalMagnitude.exponent)) - 23
  return abs(Double(result) - value) * Double(sign: .plus, exponent: -exponent, significand: 1)
}

/// The largest error found, and where.
struct WorstError: Sendable {
  var error = 0.0
  var bits: UInt32 = 0

  /// The worst error of a function over the bit patterns of a range, by a stride.
  init(of function: ElementaryFunction, over range: Range<UInt64>, by step: UInt64) {
    for pattern in stride(from: range.lowerBound, to: range.upperBound, by: Int(step)) {
      let x = Float(bitPattern: UInt32(pattern))
      let current = floatError(of: function.float(x), from: function.platform(Double(x)))
      if current > error {
        error = current
        bits = UInt32(pattern)
      }
    }
  }
}
