import Foundation

/// A directory of files that go when it does.
final class TemporaryFiles {
  /// Where they are; it exists from the first file on.
  let directory = FileManager.default.temporaryDirectory
    .appendingPathComponent("costate-\(UUID().uuidString)")

  deinit { try? FileManager.default.removeItem(at: directory) }

  /// Writes a file and returns its path.
  ///
  /// - Throws: `FileError.unwritable`.
  func write(_ bytes: [UInt8], as name: String) throws -> String {
    let file = directory.appendingPathComponent(name)
    do {
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    } catch {
      throw FileError.unwritable(path: file.path, reason: error.localizedDescription)
    }
    return file.path
  }
}
