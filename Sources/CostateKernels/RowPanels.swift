/// The rows of a block of the result in panels of at most MR, as equal as they can be: a panel of few
/// rows takes as long as one of several.
struct RowPanels: Sendable {
  /// The number of panels.
  let count: Int
  private let leastRowCount: Int
  /// How many panels, the first ones, have one row more.
  private let tallerCount: Int

  /// Cuts `rowCount > 0` rows.
  init(rowCount: Int, mr: Int) {
    count = (rowCount + mr - 1) / mr
    leastRowCount = rowCount / count
    tallerCount = rowCount - leastRowCount * count
  }

  /// The number of rows.
  var rowCount: Int { start(of: count) }

  /// The first row of a panel.
  func start(of panel: Int) -> Int { panel * leastRowCount + min(panel, tallerCount) }

  /// The rows of a panel.
  func rowCount(of panel: Int) -> Int { leastRowCount + (panel < tallerCount ? 1 : 0) }

  /// The end of the panels from one on, below a bound, that have as many rows.
  func endOfEqualPanels(from panel: Int, below end: Int) -> Int {
    panel < tallerCount ? min(end, tallerCount) : end
  }
}
