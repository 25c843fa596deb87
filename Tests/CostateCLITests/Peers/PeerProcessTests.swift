import CostateBenchmarks
import Foundation
import Testing

@testable import CostateCLI

@Suite struct `A peer in another process` {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// An installed peer that is a shell script.
  private func peer(_ script: String) throws -> InstalledPeer {
    _ = try directory.script("casadi", script)
    return try #require(
      InstalledPeer(
        PeerCandidate(name: "CasADi"),
        in: PeerDirectory(environment: [PeerDirectory.environmentVariable: directory.path])))
  }

  /// Reads a request, then answers it.
  private func answering(_ answers: String...) -> String {
    answers.map { "read line\necho '\($0)'\n" }.joined()
  }

  private let problem = PeerProblem(kind: "scalars", bytes: [1, 2, 3], tolerance: 1)

  private func process(_ script: String, patience: Duration = .seconds(60)) throws -> PeerProcess {
    let file = try directory.script("peer", script)
    return try PeerProcess("P", URL(fileURLWithPath: file), threads: 1, patience: patience)
  }

  private func failure(_ body: () throws -> some Any) -> String {
    do {
      return "\(try body())"
    } catch {
      return "\(error)"
    }
  }

  @Test func `is nil where it is not installed`() {
    let empty = PeerDirectory(environment: [PeerDirectory.environmentVariable: directory.path])
    #expect(InstalledPeer(PeerCandidate(name: "CasADi"), in: empty)?.name == nil)
  }

  @Test func `says how many seconds its computations took`() throws {
    let peer = try peer(answering(#"{"known": true}"#, #"{"seconds": 0.25}"#))
    let session = try #require(try peer.session(with: problem, threads: 1))
    #expect(try session.seconds(callCount: 3) == 0.25)
  }

  @Test func `gives its values in the file it is told`() throws {
    let peer = try peer(
      answering(#"{"known": true}"#) + #"""
        read line
        file=$(printf '%s' "$line" | sed 's/.*"file":"\([^"]*\)".*/\1/')
        printf '\000\000\000\000\000\000\370\077' >"$file"
        echo '{"count": 1}'

        """#)
    let session = try #require(try peer.session(with: problem, threads: 1))
    #expect(try session.values() == [1.5])
  }

  @Test func `takes no part where it does not know the problem`() throws {
    let peer = try peer(answering(#"{"known": false}"#))
    #expect(try peer.session(with: problem, threads: 1)?.values() == nil)
  }

  @Test func `that fails is an error with its words`() throws {
    let process = try process(answering(#"{"error": "out of memory"}"#))
    let text = failure { try process.ask(PeerRequest(command: .run), PeerAnswer.Timed.self) }
    #expect(text == "P: run failed: out of memory")
  }

  @Test func `that ends is an error`() throws {
    let process = try process("read line\nexit 3\n")
    let text = failure { try process.ask(PeerRequest(command: .run), PeerAnswer.Timed.self) }
    #expect(text == "P: ended when asked to run")
  }

  @Test func `that says nothing is an error after a while`() throws {
    let process = try process("read line\nexec sleep 60\n", patience: .milliseconds(100))
    let text = failure { try process.ask(PeerRequest(command: .run), PeerAnswer.Timed.self) }
    #expect(text == "P: expected an answer to run within 0 s, got none")
  }

  @Test func `that says something else is an error`() throws {
    let process = try process(answering("hello"))
    let text = failure { try process.ask(PeerRequest(command: .run), PeerAnswer.Timed.self) }
    #expect(text == "P: expected an answer to run, got 'hello'")
  }
}
