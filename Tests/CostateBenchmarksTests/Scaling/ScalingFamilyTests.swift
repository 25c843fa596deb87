@testable import CostateBenchmarks
import Testing

@Suite struct `A scaling family` {
  static let sizes = ScalingSizes(halfDecades: 2)

  /// One round, for the counts.
  private func measure(
    _ family: String, _ injection: Injection = .none
  ) throws -> ScalingResult {
    let family = try #require(ScalingFamily.all.first { $0.name == family })
    let harness = Harness(
      timekeeper: SystemTimekeeper(),
      budget: Budget(secondsPerCase: 0, leastRounds: 1, mostRounds: 1))
    return try family.measure(Self.sizes, harness: harness, injection: injection)
  }

  @Test(arguments: ScalingFamily.all.map(\.name))
  func `executes a linear function of nodes and edges, integer for integer`(
    _ family: String
  ) throws {
    let counts = try measure(family).counts
    for quantity in counts.quantities {
      #expect(quantity.law != nil)
      #expect(quantity.exactCount == counts.samples.count, "\(quantity)")
    }
  }

  @Test(arguments: ScalingFamily.all.map(\.name))
  func `keeps the bound of Baur and Strassen`(_ family: String) throws {
    #expect(try measure(family).counts.largestRatio <= ScalingCounts.ratioBound)
  }

  @Test(arguments: ScalingFamily.all.map(\.name))
  func `is about as large as asked`(_ family: String) throws {
    let family = try #require(ScalingFamily.all.first { $0.name == family })
    let graph = try family.problem(size: 20_000).graph
    #expect((15_000...25_000).contains(graph.nodeCount + graph.edgeCount))
  }

  @Test func `fails by its counts with a superlinear step`() throws {
    #expect(try !measure("window", .superlinear).counts.holds)
  }
}
