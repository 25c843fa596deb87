/// The header of an NPY file: what the payload behind it is.
///
/// The format is described by numpy.lib.format, versions 1 to 3: a magic number, a version, the
/// length of the header, and a Python dictionary as text.
struct NPYHeader: Equatable {
  /// The type of an element.
  let element: NPYElement
  /// Whether the first index runs fastest (Fortran) instead of the last (C).
  let isFortranOrder: Bool
  /// The extents.
  let shape: [Int]
  /// Where the payload begins, in bytes from the start of the file.
  let payloadOffset: Int

  /// The longest header; that of a table needs about a hundred bytes.
  private static let maximumByteCount = 65_536
  private static let magic = [0x93] + Array("NUMPY".utf8)

  /// Reads the header and leaves the file at the payload.
  init(file: borrowing InputFile) throws(FileError) {
    let path = file.path
    func failure(_ offset: Int, expected: String, found: String) -> FileError {
      .binary(path: path, byteOffset: offset, expected: expected, found: found)
    }

    var bytes: [UInt8] = []
    try file.readNext(8, into: &bytes)
    guard bytes.starts(with: NPYHeader.magic) else {
      throw failure(
        0, expected: #"the mark "\x93NUMPY" of an NPY file"#, found: FileError.quoted(bytes))
    }
    guard bytes.count == 8 else {
      throw failure(bytes.count, expected: "a version", found: "the end of the file")
    }
    guard (1...3).contains(bytes[6]) else {
      throw failure(6, expected: "version 1, 2 or 3", found: "\(bytes[6])")
    }
    let lengthByteCount = bytes[6] == 1 ? 2 : 4
    try file.readNext(lengthByteCount, into: &bytes)
    guard bytes.count == lengthByteCount else {
      throw failure(
        8 + bytes.count, expected: "the length of the header", found: "the end of the file")
    }
    let byteCount = bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard byteCount <= NPYHeader.maximumByteCount else {
      throw failure(
        8, expected: "a header of at most \(NPYHeader.maximumByteCount) bytes",
        found: "\(byteCount)")
    }
    try file.readNext(byteCount, into: &bytes)
    let start = 8 + lengthByteCount
    guard bytes.count == byteCount else {
      throw failure(
        start + bytes.count, expected: "a header of \(byteCount) bytes",
        found: "the end of the file")
    }

    var text = NPYHeaderText(bytes: bytes, path: path, startOffset: start)
    (element, isFortranOrder, shape) = try text.readDictionary()
    payloadOffset = start + byteCount
  }
}
