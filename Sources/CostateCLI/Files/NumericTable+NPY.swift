extension NumericTable {
  /// Reads an NPY file of one or two dimensions; one dimension becomes one column.
  ///
  /// Memory is asked for only after the shape has been compared with the length of the file.
  ///
  /// - Throws: `FileError.unreadable`, or `binary` where the header is malformed, the payload is
  ///   longer or shorter than the shape says, or a value is not finite as a `Float`.
  init(npy path: String) throws(FileError) {
    let file = try InputFile(path: path)
    let header = try NPYHeader(file: file)
    let rowCount = header.shape[0]
    let columnCount = header.shape.count == 2 ? header.shape[1] : 1
    try header.checkPayload(of: file)

    let elementByteCount = header.element.byteCount
    let (rowStride, columnStride) =
      header.isFortranOrder ? (1, rowCount) : (columnCount, 1)
    let layout = Layout.bytes(
      first: header.payloadOffset, rowStride: rowStride * elementByteCount,
      columnStride: columnStride * elementByteCount)

    var values = [Float](repeating: 0, count: rowCount * columnCount)
    // A multiple of every element's size.
    let chunkByteCount = 65_536
    var chunk: [UInt8] = []
    var element = 0
    while element < values.count {
      let byteCount = min(chunkByteCount, (values.count - element) * elementByteCount)
      try file.readNext(byteCount, into: &chunk)
      guard chunk.count == byteCount else {
        // The file was cut after its length was compared with the shape.
        throw .binary(
          path: path, byteOffset: header.payloadOffset + element * elementByteCount + chunk.count,
          expected: "\(values.count) elements", found: "the end of the file")
      }
      for value in header.element.decode(chunk) {
        guard value.isFinite else {
          throw .binary(
            path: path, byteOffset: header.payloadOffset + element * elementByteCount,
            expected: "a finite number", found: "\(value)")
        }
        let (row, column) =
          header.isFortranOrder
          ? (element % rowCount, element / rowCount)
          : (element / columnCount, element % columnCount)
        values[row * columnCount + column] = value
        element += 1
      }
    }
    self.init(
      path: path, layout: layout, columnNames: [], columnCount: columnCount, values: values)
  }
}

extension NPYHeader {
  /// Compares the payload that the shape asks for with what the file holds.
  fileprivate func checkPayload(of file: borrowing InputFile) throws(FileError) {
    let available = try file.byteCount() - payloadOffset
    var expected = element.byteCount
    var overflows = false
    for extent in shape {
      let product = expected.multipliedReportingOverflow(by: extent)
      expected = product.partialValue
      overflows = overflows || product.overflow
    }
    guard !overflows, expected == available else {
      let bytes = overflows ? "more than \(Int.max)" : "\(expected)"
      throw .binary(
        path: file.path, byteOffset: payloadOffset,
        expected: "a payload of \(bytes) bytes for the shape \(shape)", found: "\(available)")
    }
    let valueCount = expected / element.byteCount
    guard valueCount <= NumericTable.maximumValueCount else {
      throw .binary(
        path: file.path, byteOffset: payloadOffset,
        expected: "at most \(NumericTable.maximumValueCount) elements", found: "\(valueCount)")
    }
  }
}
