import Costate

/// Trains the network on rows in a given order and evaluates it.
struct Trainer {
  let training: LabelledData
  let test: LabelledData
  private let batch: Int
  private let shape: NetworkParameters
  private let graph: TrainingGraph
  private let program: Program
  private let workspace: Workspace
  private let evaluation: EvaluationGraph
  private let evaluationWorkspace: Workspace
  /// The steps so far.
  private(set) var stepCount = 0

  init(
    training: LabelledData, test: LabelledData, start: NetworkParameters, batch: Int, rate: Double,
    options: Options
  ) throws {
    self.training = training
    self.test = test
    self.batch = batch
    shape = start
    graph = try TrainingGraph(rowCount: training.rowCount, batch: batch, parameters: start)
    var stepOptions = options
    stepOptions.checking = .nonFinite
    program = try Program(outputs: [graph.loss], options: stepOptions)
    workspace = try program.makeWorkspace()
    evaluation = try EvaluationGraph(test, parameters: start)
    evaluationWorkspace = try Program(
      outputs: [evaluation.outputs, evaluation.loss], options: options
    ).makeWorkspace()
    try workspace.set(graph.features, to: training.featuresAndOne)
    try workspace.set(graph.targets, to: training.oneHotLabels)
    try workspace.set(graph.first, to: start.first)
    try workspace.set(graph.second, to: start.second)
    for (node, value) in graph.state {
      try workspace.set(
        node, to: [Float](repeating: Float(value), count: node.shape.elementCount))
    }
  }

  /// One pass over the rows; the rows beyond the last whole batch wait for another order.
  ///
  /// - Returns: the mean loss of a row.
  /// - Throws: ``DivergenceError`` when a value is no longer finite.
  mutating func trainEpoch(order: [Int], rate: Double) throws -> Double {
    try workspace.set(graph.rate, to: rate)
    var sum = 0.0
    let batchCount = order.count / batch
    for index in 0..<batchCount {
      try workspace.set(
        graph.rows, to: order[index * batch..<(index + 1) * batch].map { Int32($0) })
      do {
        try workspace.run()
      } catch {
        throw DivergenceError.explaining(error, step: stepCount + index + 1)
      }
      sum += try workspace.scalar(of: graph.loss)
    }
    stepCount += batchCount
    return sum / Double(batchCount * batch)
  }

  /// The mean loss of a test row.
  func testLoss() throws -> Double {
    try evaluate()
    return try evaluationWorkspace.scalar(of: evaluation.loss) / Double(test.rowCount)
  }

  /// The share of test rows whose largest output is their label.
  func testAccuracy() throws -> Double {
    try evaluate()
    let outputs = try evaluationWorkspace.value(of: evaluation.outputs).doubles
    let count = shape.classCount
    let hits = test.labels.enumerated().filter { row, label in
      let scores = outputs[row * count..<(row + 1) * count]
      return scores.firstIndex(of: scores.max() ?? 0) == row * count + label
    }
    return Double(hits.count) / Double(test.rowCount)
  }

  private func evaluate() throws {
    let parameters = try parameters()
    try evaluationWorkspace.set(evaluation.first, to: parameters.first)
    try evaluationWorkspace.set(evaluation.second, to: parameters.second)
    try evaluationWorkspace.run()
  }

  /// The parameters as they are now.
  func parameters() throws -> NetworkParameters {
    var parameters = shape
    parameters.first = try workspace.value(of: graph.first).floats ?? []
    parameters.second = try workspace.value(of: graph.second).floats ?? []
    return parameters
  }

  /// The plan in three lines.
  var planDescription: String {
    let report = program.report
    let parallel = report.levels.filter(\.isParallel).count
    return """
      graph    |V| = \(report.nodeCount), |E| = \(report.edgeCount), \
      \(training.rowCount) training and \(test.rowCount) test rows
      plan     \(report.levels.count) levels, \(parallel) of them parallel, \
      \(byteText(report.arenaByteCount)) (\(byteText(report.unsharedByteCount)) unshared)
      machine  width \(report.width), instruction set \(report.instructionSet.rawValue)
      """
  }

  func result(history: TrainingHistory) throws -> TrainingResult {
    TrainingResult(
      parameters: try parameters(), accuracy: try testAccuracy(), testRowCount: test.rowCount,
      stepCount: stepCount, history: history, report: program.report)
  }
}

/// Bytes as KiB, MiB or GiB with one decimal.
func byteText(_ byteCount: Int) -> String {
  var value = Double(byteCount) / 1024
  var unit = "KiB"
  for next in ["MiB", "GiB"] where value >= 1024 {
    value /= 1024
    unit = next
  }
  return "\((value * 10).rounded() / 10) \(unit)"
}
