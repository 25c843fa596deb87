import ArgumentParser
import Costate
import CostateBenchmarks

/// `costate explain`: the plan of a workload.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Shows a workload's plan: levels, work and span, and what more cores would bring.",
    discussion: """
      The program computes the value and the adjoints of all variables. Times are predictions of the \
      cost model; --measure calibrates it, runs the program and shows the clock's times beside them.

      Workloads and their parameters:
      \(ParameterOptions.list)

      Examples:
        costate explain two-layer
        costate explain window-dag --set nodes=100000 --cores 1,2,4,8
        costate explain two-layer --measure --trace run.json
        costate explain two-layer --picture levels.svg --dot graph.dot
      """)

  @Argument(help: "The workload.")
  var workload: String

  @OptionGroup var parameters: ParameterOptions
  @OptionGroup var threads: ThreadsOption

  @Option(help: ArgumentHelp("The numbers of cores to predict for.", valueName: "n,n,…"))
  var cores = CoreCounts([1, 2, 4, 8, 16, 32, 64, 128])

  @Flag(help: "Run the program on one core and on all, and compare each level's time.")
  var measure = false

  @Option(help: ArgumentHelp("Where to write a picture of the levels.", valueName: "file.svg"))
  var picture: String?

  @Option(
    help: ArgumentHelp(
      "Where to write a trace of one run, for Perfetto or about:tracing.", valueName: "file.json"))
  var trace: String?

  @Option(
    help: ArgumentHelp("Where to write the graph, a rank for each level.", valueName: "file.dot"))
  var dot: String?

  @OptionGroup var format: FormatOption

  func run() throws {
    // Unwritable files are errors before any work is lost.
    let pictureFile = try picture.map { try OutputFile(path: $0) }
    let traceFile = try trace.map { try OutputFile(path: $0) }
    let dotFile = try dot.map { try OutputFile(path: $0) }
    let workload = try Workload.named(workload)
    let problem = try workload.problem(parameters.values())
    let outputs =
      try [problem.objective] + problem.objective.adjoints(of: problem.variables)
    try dotFile?.write(GraphDocument(title: workload.name, outputs).text)
    let program = try Program(outputs: outputs, options: options(width: threads.threads))
    if let traceFile {
      let workspace = try problem.workspace(for: program)
      // The second run is like all that follow.
      try workspace.run()
      try traceFile.write(TraceDocument(trace: workspace.runTraced()).text)
    }
    let title = "\(workload.name): value and adjoints, level by level"
    try pictureFile?.write(LevelPicture(title: title, report: program.report).document.markup)
    let explanation = Explanation(
      workload: workload.name, report: program.report, coreCounts: cores.counts,
      measurements: try measurements(of: program, outputs, problem))
    switch format.format {
    case .text: print(explanation.text(for: Terminal(.standardOutput)))
    case .json: print(jsonText(explanation.record))
    }
  }

  /// What is measured is planned and predicted with what work takes on this machine, now.
  private func options(width: Int?) -> Options {
    var options = Options(width: width)
    if measure { options.costModel = .calibrated }
    return options
  }

  /// On one core and, where there are more, on all; none unless they are asked for.
  private func measurements(
    of program: Program, _ outputs: [Node], _ problem: Problem
  ) throws -> [LevelMeasurement] {
    guard measure else { return [] }
    let serial = try Program(outputs: outputs, options: options(width: 1))
    let programs = program.report.width > 1 ? [serial, program] : [serial]
    return try programs.map { try LevelMeasurement($0, problem) }
  }
}
