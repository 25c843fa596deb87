import Costate

/// A workload of some size whose counters are part of the baseline.
package struct CounterCase: Sendable {
  /// The workload.
  let workload: Workload
  /// Its parameters where they are not the defaults.
  let parameters: [String: Int]

  /// Every case: each workload as it comes, and the large ones where work is shared and blocked.
  package static let all: [CounterCase] =
    Workload.all.map { CounterCase(workload: $0, parameters: [:]) } + [
      CounterCase(workload: .twoLayer, parameters: ["rows": 256, "columns": 64]),
      CounterCase(workload: .twoLayer, parameters: ["rows": 512, "columns": 256]),
      CounterCase(workload: .matrixCompletion, parameters: ["rows": 4096, "entries": 100_000]),
      CounterCase(workload: .optimalControl, parameters: ["steps": 10_000]),
      CounterCase(workload: .windowDAG, parameters: ["nodes": 100_000]),
    ]

  /// The workload with its parameters, as in `two-layer columns=64 rows=256`.
  package var name: String {
    ([workload.name] + parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
      .joined(separator: " ")
  }

  /// Compiles the value with all gradients, runs it, and reads what is exact.
  ///
  /// - Parameter runCount: how often it runs; the counters are those of one run.
  /// - Throws: ``WorkloadError``, `GraphError`, `ProgramError`.
  package func counters(_ conditions: CounterConditions, runCount: Int = 1) throws
    -> CounterRecord
  {
    let problem = try workload.problem(parameters)
    let adjoints = try problem.objective.adjoints(of: problem.variables)
    let outputs = [problem.objective] + adjoints
    let program = try Program(outputs: outputs, options: conditions.options)
    let workspace = try problem.workspace(for: program)
    // The first run may still make what lives as long as the process.
    try workspace.run(spawner: CallerOnly())
    let warm = AllocationCounter.count
    for _ in 0..<runCount { try workspace.run(spawner: CallerOnly()) }
    let ran = AllocationCounter.count
    var counters = program.report.counters
    let executed = try workspace.runCounting()
    counters["compileSteps"] = program.report.compileStepCount
    counters["kernelCalls"] = program.report.kernelCallCount
    counters["operations"] = executed.operations
    counters["edgeVisits"] = executed.edgeVisits
    counters["bytesMoved"] = executed.bytes + executed.codeBytes
    if let warm, let ran {
      counters["allocationsPerRun"] = (ran - warm) / runCount
    }
    return CounterRecord(case: name, counters: counters)
  }
}

/// Runs as if no worker arrived: what the caller does alone is the same every time.
private struct CallerOnly: RegionSpawner {
  func enter(width: Int, _ body: WorkerBody) { body.run(0) }
}
