import ArgumentParser
import Costate
import CostateKernels

/// `costate topology`: what the machine offers.
struct TopologyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "topology",
    abstract: "Shows caches, cores, the width and what decides it, and the block sizes.",
    discussion: """
      Examples:
        costate topology
        COSTATE_THREADS=1 costate topology
        costate topology --format json
      """)

  @OptionGroup var format: FormatOption

  func run() throws {
    let topology = Topology.current
    let width = try AllowedWidth.detect(topology: topology)
    let level = try InstructionSet.chosen()
    switch format.format {
    case .text: printText(topology, width, level)
    case .json: print(jsonText(TopologyRecord(topology, width, level)))
    }
  }

  private func printText(_ topology: Topology, _ width: AllowedWidth, _ level: InstructionSet) {
    let names = InstructionSet.available.map(\.rawValue).joined(separator: ", ")
    print(
      "cores            \(topology.coreCount), \(topology.processorCount) hardware threads, "
        + "\(topology.memoryNodeCount) memory nodes")
    print("width            \(width.workerCount), decided by \(width.limit.rawValue)")
    print("instruction set  \(level.rawValue) of \(names)\n")
    var caches = Table(columns: [
      .init("cache", key: "level"), .init("size", unit: "KiB", key: "byteCount"),
      .init("line", unit: "bytes", key: "lineByteCount"), .init("ways", key: "associativity"),
      .init("shared by", unit: "cores", key: "sharedByCoreCount"),
    ])
    for cache in topology.caches {
      caches.append([
        .text("L\(cache.level)"), .integer(cache.byteCount / 1024),
        .integer(cache.lineByteCount), .integer(cache.associativity),
        .integer(cache.sharedByCoreCount),
      ])
    }
    print(caches.text(for: Terminal(.standardOutput)))
    for (name, model) in level.blockModels(topology) {
      print("\nmatrix product, \(name): MR × NR = \(model.mr) × \(model.nr)")
      for line in model.model.explanation { print("  \(line)") }
    }
  }
}

extension InstructionSet {
  /// The block sizes of both element types.
  func blockModels(
    _ topology: Topology
  ) -> [(name: String, block: (mr: Int, nr: Int, model: BlockSizesModel))] {
    func model(_ mr: Int, _ nr: Int, _ byteCount: Int) -> (mr: Int, nr: Int, model: BlockSizesModel)
    {
      (
        mr, nr,
        BlockSizesModel(topology: topology, elementByteCount: byteCount, mr: mr, nr: nr)
      )
    }
    return [
      ("float", model(float.products.mr, float.products.nr, 4)),
      ("double", model(double.products.mr, double.products.nr, 8)),
    ]
  }
}

/// The topology for programs.
private struct TopologyRecord: Encodable {
  struct Cache: Encodable {
    let level: Int
    let byteCount: Int
    let lineByteCount: Int
    let associativity: Int
    let sharedByCoreCount: Int
  }
  struct Blocks: Encodable {
    let elementType: String
    let mr: Int
    let nr: Int
    let kc: Int
    let mc: Int
    let nc: Int
  }

  let coreCount: Int
  let processorCount: Int
  let memoryNodeCount: Int
  let width: Int
  let widthDecidedBy: String
  let instructionSet: String
  let availableInstructionSets: [String]
  let caches: [Cache]
  let blocks: [Blocks]

  init(_ topology: Topology, _ width: AllowedWidth, _ level: InstructionSet) {
    coreCount = topology.coreCount
    processorCount = topology.processorCount
    memoryNodeCount = topology.memoryNodeCount
    self.width = width.workerCount
    widthDecidedBy = width.limit.rawValue
    instructionSet = level.rawValue
    availableInstructionSets = InstructionSet.available.map(\.rawValue)
    caches = topology.caches.map {
      Cache(
        level: $0.level, byteCount: $0.byteCount, lineByteCount: $0.lineByteCount,
        associativity: $0.associativity, sharedByCoreCount: $0.sharedByCoreCount)
    }
    blocks = level.blockModels(topology).map { name, block in
      Blocks(
        elementType: name, mr: block.mr, nr: block.nr, kc: block.model.kc, mc: block.model.mc,
        nc: block.model.nc)
    }
  }
}
