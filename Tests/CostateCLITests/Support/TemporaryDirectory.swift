import Foundation
import Testing

@testable import CostateCLI

/// A directory that lasts as long as the value.
final class TemporaryDirectory {
  /// The directory's path.
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "costate-tests-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file and returns its path.
  func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
    return path + "/" + name
  }

  /// Writes a text file and returns its path.
  func file(_ name: String, _ text: String) throws -> String {
    try file(name, text.utf8)
  }

  /// Lengthens a file by a hole that takes no space; false where the system cannot.
  func lengthen(_ name: String, to byteCount: Int) -> Bool {
    truncate(path + "/" + name, off_t(byteCount)) == 0
  }

  /// The bytes of a file.
  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
  }

  /// The names of the files, sorted.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}

/// The error that reading ends with, or nil.
func fileError(_ read: () throws(FileError) -> some Any) -> FileError? {
  do {
    _ = try read()
    return nil
  } catch {
    return error
  }
}
