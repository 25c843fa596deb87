import Testing

@testable import CostateBenchmarks

@Suite struct `The spread of a gate` {
  /// Blocks of uniform noise around 1, with heads far away.
  private func blocks(_ count: Int, noise: Double, drift: Double = 0) -> [GateBlock] {
    var numbers = RandomNumbers()
    return (0..<count).map { index in
      func draw() -> Double { (1 + noise * numbers.nextUniform()) * (1 + drift * Double(index)) }
      return GateBlock(
        base: [draw(), draw()], head: [5 * draw(), 7 * draw()], control: [draw(), draw()])
    }
  }

  @Test func `is nothing where all processes agree`() {
    #expect(GateSpread.standardError(of: blocks(4, noise: 0)) == 0)
  }

  @Test func `is in proportion to the noise`() {
    let ratio =
      GateSpread.standardError(of: blocks(100, noise: 0.02))
      / GateSpread.standardError(of: blocks(100, noise: 0.01))
    #expect((ratio - 2).magnitude < 0.05)
  }

  @Test func `halves with four times the blocks`() {
    let ratio =
      GateSpread.standardError(of: blocks(100, noise: 0.01))
      / GateSpread.standardError(of: blocks(400, noise: 0.01))
    #expect((ratio - 2).magnitude < 0.3)
  }

  @Test func `does not see what differs between blocks`() {
    let ratio =
      GateSpread.standardError(of: blocks(100, noise: 0.01, drift: 0.1))
      / GateSpread.standardError(of: blocks(100, noise: 0.01))
    #expect((ratio - 1).magnitude < 1e-9)
  }
}
