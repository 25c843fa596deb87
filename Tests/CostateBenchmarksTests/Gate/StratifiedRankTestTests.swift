import Testing

@testable import CostateBenchmarks

@Suite struct `A stratified rank test` {
  private typealias Stratum = StratifiedRankTest.Stratum

  /// The tail of Mann and Whitney's published tables: U = 2 of 4 and 5 has 4 of 126 choices at or
  /// below it.
  @Test func `of one stratum has the tabulated probability of Mann and Whitney`() {
    let test = StratifiedRankTest([Stratum(group: [1, 2, 3, 6], others: [4, 5, 7, 8, 9])])
    #expect((test.probabilityOfLower - 4.0 / 126).magnitude < 1e-15)
  }

  @Test(arguments: [1, 5, 10])
  func `of pairs in one direction is the sign test`(_ count: Int) {
    let pairs = (0..<count).map { Stratum(group: [Double($0) + 0.5], others: [Double($0)]) }
    #expect(StratifiedRankTest(pairs).probabilityOfHigher == 1 / Double(1 << count))
  }

  /// 9 or 10 of 10: (10 + 1) / 2¹⁰.
  @Test func `of pairs with one against the rest is the sign test`() {
    let pairs = (0..<10).map { Stratum(group: [$0 == 0 ? -1 : 1], others: [0]) }
    #expect(StratifiedRankTest(pairs).probabilityOfHigher == 11.0 / 1024)
  }

  @Test func `does not see what differs between strata`() {
    let near = [Stratum(group: [1, 4], others: [2, 3]), Stratum(group: [8, 5], others: [6, 7])]
    let far = [near[0], Stratum(group: [8e9, 5e9], others: [6e9, 7e9])]
    #expect(StratifiedRankTest(near) == StratifiedRankTest(far))
  }

  @Test func `is certain of nothing where all samples are equal`() {
    let test = StratifiedRankTest([Stratum(group: [1, 1], others: [1, 1, 1, 1])])
    #expect(test.probabilityOfHigher == 1 && test.probabilityOfLower == 1)
  }

  @Test func `is the same in both directions`() {
    let strata = [
      Stratum(group: [3, 5], others: [1, 4, 4, 2]), Stratum(group: [1, 1], others: [1, 0, 2, 7]),
    ]
    let mirrored = strata.map {
      Stratum(group: $0.group.map { -$0 }, others: $0.others.map { -$0 })
    }
    let (test, mirror) = (StratifiedRankTest(strata), StratifiedRankTest(mirrored))
    #expect((test.probabilityOfHigher - mirror.probabilityOfLower).magnitude < 1e-15)
  }

  /// Every choice of 2 of 4 samples in each of two strata, counted one by one.
  @Test func `has the probability that counting every choice gives`() {
    let strata = [
      Stratum(group: [3, 9], others: [1, 3]), Stratum(group: [4, 2], others: [2, 8]),
    ]
    func midrankSums(_ stratum: Stratum) -> [Double] {
      let all = stratum.group + stratum.others
      let ranks = all.map { sample in
        Double(all.count { $0 < sample }) + (Double(all.count { $0 == sample }) + 1) / 2
      }
      return (0..<4).flatMap { i in (i + 1..<4).map { ranks[i] + ranks[$0] } }
    }
    let sums = midrankSums(strata[0]).flatMap { a in midrankSums(strata[1]).map { a + $0 } }
    let counted = Double(sums.count { $0 >= sums[0] }) / Double(sums.count)
    #expect((StratifiedRankTest(strata).probabilityOfHigher - counted).magnitude < 1e-15)
  }

  @Test func `finds nothing too often where nothing differs`() {
    var numbers = RandomNumbers()
    let trials = 2_000
    let found = (0..<trials).count { _ in
      let strata = (0..<4).map { _ in
        Stratum(
          group: (0..<2).map { _ in numbers.nextUniform() },
          others: (0..<4).map { _ in numbers.nextUniform() })
      }
      return StratifiedRankTest(strata).probabilityOfHigher <= 0.05
    }
    // Three standard deviations above 5 %.
    #expect(Double(found) / Double(trials) < 0.05 + 0.015)
  }
}
