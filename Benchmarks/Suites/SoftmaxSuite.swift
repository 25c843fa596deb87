import Costate

extension BenchmarkSuite {
  /// Softmax regression on the embedded handwritten digits.
  static let softmax = BenchmarkSuite(
    name: "softmax", summary: "loss and gradient of softmax regression on handwritten digits",
    figures: [.microseconds, .gigaflopsPerSecond],
    cases: [64, 1_797].map { rowCount in
      BenchmarkCase(name: "digits/\(rowCount)", elementType: .float) {
        try GraphBenchmark(softmaxRegression(rowCount: rowCount), bound: .arithmetic)
      }
    })
}

/// The mean of −log p(label) over the first images, with p = softmax(X W + b).
private func softmaxRegression(rowCount: Int) throws -> Problem {
  let digits = Digits()
  let graph = Graph()
  let x = try graph.input("X", shape: [rowCount, Digits.pixelCount])
  let y = try graph.input("Y", shape: [rowCount, Digits.classCount])
  let w = try graph.input("W", shape: [Digits.pixelCount, Digits.classCount])
  let b = try graph.input("b", shape: [Digits.classCount])
  let scores = try x • w + b
  let chosen = try (scores * y).sum(axes: [1])
  let f = try (scores.logSumExp(axes: [1]) - chosen).mean().named("f")
  var numbers = RandomNumbers()
  let labels = digits.labels.prefix(rowCount)
  return Problem(
    graph: graph, objective: f, variables: [w, b],
    inputs: [
      (
        x,
        Tensor(unchecked: .float(Array(digits.images.prefix(x.shape.elementCount))), shape: x.shape)
      ),
      (
        y,
        Tensor(
          unchecked: .float(
            labels.flatMap { label in
              (0..<Digits.classCount).map { $0 == label ? 1 : 0 }
            }), shape: y.shape)
      ),
      (w, numbers.tensor(w.type, scale: 0.1)), (b, numbers.tensor(b.type, scale: 0.1)),
    ])
}
