/// An extent cut into parts of nearly equal length, at multiples of a unit.
struct EvenSplit: Sendable, Hashable {
  /// The number of elements.
  let extent: Int
  /// Where cuts may lie: at multiples of this.
  let unit: Int
  /// The number of parts, none of which is empty; 0 for an empty extent.
  let partCount: Int

  /// Cuts into at most `desiredPartCount` parts.
  init(extent: Int, unit: Int, desiredPartCount: Int) {
    self.extent = extent
    self.unit = unit
    partCount = min(max(1, desiredPartCount), (extent + unit - 1) / unit)
  }

  /// The elements of a part.
  func range(ofPart part: Int) -> Range<Int> {
    cut(before: part)..<min(extent, cut(before: part + 1))
  }

  /// The length of the longest part.
  var longestPart: Int {
    partCount == 0 ? 0 : min(extent, (unitCount + partCount - 1) / partCount * unit)
  }

  private var unitCount: Int { (extent + unit - 1) / unit }

  private func cut(before part: Int) -> Int { part * unitCount / partCount * unit }
}
