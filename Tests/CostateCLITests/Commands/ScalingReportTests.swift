import Costate
import CostateBenchmarks
import Foundation
import Testing

@testable import CostateCLI

@Suite struct `A scaling report` {
  /// Two families on small graphs, measured for a moment.
  private static let document: Result<ScalingDocument, any Error> = Result {
    let harness = Harness(
      timekeeper: SystemTimekeeper(),
      budget: Budget(secondsPerCase: 0, leastRounds: 3, mostRounds: 3))
    let machine = Machine.current(
      width: try .detect(), instructionSet: try .chosen(), libraries: [])
    return ScalingDocument(
      machine: machine,
      families: try ScalingFamily.all.filter { ["chain", "star-out"].contains($0.name) }.map {
        try $0.measure(.quick, harness: harness)
      },
      tensors: try TensorScaling.measure(widths: [8, 16], harness: harness),
      comparisons: try DerivativeComparison.all())
  }

  @Test func `fits lines of 80 characters`() throws {
    let terminal = Terminal(isInteractive: false, windowColumnCount: 80, environment: [:])
    let text = ScalingText(try Self.document.get()).text(for: terminal)
    // The machine's name is as long as it is.
    let lines = text.split(separator: "\n").drop { !$0.hasPrefix("Counts") }
    for line in lines { #expect(line.count <= 80, "\(line)") }
  }

  @Test func `is a well-formed page`() throws {
    let markup = ScalingPage(try Self.document.get()).markup
    #expect(isWellFormed(String(markup.drop { $0 != "\n" })))
  }

  @Test func `has a plot for each family`() throws {
    let document = try Self.document.get()
    let markup = ScalingPage(document).markup
    #expect(markup.components(separatedBy: "</svg>").count - 1 == document.families.count)
  }

  @Test func `refers to nothing outside the page`() throws {
    let markup = ScalingPage(try Self.document.get()).markup
    #expect(!markup.contains("src=") && !markup.contains("href="))
  }
}
