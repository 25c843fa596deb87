#if canImport(CryptoKit)
  import CryptoKit
#endif

/// The SHA-256 of the values' little-endian bytes, one array after the other, in lower-case
/// hexadecimal: equal for two runs exactly if every bit of every value is.
func sha256<Scalar: LittleEndianScalar>(of arrays: [Scalar]...) -> String {
  var digest = SHA256()
  for array in arrays {
    withLittleEndianBytes(of: array) { digest.update(bufferPointer: $0) }
  }
  return hexadecimal(digest.finalize())
}

/// The SHA-256 of whole numbers' little-endian bytes, in lower-case hexadecimal.
func sha256(of patterns: [UInt64]) -> String {
  var digest = SHA256()
  patterns.map(\.littleEndian).withUnsafeBytes { digest.update(bufferPointer: $0) }
  return hexadecimal(digest.finalize())
}

private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
