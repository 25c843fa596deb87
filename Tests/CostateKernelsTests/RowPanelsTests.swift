import Testing

@testable import CostateKernels

@Suite("Row panels") struct RowPanelsTests {
  @Test("cover every row once, each with at most MR rows", arguments: [6, 12])
  func coverage(mr: Int) {
    for rowCount in 1...100 {
      for panels in [
        RowPanels(rowCount: rowCount, mr: mr), RowPanels(equally: rowCount, mr: mr),
      ] {
        var next = 0
        for panel in 0..<panels.count {
          #expect(panels.start(of: panel) == next)
          #expect((1...mr).contains(panels.rowCount(of: panel)))
          next += panels.rowCount(of: panel)
        }
        #expect(next == rowCount)
      }
    }
  }

  @Test(
    "are equal where two thirds of MR rows or more divide the rows",
    arguments: [
      (32, [8, 8, 8, 8]), (33, [11, 11, 11]), (40, [10, 10, 10, 10]), (26, [9, 9, 8]),
    ])
  func equality(rowCount: Int, expected: [Int]) {
    let panels = RowPanels(equally: rowCount, mr: 12)
    #expect((0..<panels.count).map(panels.rowCount) == expected)
    #expect(
      (panels.endOfEqualPanels(from: 0, below: panels.count) == panels.count) == (rowCount != 26))
  }

  @Test("are found at once for any number of rows")
  func anyNumberOfRows() {
    let panels = RowPanels(equally: (1 << 60) + 1, mr: 12)
    #expect(
      panels.start(of: panels.count - 1) + panels.rowCount(of: panels.count - 1) == (1 << 60) + 1)
  }
}
