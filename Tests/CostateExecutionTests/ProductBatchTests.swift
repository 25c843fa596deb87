import CostateExecution
import CostateGraph
import CostateKernels
import CostateTransforms
import TestSupport
import Testing

@Suite("Products and what surrounds them") struct ProductBatchTests {
  private var generator = Generator(seed: 11)
  private let graph = Graph()
  private var inputs: [NodeID: Tensor] = [:]

  private mutating func input(_ name: String, _ shape: Shape) throws -> Node {
    let node = try graph.input(name, shape: shape)
    let numbers = (0..<shape.elementCount).map { _ in
      Float.random(in: -1...1, using: &generator)
    }
    inputs[node.id] = try Tensor(.float(numbers), shape: shape)
    return node
  }

  private func expectOracle(_ outputs: [Node], _ comment: Comment) throws {
    let difference = try Oracle(graph, inputs: inputs).firstDifference(outputs)
    #expect(difference == nil, comment)
  }

  @Test("Elementwise nodes after a product have the specified bits")
  mutating func epilogue() throws {
    let product = try input("A", [29, 300]) • input("B", [300, 71])
    let bias = try input("bias", [71])
    let other = try input("other", [29, 71])
    let z = try tanh(product + bias)
    let outputs = [z, try z * other - product]
    #expect(try batchNames(outputs, width: 1) == ["29 × 300 · 300 × 71"])
    try expectOracle(outputs, "one product")
  }

  @Test("Elementwise nodes after two products of a level have the specified bits")
  mutating func twoProducts() throws {
    let a = try input("A", [30, 20])
    let first = try a • input("B", [20, 40])
    let second = try a • input("C", [20, 40])
    try expectOracle([tanh(first) * sin(second), first - second], "two products")
  }

  @Test("Elementwise nodes after a batch of products have the specified bits")
  mutating func batches() throws {
    let product = try input("A", [3, 13, 20]) • input("B", [20, 35])
    try expectOracle([exp(product) - product], "a batch")
  }

  @Test("Gradients of a network, products added to sums, have the specified bits")
  mutating func network() throws {
    let x = try input("X", [25, 37])
    let w1 = try input("W1", [37, 37])
    let w2 = try input("W2", [37, 37])
    let y = try input("Y", [25, 37])
    let z = try tanh(x • w1)
    let f = try (z • w2 - y + z).squaredNorm()
    try expectOracle([f] + f.adjoints(of: [w1, w2, x]), "gradients")
  }

  @Test("Slices that only products read have the specified bits", arguments: [false, true])
  mutating func slices(_ isReadElsewhere: Bool) throws {
    let a = try input("A", [31, 60]).slice(starts: [2, 3], counts: [14, 20], steps: [2, 2])
    let b = try input("B", [45, 50]).slice(starts: [1, 5], counts: [20, 41])
    let c = try input("C", [45, 50]).slice(starts: [1, 5], counts: [41, 20])
    var outputs = [try a • b, try a • c.transposed(), try b.transposed() • a.transposed()]
    if isReadElsewhere { outputs += [try tanh(a), b] }
    try expectOracle(outputs, "slices")
  }

  @Test("A slice that only products read takes no bytes of its own")
  mutating func sliceBytes() throws {
    let a = try input("A", [64, 64]).slice(starts: [0, 1], counts: [64, 32])
    let b = try input("B", [32, 8])
    #expect(try batchNames([a • b], width: 1) == ["64 × 32 · 32 × 8"])
  }

  @Test("A small result of many terms is cut along them, with the specified bits")
  mutating func longSums() throws {
    let product = try input("A", [16, 16_500]) • input("B", [16_500, 17])
    let names = try batchNames([product], width: 4)
    #expect(names.contains { $0.hasPrefix("sums of") })
    try expectOracle([product, -product], "cut along k")
  }

  @Test("Bias, function and their derivatives are computed with the products of a network")
  mutating func fusion() throws {
    let x = try input("X", [64, 32])
    let w1 = try input("W1", [32, 48])
    let b1 = try input("b1", [48])
    let w2 = try input("W2", [48, 16])
    let b2 = try input("b2", [16])
    let hidden = try tanh(x • w1 + b1)
    let f = try (hidden • w2 + b2).squaredNorm()
    let gradient = try f.adjoints(of: [w1, b1, w2, b2])
    // Without a batch of elementwise nodes: two layers, the adjoint of the hidden one, the gradients.
    let names = [
      "64 × 32 · 32 × 48", "64 × 48 · 48 × 16", "sum", "64 × 16 · 16 × 48", "48 × 64 · 64 × 16",
      "sum", "32 × 64 · 64 × 48",
    ]
    for width in [1, 2] { #expect(try batchNames(gradient, width: width) == names) }
    try expectOracle(gradient, "two layers")
  }

  @Test(
    "A small product is one item of one stage with no memory to pack in", arguments: [4, 8, 16],
    InstructionSet.available)
  mutating func small(_ extent: Int, _ level: InstructionSet) throws {
    let product = try input("A", [extent, extent]) • input("B", [extent, extent])
    let options = Options(width: 2, instructionSet: level)
    let report = try Program(outputs: [product], options: options).report
    #expect(report.levels.map { $0.batches.map(\.itemCount) } == [[1]])
    #expect(report.kernelCallCount == 1)
    // A cache line for each worker, that vectors may read.
    #expect(report.scratchByteCount <= 64 * report.width)
  }

  private func batchNames(_ outputs: [Node], width: Int) throws -> [String] {
    try Program(outputs: outputs, options: Options(width: width)).report.levels
      .flatMap(\.batches).map(\.name)
  }
}
