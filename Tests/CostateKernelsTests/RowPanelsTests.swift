import Testing

@testable import CostateKernels

@Suite("Row panels") struct RowPanelsTests {
  @Test("cover every row once, each with at most MR rows", arguments: [6, 12])
  func coverage(mr: Int) {
    for rowCount in 1...100 {
      let panels = RowPanels(rowCount: rowCount, mr: mr)
      var next = 0
      for panel in 0..<panels.count {
        #expect(panels.start(of: panel) == next)
        #expect((1...mr).contains(panels.rowCount(of: panel)))
        next += panels.rowCount(of: panel)
      }
      #expect(next == rowCount)
    }
  }

  @Test("have two heights at most, the greater first")
  func heights() {
    let panels = RowPanels(rowCount: 26, mr: 12)
    #expect((0..<panels.count).map(panels.rowCount) == [9, 9, 8])
    #expect(panels.endOfEqualPanels(from: 0, below: 3) == 2)
    #expect(panels.endOfEqualPanels(from: 2, below: 3) == 3)
  }
}
