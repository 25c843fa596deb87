import Crypto

/// The SHA-256 of the values' little-endian bytes, one array after the other, in lower-case
/// hexadecimal: equal for two runs exactly if every bit of every value is.
func sha256<Scalar: LittleEndianScalar>(of arrays: [Scalar]...) -> String {
  var digest = SHA256()
  for array in arrays {
    withLittleEndianBytes(of: array) { digest.update(bufferPointer: $0) }
  }
  return digest.finalize().hexadecimal
}

/// The SHA-256 of whole numbers' little-endian bytes, in lower-case hexadecimal.
func sha256(of patterns: [UInt64]) -> String {
  patterns.map(\.littleEndian).withUnsafeBytes { SHA256.hash(data: $0) }.hexadecimal
}

extension SHA256Digest {
  fileprivate var hexadecimal: String {
    map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
