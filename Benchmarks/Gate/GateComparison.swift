/// How two arms differ in one case: the test and the size of the effect.
///
/// Everything is compared within blocks, since the machine drifts between them.
package struct GateComparison: Sendable, Hashable {
  /// By which part the group is slower; negative where it is faster.
  ///
  /// The median of the means of all pairs of blocks: as robust as is needed where a few blocks are
  /// disturbed, and nearly as sharp as the mean.
  ///
  /// - Source: Hodges, Lehmann (1963), doi 10.1214/aoms/1177704172.
  let effect: Double
  /// How likely samples as slow are by chance.
  let probabilityOfSlower: Double
  /// How likely samples as fast are by chance.
  let probabilityOfFaster: Double
  /// The effect in each block.
  private let effects: [Double]

  /// Compares what a block's group took with what its others took.
  ///
  /// - Precondition: there is a block, and each has samples of both.
  init(_ strata: [StratifiedRankTest.Stratum]) {
    let effects = strata.map { Summary.median($0.group) / Summary.median($0.others) - 1 }
    effect = Self.centre(effects)
    self.effects = effects
    let test = StratifiedRankTest(strata)
    probabilityOfSlower = test.probabilityOfHigher
    probabilityOfFaster = test.probabilityOfLower
  }

  /// In which the effect lies with 95 % confidence, by drawing blocks again.
  var interval: ClosedRange<Double> { Bootstrap().interval(of: Self.centre, effects) }

  /// The median of the means of all pairs, each number with itself being one.
  private static func centre(_ effects: [Double]) -> Double {
    Summary.median(
      effects.indices.flatMap { first in effects[first...].map { (effects[first] + $0) / 2 } })
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
