/// What every benchmark writes as JSON: one schema for tools and gates.
package struct BenchmarkDocument: Codable, Sendable, Hashable {
  /// The version of this schema.
  package static let currentSchemaVersion = 1

  /// The version of the schema it was written in.
  package let schemaVersion: Int
  /// Where it was measured.
  package let machine: Machine
  /// What was measured.
  package let records: [Record]
  /// What that says as a whole; nil where nothing is said.
  package let findings: [SuiteFinding]?

  /// A document of the current version.
  package init(machine: Machine, records: [Record], findings: [SuiteFinding] = []) {
    schemaVersion = Self.currentSchemaVersion
    self.machine = machine
    self.records = records
    self.findings = findings.isEmpty ? nil : findings
  }

  /// What the results of a suite say as a whole: means, and goals reached or missed.
  package struct SuiteFinding: Codable, Sendable, Hashable {
    /// The suite.
    package let workload: String
    /// What is said.
    package let finding: Finding

    /// A suite's finding.
    package init(workload: String, finding: Finding) {
      self.workload = workload
      self.finding = finding
    }
  }

  /// One engine on one case. Times are comparable within a document only.
  package struct Record: Codable, Sendable, Hashable {
    /// The suite.
    package let workload: String
    /// The case of the suite.
    package let `case`: String
    /// Who computed it.
    package let engine: String
    /// The threads it used.
    package let threads: Int
    /// The middle of the samples.
    package let medianSeconds: Double
    /// The fastest sample.
    package let minimumSeconds: Double
    /// How many samples there are.
    package let sampleCount: Int
    /// The median distance of a sample from their median.
    package let deviationSeconds: Double
    /// In which the median lies with 95 % confidence.
    package let intervalSeconds: [Double]
    /// The flops of one computation.
    package let flops: Double
    /// The bytes that one computation reads and writes at least.
    package let bytes: Double
    /// |V| of the compiled graph; nil for engines without one.
    package let nodes: Int?
    /// |E| of the compiled graph.
    package let edges: Int?
    /// What is exact: equal in every run on every machine of this width.
    package let counters: [String: Int]
    /// What bounds the case: arithmetic or memory; `shareOfPeak` is of that.
    package let bound: WorkBound?
    /// The median of the rounds' shares of the peak.
    package let shareOfPeak: Double?
    /// How many times as fast as the fastest peer: the median of the rounds' ratios.
    package let ratioToBestPeer: Double?

    /// The record of an engine's samples.
    package init(
      workload: String, case: String, engine: Engine, seconds: Summary, flops: Double,
      bytes: Double,
      nodes: Int? = nil, edges: Int? = nil, counters: [String: Int] = [:],
      shareOfPeak: Double? = nil, ratioToBestPeer: Double? = nil,
      bound: WorkBound? = nil
    ) {
      self.workload = workload
      self.case = `case`
      self.engine = engine.name
      threads = engine.threads
      medianSeconds = seconds.median
      minimumSeconds = seconds.minimum
      sampleCount = seconds.sampleCount
      deviationSeconds = seconds.medianAbsoluteDeviation
      intervalSeconds = [seconds.interval.lowerBound, seconds.interval.upperBound]
      self.flops = flops
      self.bytes = bytes
      self.nodes = nodes
      self.edges = edges
      self.counters = counters
      self.bound = bound
      self.shareOfPeak = shareOfPeak
      self.ratioToBestPeer = ratioToBestPeer
    }
  }
}
