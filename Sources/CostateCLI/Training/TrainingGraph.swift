import Costate

/// One training step as a graph: rows of a batch, loss, adjoints, and Adam's updates.
struct TrainingGraph {
  let graph = Graph()
  /// All training rows with a last column of ones, and their one-hot labels.
  let features: Node
  let targets: Node
  /// The rows of the batch.
  let rows: Node
  /// Adam's step size.
  let rate: Node
  let first: Node
  let second: Node
  /// ‖tanh(X W1) W2 − Y‖² of the batch.
  let loss: Node
  /// The moments and powers that start at given numbers, with those numbers.
  private(set) var state: [(node: Node, start: Double)] = []

  /// - Parameters:
  ///   - rowCount: training rows.
  ///   - batch: rows of a step.
  init(rowCount: Int, batch: Int, parameters: NetworkParameters) throws(GraphError) {
    let (inputs, hidden, classes) = (
      parameters.inputCount, parameters.hiddenCount, parameters.classCount
    )
    features = try graph.input("X", shape: [rowCount, inputs])
    targets = try graph.input("Y", shape: [rowCount, classes])
    rows = try graph.input("rows", shape: [batch], elementType: .int32)
    rate = try graph.input("rate")
    first = try graph.input("W1", shape: [inputs, hidden])
    second = try graph.input("W2", shape: [hidden, classes])
    let x = try features.gatheringRows(at: rows)
    let y = try targets.gatheringRows(at: rows)
    loss = try (tanh(x • first) • second - y).squaredNorm().named("loss")
    let (dFirst, dSecond) = try loss.adjoints(of: first, second)
    try addAdam([(first, dFirst), (second, dSecond)])
  }

  /// Kingma and Ba (2015), "Adam: a method for stochastic optimization", arXiv 1412.6980,
  /// algorithm 1 with the rearranged step of its section 2.
  private mutating func addAdam(
    _ parameters: [(node: Node, adjoint: Node)]
  ) throws(GraphError) {
    let (decay1, decay2, epsilon) = (0.9, 0.999, 1e-8)
    let power1 = try moment("β1^t", shape: .scalar, start: 1)
    let power2 = try moment("β2^t", shape: .scalar, start: 1)
    let next1 = try power1 * decay1
    let next2 = try power2 * decay2
    try graph.update(power1, to: next1)
    try graph.update(power2, to: next2)
    let step = try rate * sqrt(1 - next2) / (1 - next1)
    for (node, adjoint) in parameters {
      let name = node.name ?? "W"
      let mean = try moment("m(\(name))", shape: node.shape, start: 0)
      let variance = try moment("v(\(name))", shape: node.shape, start: 0)
      let newMean = try mean * decay1 + adjoint * (1 - decay1)
      let newVariance = try variance * decay2 + adjoint * adjoint * (1 - decay2)
      try graph.update(mean, to: newMean)
      try graph.update(variance, to: newVariance)
      try graph.update(node, to: node - step * newMean / (sqrt(newVariance) + epsilon))
    }
  }

  private mutating func moment(
    _ name: String, shape: Shape, start: Double
  ) throws(GraphError) -> Node {
    let node = try graph.input(name, shape: shape)
    state.append((node, start))
    return node
  }
}

/// The network's outputs and loss on the test rows.
struct EvaluationGraph {
  let graph = Graph()
  let first: Node
  let second: Node
  let outputs: Node
  let loss: Node

  /// Rows with a last column of ones, and their one-hot labels, are constants.
  init(_ data: LabelledData, parameters: NetworkParameters) throws(GraphError) {
    first = try graph.input("W1", shape: [parameters.inputCount, parameters.hiddenCount])
    second = try graph.input("W2", shape: [parameters.hiddenCount, parameters.classCount])
    let x = try graph.constant(
      Tensor(
        .float(data.featuresAndOne), shape: [data.rowCount, parameters.inputCount]))
    let y = try graph.constant(
      Tensor(.float(data.oneHotLabels), shape: [data.rowCount, parameters.classCount]))
    outputs = try (tanh(x • first) • second).named("outputs")
    loss = try (outputs - y).squaredNorm().named("loss")
  }
}

extension LabelledData {
  /// The features with a last column of ones, for the units' thresholds.
  var featuresAndOne: [Float] {
    (0..<rowCount).flatMap { row in
      features[row * columnCount..<(row + 1) * columnCount] + [1]
    }
  }
}
