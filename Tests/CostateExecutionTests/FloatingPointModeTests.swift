#if arch(x86_64)
  import CPlatform
  import CostateGraph
  import TestSupport
  import Testing

  @Suite struct `The caller's floating-point mode` {
    /// Subnormals flushed to zero, as operands and as results.
    private static let flushing: UInt64 = 0x9FC0

    @Test(arguments: Configuration.all.filter { [1, 4, 8].contains($0.width) })
    func `changes no bit and is restored`(_ configuration: Configuration) throws {
      let graph = Graph()
      let x = try graph.input("x", shape: [2600])
      let y = try (x * 0.5 + x * 0.25) * 2.0
      let inputs = [x.id: Tensor(repeating: 1e-39, x.type)]
      let oracle = Oracle(graph, inputs: inputs)
      costate_restore_floating_point(Self.flushing)
      defer { _ = costate_default_floating_point() }
      let difference = try oracle.firstDifference([y], configuration)
      let modeAfter = costate_default_floating_point()
      #expect(difference == nil)
      #expect(modeAfter & Self.flushing == Self.flushing)
    }
  }
#endif
