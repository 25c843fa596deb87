import CostateGraph
import CostateTransforms
import TestSupport
import Testing

/// Identities of derivatives in whole numbers, which are not rounded: they hold exactly or not at all.
@Suite struct `Derivatives in whole numbers` {
  private static let seeds = Seeds.first(20)

  /// A function of whole numbers with directions v and w for each of its inputs.
  private struct Sample {
    let function: RandomFunction
    private(set) var v: [(node: Node, direction: Node)] = []
    private(set) var w: [(node: Node, direction: Node)] = []

    init(seed: UInt64, _ form: RandomFunction.Form) throws {
      function = try RandomFunction(seed: seed, form, .double, .integers)
      var generator = Generator(seed: seed)
      for input in function.inputs.keys.sorted() {
        let node = function.graph.node(input)
        v.append((node, try Self.direction(of: node, using: &generator)))
        w.append((node, try Self.direction(of: node, using: &generator)))
      }
    }

    private static func direction(of node: Node, using generator: inout Generator) throws -> Node {
      let elements = (0..<node.shape.elementCount).map { _ in
        Double(Int.random(in: -2...2, using: &generator))
      }
      return try node.graph.constant(Tensor(.double(elements), shape: node.shape))
    }

    /// Σ ⟨∂g/∂x, direction⟩.
    func slope(of g: Node, along directions: [(node: Node, direction: Node)]) throws -> Node {
      var sum = try function.graph.constant(0, elementType: .double)
      for (adjoint, (_, direction)) in zip(try g.adjoints(of: directions.map(\.node)), directions) {
        sum = try sum + dot(adjoint, direction)
      }
      return sum
    }

    /// Both numbers, or nil where a number on the way was too large to be exact.
    func values(_ a: Node, _ b: Node) -> (Double, Double)? {
      let values = Oracle(function.graph, inputs: function.inputs).values
      guard values.allSatisfy(\.isExact) else { return nil }
      return (values[a.id.int].doubles[0], values[b.id.int].doubles[0])
    }
  }

  /// Compares two numbers of each sample and expects that enough of them could be.
  private func compare(
    _ form: RandomFunction.Form, _ numbers: (Sample) throws -> (Node, Node)
  ) throws {
    var comparisonCount = 0
    for seed in Self.seeds {
      let sample = try Sample(seed: seed, form)
      let (a, b) = try numbers(sample)
      guard let (x, y) = sample.values(a, b) else { continue }
      #expect(x == y, "seed \(seed)")
      comparisonCount += 1
    }
    #expect(comparisonCount >= Self.seeds.count / 4)
  }

  /// ⟨J v, w⟩ = ⟨v, Jᵀ w⟩ with w = 1, f being a scalar.
  @Test(arguments: RandomFunction.Form.allCases)
  func `are the same forward and backward`(_ form: RandomFunction.Form) throws {
    try compare(form) { sample in
      let f = sample.function.f
      return (try f.tangent(along: sample.v), try sample.slope(of: f, along: sample.v))
    }
  }

  /// wᵀ H v = vᵀ H w.
  @Test(arguments: RandomFunction.Form.allCases)
  func `are symmetric in second order`(_ form: RandomFunction.Form) throws {
    try compare(form) { sample in
      let f = sample.function.f
      let alongV = try sample.slope(of: sample.slope(of: f, along: sample.v), along: sample.w)
      let alongW = try sample.slope(of: sample.slope(of: f, along: sample.w), along: sample.v)
      return (alongV, alongW)
    }
  }

  /// Forward over backward and backward over backward are one matrix.
  @Test(arguments: RandomFunction.Form.allCases)
  func `of adjoints are the same forward and backward`(_ form: RandomFunction.Form) throws {
    try compare(form) { sample in
      let slope = try sample.slope(of: sample.function.f, along: sample.v)
      return (try slope.tangent(along: sample.w), try sample.slope(of: slope, along: sample.w))
    }
  }
}
