import Foundation
import Testing

@testable import CostateCLI

@Suite struct OutputFileTests {
  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.path + "/result.txt"
  }

  @Test("Preparing to write leaves nothing behind")
  func preparation() throws {
    _ = try OutputFile(path: path)
    #expect(try directory.names == [])
  }

  @Test("Writing leaves the file and nothing else")
  func writing() throws {
    try OutputFile(path: path).write("text λ\n")
    #expect(try directory.names == ["result.txt"])
    #expect(try directory.bytes("result.txt") == Array("text λ\n".utf8))
  }

  @Test("A failure in the middle leaves the old file and nothing else")
  func failure() throws {
    let output = try OutputFile(path: directory.file("result.txt", "old"))
    let reason = FileError.unwritable(path: path, reason: "test")
    let error = fileError { () throws(FileError) in
      try output.write { (writer) throws(FileError) in
        try Array("new".utf8).withUnsafeBufferPointer { (bytes) throws(FileError) in
          try writer.append(UnsafeRawBufferPointer(bytes))
        }
        throw reason
      }
    }
    #expect(error == reason)
    #expect(try directory.names == ["result.txt"])
    #expect(try directory.bytes("result.txt") == Array("old".utf8))
  }

  @Test("A missing directory is an error before any work")
  func missingDirectory() {
    let path = directory.path + "/none/result.txt"
    #expect(
      fileError { () throws(FileError) in try OutputFile(path: path) }
        == .unwritable(path: path, reason: "No such file or directory"))
  }

  @Test("A directory is an error before any work")
  func directoryTarget() {
    #expect(
      fileError { () throws(FileError) in try OutputFile(path: directory.path) }
        == .unwritable(path: directory.path, reason: "it is a directory"))
  }

  @Test("A replaced file keeps its permissions")
  func permissions() throws {
    _ = try directory.file("result.txt", "old")
    chmod(path, 0o640)
    try OutputFile(path: path).write("new")
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
  }

  @Test("A symbolic link stays one, and the file behind it is replaced")
  func symbolicLink() throws {
    let link = directory.path + "/link"
    symlink(try directory.file("result.txt", "old"), link)
    try OutputFile(path: link).write("new")
    #expect(try directory.bytes("result.txt") == Array("new".utf8))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
  }

  @Test("A device is written to, not replaced")
  func device() throws {
    try OutputFile(path: "/dev/null").write("text")
    var status = stat()
    #expect(stat("/dev/null", &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test("A full device is an error")
  func fullDevice() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    #expect(
      fileError { () throws(FileError) in try OutputFile(path: "/dev/full").write("text") }
        == .unwritable(path: "/dev/full", reason: "No space left on device"))
  }
}
