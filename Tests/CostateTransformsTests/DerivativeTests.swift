import CostateGraph
import CostateTransforms
import TestSupport
import Testing

@Suite struct `Derivatives` {
  /// Samples small enough to move each element.
  private static func smallSamples(_ entry: CatalogueEntry) -> [[OperandSample]] {
    entry.samples.filter { $0.reduce(0) { $0 + $1.shape.elementCount } <= 40 }
  }

  @Test(arguments: Catalogue.differentiable)
  func `adjoints equal central differences`(_ entry: CatalogueEntry) throws {
    for sample in Self.smallSamples(entry) {
      let graph = try SampleGraph(entry, sample, .double)
      let f = try graph.weightedResult()
      let adjoints = try f.adjoints(of: graph.differentiable)
      #expect(
        DerivativeCheck.firstFailure(
          of: f, by: graph.differentiable, adjoints: adjoints, graph.inputs) == nil)
    }
  }

  @Test(arguments: Catalogue.smooth)
  func `adjoints of adjoints equal differences of adjoints`(_ entry: CatalogueEntry) throws {
    for sample in Self.smallSamples(entry) {
      let graph = try SampleGraph(entry, sample, .double)
      let f = try graph.weightedResult()
      let slope = try graph.slope(of: f, seed: 3)
      let adjoints = try slope.adjoints(of: graph.differentiable)
      #expect(
        DerivativeCheck.firstFailure(
          of: slope, by: graph.differentiable, adjoints: adjoints, graph.inputs) == nil)
    }
  }

  @Test(arguments: Catalogue.smooth)
  func `the matrix of second derivatives is symmetric`(_ entry: CatalogueEntry) throws {
    for sample in Self.smallSamples(entry) {
      let graph = try SampleGraph(entry, sample, .double)
      let f = try graph.weightedResult()
      let (u, v) = (try graph.slope(of: f, seed: 3), try graph.slope(of: f, seed: 4))
      let values = try [graph.slope(of: u, seed: 4), graph.slope(of: v, seed: 3)]
      let oracle = graph.oracle
      let (a, b) = (
        oracle.value(of: values[0]).doubles[0], oracle.value(of: values[1]).doubles[0]
      )
      #expect((a - b).magnitude <= 1e-11 * (1 + a.magnitude))
    }
  }

  /// ⟨J v, w⟩ = ⟨v, Jᵀ w⟩: both sides are one number, up to the rounding of its terms.
  @Test(arguments: Catalogue.differentiable)
  func `tangents and adjoints are transposes of each other`(_ entry: CatalogueEntry) throws {
    for sample in Self.smallSamples(entry) {
      let graph = try SampleGraph(entry, sample, .double)
      let f = try graph.weightedResult()
      let directions = try graph.differentiable.map {
        (node: $0, direction: try graph.direction(of: $0, seed: 5))
      }
      let forward = try f.tangent(along: directions)
      let backward = try graph.slope(of: f, seed: 5)
      let oracle = graph.oracle
      // The mean of nothing is NaN, and so is its tangent; no operand is there to have an adjoint.
      if oracle.value(of: f).doubles[0].isNaN { continue }
      let (a, b) = (oracle.value(of: forward).doubles[0], oracle.value(of: backward).doubles[0])
      #expect((a - b).magnitude <= 1e-12 * (1 + a.magnitude))
    }
  }
}

extension SampleGraph {
  /// Σ ⟨∂f/∂x, v⟩ over the differentiable operands x, with random directions v.
  fileprivate func slope(of f: Node, seed: UInt64) throws -> Node {
    var sum = try graph.constant(0, elementType: f.elementType)
    for (node, adjoint) in zip(differentiable, try f.adjoints(of: differentiable)) {
      sum = try sum + dot(adjoint, try direction(of: node, seed: seed))
    }
    return sum
  }
}
