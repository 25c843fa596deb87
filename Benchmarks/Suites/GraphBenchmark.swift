import Costate

/// A graph with numbers for its inputs, and what computing it is measured against.
struct GraphBenchmark {
  /// What is computed.
  var outputs: [Node]
  /// The outputs whose cost alone is shown beside it: the value without the adjoints; may be empty.
  var valueAlone: [Node] = []
  /// The numbers.
  var inputs: [(node: Node, value: Tensor)]
  /// What bounds it.
  var bound: WorkBound
  /// The bytes read and written at least; nil for what its plan says.
  var leastByteCount: Int?
  /// The nodes that its time is divided by; nil for those of the graph.
  var nodeCount: Int?
  /// The same for programs in other processes; nil where there are none.
  var peerProblem: PeerProblem?

  /// f and its gradient.
  init(_ problem: Problem, bound: WorkBound) throws {
    outputs = [problem.objective] + (try problem.objective.adjoints(of: problem.variables))
    valueAlone = [problem.objective]
    inputs = problem.inputs
    self.bound = bound
  }

  /// Values alone.
  init(
    outputs: [Node], inputs: [(node: Node, value: Tensor)], bound: WorkBound,
    leastByteCount: Int? = nil
  ) {
    self.outputs = outputs
    self.inputs = inputs
    self.bound = bound
    self.leastByteCount = leastByteCount
  }
}

extension BenchmarkCase {
  /// A graph that is computed with each number of threads, and by peers that know its kind.
  init(
    name: String, group: String = "", elementType: ElementType, isQuick: Bool = true,
    graph: @escaping @Sendable () throws -> GraphBenchmark
  ) {
    self.init(name: name, group: group, elementType: elementType, isQuick: isQuick) {
      try PreparedGraph(graph(), $0).prepared(elementType)
    }
  }
}
