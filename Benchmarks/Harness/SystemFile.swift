#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A text file in which the system describes itself.
struct SystemFile {
  private let lines: [String]

  /// Nil if the system has no such file.
  init?(_ path: String) {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var lines: [String] = []
    var line = [CChar](repeating: 0, count: 4096)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
      lines.append(text.filter { !$0.isNewline })
    }
    self.lines = lines
  }

  /// The first line; nil if the file is empty.
  var firstLine: String? { lines.first }

  /// What follows the colon in the first line that begins with a key.
  func value(of key: String) -> String? {
    lines.first { $0.hasPrefix(key) }.flatMap { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return parts.count == 2 ? String(parts[1].drop { $0 == " " }) : nil
    }
  }
}
