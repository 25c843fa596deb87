import CostateGraph
import TestSupport
import Testing

@Suite struct `The generator of random graphs` {
  private static let seeds: Range<UInt64> = 0..<600

  @Test func `draws every operation of the catalogue`() throws {
    var missing = Set(Catalogue.entries.map(\.typeName))
    for seed in Self.seeds where !missing.isEmpty {
      missing.subtract(try RandomGraph(seed: seed).drawn)
    }
    #expect(missing.isEmpty)
  }

  @Test func `draws every kind of term of an accumulation`() throws {
    var given: Set<String> = []
    for seed in Self.seeds {
      let storage = try RandomGraph(seed: seed).graph.storage
      for kind in storage.kinds {
        guard let sum = kind.operation as? Accumulate else { continue }
        for term in sum.terms { given.insert("\(term)".prefix { $0 != "(" }.description) }
      }
    }
    #expect(
      given == ["value", "negatedValue", "product", "matrixProduct", "negatedMatrixProduct"])
  }

  @Test func `draws empty extents, extents of 1, ranks to 3 and every element type`() throws {
    var types: Set<TensorType> = []
    for seed in Self.seeds { types.formUnion(try RandomGraph(seed: seed).graph.storage.types) }
    #expect(types.contains { $0.shape.extents.contains(0) })
    #expect(types.contains { $0.shape.extents.contains(1) })
    #expect(Set(types.map(\.shape.rank)).isSuperset(of: 0...3))
    #expect(Set(types.map(\.elementType)) == Set(ElementType.allCases))
  }

  @Test func `makes the same case of the same seed and number`() throws {
    let sources = try (0..<2).map { _ in
      let fuzzCase = try FuzzCase(seed: 7, number: 11)
      return try GraphRecipe(fuzzCase.random).swiftSource(fuzzCase.configuration, title: [])
    }
    #expect(sources[0] == sources[1])
  }

  @Test func `makes other graphs of other numbers`() throws {
    let counts = try (0..<8).map { try FuzzCase(seed: 1, number: $0).random.graph.nodeCount }
    #expect(Set(counts).count > 4)
  }

  @Test func `takes its first choices from given bytes`() throws {
    var (low, high) = (Generator(bytes: [0, 0, 0, 0]), Generator(bytes: [255, 255, 0, 0]))
    #expect(low.next() >> 48 == 0)
    #expect(high.next() >> 48 == 0xFFFF)
    #expect(low.next() >> 48 == 0 && high.next() >> 48 == 0)
    #expect(low.next() == high.next())
  }
}
