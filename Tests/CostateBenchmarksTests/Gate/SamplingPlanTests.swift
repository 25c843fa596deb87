import Testing

@testable import CostateBenchmarks

@Suite struct `A sampling plan` {
  @Test(arguments: 0..<6)
  func `adds as much of a steady drift to every arm`(_ block: Int) {
    let order = SamplingPlan.order(ofBlock: block)
    let sums = GateArm.allCases.map { arm in
      order.indices.filter { order[$0] == arm }.reduce(0, +)
    }
    #expect(Set(sums).count == 1)
  }

  @Test func `gives every arm the first place in turn`() {
    #expect(Set((0..<3).map { SamplingPlan.order(ofBlock: $0)[0] }).count == 3)
  }

  @Test func `fits into its time`() {
    let count = SamplingPlan.blockCount(in: 120, processSeconds: 1)
    #expect(Double(count * SamplingPlan.processesPerBlock) <= 120)
    #expect(Double((count + 1) * SamplingPlan.processesPerBlock) > 120)
  }

  @Test func `has the least number of blocks in no time`() {
    #expect(SamplingPlan.blockCount(in: 0, processSeconds: 1) == SamplingPlan.leastBlocks)
  }

  @Test func `has no more blocks than help`() {
    #expect(SamplingPlan.blockCount(in: 1e9, processSeconds: 1e-3) == SamplingPlan.mostBlocks)
  }
}
