import CostateExecution
import CostateGraph
import CostateTransforms
import TestSupport
import Testing

/// Tensors that no memory holds: a typed error before anything of their size is allocated, and no
/// overflow on the way.
@Suite struct `Sizes beyond any memory` {
  /// Extents at which products, sums, bytes or 32-bit numbers overflow.
  private static let extents = [1 << 31, 1 << 32, 1 << 40, 1 << 47, 1 << 62, Int.max / 2, Int.max]

  /// The sample's operands with one extent at a time replaced by a huge one, and with all of them.
  private static func huge(_ sample: [OperandSample], _ extent: Int) -> [[TensorType]] {
    let types = sample.map { $0.type(.float) }
    var result = [
      types.map { TensorType($0.elementType, Shape($0.shape.extents.map { _ in extent })) }
    ]
    for operand in types.indices {
      for axis in 0..<types[operand].shape.rank {
        var changed = types
        changed[operand].shape.extents[axis] = extent
        result.append(changed)
        // The same extent wherever it stands, so that the operands still fit.
        let old = types[operand].shape[axis]
        result.append(
          types.map {
            TensorType(
              $0.elementType, Shape($0.shape.extents.map { $0 == old ? extent : $0 }))
          })
      }
    }
    return result
  }

  /// A workspace, unless it is one that this machine may just hold: tests are not for that.
  private static func workspace(_ program: Program) throws -> Workspace? {
    let byteCount = program.report.arenaByteCount
    if (1 << 26..<1 << 44).contains(byteCount) { return nil }
    return try program.makeWorkspace()
  }

  /// Compiles, asks for memory and runs; returns the error, or nil when all was well.
  private static func error(_ entry: CatalogueEntry, _ types: [TensorType]) -> (any Error)? {
    do {
      let graph = Graph()
      var operands: [Node] = []
      for (position, type) in types.enumerated() {
        operands.append(
          try graph.input("x\(position)", shape: type.shape, elementType: type.elementType))
      }
      let result = try entry.apply(graph, operands)
      var outputs = [result]
      if result.elementType.isFloatingPoint {
        let inputs = operands.filter { $0.elementType.isFloatingPoint }
        outputs += try result.sum().adjoints(of: inputs)
      }
      for width in [1, 4] {
        let program = try Program(outputs: outputs, options: Options(width: width))
        guard let workspace = try workspace(program) else { continue }
        for (node, type) in zip(operands, types) {
          try workspace.set(node, to: Tensor(repeating: 0, type))
        }
        try workspace.run()
      }
      return nil
    } catch {
      return error
    }
  }

  @Test(.timeLimit(.minutes(5)), arguments: Catalogue.entries, extents)
  func `are a typed error of every operation`(_ entry: CatalogueEntry, _ extent: Int) {
    for sample in entry.samples.prefix(6) {
      for types in Self.huge(sample, extent) {
        // Where the extent is not an operand's after all, nothing is large.
        guard types != sample.map({ $0.type(.float) }),
          let error = Self.error(entry, types)
        else { continue }
        #expect(error is GraphError || error is ProgramError, "\(types): \(error)")
      }
    }
  }

  @Test(arguments: extents)
  func `are an error of operations that set extents themselves`(_ extent: Int) throws {
    let graph = Graph()
    let x = try graph.input("x", shape: [1, 1])
    let indices = try graph.input("i", shape: [1], elementType: .int32)
    let corner = Slice(starts: [0, 0], counts: [1, 1])
    let built: [() throws -> Node] = [
      { try x.broadcast(to: [extent, 1]) }, { try x.broadcast(to: [extent, extent]) },
      { try x.reshaped(to: [extent, extent]) },
      { try graph.apply(Embed(corner, in: [extent, extent]), [x]) },
      { try x.slice(starts: [extent, extent], counts: [1, 1]) },
      { try x.slice(starts: [0, 0], counts: [extent, 1], steps: [extent, 1]) },
      { try graph.apply(ScatterAddRows(rowCount: extent), [x, indices]) },
      { try graph.apply(Accumulate(shape: [extent, extent], terms: [.value]), [x]) },
      { try x.sum(axes: [extent]) },
      { try concatenate([x, x], axis: extent) },
    ]
    for build in built {
      do {
        let node = try build()
        guard let workspace = try Self.workspace(Program(outputs: [node])) else { continue }
        Issue.record("\(workspace.self) of \(node.type) was allocated")
      } catch {
        #expect(error is GraphError || error is ProgramError)
      }
    }
  }

  @Test func `are named with their type when a program is compiled`() throws {
    let graph = Graph()
    let x = try graph.input("x", shape: [1 << 41])
    #expect(throws: ProgramError.tooLarge(name: "x", TensorType(.float, [1 << 41]))) {
      try Program(outputs: [exp(x)])
    }
    #expect(
      ProgramError.tooLarge(name: "x", x.type).description
        == "x: expected a value of at most 4398046511104 bytes, got float[2199023255552]")
  }

  @Test func `do not overflow when there are very many`() throws {
    let graph = Graph()
    let x = try graph.input("x", shape: [1 << 40])
    var outputs = [x]
    // 2¹⁹ values of 2⁴² bytes each: the sum stays at its limit of 2⁶⁰.
    for _ in 0..<(1 << 19) { outputs.append(try graph.apply(Exponential(), [outputs[0]])) }
    var options = Options(width: 1)
    options.simplification = .none
    #expect(throws: ProgramError.outOfMemory(byteCount: 1 << 60)) {
      try Program(outputs: outputs, options: options)
    }
  }

  @Test func `do not stop derivatives by a node that has no influence`() throws {
    let graph = Graph()
    let large = try graph.input("large", shape: [1 << 40])
    let x = try graph.input("x")
    let adjoint = try (x * x).adjoint(of: large)
    #expect(adjoint.type == large.type)
    #expect(try Program(outputs: [adjoint.slice(starts: [0], counts: [1])]).report.nodeCount > 0)
  }

  @Test func `are an error of a tensor of another number of elements`() {
    for extent in Self.extents {
      #expect(throws: GraphError.self) { try Tensor(.float([1]), shape: [extent, extent]) }
    }
  }
}

/// Graphs of more nodes than ids; the limit is lowered, as no test machine holds 2³² nodes.
@Suite struct `More nodes than ids` {
  @Test func `are an error of the operation that adds one`() throws {
    let graph = Graph(limit: 3)
    let x = try graph.input("x")
    let y = try exp(exp(x))
    #expect(throws: GraphError.tooManyNodes(limit: 3)) { try exp(y) }
    #expect(graph.nodeCount == 3)
  }

  @Test func `are an error of the operation that adds too many operands`() throws {
    let graph = Graph(limit: 4)
    let x = try graph.input("x", shape: [1])
    #expect(throws: GraphError.tooManyNodes(limit: 4)) { try concatenate([x, x, x, x]) }
  }

  @Test func `are an error of adjoints, which leave a graph that can be used`() throws {
    let graph = Graph(limit: 12)
    let x = try graph.input("x")
    let f = try sin(exp(sin(exp(sin(exp(x))))))
    #expect(throws: GraphError.tooManyNodes(limit: 12)) { try f.adjoint(of: x) }
    let workspace = try Program(outputs: [f]).makeWorkspace()
    try workspace.set(x, to: 0.5)
    try workspace.run()
    #expect(try workspace.scalar(of: f).isFinite)
  }

  @Test func `are more than the 2³² − 1 that 32-bit ids can name`() {
    #expect(Graph.limit == 4_294_967_295)
  }
}
