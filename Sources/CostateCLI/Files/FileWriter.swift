import Foundation

/// Appends bytes to a file while `OutputFile` writes it.
struct FileWriter {
  /// The path that errors name.
  let path: String
  /// An open file; whoever made the writer closes it.
  let descriptor: Int32

  /// Writes all the bytes behind those already written.
  func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let transferred = write(
        descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if transferred >= 0 {
        rest = rest.dropFirst(transferred)
      } else if errno != EINTR {
        throw .unwritable(path: path, reason: systemReason())
      }
    }
  }
}
