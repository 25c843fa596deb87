import CostateExecution
import CostateGraph
import CostateKernels
import TestSupport
import Testing

/// That a fault planted in a random graph is found, and what is left of the graph.
@Suite struct `Shrinking a failing graph` {
  private static let seeds: Range<UInt64> = 0..<12

  private static func shrunk(_ number: UInt64) throws -> Shrinker {
    let planted = try FuzzCase(seed: 5, number: number).planted()
    return try #require(Shrinker(GraphRecipe(planted.random), planted.configuration))
  }

  @Test(arguments: seeds)
  func `leaves an input and the faulty operation`(_ number: UInt64) throws {
    let recipe = try Self.shrunk(number).recipe
    try #require(recipe.steps.count == 2)
    guard case .input(let tensor) = recipe.steps[0].source,
      case .operation(let operation) = recipe.steps[1].source
    else {
      Issue.record("\(recipe.steps)")
      return
    }
    #expect(operation is PlantedFault)
    #expect(tensor.count == 1)
    #expect(recipe.outputs == [1])
    #expect(recipe.updates.isEmpty)
  }

  @Test(arguments: seeds)
  func `leaves the plainest way to run it`(_ number: UInt64) throws {
    var plain = Configuration(level: .baseline, width: 1)
    plain.simplification = .none
    #expect(try Self.shrunk(number).configuration == plain)
  }

  @Test func `keeps what the failure needs`() throws {
    let fuzzCase = try FuzzCase(seed: 5, number: 3)
    let shrinker = try #require(
      Shrinker(GraphRecipe(fuzzCase.random), fuzzCase.configuration) { recipe, configuration in
        configuration.width > 0 && recipe.steps.count >= 5 ? recipe.steps.count - 1 : nil
      })
    #expect((5...8).contains(shrinker.recipe.steps.count))
    #expect(fuzzCase.random.graph.nodeCount > 16)
  }

  @Test func `of a graph that does not fail is nothing`() throws {
    let fuzzCase = try FuzzCase(seed: 5, number: 0)
    #expect(Shrinker(GraphRecipe(fuzzCase.random), fuzzCase.configuration) == nil)
  }

  @Test func `cuts extents in inputs and parameters together`() throws {
    let graph = Graph()
    let x = try graph.input("x", shape: [6, 5])
    let y = try graph.apply(
      Embed(Slice(starts: [0, 0], counts: [6, 5]), in: [9, 9]), [x.broadcast(to: [6, 5])])
    let faulty = try graph.apply(PlantedFault(), [y.sum(axes: [1])])
    let recipe = GraphRecipe(
      graph, inputs: [x.id: Tensor(repeating: 1, x.type)], outputs: [faulty])
    let shrinker = try #require(
      Shrinker(recipe, Configuration(level: .baseline, width: 1)) { recipe, _ in
        recipe.steps.contains { if case .operation(is Embed) = $0.source { true } else { false } }
          ? recipe.steps.count - 1 : nil
      })
    guard case .input(let tensor) = shrinker.recipe.steps[0].source else {
      Issue.record("\(shrinker.recipe.steps)")
      return
    }
    #expect(tensor.shape == [1, 1])
  }
}
