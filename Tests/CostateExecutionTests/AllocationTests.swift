import CAllocations
import CostateExecution
import CostateGraph
import CostateTransforms
import TestSupport
import Testing

#if DEBUG
  private let isOptimised = false
#else
  private let isOptimised = true
#endif

/// Each test is a process of its own, since other tests allocate while they run.
///
/// Only optimised code is asked: unspecialised loops over arrays take each element through the heap.
/// `COSTATE_TESTABLE=1 swift test -c release --filter 'nothing is allocated'` runs them.
@Suite(
  .enabled(
    if: isOptimised && costate_allocation_count() >= 0,
    "a debug build, a sanitizer's heap or another C library's"))
struct `After the first run nothing is allocated` {
  @Test func `by elementwise tensors`() async {
    await #expect(processExitsWith: .success) { try expectNoAllocations(Programs.elementwise) }
  }

  @Test func `by scalars`() async {
    await #expect(processExitsWith: .success) { try expectNoAllocations(Programs.scalars) }
  }

  @Test func `by matrix products`() async {
    await #expect(processExitsWith: .success) { try expectNoAllocations(Programs.products) }
  }

  @Test func `by reductions, gathers and scatters`() async {
    await #expect(processExitsWith: .success) { try expectNoAllocations(Programs.rows) }
  }

  @Test func `by updates`() async {
    await #expect(processExitsWith: .success) { try expectNoAllocations(Programs.updates) }
  }
}

/// Counts the allocations of many runs, at one and two workers, in stages of one worker and of all.
private func expectNoAllocations(_ outputs: () throws -> [Node]) throws {
  for width in [1, 2] {
    for grain in [Configuration.Grain.modelled, .finest] {
      var configuration = Configuration(level: .baseline, width: width)
      configuration.grain = grain
      let nodes = try outputs()
      let workspace = try Program(outputs: nodes, options: configuration.options).makeWorkspace()
      let graph = nodes[0].graph
      for input in graph.storage.inputs {
        try workspace.set(input, to: Tensor(repeating: 0.5, graph.node(input).type))
      }
      // The pool's threads start, and libraries set themselves up, in the first runs.
      for _ in 0..<20 { try workspace.run() }
      let before = costate_allocation_count()
      for _ in 0..<100 { try workspace.run() }
      let count = costate_allocation_count() - before
      #expect(count == 0, "width \(width), grain \(grain)")
    }
  }
}

private enum Programs {
  static func elementwise() throws -> [Node] {
    let graph = Graph()
    let x = try graph.input("x", shape: [300, 70])
    let y = try graph.input("y", shape: [70])
    return [try tanh(x * y) + exp(x)]
  }

  static func scalars() throws -> [Node] {
    let graph = Graph()
    let x = try (0..<50).map { try graph.input("x\($0)", elementType: .double) }
    var f = try graph.constant(0, elementType: .double)
    for i in x.indices { f = try f + sin(x[i]) * x[(i + 1) % x.count] }
    return [f] + (try f.adjoints(of: x))
  }

  static func products() throws -> [Node] {
    let graph = Graph()
    let x = try graph.input("x", shape: [90, 70])
    let w = try graph.input("w", shape: [70, 50])
    let f = try tanh(x • w).squaredNorm()
    return [f] + (try f.adjoints(of: [x, w]))
  }

  static func rows() throws -> [Node] {
    let graph = Graph()
    let table = try graph.input("table", shape: [40, 30])
    let rows = try graph.input("rows", shape: [25], elementType: .int32)
    let f = try table.gatheringRows(at: rows).softmax().squaredNorm()
    return [f, try f.adjoint(of: table)]
  }

  static func updates() throws -> [Node] {
    let graph = Graph()
    let w = try graph.input("w", shape: [60, 60])
    let f = try (w • w).squaredNorm()
    try graph.update(w, to: w - f.adjoint(of: w) * 1e-3)
    return [f]
  }
}
