#if arch(x86_64)
  import CPlatform
  import CostateGraph
  import TestSupport
  import Testing

  @Suite struct `The caller's floating-point mode` {
    /// Subnormals flushed to zero, as operands and as results.
    private static let flushing: UInt64 = 0x9FC0
    private static let configurations = Configuration.all.filter { [1, 4, 8].contains($0.width) }

    @Test(arguments: configurations)
    func `changes no bit and is restored`(_ configuration: Configuration) throws {
      let graph = Graph()
      let x = try graph.input("x", shape: [2600])
      let y = try (x * 0.5 + x * 0.25) * 2.0
      let inputs = [x.id: Tensor(repeating: 1e-39, x.type)]
      try expectOracle(Oracle(graph, inputs: inputs), [y], configuration)
    }

    /// Subnormal operands and sums, of operands that are packed, read where they lie and folded.
    @Test(arguments: configurations)
    func `changes no bit of a matrix product`(_ configuration: Configuration) throws {
      let graph = Graph()
      let a = try graph.input("a", shape: [30, 40])
      let b = try graph.input("b", shape: [40, 50])
      let c = try graph.input("c", shape: [50, 40])
      let row = try graph.input("row", shape: [1, 40])
      var generator = Generator(seed: 2)
      var inputs: [NodeID: Tensor] = [:]
      for node in [a, row] {
        inputs[node.id] = OperandSample(node.shape, .uniform(-1e-38...1e-38))
          .tensor(.float, using: &generator)
      }
      for node in [b, c] {
        inputs[node.id] = OperandSample(node.shape, .uniform(-0.1...0.1))
          .tensor(.float, using: &generator)
      }
      let outputs = try [a • c.transposed(), a • b, row • b]
      try expectOracle(Oracle(graph, inputs: inputs), outputs, configuration)
    }

    /// Runs in the flushing mode.
    private func expectOracle(
      _ oracle: Oracle, _ outputs: [Node], _ configuration: Configuration
    ) throws {
      costate_restore_floating_point(Self.flushing)
      defer { _ = costate_default_floating_point() }
      let difference = try oracle.firstDifference(outputs, configuration)
      let modeAfter = costate_default_floating_point()
      #expect(difference == nil)
      #expect(modeAfter & Self.flushing == Self.flushing)
    }
  }
#endif
