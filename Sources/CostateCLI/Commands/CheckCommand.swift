import ArgumentParser

/// `costate check`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "check")
}
