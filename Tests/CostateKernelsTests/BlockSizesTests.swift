import CostateTopology
import Testing

@testable import CostateKernels

@Suite struct BlockSizesTests {
  private func topology(_ caches: Topology.Cache...) -> Topology {
    Topology(caches: caches, coreCount: 2, processorCount: 2, memoryNodeCount: 1)
  }

  @Test func singlePrecisionWithAVX512GivesHalfOfEachCacheToOneOperand() {
    let server = topology(
      .init(1, kibibytes: 48, ways: 12), .init(2, kibibytes: 2048, ways: 16),
      .init(3, kibibytes: 32768, ways: 16, sharing: 16))
    let blocks = BlockSizes(topology: server, elementByteCount: 4, mr: 12, nr: 32)
    // KC = 6 · 4096 / 48 = 512; MC = 131072 / 2048 = 64, in rows of 12, but 256 bytes: 72;
    // NC = 8 · 131072 / 2048.
    #expect(blocks.kc == 512)
    #expect(blocks.mc == 72)
    #expect(blocks.nc == 512)
  }

  @Test func singlePrecisionWithAVX2TakesWholeChunks() {
    let desktop = topology(
      .init(1, kibibytes: 32, ways: 8), .init(2, kibibytes: 512, ways: 8),
      .init(3, kibibytes: 16384, ways: 16, sharing: 4))
    let blocks = BlockSizes(topology: desktop, elementByteCount: 4, mr: 6, nr: 16)
    // KC = 4 · 4096 / 24 = 682, in chunks.
    #expect(blocks.kc == 512)
    // MC = 65536 / 2048 = 32, in rows of 6, but 256 bytes: 66; 4 · 65536 / 2048 = 128 columns are less than half a page, so
    // that NC = min(4096, 4194304 / 2 / 512) / 4.
    #expect(blocks.mc == 66)
    #expect(blocks.nc == 1024)
  }

  /// 4 · 32768 / 2048 = 64 columns of doubles fit in the second level; NC = min(4096, 1048576 / 2 / 256) / 8,
  /// but half of nothing is no place for a panel.
  @Test(arguments: zip([4096, 64], [256, 64]))
  func aSmallThirdLevelCacheBoundsThePanel(_ kibibytes: Int, _ columnCount: Int) {
    let laptop = topology(
      .init(1, kibibytes: 32, ways: 8), .init(2, kibibytes: 256, ways: 8),
      .init(3, kibibytes: kibibytes, ways: 16, sharing: 4))
    let blocks = BlockSizes(topology: laptop, elementByteCount: 8, mr: 6, nr: 8)
    #expect(blocks.kc == 256)
    #expect(blocks.nc == columnCount)
  }

  @Test(arguments: [4, 8])
  func anUnknownMachineGetsConservativeBlocks(_ elementByteCount: Int) {
    let blocks = BlockSizes(
      topology: topology(), elementByteCount: elementByteCount, mr: 12, nr: 32)
    #expect(blocks.kc == 256)
    #expect(blocks.mc * blocks.kc * elementByteCount <= 256 << 10)
    #expect(blocks.nc * blocks.kc * elementByteCount <= 1 << 20)
  }

  @Test func unknownWaysAreReplacedByDefaults() {
    let container = topology(
      .init(1, kibibytes: 48, ways: 0), .init(2, kibibytes: 2048, ways: 0),
      .init(3, kibibytes: 0, ways: 0))
    let blocks = BlockSizes(topology: container, elementByteCount: 4, mr: 12, nr: 32)
    #expect(blocks.kc == 512)
    #expect(blocks.mc % 12 == 0)
    #expect(blocks.nc % 32 == 0)
  }

  @Test(arguments: [1, 2, 3], [4, 8])
  func absurdlySmallCachesStillGiveUsableBlocks(_ ways: Int, _ elementByteCount: Int) throws {
    let toy = topology(
      Topology.Cache(
        level: 1, byteCount: 64, lineByteCount: 64, associativity: ways, sharedByCoreCount: 1),
      Topology.Cache(
        level: 2, byteCount: 1, lineByteCount: 0, associativity: ways, sharedByCoreCount: 0))
    let blocks = BlockSizes(topology: toy, elementByteCount: elementByteCount, mr: 6, nr: 8)
    let checked = try BlockSizes(mr: 6, nr: 8, kc: blocks.kc, mc: blocks.mc, nc: blocks.nc)
    #expect((checked.kc, checked.mc, checked.nc) == (blocks.kc, blocks.mc, blocks.nc))
  }

  @Test func hugeSizesAreBlocksOfEverything() throws {
    let blocks = try BlockSizes(mr: 6, nr: 16, kc: 1 << 62, mc: 6, nc: 1 << 62)
    #expect(blocks.nearElementCount == .max)
    let kernels = InstructionSet.baseline.float.products
    let all = try BlockSizes(
      mr: kernels.mr, nr: kernels.nr, kc: 1 << 62, mc: kernels.mr << 50, nc: kernels.nr << 50)
    let product = ProductCase<Float>(m: 50, n: 40, k: 300, orders: (.rowMajor, .columnMajor))
    #expect(try product.isReproduced(by: .baseline, blocks: { _ in all }))
  }

  @Test func aDepthThatCutsChunksIsAnError() {
    #expect(
      throws: BlockSizesError.notMultiple(
        name: "kc", given: 300, of: "the chunk length", expectedMultipleOf: 256)
    ) { try BlockSizes(mr: 6, nr: 8, kc: 300, mc: 12, nc: 16) }
  }

  @Test func aBlockThatCutsMicrotilesIsAnError() {
    #expect(
      throws: BlockSizesError.notMultiple(name: "mc", given: 13, of: "mr", expectedMultipleOf: 6)
    ) { try BlockSizes(mr: 6, nr: 8, kc: 256, mc: 13, nc: 16) }
    #expect(
      throws: BlockSizesError.notMultiple(name: "nc", given: 12, of: "nr", expectedMultipleOf: 8)
    ) { try BlockSizes(mr: 6, nr: 8, kc: 256, mc: 12, nc: 12) }
  }

  @Test func aSizeThatIsNotPositiveIsAnError() {
    #expect(throws: BlockSizesError.notPositive(name: "mc", given: 0)) {
      try BlockSizes(mr: 6, nr: 8, kc: 256, mc: 0, nc: 16)
    }
    #expect(throws: BlockSizesError.notPositive(name: "mr", given: -1)) {
      try BlockSizes(mr: -1, nr: 8, kc: 256, mc: 12, nc: 16)
    }
  }

  @Test func theExplanationNamesEverySize() {
    let model = BlockSizesModel(topology: topology(), elementByteCount: 4, mr: 12, nr: 32)
    for (line, size) in zip(
      model.explanation, [("KC", model.kc), ("MC", model.mc), ("NC", model.nc)])
    {
      #expect(line.hasPrefix("\(size.0) = "))
      #expect(line.hasSuffix(": \(size.1)"))
    }
  }
}
