package import Costate
package import CostateKernels

/// Compares the analytical model's block sizes with a grid of sizes around them, on squares.
///
/// Each point of the grid runs against the model's sizes alone. The fastest does so again: the best of
/// many measurements is partly luck, the second one is not.
package struct BlockingSearch {
  /// What the model's time may be, relative to the best point of the grid.
  package static let goal = 1.03
  /// The squares.
  package static let extents = [512, 1024, 2048]

  private let level: InstructionSet
  private let topology: Topology
  private let harness: Harness<SystemTimekeeper>
  private let confirmation: Harness<SystemTimekeeper>

  /// - Parameter budget: for the second measurement; the points of the grid get a quarter of it.
  package init(instructionSet: InstructionSet, topology: Topology = .current, budget: Budget) {
    level = instructionSet
    self.topology = topology
    var share = budget
    share.secondsPerCase /= 4
    share.leastRounds = min(3, budget.leastRounds)
    harness = Harness(timekeeper: SystemTimekeeper(), budget: share)
    confirmation = Harness(timekeeper: SystemTimekeeper(), budget: budget)
  }

  /// What the search found for one square.
  package struct Result: Sendable {
    /// `float` or `double`.
    package let elementType: String
    /// The extent of the square.
    package let extent: Int
    /// The model's sizes.
    package let model: BlockSizes
    /// The sizes of the fastest point.
    package let best: BlockSizes
    /// The model's time relative to that of the fastest point, measured again.
    package let relativeTime: Summary
    /// How many points were measured.
    package let pointCount: Int
    /// A record of the model's sizes, from the second measurement, and one of each point.
    package let records: [BenchmarkDocument.Record]

    /// The model's time beside the goal.
    package var finding: Finding {
      Finding(
        "\(elementType) \(extent): time of \(model.text) over that of \(best.text)",
        relativeTime.median, atMost: BlockingSearch.goal)
    }
  }

  /// The points for a square: sizes that cut it differently from each other and from the model's.
  package func grid(extent: Int, elementType: ElementType) -> [BlockSizes] {
    BlockingGrid(level: level, topology: topology, elementType: elementType).points(extent: extent)
  }

  /// Searches one square.
  ///
  /// - Parameter report: called after each point.
  package func run(
    extent: Int, elementType: ElementType, report: () -> Void
  ) throws -> Result {
    let item = ProductCase(.square, extent, extent, extent)
    return elementType == .double
      ? try run(ProductOperands<Double>(item), elementType, report)
      : try run(ProductOperands<Float>(item), elementType, report)
  }

  private func run<Scalar: BLASScalar>(
    _ operands: ProductOperands<Scalar>, _ elementType: ElementType, _ report: () -> Void
  ) throws -> Result {
    let item = operands.item
    let grid = BlockingGrid(level: level, topology: topology, elementType: elementType)
    let model = try engine(operands, nil)
    func record(_ engine: Engine, _ seconds: Summary) -> BenchmarkDocument.Record {
      BenchmarkDocument.Record(
        workload: "blocking", case: "\(elementType.rawValue)/\(item.name)", engine: engine,
        seconds: seconds, flops: item.flops,
        bytes: Double(item.byteCount(elementByteCount: MemoryLayout<Scalar>.size)))
    }
    var records: [BenchmarkDocument.Record] = []
    var best = (blocks: grid.model, speed: 1.0)
    for blocks in grid.points(extent: item.n) {
      let point = try engine(operands, blocks)
      let samples = try harness.measure([model, point])
      let speed = samples.speed(of: 1, relativeTo: 0).median
      if speed > best.speed { best = (blocks, speed) }
      records.append(record(point, samples.seconds(of: 1)))
      report()
    }
    let samples = try confirmation.measure([model, engine(operands, best.blocks)])
    return Result(
      elementType: elementType.rawValue, extent: item.n, model: grid.model, best: best.blocks,
      relativeTime: samples.speed(of: 1, relativeTo: 0), pointCount: records.count,
      records: [record(model, samples.seconds(of: 0))] + records)
  }

  /// The product with some block sizes, or the model's.
  private func engine<Scalar: BLASScalar>(
    _ operands: ProductOperands<Scalar>, _ blocks: BlockSizes?
  ) throws -> Engine {
    var options = Options(width: 1, instructionSet: level, topology: topology)
    options.blocking = blocks.map { Options.Blocking(kc: $0.kc, mc: $0.mc, nc: $0.nc) }
    return try ProductProgram(operands, options: options).engine(
      name: blocks?.text ?? "model", threads: 1)
  }
}

extension BlockSizes {
  /// As on a command line: `mr,nr,kc,mc,nc`.
  package var text: String { "\(mr),\(nr),\(kc),\(mc),\(nc)" }
}
