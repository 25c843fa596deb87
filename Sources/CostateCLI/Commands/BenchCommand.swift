import ArgumentParser

/// `costate bench`: how fast it is, beside others.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measures speed against other libraries and against the machine's peak.",
    discussion: """
      All engines of a case are measured in turn within one run, and compared within a round of it
      only. Figures of different runs are not comparable: the clock of a machine drifts.
      """,
    subcommands: [
      BenchGEMMCommand.self, BenchTwoLayerCommand.self, BenchBlockingCommand.self,
    ])
}
