import ArgumentParser

/// `costate explain`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "explain")
}
