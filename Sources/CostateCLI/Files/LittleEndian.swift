/// A floating-point type whose values have a defined form as bytes in a file.
protocol LittleEndianScalar: BitwiseCopyable, Equatable, Sendable {
  /// A whole number of the same size.
  associatedtype Bits: FixedWidthInteger & BitwiseCopyable
  /// The bits of the value.
  var bitPattern: Bits { get }
  /// The value with the given bits.
  init(bitPattern: Bits)
}

extension Float: LittleEndianScalar {}
extension Double: LittleEndianScalar {}

/// Lends the bytes that the values have in a file, whatever the byte order of the machine.
func withLittleEndianBytes<Scalar: LittleEndianScalar, Failure: Error>(
  of values: [Scalar], _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
) throws(Failure) {
  let bits = values.map(\.bitPattern.littleEndian)
  try bits.withUnsafeBufferPointer { (buffer) throws(Failure) in
    try body(UnsafeRawBufferPointer(buffer))
  }
}

/// The values whose bytes these are.
func littleEndianValues<Scalar: LittleEndianScalar>(_ bytes: [UInt8]) -> [Scalar] {
  bytes.withUnsafeBytes { buffer in
    stride(from: 0, to: buffer.count, by: MemoryLayout<Scalar.Bits>.size).map { offset in
      Scalar(
        bitPattern: Scalar.Bits(
          littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: Scalar.Bits.self)))
    }
  }
}
