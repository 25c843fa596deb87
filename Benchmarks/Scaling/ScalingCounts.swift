package import Costate

/// What the function and its gradient execute on graphs of one family, and the laws they obey.
package struct ScalingCounts: Sendable, Codable {
  /// One graph.
  package struct Sample: Sendable, Codable {
    /// |V| of the function's graph, inputs included.
    package let nodes: Int
    /// |E| of it.
    package let edges: Int
    /// What the value alone executes.
    package let function: ExecutionCounters
    /// What the value and the adjoints of all variables execute.
    package let gradient: ExecutionCounters
  }

  /// A quantity of the gradient's run and its law; nil where the counts determine none.
  package struct Quantity: Sendable, Codable {
    /// What is counted.
    package let name: String
    /// The law through three of the samples.
    package let law: LinearLaw?
    /// How many samples it gives, integer for integer.
    package let exactCount: Int
  }

  /// Operations of value and gradient over operations of the value, at most.
  ///
  /// A product counts 1 and two fused multiply-adds, a function of one operand its value, its
  /// derivative and one: 3 for nonscalar operations, as Baur and Strassen count, 5 for all.
  ///
  /// - Source: Baur, Strassen (1983), "The complexity of partial derivatives",
  ///   doi 10.1016/0304-3975(83)90110-X; Griewank, Walther (2008), "Evaluating Derivatives", §4.6.
  package static let ratioBound = 5.0

  /// The graphs, ascending by size within each number of turns.
  package let samples: [Sample]
  /// Operations, edge visits and bytes.
  package let quantities: [Quantity]

  init(_ samples: [Sample]) {
    self.samples = samples
    let counted: [(String, KeyPath<ExecutionCounters, Int>)] = [
      ("operations", \.operations), ("edge visits", \.edgeVisits), ("bytes", \.bytes),
    ]
    quantities = counted.map { name, path in
      let points = samples.map {
        LinearLaw.Point(nodes: $0.nodes, edges: $0.edges, count: $0.gradient[keyPath: path])
      }
      let law = LinearLaw(points)
      return Quantity(
        name: name, law: law,
        exactCount: law.map { law in points.count { law.holds(for: $0) } } ?? 0)
    }
  }

  /// The largest ratio of the operations of value and gradient to those of the value.
  package var largestRatio: Double {
    samples.map { Double($0.gradient.operations) / Double($0.function.operations) }.max() ?? 0
  }

  /// Whether every law gives every sample and the ratio keeps its bound.
  package var holds: Bool {
    quantities.allSatisfy { $0.law != nil && $0.exactCount == samples.count }
      && largestRatio <= Self.ratioBound
  }
}

extension ScalingCounts.Sample {
  /// Runs value and gradient once each, counting.
  init(_ graph: ScalingGraph, _ injection: Injection) throws {
    nodes = graph.nodeCount
    edges = graph.edgeCount
    function = try graph.value.runCounting()
    var gradient = try graph.gradient.runCounting()
    let visits = injection.visit(size: graph.size)
    gradient.operations += visits
    gradient.edgeVisits += visits
    self.gradient = gradient
  }
}
