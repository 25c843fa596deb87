import CostateBenchmarks
import Foundation

/// A peer that runs in a process of its own, one for each number of threads, from the first problem on.
final class InstalledPeer: PeerProgram {
  let name: String
  /// What it says of its version.
  let version: String
  private let executable: URL
  private let files: TemporaryFiles
  private var processes: [Int: PeerProcess] = [:]

  /// Nil if it is not installed.
  init?(_ candidate: PeerCandidate, in directory: PeerDirectory = PeerDirectory()) {
    guard let executable = directory.executable(candidate.key) else { return nil }
    name = candidate.name
    self.executable = executable
    let file = executable.appendingPathExtension("version")
    version =
      (try? String(contentsOf: file, encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines) ?? "of unknown version"
    files = TemporaryFiles()
  }

  func session(with problem: PeerProblem, threads: Int) throws -> (any PeerSession)? {
    let file = try files.write(problem.bytes, as: "\(name)-\(threads)")
    let process =
      try processes[threads]
      ?? PeerProcess(name, executable, threads: threads, in: files.directory)
    processes[threads] = process
    let answer = try process.ask(
      PeerRequest(command: .load, file: file, kind: problem.kind), PeerAnswer.Loaded.self)
    guard answer.known else { return nil }
    return ProcessSession(process: process, valueFile: file)
  }
}

/// A problem that a process has loaded. Its file takes the values when they are asked for.
private struct ProcessSession: PeerSession {
  let process: PeerProcess
  let valueFile: String

  func seconds(callCount: Int) throws -> Double {
    try process.ask(PeerRequest(command: .run, count: callCount), PeerAnswer.Timed.self).seconds
  }

  func values() throws -> [Double] {
    let answer = try process.ask(
      PeerRequest(command: .values, file: valueFile), PeerAnswer.Written.self)
    let data = try Data(contentsOf: URL(fileURLWithPath: valueFile))
    guard data.count == 8 * answer.count else {
      throw PeerError(
        "\(process.name): expected \(answer.count) values of 8 bytes, got \(data.count) bytes")
    }
    return data.withUnsafeBytes { bytes in
      (0..<answer.count).map { index in
        Double(
          bitPattern: UInt64(
            littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)))
      }
    }
  }
}
