import Foundation

extension Ticks {
  /// A mark of a linear axis: plain, with as many decimals as its neighbours, unless that is long.
  static func linearLabel(_ value: Double, decimalCount: Int) -> String {
    if decimalCount > 4 || abs(value) >= 1e6 { return scientific(value) }
    return decimalCount > 0 ? String(format: "%.*f", decimalCount, value) : grouped(value)
  }

  /// A mark of a logarithmic axis: plain near 1, else with a power of ten.
  static func logarithmicLabel(_ value: Double) -> String {
    (0.99e-3..<1e4).contains(value) ? String(format: "%.6g", value) : scientific(value)
  }

  /// A value that is no mark, with three significant digits.
  static func valueLabel(_ value: Double) -> String {
    let isPlain = value == 0 || (1e-4..<1e6).contains(abs(value))
    guard isPlain else { return scientific(value) }
    return abs(value) >= 1000 ? grouped(value) : String(format: "%.3g", value)
  }

  /// At most three significant digits and a power of ten: `2.5·10⁶`, `10⁻⁴`.
  private static func scientific(_ value: Double) -> String {
    // Printing rounds; it alone knows the exponent of the digits it chose.
    let parts = String(format: "%.2e", value).split(separator: "e")
    guard value != 0, parts.count == 2, let factor = Double(parts[0]), let exponent = Int(parts[1])
    else { return "0" }
    let factorText = factor == 1 ? "" : String(format: "%g·", factor)
    return factorText + "10" + superscript(exponent)
  }

  /// A whole number with thin spaces between groups of three digits, from five digits on.
  private static func grouped(_ value: Double) -> String {
    let digits = String(Int(abs(value).rounded()))
    var groups = value <= -0.5 ? "−" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, digits.count > 4, (digits.count - index).isMultiple(of: 3) {
        groups += "\u{2009}"
      }
      groups.append(digit)
    }
    return groups
  }

  private static func superscript(_ exponent: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return String("\(exponent)".map { $0.wholeNumberValue.map { digits[$0] } ?? "⁻" })
  }
}
