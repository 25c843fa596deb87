import Testing

@testable import CostateCLI

@Suite struct LabelledDataTests {
  private let data = LabelledData(
    features: (0..<40).map(Float.init), columnCount: 4, labels: [0, 1, 2, 0, 1, 2, 0, 1, 2, 0],
    classCount: 3)

  @Test("The parts of a split hold every row once")
  func partition() {
    let (training, test) = data.split(testFraction: 0.3, seed: 5)
    let firstColumns = (training.features + test.features).filter {
      Int($0).isMultiple(of: 4)
    }
    #expect(firstColumns.sorted() == (0..<10).map { Float(4 * $0) })
    #expect(test.rowCount == 3)
  }

  @Test("A row keeps its label")
  func labels() {
    let (training, test) = data.split(testFraction: 0.5, seed: 9)
    for part in [training, test] {
      let rows = (0..<part.rowCount).map { Int(part.features[4 * $0]) / 4 }
      #expect(part.labels == rows.map { $0 % 3 })
    }
  }

  @Test("The same seed gives the same split")
  func reproducible() {
    #expect(data.split(testFraction: 0.5, seed: 1) == data.split(testFraction: 0.5, seed: 1))
  }

  @Test("Another seed gives another split")
  func seeds() {
    #expect(
      data.split(testFraction: 0.5, seed: 1).test != data.split(testFraction: 0.5, seed: 2).test)
  }

  @Test("A part may be empty", arguments: [0.0, 1.0])
  func emptyPart(fraction: Double) {
    #expect(data.split(testFraction: fraction, seed: 1).test.rowCount == Int(10 * fraction))
  }

  @Test("One-hot labels have a one at the class")
  func oneHot() {
    #expect(data.rows([1, 0]).oneHotLabels == [0, 1, 0, 1, 0, 0])
  }
}
