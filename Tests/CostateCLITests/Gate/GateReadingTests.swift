import CostateBenchmarks
import Testing

@testable import CostateCLI

@Suite struct `The output of a gate's process` {
  private func found(_ text: String) -> String? {
    let process = GateProcess(arm: .base, path: "x", arguments: [], timeLimit: 1)
    do throws(GateError) {
      _ = try process.document(Array(text.utf8))
      return nil
    } catch {
      guard case .output(_, _, _, let found) = error else { return "\(error)" }
      return found
    }
  }

  private func json(version: Int = 1, record: String) -> String {
    """
    {"schemaVersion": \(version), "machine": {"cpu": "c", "isa": "v3", "width": 1},
     "records": [\(record)]}
    """
  }

  private func record(seconds: String = "1e-3") -> String {
    """
    {"workload": "w", "case": "c", "engine": "e", "threads": 1, "medianSeconds": \(seconds),
     "minimumSeconds": 1e-3}
    """
  }

  @Test func `is read`() { #expect(found(json(record: record())) == nil) }

  @Test func `is refused when it is of another schema version`() {
    #expect(found(json(version: 2, record: record())) == "2")
  }

  @Test func `is refused when it is empty`() { #expect(found("") == "nothing") }

  @Test func `is quoted when it is no JSON`() { #expect(found("usage: x") == "\"usage: x\"") }

  @Test func `is refused without records`() { #expect(found(json(record: "")) == "none") }

  @Test func `is refused where a key is missing, saying which`() {
    #expect(found(json(record: #"{"workload": "w"}"#)) == "no records[0].case")
  }

  @Test func `is refused where a value has another type, saying where`() {
    #expect(
      found(json(record: record(seconds: "\"inf\"")))
        == "another type at records[0].medianSeconds")
  }

  @Test(arguments: ["0", "-1"]) func `is refused where a time is not positive`(_ seconds: String) {
    #expect(found(json(record: record(seconds: seconds))) != nil)
  }

  @Test func `is refused where a case comes twice`() {
    #expect(found(json(record: record() + "," + record())) == "w c, e, threads 1 twice")
  }
}
