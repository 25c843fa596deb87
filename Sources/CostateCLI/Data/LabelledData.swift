/// Rows of features, each with the class it belongs to.
struct LabelledData: Equatable, Sendable {
  /// The features, row by row.
  let features: [Float]
  /// The number of features of one row.
  let columnCount: Int
  /// The class of each row, in `0 ..< classCount`.
  let labels: [Int]
  /// The number of classes; some may have no row.
  let classCount: Int

  /// The number of rows.
  var rowCount: Int { labels.count }

  /// Checks that the parts belong together.
  init(features: [Float], columnCount: Int, labels: [Int], classCount: Int) {
    precondition(
      features.count == labels.count * columnCount,
      "\(labels.count) rows of \(columnCount) features, but \(features.count) values")
    precondition(
      labels.allSatisfy { (0..<classCount).contains($0) }, "a label is not in 0..<\(classCount)")
    self.features = features
    self.columnCount = columnCount
    self.labels = labels
    self.classCount = classCount
  }

  /// The rows of the given indices, in their order.
  func rows(_ indices: some Sequence<Int>) -> LabelledData {
    let indices = Array(indices)
    return LabelledData(
      features: indices.flatMap { features[$0 * columnCount..<($0 + 1) * columnCount] },
      columnCount: columnCount, labels: indices.map { labels[$0] }, classCount: classCount)
  }

  /// Divides the rows at random into two disjoint parts.
  ///
  /// - Parameters:
  ///   - testFraction: The share of rows in the test part, 0…1; their number is rounded.
  ///   - seed: Decides the split; the same seed gives the same split on every machine.
  func split(
    testFraction: Double, seed: UInt64
  ) -> (training: LabelledData, test: LabelledData) {
    precondition(
      (0...1).contains(testFraction), "the test fraction must be 0…1, not \(testFraction)")
    var generator = SeededGenerator(seed: seed)
    let order = generator.permutation(of: rowCount)
    let testCount = Int((Double(rowCount) * testFraction).rounded())
    return (training: rows(order.dropFirst(testCount)), test: rows(order.prefix(testCount)))
  }

  /// The labels as rows of `classCount` values: 1 at the class, 0 elsewhere.
  var oneHotLabels: [Float] {
    var targets = [Float](repeating: 0, count: rowCount * classCount)
    for (row, label) in labels.enumerated() {
      targets[row * classCount + label] = 1
    }
    return targets
  }
}
