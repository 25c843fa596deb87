/// The exact counters of every case: what `Benchmarks/Baselines/counters.json` holds.
package struct CounterDocument: Sendable, Codable, Hashable {
  /// The version of this schema.
  package static let currentSchemaVersion = 1

  /// The version of the schema it was written in.
  package let schemaVersion: Int
  /// What the counters were read under.
  package let conditions: CounterConditions
  /// By case.
  package let records: [CounterRecord]

  /// A document of the current version.
  package init(conditions: CounterConditions, records: [CounterRecord]) {
    schemaVersion = Self.currentSchemaVersion
    self.conditions = conditions
    self.records = records
  }
}

/// The counters of one case.
package struct CounterRecord: Sendable, Codable, Hashable {
  /// The workload with its parameters.
  package let `case`: String
  /// What is counted, by name.
  package let counters: [String: Int]

  /// The counters of a case.
  package init(case: String, counters: [String: Int]) {
    self.case = `case`
    self.counters = counters
  }
}
