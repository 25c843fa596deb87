/// The result of a gate: what its tables, pages and files show.
package struct GateReport: Sendable, Codable {
  /// The version of this schema.
  package static let currentSchemaVersion = 1

  /// The version of the schema it was written in.
  package let schemaVersion: Int
  /// What it says.
  package let verdict: GateVerdict
  /// Why the measurement ended early; nil when it did not.
  package let incompleteReason: String?
  /// The executables and the arguments of their processes.
  package let commands: GateCommands
  /// Where it was measured; nil when no process has said so.
  package let machine: GateMachine?
  /// What counted as a difference.
  package let thresholds: GateThresholds
  /// Which figure of a process counted.
  package let estimate: GateEstimate
  /// The blocks of the first stage.
  package let screeningBlockCount: Int
  /// The blocks of the second stage; 0 where there was no suspicion.
  package let confirmationBlockCount: Int
  /// By case, as the executables print them.
  package let cases: [Item]
  /// The cases that only the base has.
  package let removedCases: [GateCase]
  /// The cases that only the head has.
  package let addedCases: [GateCase]

  /// What is said of a case; figures are those of the last stage it was judged in.
  package struct Item: Sendable, Codable {
    /// Which case.
    package let `case`: GateCase
    /// What is said of it.
    package let verdict: GateCaseVerdict
    /// The median of the base's processes.
    package let baseSeconds: Double
    /// The median of the head's processes.
    package let headSeconds: Double
    /// By which part the head is slower; negative where it is faster.
    package let effect: Double
    /// In which the effect lies with 95 % confidence.
    package let effectInterval: [Double]
    /// The least effect that counts.
    package let effectFloor: Double
    /// By which part the base differs from itself.
    package let controlEffect: Double
    /// The false-discovery rate at which the difference is found.
    package let adjustedProbability: Double
    /// Whether it was judged with fresh samples.
    package let wasSuspect: Bool
    /// The samples of the first stage, in seconds.
    package let screening: [GateBlock]
    /// Those of the second.
    package let confirmation: [GateBlock]
  }
}

/// What a gate's processes run.
package struct GateCommands: Sendable, Codable {
  /// The path of the executable that is compared with.
  package let base: String
  /// The path of the executable in question.
  package let head: String
  /// The arguments of both.
  package let arguments: [String]

  /// Two executables with the same arguments.
  package init(base: String, head: String, arguments: [String]) {
    self.base = base
    self.head = head
    self.arguments = arguments
  }

  /// The path that an arm runs.
  package func path(of arm: GateArm) -> String { arm == .head ? head : base }
}
