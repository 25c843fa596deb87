import Costate

extension Workload {
  /// How many inputs, and how many intermediate nodes, are compared with central differences.
  private static let sampleCount = 8
  private static let sampleSeed: UInt64 = 2_463_534_242
  /// How many faults are named one by one.
  private static let reportedFaultCount = 10

  /// Checks every equation of the Lagrangian at every node, adjoints against differences, and bits
  /// across widths and instruction sets.
  ///
  /// - Parameters:
  ///   - parameters: values by name in place of the defaults.
  ///   - progress: called before each step.
  /// - Throws: ``WorkloadError``, and what building and compiling throw. A check that fails does
  ///   not throw: its result says why.
  public func check(
    _ parameters: [String: Int] = [:], progress: (CheckProgress) -> Void = { _ in }
  ) throws -> CheckResult {
    func report(_ task: String, _ completed: Int = 0, of total: Int = 1) {
      progress(CheckProgress(task: task, completedCount: completed, totalCount: total))
    }
    let values = try values(parameters)
    report("values and adjoints", 0, of: 2)
    let problem = try build(values)
    let edgeCount = problem.graph.edgeCount
    let run = try problem.stationaryPoint()
    report("values and adjoints", 1, of: 2)
    let lagrangian = try run.report()
    let centralDifferences = try CentralDifferences(build(values)).compare(
      sampleCount: Self.sampleCount, seed: Self.sampleSeed
    ) { report("central differences", $0, of: 2 * Self.sampleCount) }
    let bitIdentity = try BitIdentity(problem, run) { report("bits", $0, of: $1) }
    report(name)
    let findings = try findings(values)

    var failures = lagrangian.faults.prefix(Self.reportedFaultCount).map(\.description)
    func expect(_ holds: Bool, _ reason: String) { if !holds { failures.append(reason) } }
    expect(centralDifferences.holds, "an adjoint differs from a central difference")
    expect(bitIdentity.holds, "\(bitIdentity.mismatchCount) results differ in their bits")
    for finding in findings {
      expect(
        finding.holds, "\(finding.label): expected \(finding.expectation), got \(finding.value)")
    }
    if lagrangian.faults.count > Self.reportedFaultCount {
      failures.append("\(lagrangian.faults.count) faults in all")
    }
    return CheckResult(
      workload: name, parameters: values.values, nodeCount: lagrangian.nodeCount,
      edgeCount: edgeCount, adjointCount: lagrangian.adjointCount,
      objective: run[run.objective].doubles[0], valueResidual: lagrangian.values,
      adjointResidual: lagrangian.adjoints, adjointSums: lagrangian.sums,
      adjointRules: lagrangian.rules,
      centralDifferences: centralDifferences, bitIdentity: bitIdentity, findings: findings,
      failures: failures)
  }
}
