import Testing

@testable import CostateCLI

@Suite struct ProgressTests {
  private func progress(_ completedCount: Int, loss: Double? = 0.012_34) -> Progress {
    Progress(
      task: "train", completedCount: completedCount, totalCount: 100, loss: loss,
      stepsPerSecond: 1234)
  }

  @Test("The line shows the share, the loss and the throughput")
  func line() {
    #expect(
      progress(62).line(width: 60)
        == "train  ━━━━━━━━━━───────   62 %  loss 0.01234  1.23k steps/s")
  }

  @Test("The line never exceeds the width", arguments: [0, 5, 20, 40, 47, 48, 79, 200])
  func width(width: Int) {
    #expect(progress(62).line(width: width).count <= width)
  }

  @Test("No steps are all done")
  func noSteps() {
    let progress = Progress(
      task: "train", completedCount: 0, totalCount: 0, loss: nil, stepsPerSecond: 0)
    #expect(progress.fraction == 1)
  }

  @Test("Without a loss none is shown")
  func noLoss() {
    #expect(progress(5, loss: nil).summary == "train    5 %  1.23k steps/s")
  }
}
