import Costate
package import CostateKernels

/// Measures a workload's value with all its gradients, each number of threads beside the others.
package struct GradientBenchmark {
  private let workload: Workload
  private let instructionSet: InstructionSet
  private let harness: Harness<SystemTimekeeper>

  /// A benchmark of one workload.
  package init(_ workload: Workload, instructionSet: InstructionSet, budget: Budget) {
    self.workload = workload
    self.instructionSet = instructionSet
    harness = Harness(timekeeper: SystemTimekeeper(), budget: budget)
  }

  /// Measures the workload of some parameters; the first number of threads is what others are
  /// compared with.
  ///
  /// - Throws: ``WorkloadError``, `GraphError`, `ProgramError`.
  package func run(_ parameters: [String: Int], threads: [Int]) throws -> GradientResult {
    let problem = try workload.problem(parameters)
    let gradients = try problem.objective.adjoints(of: problem.variables)
    let outputs = [problem.objective] + gradients
    var engines: [Engine] = []
    var workspaces: [Workspace] = []
    var report: Report?
    for count in threads {
      let options = Options(width: count, instructionSet: instructionSet)
      let program = try Program(outputs: outputs, options: options)
      let workspace = try problem.workspace(for: program)
      report = report ?? program.report
      workspaces.append(workspace)
      engines.append(Engine(name: "Costate", threads: count) { try workspace.run() })
    }
    let samples = try harness.measure(
      engines, beside: .multiplyAdds(instructionSet.float.peaks, threads: 1))
    let bits = try workspaces.map { workspace in
      try outputs.flatMap { try workspace.value(of: $0).bitPatterns }
    }
    return GradientResult(
      workload: workload.name, parameters: workload.parameters.compactMap { parameters[$0.name] },
      engines: engines, samples: samples, report: report,
      hasSameBits: bits.allSatisfy { $0 == bits[0] })
  }
}

/// A workload's value and gradients as measured with each number of threads.
package struct GradientResult {
  /// One number of threads.
  package struct Figures {
    /// The threads.
    package let threads: Int
    /// The median time of one run.
    package let seconds: Double
    /// The flops per second.
    package let flopsPerSecond: Double
    /// The share of the threads' FMA peaks.
    package let shareOfPeak: Double
    /// How many times as fast as the first number of threads.
    package let speedUp: Double
  }

  /// The parameters' values, as in `1024x256`.
  package let name: String
  /// The flops of one run.
  package let flops: Double
  /// By number of threads.
  package let figures: [Figures]
  /// For a `BenchmarkDocument`.
  package let records: [BenchmarkDocument.Record]
  /// Whether every number of threads gave the same bits.
  package let hasSameBits: Bool

  init(
    workload: String, parameters: [Int], engines: [Engine], samples: CaseSamples, report: Report?,
    hasSameBits: Bool
  ) {
    let name = parameters.map { String($0) }.joined(separator: "x")
    let flops = report?.work.flops ?? 0
    let shares = engines.indices.map {
      samples.shareOfPeak(of: $0, units: flops / Double(engines[$0].threads)).median
    }
    self.name = name
    self.flops = flops
    self.hasSameBits = hasSameBits
    figures = engines.indices.map { index in
      let seconds = samples.seconds(of: index).median
      return Figures(
        threads: engines[index].threads, seconds: seconds, flopsPerSecond: flops / seconds,
        shareOfPeak: shares[index],
        speedUp: samples.speed(of: index, relativeTo: 0).median)
    }
    records = engines.indices.map { index in
      BenchmarkDocument.Record(
        workload: workload, case: name, engine: engines[index],
        seconds: samples.seconds(of: index), flops: flops, bytes: report?.work.bytes ?? 0,
        nodes: report?.nodeCount, edges: report?.edgeCount, shareOfPeak: shares[index])
    }
  }
}
