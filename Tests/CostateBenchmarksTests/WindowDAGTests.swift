import Costate
@testable import CostateBenchmarks
import Testing

@Suite struct WindowDAGTests {
  @Test(arguments: [10_000, 100_000])
  func `value and gradient are those that other tools found`(_ nodeCount: Int) throws {
    let workload = Workload.windowDAG
    let findings = try workload.findings(workload.values(["nodes": nodeCount]))
    #expect(findings.count == 2)
    for finding in findings { #expect(finding.holds, "\(finding.label): \(finding.value)") }
  }

  @Test func `a graph smaller than its window is built`() throws {
    #expect(try Workload.windowDAG.problem(["nodes": 1]).graph.nodeCount == 2_000)
  }
}
