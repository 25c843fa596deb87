/// What can be wrong with a file; every case names the file, the place, what was expected and what
/// was found there.
enum FileError: Error, Equatable {
  /// The system refused to open or read the file.
  case unreadable(path: String, reason: String)
  /// The system refused to create, write or replace the file.
  case unwritable(path: String, reason: String)
  /// Something else stands in a text file, at a line and a column (a field of the line), from 1.
  case text(path: String, line: Int, column: Int, expected: String, found: String)
  /// Something else stands in a binary file, at an offset in bytes, from 0.
  case binary(path: String, byteOffset: Int, expected: String, found: String)
  /// The file as a whole is not what the task needs.
  case content(path: String, expected: String, found: String)
}

extension FileError: CustomStringConvertible {
  /// One line for the person at the terminal, whatever names and contents it quotes: scalars that break
  /// lines or move the cursor are there by their numbers.
  var description: String {
    message.unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: String(scalar)
      }
    }.joined()
  }

  private var message: String {
    switch self {
    case .unreadable(let path, let reason):
      "cannot read \(path): \(reason)"
    case .unwritable(let path, let reason):
      "cannot write \(path): \(reason)"
    case .text(let path, let line, let column, let expected, let found):
      "\(path): line \(line), column \(column): expected \(expected), found \(found)"
    case .binary(let path, let byteOffset, let expected, let found):
      "\(path): byte \(byteOffset): expected \(expected), found \(found)"
    case .content(let path, let expected, let found):
      "\(path): expected \(expected), found \(found)"
    }
  }
}

extension FileError {
  /// Bytes of a file, quoted and escaped, for a message; a long text is cut.
  static func quoted(_ bytes: some Collection<UInt8>) -> String {
    let maximumByteCount = 32
    let text = String(reflecting: String(decoding: bytes.prefix(maximumByteCount), as: UTF8.self))
    return bytes.count > maximumByteCount ? "\(text)…" : text
  }
}
