import Testing

@testable import CostateKernels
@testable import CostateSIMD

@Suite("Right panels") struct RightPanelTests {
  /// Rows of 8 KiB, which microtiles with a cache line of each do not pack on the way, and short ones.
  @Test("have the next panel's rows fetched once", arguments: [40, 2048])
  func fetching(rowStride: Int) throws {
    let kernels = InstructionSet.best.float
    let (columnCount, termCount, nextTermCount, panelCount) = (40, 60, 50, 7)
    let operand = TestBuffer<Float>(count: (termCount + nextTermCount) * rowStride) { 0 }
    let memory = TestBuffer<Float>(count: termCount * (columnCount + kernels.products.nr)) { 0 }
    var panel = RightPanel(
      MatrixView(base: operand.pointer, (rowStride, 1)), columnCount: columnCount,
      termCount: termCount, nextTermCount: nextTermCount, rowPanelCount: panelCount,
      memory: memory.base, kernels)
    let packsOnTheWay = panel.packing != nil
    var fetched: [Int] = []
    for panels in [0..<1, 1..<3, 3..<7] {
      let upcoming = panel.upcoming(during: panels, of: panelCount, stepCount: 10)
      #expect((upcoming == nil) == (packsOnTheWay && panels.lowerBound == 0))
      if let upcoming {
        let start = (upcoming.row - operand.pointer) / rowStride - termCount
        let lineCount = CacheLine.lineCount(columnCount, of: Float.self)
        fetched += start..<start + upcoming.remainingLineCount / lineCount
      }
      panel.finishPacking()
    }
    #expect(fetched == Array(0..<nextTermCount))
  }

  @Test("without a next one have none fetched")
  func last() {
    let kernels = InstructionSet.best.double
    let operand = TestBuffer<Double>(count: 64 * 40) { 0 }
    let memory = TestBuffer<Double>(count: 64 * (40 + kernels.products.nr)) { 0 }
    let panel = RightPanel(
      MatrixView(base: operand.pointer, (40, 1)), columnCount: 40, termCount: 64,
      nextTermCount: 0, rowPanelCount: 7, memory: memory.base, kernels)
    #expect(panel.upcoming(during: 1..<7, of: 7, stepCount: 10) == nil)
  }
}
