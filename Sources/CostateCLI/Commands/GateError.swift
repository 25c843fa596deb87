import CostateBenchmarks

/// What ends a gate before its verdict: one line each, with what was expected and what came.
enum GateError: Error, Equatable {
  /// There is nothing at the path, or nothing that can be run.
  case notExecutable(arm: GateArm, path: String, reason: String)
  /// The process ended by a signal or with another exit code than 0.
  case crashed(arm: GateArm, path: String, ending: String, lastLine: String)
  /// The process did not end in time.
  case timeLimit(arm: GateArm, path: String, seconds: Double)
  /// What the process printed is not the benchmark JSON.
  case output(arm: GateArm, path: String, expected: String, found: String)
  /// The process ran on another machine than the first one, or chose otherwise on it.
  case fingerprint(arm: GateArm, path: String, name: String, expected: String, found: String)
  /// The executables have no case in common.
  case noCommonCase(base: String, head: String)
  /// The time does not suffice for the least number of processes.
  case budget(neededMinutes: Double, givenMinutes: Double, processSeconds: Double)
  /// Somebody ended the measurement.
  case interrupted
}

extension GateError: CustomStringConvertible {
  /// One line for the person at the terminal.
  var description: String {
    switch self {
    case .notExecutable(let arm, let path, let reason):
      "--\(arm.rawValue): expected an executable file, got \(path): \(reason)"
    case .crashed(let arm, let path, let ending, let lastLine):
      "\(arm.rawValue): expected \(path) to end with exit code 0, but it ended \(ending)"
        + (lastLine.isEmpty ? "" : ": \(lastLine)")
    case .timeLimit(let arm, let path, let seconds):
      "\(arm.rawValue): expected \(path) to end within \(decimal(seconds)) s, but it still ran"
    case .output(let arm, let path, let expected, let found):
      "\(arm.rawValue): expected \(path) to print \(expected), got \(found)"
    case .fingerprint(let arm, let path, let name, let expected, let found):
      "\(arm.rawValue): expected \(name) '\(expected)' as in the first process, got '\(found)' "
        + "from \(path)"
    case .noCommonCase(let base, let head):
      "expected a case that both executables print, got none in common of \(base) and \(head)"
    case .budget(let needed, let given, let seconds):
      "--minutes: expected at least \(decimal(needed)) for processes of \(decimal(seconds)) s, "
        + "got \(decimal(given))"
    case .interrupted: "interrupted"
    }
  }

  private func decimal(_ value: Double) -> String { "\((value * 100).rounded(.up) / 100)" }
}
