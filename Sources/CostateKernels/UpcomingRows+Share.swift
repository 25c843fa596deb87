import CostateSIMD

extension UpcomingRows {
  /// What some row panels have fetched of rows that several fetch together: a share of them in order; nil if
  /// that is none.
  ///
  /// - Parameters:
  ///   - rowCount: how many rows all fetch.
  ///   - panels: the row panels that fetch this share.
  ///   - allPanels: those that fetch all rows.
  init?(
    _ first: UnsafePointer<Scalar>, rowStep: Int, rowCount: Int, elementCount: Int,
    during panels: Range<Int>, of allPanels: Range<Int>, stepCount: Int
  ) {
    func share(_ panel: Int) -> Int { rowCount * (panel - allPanels.lowerBound) / allPanels.count }
    let (start, end) = (share(panels.lowerBound), share(panels.upperBound))
    guard end > start else { return nil }
    self.init(
      first + start * rowStep, rowStep: rowStep, rowCount: end - start,
      elementCount: elementCount, stepCount: stepCount)
  }
}
