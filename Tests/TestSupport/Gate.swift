import CostateExecution
package import CostateGraph
import Dispatch

/// An opaque copy that says when it begins and then waits until it is let through: a run held in
/// the middle.
package struct Gate: OpaqueOperation {
  private final class State: Sendable {
    let arrivalCount = Locked(0)
    let opened = DispatchSemaphore(value: 0)
  }

  private let state = State()

  /// A closed gate.
  package init() {}

  /// Lets one run through.
  package func open() { state.opened.signal() }

  /// Returns once a run has come to the gate that no other call has returned for.
  nonisolated(nonsending) package func arrival() async {
    while !takeArrival() { try? await Task.sleep(for: .milliseconds(1)) }
  }

  private func takeArrival() -> Bool {
    state.arrivalCount.withLock { count in
      guard count > 0 else { return false }
      count -= 1
      return true
    }
  }

  /// `gate`.
  package var name: String { "gate" }

  /// That of the one operand.
  package func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    guard operands.count == 1 else { throw OperandError(expected: "one operand") }
    return operands[0]
  }

  /// The cotangent as it is.
  package func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    [.value(site.cotangent)]
  }

  /// Waits, then copies.
  package func evaluate(_ operands: [TensorView], into result: MutableTensorView) {
    state.arrivalCount.withLock { $0 += 1 }
    state.opened.wait()
    for (i, element) in operands[0].floats.enumerated() { result.floats[i] = element }
  }

  /// Whether it is the same gate.
  package static func == (first: Gate, second: Gate) -> Bool { first.state === second.state }

  /// By identity.
  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(state)) }
}
