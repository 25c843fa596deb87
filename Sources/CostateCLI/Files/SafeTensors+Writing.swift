import Foundation

extension SafeTensors {
  /// Writes the file; the same contents always give the same bytes.
  func write(to output: OutputFile) throws(FileError) {
    // Larger elements first, so that every tensor is aligned to its elements.
    let ordered = tensors.sorted { first, second in
      let sizes = (first.value.elementType.byteCount, second.value.elementType.byteCount)
      return sizes.0 == sizes.1 ? first.key < second.key : sizes.0 > sizes.1
    }
    let header = try encodedHeader(ordered.map { ($0.key, $0.value) }, path: output.path)
    try output.write { (writer) throws(FileError) in
      let length = UInt64(header.count)
      let prefix = (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + header
      try prefix.withUnsafeBufferPointer { (bytes) throws(FileError) in
        try writer.append(UnsafeRawBufferPointer(bytes))
      }
      for (_, tensor) in ordered {
        switch tensor.values {
        case .float(let values): try withLittleEndianBytes(of: values, writer.append)
        case .double(let values): try withLittleEndianBytes(of: values, writer.append)
        }
      }
    }
  }

  /// The header of tensors that follow one another, padded with spaces to a multiple of 8 bytes.
  private func encodedHeader(
    _ ordered: [(name: String, tensor: StoredTensor)], path: String
  ) throws(FileError) -> [UInt8] {
    var header = SafeTensorsHeader(metadata: metadata)
    var end = 0
    for (name, tensor) in ordered {
      let start = end
      end += tensor.values.count * tensor.elementType.byteCount
      header.entries[name] = SafeTensorsHeader.Entry(
        elementType: tensor.elementType, shape: tensor.shape, dataOffsets: [start, end])
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      let bytes = Array(try encoder.encode(header))
      return bytes + [UInt8](repeating: UInt8(ascii: " "), count: (8 - bytes.count % 8) % 8)
    } catch {
      throw .unwritable(path: path, reason: "\(error)")
    }
  }
}

extension StoredTensor {
  fileprivate var elementType: SafeTensorsHeader.Entry.ElementType {
    switch values {
    case .float: .float
    case .double: .double
    }
  }
}
