import Costate
import TestSupport
import Testing

/// Sums of products of which each chooses for itself whether it is cut along its terms.
@Suite struct `Products cut along the terms` {
  /// tanh of a matrix through two heads, and a step of descent, which is computed from the adjoints' sum while
  /// a cache holds it: of that sum the last product alone has an epilogue.
  @Test func `of one sum have room for the sums of each`() throws {
    let graph = Graph()
    let u = try graph.input("u", shape: [204, 124])
    let x = try tanh(u)
    let v = try graph.input("V", shape: [124, 1024])
    let w = try graph.input("W", shape: [124, 2049])
    let objective = try (x • v).squaredNorm() + (x • w).squaredNorm()
    try expectSameBits(u - 0.001 * objective.adjoint(of: u), inputs: [u, v, w])
  }

  @Test func `on both sides of a matrix have room for the sums of each`() throws {
    let graph = Graph()
    let w = try graph.input("W", shape: [72, 140])
    let a = try graph.input("A", shape: [1024, 72])
    let b = try graph.input("B", shape: [140, 5000])
    let objective = try (a • w).squaredNorm() + (w • b).squaredNorm()
    try expectSameBits(w - 0.001 * objective.adjoint(of: w), inputs: [w, a, b])
  }

  /// Sums of all chunks of a large result would take several times the operands' memory.
  @Test func `take no more memory than their operands`() throws {
    let (m, k) = (3072, 131_072)
    let graph = Graph()
    let a = try graph.input("a", shape: [m, k])
    let b = try graph.input("b", shape: [k, m])
    let report = try Program(outputs: [a • b], options: Options(width: 64)).report
    #expect(report.arenaByteCount < 2 * 4 * (2 * m * k + m * m))
  }

  /// Whether several workers compute what one does.
  private func expectSameBits(_ output: Node, inputs: [Node]) throws {
    func bits(_ width: Int) throws -> [UInt64] {
      var generator = Generator(seed: 3)
      let workspace = try Program(outputs: [output], options: Options(width: width)).makeWorkspace()
      for input in inputs {
        let numbers = (0..<input.shape.elementCount).map { _ in
          Float.random(in: -1...1, using: &generator)
        }
        try workspace.set(input, to: Tensor(.float(numbers), shape: input.shape))
      }
      try workspace.run()
      return try workspace.value(of: output).bitPatterns
    }
    let serial = try bits(1)
    for width in [2, 4, 8] { #expect(try bits(width) == serial, "width \(width)") }
  }
}
