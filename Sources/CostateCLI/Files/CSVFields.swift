/// The fields of a comma-separated file, one after the other, in bounded memory.
///
/// The format is RFC 4180 with LF or CRLF, spaces and tabs around a field trimmed, a byte-order
/// mark at the start skipped, and no line break inside quotes. Any bytes can come in; what is
/// neither a separator nor a quote becomes part of a field.
struct CSVFields: ~Copyable {
  /// What follows a field.
  enum Ending {
    /// Another field of the same line.
    case comma
    /// The end of the line.
    case line
    /// The end of the file.
    case file
  }

  /// The longest field; any number is shorter.
  static let maximumFieldByteCount = 1024
  private static let chunkByteCount = 65_536

  /// The bytes of the field that was read last, unquoted and trimmed.
  private(set) var bytes: [UInt8] = []
  /// What followed it.
  private(set) var ending = Ending.line
  /// The line it stands on, from 1.
  private(set) var line = 0
  /// Its number in the line, from 1.
  private(set) var column = 0

  private let file: InputFile
  private var chunk: [UInt8]
  private var position: Int

  /// Opens the file; no field has been read yet.
  init(path: String) throws(FileError) {
    let file = try InputFile(path: path)
    var chunk: [UInt8] = []
    try file.readNext(CSVFields.chunkByteCount, into: &chunk)
    position = chunk.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    self.chunk = chunk
    self.file = file
  }

  /// The path of the file.
  var path: String { file.path }

  /// Reads the next field; not to be called behind the end of the file.
  mutating func advance() throws(FileError) {
    precondition(ending != .file, "no field follows the end of the file")
    column = ending == .comma ? column + 1 : 1
    line += ending == .line ? 1 : 0
    bytes.removeAll(keepingCapacity: true)
    try skipSpaces()
    if try peek() == .quote {
      try readQuoted()
    } else {
      try readPlain()
    }
  }

  /// The error that something else was expected in the place of this field.
  func error(expected: String, found: String? = nil) -> FileError {
    .text(
      path: path, line: line, column: column, expected: expected,
      found: found ?? (bytes.isEmpty ? "an empty field" : FileError.quoted(bytes)))
  }
}

extension CSVFields {
  private mutating func readPlain() throws(FileError) {
    while try !readEnding() {
      try takeByte()
    }
    while let last = bytes.last, last == .space || last == .tab {
      bytes.removeLast()
    }
  }

  private mutating func readQuoted() throws(FileError) {
    position += 1
    while true {
      switch try peek() {
      case nil, .lineFeed, .carriageReturn:
        throw error(expected: "a closing quote", found: "the end of the line")
      case .quote:
        position += 1
        // Two quotes stand for one; a single one closes the field.
        if try peek() == .quote { fallthrough }
        try skipSpaces()
        guard try readEnding() else {
          throw error(expected: "a comma after the closing quote", found: try quotedNextByte())
        }
        return
      default:
        try takeByte()
      }
    }
  }

  /// Consumes a separator, if one comes next, and notes which.
  private mutating func readEnding() throws(FileError) -> Bool {
    switch try peek() {
    case nil:
      ending = .file
    case .comma:
      position += 1
      ending = .comma
    case .lineFeed:
      position += 1
      ending = .line
    case .carriageReturn:
      position += 1
      switch try peek() {
      case nil: ending = .file
      case .lineFeed:
        position += 1
        ending = .line
      default:
        throw error(expected: "a line feed after a carriage return", found: try quotedNextByte())
      }
    default:
      return false
    }
    return true
  }

  private mutating func takeByte() throws(FileError) {
    guard bytes.count < CSVFields.maximumFieldByteCount else {
      throw error(expected: "a field of at most \(CSVFields.maximumFieldByteCount) bytes")
    }
    bytes.append(chunk[position])
    position += 1
  }

  private mutating func skipSpaces() throws(FileError) {
    while let byte = try peek(), byte == .space || byte == .tab {
      position += 1
    }
  }

  private mutating func quotedNextByte() throws(FileError) -> String {
    try peek().map { FileError.quoted([$0]) } ?? "the end of the file"
  }

  /// The next byte, which stays where it is; afterwards `chunk[position]` if there is one.
  private mutating func peek() throws(FileError) -> UInt8? {
    if position == chunk.count, position > 0 {
      try file.readNext(CSVFields.chunkByteCount, into: &chunk)
      position = 0
    }
    return position < chunk.count ? chunk[position] : nil
  }
}

extension UInt8 {
  fileprivate static let tab = UInt8(ascii: "\t")
  fileprivate static let lineFeed = UInt8(ascii: "\n")
  fileprivate static let carriageReturn = UInt8(ascii: "\r")
  fileprivate static let space = UInt8(ascii: " ")
  fileprivate static let quote = UInt8(ascii: "\"")
  fileprivate static let comma = UInt8(ascii: ",")
}
