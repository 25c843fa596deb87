import CostateBenchmarks
import Foundation

extension GateProcess {
  /// Reads what the process printed.
  ///
  /// - Throws: ``GateError/output(arm:path:expected:found:)`` for anything but benchmark JSON of this
  ///   schema with a time for each case.
  func document(_ output: [UInt8]) throws(GateError) -> GateDocument {
    struct Version: Decodable { let schemaVersion: Int }
    let known = BenchmarkDocument.currentSchemaVersion
    let data = Data(output)
    let version = try decoded(Version.self, data).schemaVersion
    guard version == known else {
      throw failure(expected: "benchmark JSON of schema version \(known)", found: "\(version)")
    }
    let document = try decoded(GateDocument.self, data)
    guard !document.records.isEmpty else {
      throw failure(expected: "a record for each case", found: "none")
    }
    var knownCases: Set<GateCase> = []
    for record in document.records {
      let item = record.gateCase
      guard knownCases.insert(item).inserted else {
        throw failure(expected: "each case once", found: "\(item.description) twice")
      }
      for seconds in [record.medianSeconds, record.minimumSeconds] {
        guard seconds > 0, seconds.isFinite else {
          throw failure(
            expected: "a positive time of \(item.description)", found: "\(seconds) seconds")
        }
      }
    }
    return document
  }

  private func decoded<Value: Decodable>(
    _ type: Value.Type, _ data: Data
  ) throws(GateError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch {
      throw failure(
        expected: "benchmark JSON of schema version \(BenchmarkDocument.currentSchemaVersion)",
        found: Self.reason(error, data))
    }
  }

  private func failure(expected: String, found: String) -> GateError {
    .output(arm: arm, path: path, expected: expected, found: found)
  }

  /// What is wrong, in a few words, and where.
  private static func reason(_ error: any Error, _ data: Data) -> String {
    func place(_ path: [any CodingKey]) -> String {
      path.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
        .drop { $0 == "." }.description
    }
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      return "no \(place(context.codingPath + [key]))"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      return "another type at \(place(context.codingPath))"
    default:
      return data.isEmpty ? "nothing" : FileError.quoted(data)
    }
  }
}
