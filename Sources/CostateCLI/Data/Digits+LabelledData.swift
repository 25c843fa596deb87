import CostateBenchmarks

extension Digits {
  /// The images as rows of features.
  var labelledData: LabelledData {
    LabelledData(
      features: images, columnCount: Digits.pixelCount, labels: labels,
      classCount: Digits.classCount)
  }
}
