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
        costate topology --blocking \(BlockingArgument.example)
        costate topology --format json
      """)

  @OptionGroup var blocking: BlockingOption
  @OptionGroup var format: FormatOption

  func run() throws {
    let topology = Topology.current
    let width = try AllowedWidth.detect(topology: topology)
    let level = try InstructionSet.chosen()
    let products = try ProductBlocking.all(level, topology, blocking.blocking)
    switch format.format {
    case .text: printText(topology, width, level, products)
    case .json: print(jsonText(TopologyRecord(topology, width, level, products)))
    }
  }

  private func printText(
    _ topology: Topology, _ width: AllowedWidth, _ level: InstructionSet,
    _ products: [ProductBlocking]
  ) {
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
    print(
      """

      Block sizes follow from what a core has: L3, its share in bytes; W1 and W2, the
      ways of L1 and L2, each of so many bytes a way; page, 4096; size, an element’s.
      """)
    for product in products {
      let blocks = product.blocks
      print(
        "\nmatrix product, \(product.elementType.rawValue): MR × NR = \(blocks.mr) × \(blocks.nr)")
      for line in product.explanation { print("  \(Self.folded(line))") }
    }
  }

  /// A size with its formula and the numbers, these on a line of their own where 80 columns do not hold both.
  private static func folded(_ line: String) -> String {
    let sides = line.split(separator: " = ", maxSplits: 2)
    guard line.count > 78, sides.count == 3 else { return line }
    return "\(sides[0]) = \(sides[1])\n     = \(sides[2])"
  }
}

/// The block sizes of one element type's products, and how they came about.
private struct ProductBlocking {
  let elementType: ElementType
  let blocks: BlockSizes
  let explanation: [String]

  /// Those of both element types, or of those whose microkernel the overrides are for.
  static func all(
    _ level: InstructionSet, _ topology: Topology, _ overrides: BlockingArgument?
  ) throws -> [ProductBlocking] {
    let elementTypes = [ElementType.float, .double]
    guard let overrides else { return elementTypes.map { ProductBlocking(level, topology, $0) } }
    let fitting = elementTypes.filter { level.hasMicrokernel(of: overrides, $0) }
    return try (fitting.isEmpty ? elementTypes : fitting).map { elementType in
      let blocks = try level.blocks(overrides, elementType)
      return ProductBlocking(
        elementType: elementType, blocks: blocks,
        explanation: ["KC = \(blocks.kc), MC = \(blocks.mc), NC = \(blocks.nc), as given"])
    }
  }

  private init(elementType: ElementType, blocks: BlockSizes, explanation: [String]) {
    self.elementType = elementType
    self.blocks = blocks
    self.explanation = explanation
  }

  /// The model's.
  private init(_ level: InstructionSet, _ topology: Topology, _ elementType: ElementType) {
    let (mr, nr) = level.microkernel(elementType)
    let byteCount = elementType.byteCount
    self.init(
      elementType: elementType,
      blocks: BlockSizes(topology: topology, elementByteCount: byteCount, mr: mr, nr: nr),
      explanation: BlockSizesModel(
        topology: topology, elementByteCount: byteCount, mr: mr, nr: nr
      ).explanation)
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
    let explanation: [String]
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

  init(
    _ topology: Topology, _ width: AllowedWidth, _ level: InstructionSet,
    _ products: [ProductBlocking]
  ) {
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
    blocks = products.map { product in
      Blocks(
        elementType: product.elementType.rawValue, mr: product.blocks.mr, nr: product.blocks.nr,
        kc: product.blocks.kc, mc: product.blocks.mc, nc: product.blocks.nc,
        explanation: product.explanation)
    }
  }
}
