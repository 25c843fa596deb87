import Foundation

extension SafeTensors {
  /// The longest header, as in the reference implementation of the format.
  private static let maximumHeaderByteCount = 100_000_000
  /// The longest file: a sparse one can pretend to be longer than the disk.
  private static let maximumFileByteCount = 1 << 34

  /// Reads a file of `F32` and `F64` tensors.
  ///
  /// - Throws: `FileError.unreadable`, `content` for a file beyond 16 GiB, or `binary` where the header is malformed, names another
  ///   element type, or places a tensor over another, outside the file or at a distance from the
  ///   one before it. Nothing is allocated for a tensor before that.
  init(reading path: String) throws(FileError) {
    let file = try InputFile(path: path)
    let fileByteCount = try file.byteCount()
    guard fileByteCount <= SafeTensors.maximumFileByteCount else {
      throw .content(
        path: path, expected: "at most \(SafeTensors.maximumFileByteCount) bytes",
        found: "\(fileByteCount)")
    }
    var bytes: [UInt8] = []
    try file.readNext(8, into: &bytes)
    guard bytes.count == 8 else {
      throw .binary(
        path: path, byteOffset: bytes.count, expected: "8 bytes, the length of the header",
        found: "the end of the file")
    }
    let headerByteCount = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let available = min(max(fileByteCount - 8, 0), SafeTensors.maximumHeaderByteCount)
    guard headerByteCount <= UInt64(available) else {
      throw .binary(
        path: path, byteOffset: 0, expected: "a header of at most \(available) bytes",
        found: "\(headerByteCount)")
    }
    try file.readNext(Int(headerByteCount), into: &bytes)

    let header: SafeTensorsHeader
    do {
      header = try JSONDecoder().decode(SafeTensorsHeader.self, from: Data(bytes))
    } catch {
      throw .binary(
        path: path, byteOffset: 8, expected: "a JSON object that describes tensors",
        found: SafeTensors.complaint(error))
    }

    let payloadOffset = 8 + Int(headerByteCount)
    let layout = try header.layout(
      path: path, payloadOffset: payloadOffset, payloadByteCount: fileByteCount - payloadOffset)
    self.init(tensors: [:], metadata: header.metadata)
    for (name, entry, byteCount) in layout {
      try file.readNext(byteCount, into: &bytes)
      guard bytes.count == byteCount else {
        throw .binary(
          path: path, byteOffset: payloadOffset + entry.dataOffsets[0],
          expected: "\(byteCount) bytes for \(String(reflecting: name))",
          found: "the end of the file")
      }
      tensors[name] = StoredTensor(
        shape: entry.shape,
        values: entry.elementType == .float
          ? .float(littleEndianValues(bytes)) : .double(littleEndianValues(bytes)))
    }
  }

  /// What the decoder did not like and where in the object, in one line.
  private static func complaint(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "something else" }
    let context: DecodingError.Context
    switch error {
    case .typeMismatch(_, let found), .valueNotFound(_, let found), .keyNotFound(_, let found),
      .dataCorrupted(let found):
      context = found
    @unknown default: return "something else"
    }
    let place = context.codingPath.map { String(reflecting: $0.stringValue) }
    return (place + [context.debugDescription]).joined(separator: ": ")
  }
}

extension SafeTensorsHeader {
  /// The tensors in the order of their bytes, checked to fill the payload without gap or overlap.
  fileprivate func layout(
    path: String, payloadOffset: Int, payloadByteCount: Int
  ) throws(FileError) -> [(name: String, entry: Entry, byteCount: Int)] {
    var layout: [(name: String, entry: Entry, byteCount: Int)] = []
    for (name, entry) in entries.sorted(by: { $0.key < $1.key }) {
      guard let byteCount = entry.byteCount(payloadByteCount: payloadByteCount) else {
        throw .binary(
          path: path, byteOffset: 8,
          expected: "\(String(reflecting: name)) to have offsets in 0…\(payloadByteCount)"
            + " as far apart as its shape needs",
          found: "\(entry.elementType.rawValue), shape \(entry.shape), offsets \(entry.dataOffsets)"
        )
      }
      layout.append((name, entry, byteCount))
    }
    layout.sort { $0.entry.dataOffsets.lexicographicallyPrecedes($1.entry.dataOffsets) }

    var end = 0
    for (name, entry, byteCount) in layout {
      guard entry.dataOffsets[0] == end else {
        throw .binary(
          path: path, byteOffset: payloadOffset + end,
          expected:
            "\(String(reflecting: name)) to begin where the tensor before it ends, at \(end)",
          found: "its offset \(entry.dataOffsets[0])")
      }
      end += byteCount
    }
    guard end == payloadByteCount else {
      throw .binary(
        path: path, byteOffset: payloadOffset + end, expected: "the end of the file",
        found: "\(payloadByteCount - end) bytes that belong to no tensor")
    }
    return layout
  }
}

extension SafeTensorsHeader.Entry {
  /// The number of bytes, or nil if shape and offsets disagree or leave the payload.
  fileprivate func byteCount(payloadByteCount: Int) -> Int? {
    guard dataOffsets.count == 2, 0 <= dataOffsets[0], dataOffsets[0] <= dataOffsets[1],
      dataOffsets[1] <= payloadByteCount
    else { return nil }
    var byteCount = elementType.byteCount
    for extent in shape {
      let product = byteCount.multipliedReportingOverflow(by: extent)
      guard extent >= 0, !product.overflow else { return nil }
      byteCount = product.partialValue
    }
    return byteCount == dataOffsets[1] - dataOffsets[0] ? byteCount : nil
  }
}
