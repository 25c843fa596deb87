/// The type of the elements of an NPY file: a kind, a size, a byte order.
struct NPYElement: Equatable {
  /// How the bits of an element are read.
  enum Kind: Character {
    /// IEEE binary32 or binary64.
    case floatingPoint = "f"
    /// Two's complement.
    case signed = "i"
    /// Unsigned.
    case unsigned = "u"
  }

  /// How the bits are read.
  let kind: Kind
  /// The size of one element.
  let byteCount: Int
  /// Whether the most significant byte comes first.
  let isBigEndian: Bool

  /// Reads a descriptor of NumPy such as `<f4`, `>i8` or `|u1`; nil for any other type.
  init?(descriptor: String) {
    let characters = Array(descriptor)
    guard characters.count == 3, let kind = Kind(rawValue: characters[1]),
      let byteCount = characters[2].wholeNumberValue,
      [1, 2, 4, 8].contains(byteCount), kind != .floatingPoint || byteCount >= 4,
      characters[0] == "<" || characters[0] == ">" || (characters[0] == "|" && byteCount == 1)
    else { return nil }
    self.kind = kind
    self.byteCount = byteCount
    isBigEndian = characters[0] == ">"
  }

  /// The number in `byteCount` bytes, rounded to the nearest `Float`.
  func decode(_ bytes: some Collection<UInt8>) -> Float {
    var bits: UInt64 = 0
    if isBigEndian {
      for byte in bytes { bits = bits << 8 | UInt64(byte) }
    } else {
      for (index, byte) in bytes.enumerated() { bits |= UInt64(byte) << UInt64(8 * index) }
    }
    switch kind {
    case .unsigned:
      return Float(bits)
    case .signed:
      let unusedBitCount = 64 - 8 * byteCount
      return Float(Int64(bitPattern: bits << UInt64(unusedBitCount)) >> Int64(unusedBitCount))
    case .floatingPoint:
      return byteCount == 4
        ? Float(bitPattern: UInt32(bits)) : Float(Double(bitPattern: bits))
    }
  }
}
