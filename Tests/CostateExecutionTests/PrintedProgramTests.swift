import Costate
import Foundation
import TestSupport
import Testing

/// A program as it is printed of a failing graph, pasted: it compiles, and it is what is printed.
@Suite struct `A pasted program` {
  @Test func `runs against the public interface`() throws {
    // Pasted from here:
    let graph = Graph()
    let n0 = try graph.input("input0", shape: [2, 1], elementType: .float)
    let n1 = try graph.constant(Tensor(.float([Float(bitPattern: 0x7F80_0000)]), shape: []))
    let n2 = try graph.apply(Slice(starts: [1, 0], counts: [1, 1], steps: [1, 1]), [n0])
    let n3 = try graph.apply(Formula(.primitive(.negate, [.operand(0)]), operandCount: 1), [n2])
    let n4 = try graph.apply(
      Accumulate(
        shape: [2, 1],
        terms: [
          .negatedValue,
          .matrixProduct(MatrixProduct(transposesLeft: false, transposesRight: true)), .product,
        ]), [n0, n0, n2, n1, n3]
    ).named("sum")
    try graph.update(n0, to: n4)

    var options = Options(width: 3, instructionSet: .baseline)
    options.simplification = .none
    let program = try Program(
      outputs: [n3, n4], retaining: .named, options: options)
    let workspace = try program.makeWorkspace()
    try workspace.set(n0, to: Tensor(.float([1, 2]), shape: [2, 1]))
    try workspace.run()

    let z3 = try workspace.value(of: n3)
    precondition(z3.bitPatterns == [0xC000_0000])
    let z4 = try workspace.value(of: n4)
    precondition(z4.bitPatterns == [0xFF80_0000, 0xFF80_0000])
    // To here.
  }

  @Test func `is what is printed of its graph`() throws {
    let graph = Graph()
    let x = try graph.input("x", shape: [2, 1])
    let infinity = try graph.constant(.infinity)
    let row = try x.slice(starts: [1, 0], counts: [1, 1], steps: [1, 1])
    let negative = try graph.apply(Formula(-.operand(0), operandCount: 1), [row])
    let sum = try graph.apply(
      Accumulate(
        shape: [2, 1],
        terms: [.negatedValue, .matrixProduct(MatrixProduct(transposesRight: true)), .product]),
      [x, x, row, infinity, negative]
    ).named("sum")
    try graph.update(x, to: sum)
    var configuration = Configuration(level: .baseline, width: 3)
    configuration.simplification = .none
    configuration.retention = .named
    let recipe = GraphRecipe(
      graph, inputs: [x.id: try Tensor(.float([1, 2]), shape: [2, 1])], outputs: [negative, sum])
    let printed = try recipe.swiftSource(configuration, title: [])
    let program = try #require(printed.split(separator: "import Costate").last)
    #expect(Self.tokens(program) == Self.tokens(try Self.pasted()))
  }

  /// The lines between the marks of this file.
  private static func pasted() throws -> Substring {
    let file = try String(contentsOfFile: #filePath, encoding: .utf8)
    let rest = try #require(file.split(separator: "// Pasted from here:").dropFirst().first)
    return try #require(rest.split(separator: "// To here.").first)
  }

  /// The text without white space and trailing commas, which the formatter moves.
  private static func tokens(_ text: Substring) -> String {
    text.filter { !$0.isWhitespace }.replacing(",]", with: "]")
  }
}
