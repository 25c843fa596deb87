/// What is compared between two executables: a case of a workload as one engine computes it.
package struct GateCase: Codable, Sendable, Hashable {
  /// The workload.
  package let workload: String
  /// The case of the workload.
  package let `case`: String
  /// Who computes it.
  package let engine: String
  /// The threads.
  package let threads: Int

  /// A case.
  package init(workload: String, case: String, engine: String, threads: Int) {
    self.workload = workload
    self.case = `case`
    self.engine = engine
    self.threads = threads
  }

  /// The workload with the case.
  package var name: String { "\(workload) \(`case`)" }

  /// Everything, in a line.
  package var description: String { "\(name), \(engine), threads \(threads)" }
}
