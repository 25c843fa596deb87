import CostateExecution
import CostateGraph
import CostateKernels
import TestSupport
import Testing

/// What is printed of a failing graph.
@Suite struct `A graph printed as a program` {
  private static func source(_ number: UInt64) throws -> String {
    let fuzzCase = try FuzzCase(seed: 3, number: number)
    return try GraphRecipe(fuzzCase.random).swiftSource(fuzzCase.configuration, title: ["A title"])
  }

  @Test func `has a line for every node, in order`() throws {
    for number in 0..<40 as Range<UInt64> {
      let nodeCount = try FuzzCase(seed: 3, number: number).random.graph.nodeCount
      let declared = try Self.source(number).split(separator: "\n").filter {
        $0.hasPrefix("let n")
      }
      #expect(declared.count == nodeCount)
      for (node, line) in declared.enumerated() { #expect(line.hasPrefix("let n\(node) = try ")) }
    }
  }

  @Test func `reads only nodes that it has declared`() throws {
    for number in 0..<40 as Range<UInt64> {
      var declared: Set<Substring> = []
      for line in try Self.source(number).split(separator: "\n") {
        let names = line.matches(of: /\bn\d+\b/).map(\.output)
        if line.hasPrefix("let n"), let name = names.first { declared.insert(name) }
        #expect(declared.isSuperset(of: names))
      }
    }
  }

  @Test func `spells every operation by an initialiser`() throws {
    for entry in Catalogue.entries {
      guard let sample = entry.samples.first else { continue }
      let graph = try SampleGraph(entry, sample, .float)
      let recipe = GraphRecipe(graph.graph, inputs: graph.inputs, outputs: [graph.result])
      let source = try recipe.swiftSource(Configuration(level: .baseline, width: 1), title: [])
      for line in source.split(separator: "\n") where line.contains("graph.apply(") {
        #expect(line.contains(/graph\.apply\([A-Z]\w*\(.*\), \[n\d+(, n\d+)*\]\)/))
      }
      if entry.typeName == "Scale" { #expect(source.contains("Scale(by: ")) }
      if entry.typeName == "Formula" { #expect(source.contains("Formula(.primitive(.")) }
    }
  }

  @Test func `is a program of the public interface`() throws {
    let graph = Graph()
    let x = try graph.input("x", shape: [2], elementType: .double)
    let y = try x * 0.5
    let recipe = GraphRecipe(
      graph, inputs: [x.id: try Tensor(.double([3, -0.0]), shape: [2])], outputs: [y])
    var configuration = Configuration(level: .baseline, width: 2)
    configuration.retention = .all
    #expect(
      try recipe.swiftSource(configuration, title: ["A title"]) == """
        // A title
        // Run as \(configuration).
        import Costate

        let graph = Graph()
        let n0 = try graph.input("input0", shape: [2], elementType: .double)
        let n1 = try graph.apply(Scale(by: 0.5), [n0])

        var options = Options(width: 2, instructionSet: .baseline)
        options.simplification = .full
        let program = try Program(
          outputs: [n1], retaining: .all, options: options)
        let workspace = try program.makeWorkspace()
        try workspace.set(n0, to: \
        Tensor(.double([3, Double(bitPattern: 0x8000_0000_0000_0000)]), shape: [2]))
        try workspace.run()

        let z1 = try workspace.value(of: n1)
        precondition(z1.bitPatterns == \
        [0x3FF8_0000_0000_0000, 0x8000_0000_0000_0000])

        """)
  }
}
