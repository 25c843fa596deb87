/// How two arms differ in one case: the test and the size of the effect.
///
/// Everything is compared within blocks, since the machine drifts between them.
package struct GateComparison: Sendable, Hashable {
  /// By which part the group is slower: the median over the blocks; negative where it is faster.
  let effect: Double
  /// In which the effect lies with 95 % confidence, by drawing blocks again.
  let interval: ClosedRange<Double>
  /// How likely samples as slow are by chance.
  let probabilityOfSlower: Double
  /// How likely samples as fast are by chance.
  let probabilityOfFaster: Double

  /// Compares what a block's group took with what its others took.
  ///
  /// - Precondition: there is a block, and each has samples of both.
  init(_ strata: [StratifiedRankTest.Stratum]) {
    let effects = strata.map { Summary.median($0.group) / Summary.median($0.others) - 1 }
    let summary = Summary(effects)
    effect = summary.median
    interval = summary.interval
    let test = StratifiedRankTest(strata)
    probabilityOfSlower = test.probabilityOfHigher
    probabilityOfFaster = test.probabilityOfLower
  }

  /// The head against all processes of the base, the control's being the base's too.
  init(headOf blocks: [GateBlock]) {
    self.init(blocks.map { .init(group: $0.head, others: $0.base + $0.control) })
  }

  /// The control against the base: what a comparison says where nothing differs.
  init(controlOf blocks: [GateBlock]) {
    self.init(blocks.map { .init(group: $0.control, others: $0.base) })
  }
}
