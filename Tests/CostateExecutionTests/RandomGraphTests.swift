import CostateGraph
import Foundation
import TestSupport
import Testing

/// Random graphs of all operations, run in random ways. `COSTATE_FUZZ_GRAPHS` says how many; the
/// seed of a failure is its number.
@Suite struct `Random graphs` {
  private static let partCount: UInt64 = 8
  private static let graphCount =
    ProcessInfo.processInfo.environment["COSTATE_FUZZ_GRAPHS"].flatMap { UInt64($0) } ?? 300

  @Test(arguments: 0..<partCount)
  func `have the reference's values and adjoints`(_ part: UInt64) throws {
    for seed in stride(from: part, to: Self.graphCount, by: Int(Self.partCount)) {
      var generator = Generator(seed: ~seed)
      let random = try RandomGraph(seed: seed)
      let oracle = Oracle(random.graph, inputs: random.inputs)
      for _ in 0..<3 {
        let difference = try oracle.firstDifference(
          random.outputs, .random(using: &generator))
        #expect(difference == nil, "seed \(seed)")
      }
    }
  }
}
