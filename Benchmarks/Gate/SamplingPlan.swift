/// In which order processes run: blocks in which each arm runs twice, the second time in the opposite
/// order (ABC CBA), so that a steady drift of the machine adds the same to every arm.
///
/// The arms take turns in the first place, since the middle of a block is not like its ends.
package enum SamplingPlan {
  /// How often each arm runs in a block.
  package static let processesPerArm = 2
  /// The processes of a block.
  package static let processesPerBlock = processesPerArm * GateArm.allCases.count
  /// The least number of blocks of a stage: with four the rarest order has a probability of
  /// (1/15)⁴ = 0.00002, below what a discovery among a thousand cases needs.
  package static let leastBlocks = 4
  /// The most blocks of a stage: beyond it a smaller spread tells nothing that the effect floor
  /// would not hide.
  package static let mostBlocks = 60

  /// The arms of a block, in the order in which they run.
  package static func order(ofBlock block: Int) -> [GateArm] {
    let arms = GateArm.allCases
    let turn = block % arms.count
    let forward = Array(arms[turn...] + arms[..<turn])
    return forward + forward.reversed()
  }

  /// How many blocks fit into a time; at least the least number.
  ///
  /// - Parameter processSeconds: how long one process lasts.
  package static func blockCount(in seconds: Double, processSeconds: Double) -> Int {
    let fitting = seconds / (Double(processesPerBlock) * processSeconds)
    return Int(max(Double(leastBlocks), min(Double(mostBlocks), fitting.rounded(.down))))
  }
}
