import Crypto

/// The SHA-256 of the values' little-endian bytes, one array after the other, in lower-case
/// hexadecimal: equal for two runs exactly if every bit of every value is.
func sha256<Scalar: LittleEndianScalar>(of arrays: [Scalar]...) -> String {
  var digest = SHA256()
  for array in arrays {
    withLittleEndianBytes(of: array) { digest.update(bufferPointer: $0) }
  }
  return digest.finalize()
    .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    .joined()
}
