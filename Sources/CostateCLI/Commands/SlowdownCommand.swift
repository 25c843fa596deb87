#if COSTATE_SLOWDOWN
  import ArgumentParser
  import Costate
  import CostateBenchmarks
  import CostateKernels

  /// `costate slowdown`: one matrix product, timed for a moment, as benchmark JSON.
  ///
  /// Part of builds with `-D COSTATE_SLOWDOWN` only, whose matrix product the environment slows. It
  /// measures no peaks, so that `scripts/gate-selftest` can run hundreds of processes in a minute.
  struct SlowdownCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "slowdown", shouldDisplay: false)

    private static let extent = 128

    func run() throws {
      let graph = Graph()
      let a = try graph.input("A", shape: [Self.extent, Self.extent])
      let b = try graph.input("B", shape: [Self.extent, Self.extent])
      let level = try InstructionSet.chosen()
      let workspace = try Program(
        outputs: [a • b], options: Options(width: 1, instructionSet: level)
      )
      .makeWorkspace()
      for node in [a, b] {
        try workspace.set(node, to: Tensor(repeating: 0.5, node.type))
      }
      let harness = Harness(
        timekeeper: SystemTimekeeper(),
        budget: Budget(secondsPerCase: 0.01, leastRounds: 9, mostRounds: 101))
      let seconds = try harness.measure([
        Engine(name: "Costate", threads: 1) { try workspace.run() }
      ])
      .seconds(of: 0)
      let machine = GateMachine(
        cpu: Machine.processorName(), isa: level.rawValue,
        width: try AllowedWidth.detect().workerCount)
      let record = GateDocument.Record(
        item: GateCase(workload: "product", case: "\(Self.extent)", engine: "Costate", threads: 1),
        medianSeconds: seconds.median, minimumSeconds: seconds.minimum)
      print(jsonText(GateDocument(machine: machine, records: [record])))
    }
  }
#endif
