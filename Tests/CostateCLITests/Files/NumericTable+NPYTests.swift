import Testing

@testable import CostateCLI

@Suite struct NPYTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func read(_ bytes: [UInt8]) throws -> NumericTable {
    try NumericTable(reading: directory.file("table.npy", bytes))
  }

  private func error(_ bytes: [UInt8]) throws -> FileError? {
    let path = try directory.file("table.npy", bytes)
    return fileError { () throws(FileError) in try NumericTable(reading: path) }
  }

  /// Two rows of three single-precision numbers.
  private static let valid = npyFile(
    header: npyHeader("<f4", shape: "(2, 3)"),
    payload: [1, 2, 3, 4, 5, 6].flatMap { bytes(Float($0).bitPattern) })

  @Test("Every version of the header is read", arguments: [1, 2, 3] as [UInt8])
  func versions(version: UInt8) throws {
    let file = npyFile(
      version: version, header: npyHeader("|u1", shape: "(2, 2)"), payload: [1, 2, 3, 4])
    #expect(try read(file).values == [1, 2, 3, 4])
  }

  @Test(
    "Every element type is read in both byte orders",
    arguments: ["f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"], ["<", ">"])
  func elements(type: String, order: String) throws {
    let big = order == ">"
    let numbers: [Int] = type.hasPrefix("u") ? [1, 100, 7] : [1, -100, 7]
    let payload = numbers.flatMap { number in
      switch type {
      case "f4": bytes(Float(number).bitPattern, isBigEndian: big)
      case "f8": bytes(Double(number).bitPattern, isBigEndian: big)
      case "i1", "u1": bytes(Int8(number))
      case "i2", "u2": bytes(Int16(number), isBigEndian: big)
      case "i4", "u4": bytes(Int32(number), isBigEndian: big)
      default: bytes(Int64(number), isBigEndian: big)
      }
    }
    let table = try read(
      npyFile(header: npyHeader(order + type, shape: "(3,)"), payload: payload))
    #expect(table.values == numbers.map(Float.init))
    #expect(table.columnCount == 1)
  }

  @Test("Fortran order is turned into rows")
  func fortranOrder() throws {
    let header = npyHeader("|i1", shape: "(2, 3)", isFortranOrder: true)
    let table = try read(npyFile(header: header, payload: [1, 4, 2, 5, 3, 6]))
    #expect(table.values == [1, 2, 3, 4, 5, 6])
    #expect(table.columnCount == 3)
  }

  @Test("A large unsigned number is not a negative one")
  func unsigned() throws {
    let file = npyFile(header: npyHeader("|u1", shape: "(1,)"), payload: [200])
    #expect(try read(file).values == [200])
  }

  @Test("A file larger than the buffer is read whole")
  func longFile() throws {
    let expected = (0..<50_000).map { Float($0) }
    let file = npyFile(
      header: npyHeader("<f4", shape: "(500, 100)"),
      payload: expected.flatMap { bytes($0.bitPattern) })
    #expect(try read(file).values == expected)
  }

  @Test("Every truncation is an error in the file")
  func truncations() throws {
    for length in NPYTests.valid.indices {
      guard case .binary(_, let offset, _, _) = try error(Array(NPYTests.valid[..<length])) else {
        Issue.record("\(length) bytes were accepted")
        continue
      }
      #expect(offset <= length)
    }
  }

  @Test("Bytes behind the payload are an error")
  func trailing() throws {
    #expect(try error(NPYTests.valid + [0]) != nil)
  }

  @Test(
    "A malformed header is an error at its byte",
    arguments: [
      ("", 10), ("[]", 10), ("{'descr': '<c8'", 20), ("{'descr': '<f4', 'descr': '<f4'}", 27),
      ("{'descr': '<f4', 'fortran_order': 1", 44), ("{'other': 1}", 11), ("{'descr", 11),
      ("{}", 12), ("{'shape': ()}", 21), ("{'shape': (3)}", 22), ("{'shape': (0,)}", 21),
      ("{'shape': (1, 2, 3)}", 21), ("{'shape': (-1,)}", 21),
      ("{'shape': (99999999999999999999,)}", 21), ("{'shape': (3,) 'descr'", 25),
    ])
  func malformedHeader(header: String, offset: Int) throws {
    guard case .binary(_, offset, _, _) = try error(npyFile(header: header, payload: [])) else {
      Issue.record("\(String(describing: try error(npyFile(header: header, payload: []))))")
      return
    }
  }

  @Test(
    "A shape that the file cannot hold is refused before memory is asked for",
    arguments: ["(1000000000000, 1000000)", "(9223372036854775807, 9223372036854775807)"])
  func bombs(shape: String) throws {
    guard
      case .binary(_, _, let expected, "4") = try error(
        npyFile(header: npyHeader("<f4", shape: shape), payload: [0, 0, 0, 0]))
    else {
      Issue.record("accepted")
      return
    }
    #expect(expected.hasPrefix("a payload of"))
  }

  @Test("A sparse file longer than the memory is refused")
  func sparse() throws {
    let start = npyFile(header: npyHeader("|u1", shape: "(1099511627776,)"), payload: [])
    let path = try directory.file("table.npy", start)
    guard directory.lengthen("table.npy", to: start.count + (1 << 40)) else { return }
    #expect(
      fileError { () throws(FileError) in try NumericTable(reading: path) }
        == .binary(
          path: path, byteOffset: start.count, expected: "at most 1073741824 elements",
          found: "1099511627776"))
  }

  @Test("A long header is refused before memory is asked for")
  func longHeader() throws {
    let start = [0x93] + Array("NUMPY".utf8) + [2, 0, 0xFF, 0xFF, 0xFF, 0xFF]
    #expect(
      try error(start)
        == .binary(
          path: directory.path + "/table.npy", byteOffset: 8,
          expected: "a header of at most 65536 bytes", found: "4294967295"))
  }

  @Test(
    "What is not finite as a Float is an error at its byte", arguments: [.nan, .infinity, 1e39])
  func notFinite(value: Double) throws {
    let header = npyHeader("<f8", shape: "(2,)")
    let file = npyFile(
      header: header, payload: bytes(Double(1).bitPattern) + bytes(value.bitPattern))
    guard case .binary(_, let offset, "a finite number", _) = try error(file) else {
      Issue.record("accepted")
      return
    }
    #expect(offset == 10 + header.utf8.count + 8)
  }

  @Test("A label of an NPY file has its place in an error")
  func badLabel() throws {
    let header = npyHeader("|i1", shape: "(2, 2)", isFortranOrder: true)
    let path = try directory.file(
      "labels.npy", npyFile(header: header, payload: [1, 2, 0, 0xFF]))
    let error = fileError { () throws(FileError) in
      try LabelledData(readingFeatures: path, labels: .columnNumber(2))
    }
    guard case .binary(path, let offset, _, "-1.0") = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(offset == 10 + header.utf8.count + 3)
  }

  @Test("Random bytes never trap")
  func randomBytes() throws {
    var generator = SeededGenerator(seed: 21)
    for _ in 0..<200 {
      #expect(try error(generator.bytes(generator.next(below: 100))) != nil)
    }
  }

  @Test("Damaged files never trap")
  func damage() throws {
    var generator = SeededGenerator(seed: 22)
    for _ in 0..<300 {
      let path = try directory.file("table.npy", generator.damaged(NPYTests.valid))
      let table = try? NumericTable(reading: path)
      #expect(table?.values.allSatisfy(\.isFinite) ?? true)
    }
  }
}
