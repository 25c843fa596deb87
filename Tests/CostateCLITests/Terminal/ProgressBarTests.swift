import Testing

@testable import CostateCLI

@Suite struct ProgressBarTests {
  /// What a bar prints during work of 1000 steps, one each millisecond.
  private func output(on terminal: Terminal) -> [String] {
    var output: [String] = []
    var bar = ProgressBar(terminal: terminal) { output.append($0) }
    for step in 1...1000 {
      bar.update(
        Progress(
          task: "train", completedCount: step, totalCount: 1000, loss: nil, stepsPerSecond: 1000),
        elapsed: .milliseconds(step))
    }
    bar.finish()
    return output
  }

  @Test("A terminal sees at most ten drawings a second and the last step")
  func terminal() {
    let output = output(on: .plain(columnCount: 80))
    #expect(output.count <= 12)
    #expect(output.dropLast().last?.contains("100 %") == true)
  }

  @Test("A terminal sees one line, which then ends")
  func oneLine() {
    let output = output(on: .plain(columnCount: 80))
    #expect(output.dropLast().allSatisfy { $0.hasPrefix("\r") && !$0.contains("\n") })
    #expect(output.last == "\n")
  }

  @Test("A file gets a plain line at every tenth of the way")
  func pipe() {
    let output = output(on: .pipe)
    #expect(output.count == 10)
    #expect(output.first == "train   10 %  1k steps/s\n")
    #expect(output.allSatisfy { !$0.contains("\u{1B}") && !$0.contains("\r") })
  }

  @Test("A bar that was never drawn ends nothing")
  func notDrawn() {
    var output: [String] = []
    var bar = ProgressBar(terminal: .plain(columnCount: 80)) { output.append($0) }
    bar.finish()
    #expect(output.isEmpty)
  }
}
