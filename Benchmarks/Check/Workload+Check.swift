import Costate

extension Workload {
  /// How many inputs, and how many intermediate nodes, are compared with central differences.
  private static let sampleCount = 8
  private static let sampleSeed: UInt64 = 2_463_534_242

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
    report("values and adjoints", 0, of: 4)
    let problem = try build(values)
    let (nodeCount, edgeCount) = (problem.graph.nodeCount, problem.graph.edgeCount)
    let run = try RetainedRun(problem)
    report("values and adjoints", 1, of: 4)
    let valueResidual = run.valueResidual
    report("values and adjoints", 2, of: 4)
    let adjointResidual = run.adjointResidual
    report("values and adjoints", 3, of: 4)
    let adjointSums = try run.adjointSums()
    let centralDifferences = try CentralDifferences(build(values)).compare(
      sampleCount: Self.sampleCount, seed: Self.sampleSeed
    ) { report("central differences", $0, of: 2 * Self.sampleCount) }
    let bitIdentity = try BitIdentity(problem, run) { report("bits", $0, of: $1) }
    report(name)
    let findings = try findings(values)

    var failures: [String] = []
    func expect(_ holds: Bool, _ reason: String) { if !holds { failures.append(reason) } }
    expect(valueResidual == 0, "a value differs from its reference by \(valueResidual)")
    expect(adjointResidual == 0, "an adjoint differs from its reference by \(adjointResidual)")
    expect(adjointSums.holds, "an adjoint differs from the sum over its successors")
    expect(centralDifferences.holds, "an adjoint differs from a central difference")
    expect(bitIdentity.holds, "\(bitIdentity.mismatchCount) results differ in their bits")
    for finding in findings {
      expect(
        finding.holds, "\(finding.label): expected \(finding.expectation), got \(finding.value)")
    }
    return CheckResult(
      workload: name, parameters: values.values, nodeCount: nodeCount, edgeCount: edgeCount,
      adjointCount: run.adjoints.count { $0 != nil },
      objective: run.values[run.objective].doubles[0], valueResidual: valueResidual,
      adjointResidual: adjointResidual, adjointSums: adjointSums,
      centralDifferences: centralDifferences, bitIdentity: bitIdentity, findings: findings,
      failures: failures)
  }
}
