public import CostateKernels
public import CostateTopology

extension CostModel {
  /// What a core of this instruction set with these caches takes.
  ///
  /// The rates are those of a core of 2.5 GHz or so with two FMA units, as read on virtual machines;
  /// ``calibrated`` reads them on this one.
  public init(topology: Topology, instructionSet: InstructionSet) {
    // Bytes of a vector of the level, against those of AVX-512.
    let vectors = instructionSet.vectorShare
    productFlopsPerNanosecond = 150 * vectors
    productNanoseconds = 150
    elementwiseFlopsPerNanosecond = 24 * vectors
    tileStepsPerNanosecond = 60 * vectors
    let rates = [90.0, 85, 27]
    memories = topology.caches.map { cache in
      Memory(
        byteCount: Double(cache.byteCount),
        bytesPerNanosecond: rates[min(max(cache.level, 1), rates.count) - 1] * max(vectors, 0.5))
    }
    memories.append(Memory(byteCount: .infinity, bytesPerNanosecond: 10))
    memoryCoreCount = 1.4
    gatherNanoseconds = 0.4
    instructionNanoseconds = 1.5
    itemNanoseconds = 70
    // Workers also wait for the cache lines that others wrote in the stage before.
    levelNanoseconds = 1_500
    regionNanoseconds = 2_000
    grainNanoseconds = 5_000
    strandLength = 8_192
  }
}

extension InstructionSet {
  /// How wide vectors are, as a share of AVX-512's; without FMA, what emulating it leaves.
  fileprivate var vectorShare: Double {
    switch self {
    case .v4: 1
    case .v3: 0.5
    default: 0.05
    }
  }
}
