import Costate

/// A training step that left the finite numbers; the parameters are those from before it.
struct DivergenceError: Error, Equatable, CustomStringConvertible {
  /// The number of the step, from 1.
  let step: Int
  /// Where it did.
  let value: NonFiniteValue

  /// One line: the step, the node, and what helps.
  var description: String { "step \(step): \(value); a smaller --rate may help" }

  /// The error of a step: this one where a value is no longer finite, else the error itself.
  static func explaining(_ error: ProgramError, step: Int) -> any Error {
    guard case .nonFinite(let value) = error else { return error }
    return DivergenceError(step: step, value: value)
  }
}
