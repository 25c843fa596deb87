import ArgumentParser
import Costate
import CostateBenchmarks
import Foundation

/// `costate train`: the worked example on real data.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Trains the two-layer network f(W1, W2) = ‖tanh(X W1) W2 − Y‖² by Adam.",
    discussion: """
      Without --data it learns the UCI handwritten digits that are part of this program: 1797 \
      images of 8 × 8 pixels (E. Alpaydin and C. Kaynak 1998, doi 10.24432/C50P49, CC BY 4.0). \
      A step, from the rows of the batch to the new parameters, is one run of one graph.

      The same seed gives the same parameters, bit for bit, at any --threads.

      Examples:
        costate train --epochs 30 --save digits.safetensors
        costate train --load digits.safetensors --epochs 5
        costate train --data iris.csv --labels species --hidden 16
        costate train --data x.npy --labels y.npy --format json
      """)

  @Option(help: ArgumentHelp("Features, one row each: a CSV or NPY file.", valueName: "file"))
  var data: String?

  @Option(
    help: ArgumentHelp(
      "Labels 0, 1, …: a column of --data by number from 1 or by name, or a CSV or NPY file.",
      valueName: "column|file"))
  var labels: String?

  @Option(help: ArgumentHelp("Hidden units.", valueName: "n"))
  var hidden = 128

  @Option(help: ArgumentHelp("Passes over the training rows.", valueName: "n"))
  var epochs = 60

  @Option(help: ArgumentHelp("Rows of a step.", valueName: "n"))
  var batch = 64

  @Option(help: ArgumentHelp("Adam's first step size; it falls linearly to 0.", valueName: "x"))
  var rate = 0.003

  @Option(help: ArgumentHelp("What split, start and order of rows derive from.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Where to write the training curve.", valueName: "file.svg"))
  var curve = "training-curve.svg"

  @Option(help: ArgumentHelp("Where to write the parameters.", valueName: "file.safetensors"))
  var save: String?

  @Option(help: ArgumentHelp("Parameters to start from.", valueName: "file.safetensors"))
  var load: String?

  @OptionGroup var threads: ThreadsOption
  @OptionGroup var format: FormatOption

  func validate() throws {
    for (name, value) in [("--hidden", hidden), ("--batch", batch)] where value < 1 {
      throw ValidationError("\(name): expected at least 1, got \(value)")
    }
    guard epochs >= 0 else { throw ValidationError("--epochs: expected at least 0, got \(epochs)") }
    guard rate.isFinite, rate > 0 else {
      throw ValidationError("--rate: expected a positive number, got \(rate)")
    }
    guard hidden <= 1 << 20, batch <= 1 << 20 else {
      throw ValidationError("--hidden and --batch: expected at most \(1 << 20)")
    }
    if labels != nil, data == nil { throw ValidationError("--labels: expected --data with it") }
  }

  func run() throws {
    // Unwritable outputs are errors before any work is lost.
    let curveFile = try OutputFile(path: curve)
    let saveFile = try save.map { try OutputFile(path: $0) }
    let all = try readData()
    let (training, test) = all.split(testFraction: 0.25, seed: seed)
    guard training.rowCount > 0, test.rowCount > 0 else {
      throw FileError.content(
        path: data ?? "digits", expected: "enough rows to train and to test",
        found: "\(all.rowCount)")
    }
    let start = try startParameters(columnCount: all.columnCount, classCount: all.classCount)
    var trainer = try Trainer(
      training: training, test: test, start: start, batch: min(batch, training.rowCount),
      rate: rate, options: Options(width: threads.threads))
    if format.format == .text {
      print(trainer.planDescription)
    }
    let history = try train(&trainer)
    let result = try trainer.result(history: history)
    try curveFile.write(TrainingCurve(history: history).document.markup)
    if let saveFile { try result.parameters.safeTensors.write(to: saveFile) }
    switch format.format {
    case .text: print(result.summary(curve: curve, save: save))
    case .json: print(jsonText(result.record))
    }
  }

  private func readData() throws -> LabelledData {
    guard let data else { return Digits().labelledData }
    guard let labels else {
      throw ValidationError("--data: expected --labels with it, a column or a file")
    }
    return try LabelledData(readingFeatures: data, labels: LabelSource(argument: labels))
  }

  private func startParameters(columnCount: Int, classCount: Int) throws -> NetworkParameters {
    if let load {
      return try NetworkParameters(
        reading: load, inputCount: columnCount + 1, classCount: classCount)
    }
    return NetworkParameters(
      inputCount: columnCount + 1, hiddenCount: hidden, classCount: classCount, seed: seed)
  }

  private func train(_ trainer: inout Trainer) throws -> TrainingHistory {
    var history = TrainingHistory()
    var bar = ProgressBar(terminal: Terminal(.standardError)) {
      printToStandardError($0, isPartial: true)
    }
    let clock = ContinuousClock()
    let begin = clock.now
    let order = SeededGenerator(seed: seed ^ 0x5EED)
    var generator = order
    for epoch in 0..<epochs {
      let loss = try trainer.trainEpoch(
        order: generator.permutation(of: trainer.training.rowCount),
        rate: rate * (1 - Double(epoch) / Double(epochs)))
      history.append(trainingLoss: loss, testLoss: try trainer.testLoss())
      let elapsed = clock.now - begin
      bar.update(
        Progress(
          task: "train", completedCount: epoch + 1, totalCount: epochs, loss: loss,
          stepsPerSecond: Double(trainer.stepCount) / elapsed.seconds),
        elapsed: elapsed)
    }
    bar.finish()
    history.seconds = (clock.now - begin).seconds
    return history
  }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
