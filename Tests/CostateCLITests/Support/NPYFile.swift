/// The bytes of an NPY file with the given header and payload.
func npyFile(version: UInt8 = 1, header: String, payload: [UInt8]) -> [UInt8] {
  let length = header.utf8.count
  let lengthByteCount = version == 1 ? 2 : 4
  return [0x93] + Array("NUMPY".utf8) + [version, 0]
    + (0..<lengthByteCount).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    + Array(header.utf8) + payload
}

/// The header that NumPy writes.
func npyHeader(_ descriptor: String, shape: String, isFortranOrder: Bool = false) -> String {
  "{'descr': '\(descriptor)', 'fortran_order': \(isFortranOrder ? "True" : "False"), "
    + "'shape': \(shape), }     \n"
}

/// The bytes of a number, in either order.
func bytes(_ value: some FixedWidthInteger, isBigEndian: Bool = false) -> [UInt8] {
  withUnsafeBytes(of: isBigEndian ? value.bigEndian : value.littleEndian) { Array($0) }
}
