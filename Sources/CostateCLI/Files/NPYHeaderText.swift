/// Reads the dictionary in the header of an NPY file:
/// `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`.
struct NPYHeaderText {
  private let bytes: [UInt8]
  private let path: String
  private let startOffset: Int
  private var position = 0

  /// A header that begins `startOffset` bytes into its file.
  init(bytes: [UInt8], path: String, startOffset: Int) {
    self.bytes = bytes
    self.path = path
    self.startOffset = startOffset
  }

  /// Reads the three entries, in any order, and checks that nothing else follows.
  mutating func readDictionary() throws(FileError) -> (NPYElement, Bool, [Int]) {
    var element: NPYElement?
    var isFortranOrder: Bool?
    var shape: [Int]?
    try expect("{")
    while !skip("}") {
      let keyPosition = position
      let key = try readString()
      try expect(":")
      switch key {
      case "descr" where element == nil: element = try readElement()
      case "fortran_order" where isFortranOrder == nil: isFortranOrder = try readBool()
      case "shape" where shape == nil: shape = try readShape()
      default:
        position = keyPosition
        throw failure(expected: "the key 'descr', 'fortran_order' or 'shape', each once")
      }
      if !skip(",") {
        try expect("}")
        break
      }
    }
    guard let element, let isFortranOrder, let shape else {
      throw failure(expected: "the keys 'descr', 'fortran_order' and 'shape' before the end")
    }
    skipSpaces()
    guard position == bytes.count else {
      throw failure(expected: "spaces up to the payload")
    }
    return (element, isFortranOrder, shape)
  }

  private mutating func readElement() throws(FileError) -> NPYElement {
    skipSpaces()
    let start = position
    let descriptor = try readString()
    guard let element = NPYElement(descriptor: descriptor) else {
      position = start
      throw failure(
        expected: "an element type f4, f8, i1…i8 or u1…u8",
        found: FileError.quoted(Array(descriptor.utf8)))
    }
    return element
  }

  private mutating func readBool() throws(FileError) -> Bool {
    if skip("True") { return true }
    if skip("False") { return false }
    throw failure(expected: "True or False")
  }

  /// Reads a tuple of one or two extents, each at least 1.
  private mutating func readShape() throws(FileError) -> [Int] {
    try expect("(")
    let start = position
    var shape: [Int] = []
    while !skip(")") {
      shape.append(try readExtent())
      if !skip(",") {
        // Without a comma, (3) would be a number and no tuple.
        guard shape.count > 1 else { throw failure(expected: "a comma") }
        try expect(")")
        break
      }
    }
    guard (1...2).contains(shape.count) else {
      position = start
      throw failure(expected: "one or two extents", found: "\(shape.count)")
    }
    return shape
  }

  private mutating func readExtent() throws(FileError) -> Int {
    skipSpaces()
    let digits = bytes[position...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard let extent = Int(String(decoding: digits, as: UTF8.self)), extent > 0 else {
      throw failure(expected: "an extent from 1 to \(Int.max)")
    }
    position = digits.endIndex
    return extent
  }

  private mutating func readString() throws(FileError) -> String {
    skipSpaces()
    guard position < bytes.count, [UInt8(ascii: "'"), UInt8(ascii: "\"")].contains(bytes[position])
    else { throw failure(expected: "a quoted string") }
    guard let end = bytes[(position + 1)...].firstIndex(of: bytes[position]) else {
      throw failure(expected: "a closing quote")
    }
    defer { position = end + 1 }
    return String(decoding: bytes[position + 1..<end], as: UTF8.self)
  }

  private mutating func expect(_ token: String) throws(FileError) {
    if !skip(token) { throw failure(expected: "'\(token)'") }
  }

  /// Consumes spaces and then the token; false, with the token left, if something else comes.
  private mutating func skip(_ token: String) -> Bool {
    skipSpaces()
    guard bytes[position...].starts(with: token.utf8) else { return false }
    position += token.utf8.count
    return true
  }

  private mutating func skipSpaces() {
    while position < bytes.count, " \t\r\n".utf8.contains(bytes[position]) {
      position += 1
    }
  }

  private func failure(expected: String, found: String? = nil) -> FileError {
    let rest = bytes[position...]
    return .binary(
      path: path, byteOffset: startOffset + position, expected: expected,
      found: found ?? (rest.isEmpty ? "the end of the header" : FileError.quoted(rest)))
  }
}
