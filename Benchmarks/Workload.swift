/// A problem that can be built again and again from a few numbers: what is checked and measured.
public struct Workload: Sendable {
  /// What it is called on a command line.
  public let name: String
  /// What it is, in one line.
  public let summary: String
  /// The numbers it is built from.
  public let parameters: [Parameter]
  /// Builds graph and inputs.
  let build: @Sendable (ParameterValues) throws -> Problem
  /// What can be said of this workload alone.
  let findings: @Sendable (ParameterValues) throws -> [Finding]

  init(
    name: String, summary: String, parameters: [Parameter],
    build: @escaping @Sendable (ParameterValues) throws -> Problem,
    findings: @escaping @Sendable (ParameterValues) throws -> [Finding]
  ) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
    self.build = build
    self.findings = findings
  }

  /// Every workload.
  public static let all: [Workload] = [
    .warmUp, .twoLayer, .matrixCompletion, .optimalControl, .windowDAG,
  ]

  /// The workload of a name.
  ///
  /// - Throws: ``WorkloadError/unknownWorkload(_:known:)``.
  public static func named(_ name: String) throws(WorkloadError) -> Workload {
    guard let workload = all.first(where: { $0.name == name }) else {
      throw .unknownWorkload(name, known: all.map(\.name))
    }
    return workload
  }

  /// Builds the graph and its inputs, the same for the same parameters.
  ///
  /// - Parameter parameters: values by name in place of the defaults.
  /// - Throws: ``WorkloadError`` for a parameter that is unknown or out of its range.
  public func problem(_ parameters: [String: Int] = [:]) throws -> Problem {
    try build(values(parameters))
  }
}
