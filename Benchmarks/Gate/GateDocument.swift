/// What a gate reads of the benchmark JSON; see ``BenchmarkDocument``, which has more. Any executable
/// that prints this much can be gated.
package struct GateDocument: Codable, Sendable {
  /// The version of the schema.
  package let schemaVersion: Int
  /// Where it was measured.
  package let machine: GateMachine
  /// What was measured.
  package let records: [Record]

  /// A document of the current version.
  package init(machine: GateMachine, records: [Record]) {
    schemaVersion = BenchmarkDocument.currentSchemaVersion
    self.machine = machine
    self.records = records
  }

  /// One engine on one case.
  package struct Record: Codable, Sendable {
    /// The workload.
    package let workload: String
    /// The case of the workload.
    package let `case`: String
    /// Who computed it.
    package let engine: String
    /// The threads it used.
    package let threads: Int
    /// The middle of the samples.
    package let medianSeconds: Double
    /// The fastest sample.
    package let minimumSeconds: Double

    /// The figures of a case.
    package init(item: GateCase, medianSeconds: Double, minimumSeconds: Double) {
      workload = item.workload
      `case` = item.case
      engine = item.engine
      threads = item.threads
      self.medianSeconds = medianSeconds
      self.minimumSeconds = minimumSeconds
    }

    /// What is compared.
    package var gateCase: GateCase {
      GateCase(workload: workload, case: `case`, engine: engine, threads: threads)
    }
  }
}

/// What two measurements must agree in to be comparable.
package struct GateMachine: Codable, Sendable, Hashable {
  /// The processor as the system names it.
  package let cpu: String
  /// The instruction-set level that ran.
  package let isa: String
  /// The workers a program uses when nothing else is said.
  package let width: Int

  /// A machine.
  package init(cpu: String, isa: String, width: Int) {
    self.cpu = cpu
    self.isa = isa
    self.width = width
  }

  /// The first thing that differs in another measurement; nil if nothing does.
  package func mismatch(with other: GateMachine) -> (name: String, expected: String, found: String)?
  {
    if cpu != other.cpu { return ("cpu", cpu, other.cpu) }
    if isa != other.isa { return ("isa", isa, other.isa) }
    if width != other.width { return ("width", "\(width)", "\(other.width)") }
    return nil
  }
}

/// Which figure of a process counts: processes are the samples, so each gives one.
package enum GateEstimate: String, CaseIterable, Sendable, Codable {
  /// The fastest sample: what disturbs a process only ever adds time.
  case minimum
  /// The middle sample: what people get.
  case median

  /// The figure of a record.
  package func seconds(of record: GateDocument.Record) -> Double {
    switch self {
    case .minimum: record.minimumSeconds
    case .median: record.medianSeconds
    }
  }
}
