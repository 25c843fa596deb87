import Foundation

/// A place to write a file to, checked before the work whose result it will hold.
///
/// Writing is atomic: the bytes go to a temporary file beside the target, which then takes the
/// target's name. A reader sees the old file or the new one; a failure leaves the old one. What is
/// not a regular file (`/dev/stdout`, a pipe) cannot be replaced and is written to directly.
struct OutputFile: Sendable {
  /// The path as the user gave it.
  let path: String

  /// Checks that a file can be written here, by creating and removing the temporary file.
  init(path: String) throws(FileError) {
    self.path = path
    switch try target() {
    case .special(let path):
      guard access(path, W_OK) == 0 else { throw failure() }
    case .regular(let path, _):
      let (temporary, descriptor) = try createTemporary(beside: path)
      close(descriptor)
      unlink(temporary)
    }
  }

  /// Writes the file.
  ///
  /// - Parameter contents: Appends the parts of the file in their order.
  /// - Throws: `FileError.unwritable`, or what `contents` throws; the target is then as before.
  func write(_ contents: (FileWriter) throws(FileError) -> Void) throws(FileError) {
    switch try target() {
    case .special(let path):
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw failure() }
      defer { close(descriptor) }
      try contents(FileWriter(path: self.path, descriptor: descriptor))
    case .regular(let path, let permissions):
      let (temporary, descriptor) = try createTemporary(beside: path)
      // Does nothing once the temporary file has its new name.
      defer { unlink(temporary) }
      do {
        defer { close(descriptor) }
        if let permissions { fchmod(descriptor, permissions) }
        try contents(FileWriter(path: self.path, descriptor: descriptor))
        // The name must not move to bytes that a crash of the machine could still lose.
        guard fsync(descriptor) == 0 else { throw failure() }
      }
      guard rename(temporary, path) == 0 else { throw failure() }
    }
  }

  /// Writes a text as UTF-8.
  func write(_ text: String) throws(FileError) {
    try write { (writer) throws(FileError) in
      try Array(text.utf8).withUnsafeBufferPointer { (bytes) throws(FileError) in
        try writer.append(UnsafeRawBufferPointer(bytes))
      }
    }
  }
}

extension OutputFile {
  /// What stands at the path, behind any symbolic links.
  private enum Target {
    /// A file that is to be replaced, with its permissions, or nothing yet.
    case regular(path: String, permissions: mode_t?)
    /// A device or a pipe.
    case special(path: String)
  }

  private func target() throws(FileError) -> Target {
    var status = stat()
    guard stat(path, &status) == 0 else { return .regular(path: path, permissions: nil) }
    guard let resolved = realpath(path, nil) else { throw failure() }
    defer { free(resolved) }
    let resolvedPath = String(cString: resolved)
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw .unwritable(path: path, reason: "it is a directory")
    case S_IFREG: return .regular(path: resolvedPath, permissions: status.st_mode & 0o7777)
    default: return .special(path: resolvedPath)
    }
  }

  /// Creates a file that nobody else has, with the permissions a new file gets.
  private func createTemporary(
    beside target: String
  ) throws(FileError) -> (path: String, descriptor: Int32) {
    let temporary = "\(target).\(getpid())-\(UInt32.random(in: 0...UInt32.max)).partial"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure() }
    return (temporary, descriptor)
  }

  private func failure() -> FileError {
    .unwritable(path: path, reason: systemReason())
  }
}
