import ArgumentParser
import CostateBenchmarks

/// `name=value`: a parameter of a workload.
struct ParameterArgument: ExpressibleByArgument {
  let name: String
  let value: Int

  init?(argument: String) {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let value = Int(parts[1]) else { return nil }
    name = String(parts[0])
    self.value = value
  }
}

/// The option that sets parameters of a workload.
struct ParameterOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "A parameter of the workload, as in nodes=1000; may be repeated.", valueName: "name=n"))
  var parameters: [ParameterArgument] = []

  /// The parameters by name.
  func values() throws -> [String: Int] {
    try Dictionary(parameters.map { ($0.name, $0.value) }) { first, _ in
      throw ValidationError("--set: expected each parameter once, got \(first) again")
    }
  }

  /// All workloads with their parameters, for a help text.
  static var list: String {
    Workload.all.map { workload in
      let parameters = workload.parameters.map {
        "      \($0.name)=\($0.defaultValue)  \($0.summary)"
      }
      return (["  \(workload.name): \(workload.summary)"] + parameters).joined(separator: "\n")
    }.joined(separator: "\n")
  }
}
