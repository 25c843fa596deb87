import Foundation

/// A file that is open for reading, front to back; closed when the value ends.
struct InputFile: ~Copyable {
  /// The path as the user gave it.
  let path: String
  private let descriptor: Int32

  /// Opens a file, a pipe or a device.
  init(path: String) throws(FileError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .unreadable(path: path, reason: systemReason())
    }
  }

  deinit {
    close(descriptor)
  }

  /// The length of the file.
  ///
  /// - Throws: `unreadable` for what has no length: a pipe, a device, a directory.
  func byteCount() throws(FileError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .unreadable(path: path, reason: systemReason())
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(path: path, reason: "not a regular file")
    }
    return Int(status.st_size)
  }

  /// Replaces the buffer's contents by the next bytes of the file: as many as are asked for, fewer
  /// only at the end of the file, none behind it.
  func readNext(_ byteCount: Int, into buffer: inout [UInt8]) throws(FileError) {
    if buffer.count != byteCount { buffer = [UInt8](repeating: 0, count: byteCount) }
    var filled = 0
    while filled < byteCount {
      let transferred = buffer.withUnsafeMutableBytes { bytes in
        read(descriptor, bytes.baseAddress?.advanced(by: filled), byteCount - filled)
      }
      if transferred == 0 { break }
      if transferred > 0 {
        filled += transferred
      } else if errno != EINTR {
        throw .unreadable(path: path, reason: systemReason())
      }
    }
    buffer.removeLast(byteCount - filled)
  }
}

/// What the system says about the call that just failed.
func systemReason() -> String {
  String(cString: strerror(errno))
}
