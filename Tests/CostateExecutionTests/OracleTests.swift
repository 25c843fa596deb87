import CostateGraph
import Synchronization
import TestSupport
import Testing

/// That the comparison would find a difference if there were one.
@Suite struct `The oracle` {
  /// Returns another bit of its result each time it is evaluated.
  private struct Impure: OpaqueOperation {
    private final class Counter: Sendable {
      let value = Atomic<UInt32>(0)
    }
    private static let counter = Counter()

    var name: String { "impure" }

    func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType { operands[0] }
    func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] { [.zero] }

    func evaluate(_ operands: [TensorView], into result: MutableTensorView) {
      result.floats.update(repeating: 0)
      let count = Self.counter.value.add(1, ordering: .relaxed).newValue
      result.floats[1] = Float(bitPattern: count)
    }
  }

  @Test func `reports a value whose last bit differs`() throws {
    let graph = Graph()
    let x = try graph.input("x", shape: [3])
    let y = try graph.apply(Impure(), [x])
    let inputs = [x.id: Tensor(repeating: 0, x.type)]
    let difference = try #require(
      try Oracle(graph, inputs: inputs).firstDifference([y], in: [Configuration.all[0]]))
    #expect(difference.description.contains("node 1") && difference.description.contains("Impure"))
  }

  @Test func `tells the two zeros apart`() {
    #expect(Tensor(scalar: -0.0, .float).bitPatterns != Tensor(scalar: 0, .float).bitPatterns)
  }

  @Test func `takes every NaN as one`() throws {
    let quiet = try Tensor(.float([Float(bitPattern: 0x7FC0_0001)]), shape: .scalar)
    #expect(quiet.bitPatterns == Tensor(scalar: .nan, .float).bitPatterns)
  }
}
