import CostateGraph
import CostateKernels

/// What work takes on this machine, in nanoseconds: what serial or parallel and the grain are
/// decided with, and what ``Report`` predicts with.
///
/// Decisions made with it never change bits. A program's default comes from its topology and
/// instruction set, ``calibrated`` measures; every coefficient can be given in code.
public struct CostModel: Sendable, Hashable {
  /// Single-precision flops a core does in a nanosecond inside a matrix product; half of them in
  /// double precision.
  public var productFlopsPerNanosecond: Double
  /// What the start of a matrix product takes, besides that of its work item.
  public var productNanoseconds: Double
  /// Single-precision flops of elementwise functions in a nanosecond, an elementary function counted by
  /// its polynomial; half of them in double precision.
  public var elementwiseFlopsPerNanosecond: Double
  /// Single-precision elements that an instruction of fused elementwise functions reads, combines and
  /// writes in a nanosecond, besides what its flops take; half of them in double precision.
  public var tileStepsPerNanosecond: Double
  /// Bytes a core reads and writes in a nanosecond, by the memory that holds the working set.
  public var memories: [Memory]
  /// How many cores' rates the slowest memory serves at once.
  public var memoryCoreCount: Double
  /// What reading or writing one element by index takes.
  public var gatherNanoseconds: Double
  /// What one instruction of a scalar tape takes.
  public var instructionNanoseconds: Double
  /// What the start of a work item takes.
  public var itemNanoseconds: Double
  /// What a level boundary takes in a parallel region.
  public var levelNanoseconds: Double
  /// What entering a parallel region takes: inviting workers, and bringing them home.
  public var regionNanoseconds: Double
  /// The length that work items aim at: long against ``itemNanoseconds``, short against a level, since
  /// a level waits for its last item.
  public var grainNanoseconds: Double

  /// The most scalars of a strand, a part of a graph that reads nothing of others: what so many read and
  /// write should fit a core's own cache, and a step of each form they have takes some 30 ns to start.
  public var strandLength: Int

  /// A cache, or main memory, as one core sees it.
  public struct Memory: Sendable, Hashable {
    /// The largest working set it holds for one core, in bytes.
    public var byteCount: Double
    /// Bytes a core reads and writes in a nanosecond.
    public var bytesPerNanosecond: Double

    /// A cache; `byteCount` of main memory is infinite.
    public init(byteCount: Double, bytesPerNanosecond: Double) {
      self.byteCount = byteCount
      self.bytesPerNanosecond = bytesPerNanosecond
    }
  }
}

// MARK: - Prices

extension CostModel {
  /// The time of work on one core.
  ///
  /// - Parameters:
  ///   - footprint: the bytes that pass between two uses of the same data; at least the work's own.
  ///   - workers: how many cores do such work at once.
  ///   - writers: how many cores have written what the work reads; nil for as many.
  func nanoseconds(
    _ work: Work, footprint: Double = 0, workers: Int = 1, writers: Int? = nil
  ) -> Double {
    let footprint = max(footprint, work.cost.bytes)
    let scale = Double(work.elementByteCount) / 4
    let flops = (work.cost.flops - work.epilogueFlops + work.packingFlops) * scale
    let tiles =
      work.epilogueFlops * scale / elementwiseFlopsPerNanosecond
      + work.tileStepCount * scale / tileStepsPerNanosecond
    let rate = bytesPerNanosecond(footprint: footprint, workers: workers)
    let arithmetic =
      switch work.kind {
      case .product:
        flops / productFlopsPerNanosecond + work.productCount * productNanoseconds
      case .elementwise: flops / elementwiseFlopsPerNanosecond
      case .movement: 0.0
      }
    return max(arithmetic + tiles, work.cost.bytes / rate) + work.gatherCount * gatherNanoseconds
      + work.instructionCount * instructionNanoseconds
      + exchangeNanoseconds(
        work, footprint: footprint, workers: workers, writers: writers ?? workers)
  }

  /// What it takes to get what others have written: of data that fit the caches, a worker finds its share
  /// in its own and the rest beyond. Of elementwise work that is shared, each reads what it wrote itself.
  private func exchangeNanoseconds(
    _ work: Work, footprint: Double, workers: Int, writers: Int
  ) -> Double {
    guard writers > 1, workers == 1 || work.kind != .elementwise,
      let shared = memories.last(where: { $0.byteCount.isFinite }), footprint <= shared.byteCount
    else { return 0 }
    return work.cost.bytes * (1 - 1 / Double(writers)) / shared.bytesPerNanosecond
  }

  /// What a core reads and writes in a nanosecond while others do the same.
  func bytesPerNanosecond(footprint: Double, workers: Int) -> Double {
    guard let memory = memories.first(where: { footprint <= $0.byteCount }) ?? memories.last else {
      return .infinity
    }
    if memory != memories.last { return memory.bytesPerNanosecond }
    return memory.bytesPerNanosecond * min(1, memoryCoreCount / Double(workers))
  }
}

// MARK: - Decisions

extension CostModel {
  /// The largest cache that is a core's own: the one before the last, which cores share.
  var ownCacheByteCount: Double {
    memories.filter(\.byteCount.isFinite).dropLast().last?.byteCount ?? 0
  }

  /// How many items to cut a batch into, at most.
  func itemCount(_ work: Work, width: Int) -> Int {
    if width == 1 { return 1 }
    let byGrain = Int(min(nanoseconds(work) / grainNanoseconds, 1e6))
    return max(1, min(byGrain, 8 * width))
  }

  /// How many items to cut a matrix product into, at most: each packs what it reads.
  func productItemCount(_ work: Work, width: Int) -> Int {
    min(itemCount(work, width: width), 4 * width)
  }

  /// The most scalars that a level has which is not worth sharing, in a graph of so many.
  func widestSerialLevel(scalarCount: Int, width: Int) -> Int {
    // What a scalar takes where its operands are in a cache: most of its reads overlap.
    let scalarNanoseconds = 3 * gatherNanoseconds
    if !isWorthRegion(gains: [largestGain(Double(scalarCount) * scalarNanoseconds, width)]) {
      return .max
    }
    return Int(min(2 * grainNanoseconds / scalarNanoseconds, 1e9))
  }

  /// Which stages workers share: those that save half as much again as it costs to open them, if together
  /// they do so with the cost of entering the region too.
  ///
  /// - Parameter gains: what sharing each saves, in nanoseconds.
  func shares(_ gains: [Double], width: Int) -> [Bool] {
    let shares = gains.map { width > 1 && isWorthOpening(gain: $0) }
    let shared = zip(gains, shares).filter(\.1).map(\.0)
    return isWorthRegion(gains: shared) ? shares : shares.map { _ in false }
  }

  /// How much of their costs savings must be: predictions are off by some tenths.
  private static let margin = 1.5

  /// Whether a stage saves enough to be opened, once workers are there.
  func isWorthOpening(gain: Double) -> Bool { gain > Self.margin * levelNanoseconds }

  /// Whether stages together save enough to enter a region and open them.
  func isWorthRegion(gains: [Double]) -> Bool {
    gains.reduce(0, +)
      > Self.margin * (regionNanoseconds + Double(gains.count) * levelNanoseconds)
  }

  /// What sharing saves at most: the shares of all workers but one.
  func largestGain(_ nanoseconds: Double, _ width: Int) -> Double {
    nanoseconds * (1 - 1 / Double(width))
  }
}
