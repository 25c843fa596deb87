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

  /// The numbers in a whole number of elements, each rounded to the nearest `Float`.
  func decode(_ bytes: [UInt8]) -> [Float] {
    bytes.withUnsafeBytes { buffer in
      stride(from: 0, to: buffer.count, by: byteCount).map { number(bits(buffer, at: $0)) }
    }
  }

  /// The bits of one element, the unused ones zero.
  private func bits(_ buffer: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
    func load<Bits: FixedWidthInteger & BitwiseCopyable>(_ type: Bits.Type) -> UInt64 {
      let stored = buffer.loadUnaligned(fromByteOffset: offset, as: type)
      return UInt64(truncatingIfNeeded: isBigEndian ? stored.bigEndian : stored.littleEndian)
    }
    return switch byteCount {
    case 1: load(UInt8.self)
    case 2: load(UInt16.self)
    case 4: load(UInt32.self)
    default: load(UInt64.self)
    }
  }

  private func number(_ bits: UInt64) -> Float {
    switch kind {
    case .unsigned:
      return Float(bits)
    case .signed:
      let unusedBitCount = UInt64(64 - 8 * byteCount)
      return Float(Int64(bitPattern: bits << unusedBitCount) >> Int64(unusedBitCount))
    case .floatingPoint:
      return byteCount == 4
        ? Float(bitPattern: UInt32(bits)) : Float(Double(bitPattern: bits))
    }
  }
}
