import CostateBenchmarks
import Foundation

/// A process that answers each line on its standard input with a line on its standard output.
final class PeerProcess {
  /// What it is called in errors.
  let name: String
  /// How long an answer may take: building a graph of 10⁷ nodes in Python takes minutes.
  private let patience: Duration
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var received = Data()

  /// Starts it.
  ///
  /// - Parameter directory: Where it runs, and leaves what files it makes; nil for where this process
  ///   does.
  /// - Throws: ``PeerError`` if it does not start.
  init(
    _ name: String, _ executable: URL, threads: Int, in directory: URL? = nil,
    patience: Duration = .seconds(600)
  ) throws {
    self.name = name
    self.patience = patience
    process.executableURL = executable
    process.currentDirectoryURL = directory ?? process.currentDirectoryURL
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["COSTATE_PEER_THREADS": "\(threads)"]
    ) { $1 }
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    // A peer that ends must not end this process when it is written to.
    signal(SIGPIPE, SIG_IGN)
    do {
      try process.run()
    } catch {
      throw PeerError("\(name): cannot be started: \(error.localizedDescription)")
    }
  }

  deinit {
    try? input.fileHandleForWriting.close()
    guard process.isRunning else { return }
    // A peer that hangs may not hear a request to end.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Sends a request and returns the answer.
  ///
  /// - Throws: ``PeerError`` if the peer says that it failed, ends, says nothing for too long, or says
  ///   what cannot be understood.
  func ask<Answer: Decodable>(_ request: PeerRequest, _: Answer.Type) throws -> Answer {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      try input.fileHandleForWriting.write(
        contentsOf: try encoder.encode(request) + Data("\n".utf8))
    } catch {
      throw PeerError("\(name): ended before it was asked to \(request.command.rawValue)")
    }
    let line = try readLine(for: request)
    if let failure = try? JSONDecoder().decode(PeerAnswer.Failure.self, from: line) {
      throw PeerError("\(name): \(request.command.rawValue) failed: \(failure.error)")
    }
    guard let answer = try? JSONDecoder().decode(Answer.self, from: line) else {
      throw PeerError(
        "\(name): expected an answer to \(request.command.rawValue), "
          + "got '\(String(decoding: line.prefix(80), as: UTF8.self))'")
    }
    return answer
  }

  private func readLine(for request: PeerRequest) throws -> Data {
    let descriptor = output.fileHandleForReading.fileDescriptor
    let clock = ContinuousClock()
    let end = clock.now + patience
    while true {
      if let newline = received.firstIndex(of: 10) {
        defer { received.removeSubrange(...newline) }
        return Data(received[..<newline])
      }
      var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let remaining = max(0, (end - clock.now).seconds * 1000)
      guard poll(&state, 1, Int32(min(remaining, 1e9))) != 0 else {
        throw PeerError(
          "\(name): expected an answer to \(request.command.rawValue) within "
            + "\(Int(patience.seconds)) s, got none")
      }
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = read(descriptor, &bytes, bytes.count)
      guard count > 0 else {
        throw PeerError("\(name): ended when asked to \(request.command.rawValue)")
      }
      received.append(contentsOf: bytes[..<count])
    }
  }
}
