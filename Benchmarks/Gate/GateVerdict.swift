/// What a gate says in the end.
package enum GateVerdict: String, Sendable, Codable {
  /// No case became slower.
  case noRegression
  /// A case became slower, twice, with fresh samples the second time.
  case regression
  /// The machine differs from itself too much for an answer.
  case tooNoisy
  /// The measurement ended before there was an answer.
  case incomplete

  /// The verdict over all cases.
  ///
  /// Where the base differs from itself, what holds for one case cannot be trusted for another.
  init(_ verdicts: [GateCaseVerdict]) {
    if verdicts.contains(.controlDiffers) {
      self = .tooNoisy
    } else if verdicts.contains(.regression) {
      self = .regression
    } else if verdicts.contains(.noisy) {
      self = .tooNoisy
    } else {
      self = .noRegression
    }
  }

  /// The exit code of the command.
  package var exitCode: Int32 {
    switch self {
    case .noRegression: 0
    case .regression: 1
    case .incomplete: 2
    case .tooNoisy: 3
    }
  }

  /// The verdict in words.
  package var text: String {
    switch self {
    case .noRegression: "no regression"
    case .regression: "regression"
    case .tooNoisy: "machine too noisy"
    case .incomplete: "incomplete"
    }
  }
}

/// What a gate says of one case.
package enum GateCaseVerdict: String, Sendable, Codable {
  /// Slower, and confirmed.
  case regression
  /// Faster, and confirmed.
  case improvement
  /// Neither.
  case unchanged
  /// The effect floor is so high that a regression could hide below it.
  case noisy
  /// The base differs from itself, and does so again with fresh samples.
  case controlDiffers

  /// The verdict of what the stages found.
  ///
  /// - Parameter confirmation: nil where the first stage had no suspicion.
  init(screening: GateStage.Finding, confirmation: GateStage.Finding?) {
    if screening.controlDiffers, confirmation?.controlDiffers == true {
      self = .controlDiffers
    } else if screening.direction != .none, confirmation?.direction == screening.direction {
      self = screening.direction == .slower ? .regression : .improvement
    } else if (confirmation ?? screening).isNoisy
      || screening.isNoisy && confirmation?.direction == .slower
    {
      // Slower in the second stage only, where the first was too noisy to see it: no answer either.
      self = .noisy
    } else {
      self = .unchanged
    }
  }

  /// The verdict in words.
  package var text: String {
    switch self {
    case .regression: "regression"
    case .improvement: "improvement"
    case .unchanged: "unchanged"
    case .noisy: "noisy"
    case .controlDiffers: "control differs"
    }
  }
}
