import CostateBenchmarks
import Foundation
import Testing

@testable import CostateCLI

@Suite struct `A process of a gate` {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func process(_ path: String, timeLimit: Double = 20) -> GateProcess {
    GateProcess(arm: .head, path: path, arguments: ["one", "two words"], timeLimit: timeLimit)
  }

  @Test func `gives its standard output`() throws {
    let path = try directory.script("good", "echo \"$#: $2\"; echo noise >&2")
    #expect(try process(path).run().output == Array("2: two words\n".utf8))
  }

  @Test func `gives more than a pipe holds`() throws {
    let path = try directory.script("long", "head -c 1000000 /dev/zero")
    #expect(try process(path).run().output.count == 1_000_000)
  }

  @Test func `is refused where there is none`() {
    #expect(throws: GateError.self) { try process("/absent").check() }
  }

  @Test func `is refused where it cannot be run`() throws {
    let path = try directory.file("text", "no program")
    #expect(throws: GateError.self) { try process(path).check() }
  }

  @Test func `is refused where it is a directory`() {
    #expect(
      throws: GateError.notExecutable(
        arm: .head, path: directory.path, reason: "it is no regular file")
    ) { try process(directory.path).check() }
  }

  @Test func `is no program when the system cannot load it`() throws {
    let path = try directory.file("broken", [0x7F, 0x45, 0x4C, 0x46])
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    #expect(throws: GateError.self) { try process(path).run() }
  }

  @Test func `says its exit code and its last line of error`() throws {
    let path = try directory.script("bad", "echo first >&2; echo last >&2; exit 7")
    #expect(
      throws: GateError.crashed(
        arm: .head, path: path, ending: "with exit code 7", lastLine: "last")
    ) { try process(path).run() }
  }

  @Test func `says the signal that ended it`() throws {
    let path = try directory.script("crash", "kill -SEGV $$")
    #expect {
      try process(path).run()
    } throws: { error in
      "\(error)".contains("by signal 11")
    }
  }

  @Test func `is ended at its time limit`() throws {
    let path = try directory.script("hang", "sleep 60")
    #expect(throws: GateError.timeLimit(arm: .head, path: path, seconds: 0.2)) {
      try process(path, timeLimit: 0.2).run()
    }
  }

  @Test func `is ended with the processes it started`() throws {
    let path = try directory.script(
      "family", "sleep 600 & echo $! >'\(directory.path)/child'; wait")
    var child: pid_t?
    // On a busy machine the script may need more than the first of these to begin.
    for limit in [0.5, 5, 50] where child == nil {
      #expect(throws: GateError.self) { try process(path, timeLimit: limit).run() }
      child = (try? directory.bytes("child")).flatMap {
        pid_t(String(decoding: $0.dropLast(), as: UTF8.self))
      }
    }
    let started = try #require(child)
    for _ in 0..<1000 where isAlive(started) { usleep(10_000) }
    #expect(!isAlive(started))
  }

  /// Whether a process still does something: what was killed may wait to be noticed by its parent.
  private func isAlive(_ identifier: pid_t) -> Bool {
    guard kill(identifier, 0) == 0 else { return false }
    let line = (try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8)) ?? ""
    return !line.contains(") Z ")
  }
}
