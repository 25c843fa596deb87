/// The spelling of a number in a text file.
enum DecimalNumber: Equatable {
  /// A finite number that `Float` can hold; it is rounded to the nearest.
  case finite(Float)
  /// A number, but not one that can be computed with: not a number, infinite, or out of range.
  case notFinite
  /// Something else.
  case notANumber

  /// Reads an optional sign, digits with at most one point, and an optional decimal exponent.
  init(_ bytes: [UInt8]) {
    if DecimalNumber.isDecimal(bytes) {
      let value = Float(String(decoding: bytes, as: UTF8.self))
      self = value.map { $0.isFinite ? .finite($0) : .notFinite } ?? .notANumber
    } else {
      let word = String(decoding: bytes, as: UTF8.self).lowercased()
      let unsigned = word.hasPrefix("+") || word.hasPrefix("-") ? word.dropFirst() : word[...]
      self = ["nan", "inf", "infinity"].contains(unsigned) ? .notFinite : .notANumber
    }
  }

  /// Whether the bytes follow the grammar; `Float` alone would also take hexadecimal numbers.
  private static func isDecimal(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    rest.skipSign()
    let mantissaDigitCount = rest.skipDigits()
    var fractionDigitCount = 0
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fractionDigitCount = rest.skipDigits()
    }
    guard mantissaDigitCount + fractionDigitCount > 0 else { return false }
    if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
      rest.removeFirst()
      rest.skipSign()
      guard rest.skipDigits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}

extension ArraySlice<UInt8> {
  fileprivate mutating func skipSign() {
    if let sign = first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      removeFirst()
    }
  }

  /// Returns how many digits stood at the front.
  fileprivate mutating func skipDigits() -> Int {
    let digitCount = prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
    removeFirst(digitCount)
    return digitCount
  }
}
