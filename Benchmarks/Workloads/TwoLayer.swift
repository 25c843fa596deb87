import Costate

extension Workload {
  /// The two-layer network f(W1, W2) = ‖tanh(X W1) W2 − Y‖² in single precision.
  static let twoLayer = Workload(
    name: "two-layer",
    summary: "a two-layer network, f(W1, W2) = ‖tanh(X W1) W2 − Y‖²",
    parameters: [
      Parameter("rows", "rows of X and Y", 64, in: 1...65_536),
      Parameter("columns", "columns of X, Y, W1 and W2", 32, in: 1...8_192),
    ],
    build: { values in
      let (n, d) = (values["rows"], values["columns"])
      let graph = Graph()
      let x = try graph.input("X", shape: [n, d])
      let y = try graph.input("Y", shape: [n, d])
      let w1 = try graph.input("W1", shape: [d, d])
      let w2 = try graph.input("W2", shape: [d, d])
      let f = try (tanh(x • w1) • w2 - y).squaredNorm().named("f")
      var numbers = RandomNumbers()
      // Weights scale as 1/√d, so that tanh saturates at no size.
      let scale = (3 / Double(d)).squareRoot()
      return Problem(
        graph: graph, objective: f, variables: [w1, w2],
        inputs: [
          (x, numbers.tensor(x.type)), (y, numbers.tensor(y.type)),
          (w1, numbers.tensor(w1.type, scale: scale)), (w2, numbers.tensor(w2.type, scale: scale)),
        ])
    },
    findings: { _ in [] })
}
