import Costate
import CostateBenchmarks
import Testing

@testable import CostateCLI

@Suite struct `Training the two-layer network` {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  /// A few epochs on a part of the digits.
  private func train(
    _ options: Options, seed: UInt64 = 3, epochs: Int = 2, start: NetworkParameters? = nil
  ) throws -> NetworkParameters {
    let digits = Digits().labelledData.rows(0..<300)
    let (training, test) = digits.split(testFraction: 0.25, seed: seed)
    var trainer = try Trainer(
      training: training, test: test,
      start: start
        ?? NetworkParameters(inputCount: 65, hiddenCount: 20, classCount: 10, seed: seed),
      batch: 32, rate: 0.01, options: options)
    for _ in 0..<epochs {
      _ = try trainer.trainEpoch(order: Array(0..<training.rowCount), rate: 0.01)
    }
    return try trainer.parameters()
  }

  @Test func `gives the same parameters at every width and instruction set`() throws {
    let expected = try train(Options(width: 1, instructionSet: .baseline)).digest
    for level in InstructionSet.available {
      for width in 1...3 {
        #expect(try train(Options(width: width, instructionSet: level)).digest == expected)
      }
    }
  }

  @Test func `gives other parameters for another seed`() throws {
    #expect(try train(Options(width: 1)).digest != train(Options(width: 1), seed: 4).digest)
  }

  @Test func `lowers the loss and recognises most digits`() throws {
    let (training, test) = Digits().labelledData.split(testFraction: 0.25, seed: 1)
    var trainer = try Trainer(
      training: training, test: test,
      start: NetworkParameters(inputCount: 65, hiddenCount: 64, classCount: 10, seed: 1),
      batch: 64, rate: 0.005, options: Options())
    var generator = SeededGenerator(seed: 7)
    let before = try trainer.testLoss()
    for _ in 0..<10 {
      _ = try trainer.trainEpoch(
        order: generator.permutation(of: training.rowCount), rate: 0.005)
    }
    #expect(try trainer.testLoss() < before / 4)
    #expect(try trainer.testAccuracy() > 0.9)
  }

  @Test func `starts from saved parameters, bit for bit`() throws {
    let first = try train(Options(width: 1), epochs: 1)
    let path = directory.path + "/parameters.safetensors"
    try first.safeTensors.write(to: OutputFile(path: path))
    let loaded = try NetworkParameters(reading: path, inputCount: 65, classCount: 10)
    #expect(loaded.digest == first.digest)
    #expect(loaded.hiddenCount == 20)
  }

  @Test func `refuses parameters of another shape`() throws {
    let parameters = NetworkParameters(inputCount: 5, hiddenCount: 4, classCount: 3, seed: 1)
    let path = directory.path + "/parameters.safetensors"
    try parameters.safeTensors.write(to: OutputFile(path: path))
    #expect(
      throws: FileError.content(
        path: path, expected: "W1 of floats, 65 × hidden", found: "5 × 4")
    ) { try NetworkParameters(reading: path, inputCount: 65, classCount: 10) }
  }
}
