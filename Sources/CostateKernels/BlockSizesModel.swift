import CostateSIMD
package import CostateTopology

/// The analytical model of block sizes: each operand's block gets as many ways of its cache as keep
/// it there while the others stream by.
///
/// Source: Low, Igual, Smith, Quintana-Ortí (2016), "Analytical modeling is enough for
/// high-performance BLIS", doi 10.1145/2925987. Here the roles are exchanged: rows of the left operand
/// stay in the first-level cache and a panel of the right one in the second, because the microkernel
/// reads the right operand once for each row panel and the left one once for each microtile. Hence
/// `kc` is what half of the first-level cache holds of a left micropanel, at least one chunk of the
/// arithmetic and a multiple of it: of the right micropanel, which is fetched ahead, a few lines at a
/// time suffice, so that the share that the paper gives it, NR of MR + NR, is more than it can use (3 %
/// slower in single precision with AVX-512, where the result then is read and written twice as often).
/// `nc` fills half of the second-level cache, since pages lie anywhere in it and the
/// result streams through it too; and `mc`, the rows of a transposed left operand that are packed at a
/// time and those that share a micropanel from the third-level cache, is what a sixteenth of the second holds,
/// and four cache lines of each of the operand's columns, if a third of it holds them: they are packed shortly
/// before they are read, and enough of them that memory gives them fast (on Zen 3 64 × 100,000 · 100,000 × 64
/// went from 45 to 56 GF/s with 66 rows instead of 30).
///
/// Where that leaves less than half a page of each row of the right operand, rows are packed in short
/// pieces and the left operand again for each of them. Then `nc` is a page, or as much of one as
/// half of a core's share of the third-level cache holds: on Zen 3, with 512 KiB in the second level, the
/// product of a transposed left operand of 1024 × 1024 went from 55 to 85 GF/s.
package struct BlockSizesModel: Sendable, Hashable {
  /// The terms of a block.
  package let kc: Int
  /// The rows of a block of the left operand.
  package let mc: Int
  /// The columns of a panel of the right operand.
  package let nc: Int
  /// The elements of a panel that half of the second-level cache holds.
  let nearElementCount: Int
  /// The elements that a core's share of the third-level cache holds.
  let farElementCount: Int
  private let mr: Int
  private let nr: Int
  private let elementByteCount: Int
  private let first: CacheWays
  private let second: CacheWays
  private let leftWays: Int
  /// The terms of a left micropanel that its ways hold.
  private let fittingTerms: Int
  private let blockWays: Int
  /// The rows of whole microtiles that the block's ways hold.
  private let blockRows: Int
  private let panelWays: Int
  /// The bytes of each row of a panel that half of the third-level cache holds.
  private let farRowByteCount: Int

  /// What a row of the right operand has contiguous at least, if a cache can hold it: a page of memory.
  private static var pageByteCount: Int { 4096 }

  /// What a column of a transposed left operand has contiguous in a block at least.
  private static var leastColumnByteCount: Int { 256 }

  /// Derives the sizes from the caches of a topology; what it does not know is replaced by
  /// ``CacheWays/fallback(level:)``.
  package init(topology: Topology, elementByteCount: Int, mr: Int, nr: Int) {
    self.mr = mr
    self.nr = nr
    self.elementByteCount = elementByteCount
    first = CacheWays(topology: topology, level: 1)
    second = CacheWays(topology: topology, level: 2)

    leftWays = first.associativity / 2
    fittingTerms = first.byteCount(ofWays: leftWays) / (mr * elementByteCount)
    kc = max(1, fittingTerms / BlockSizes.chunkLength) * BlockSizes.chunkLength
    let termByteCount = kc * elementByteCount

    blockWays = max(1, second.associativity / 16)
    blockRows = max(1, second.byteCount(ofWays: blockWays) / termByteCount / mr) * mr
    let leastRows = (Self.leastColumnByteCount / elementByteCount + mr - 1) / mr * mr
    mc = leastRows * termByteCount <= second.byteCount / 3 ? max(blockRows, leastRows) : blockRows

    panelWays = max(1, second.associativity / 2)
    let near = max(1, second.byteCount(ofWays: panelWays) / termByteCount / nr) * nr
    nearElementCount = kc * near
    let far = CacheWays(topology: topology, level: 3).byteCount
    farElementCount = far / elementByteCount
    farRowByteCount = far / 2 / kc
    let farColumns = min(Self.pageByteCount, farRowByteCount) / elementByteCount / nr * nr
    nc = 2 * near * elementByteCount < Self.pageByteCount ? max(near, farColumns) : near
  }

  /// How the sizes came about, one line each, with the numbers.
  package var explanation: [String] {
    let termByteCount = kc * elementByteCount
    return [
      "KC = ⌊W1 / 2⌋ · way / (MR · size)"
        + " = \(leftWays) · \(first.wayByteCount) / (\(mr) · \(elementByteCount)) = \(fittingTerms)"
        + ", in chunks of \(BlockSizes.chunkLength): \(kc)",
      "MC = ⌊W2 / 16⌋ · way / (KC · size)"
        + " = \(blockWays) · \(second.wayByteCount) / \(termByteCount), in rows of MR = \(mr): \(blockRows)"
        + (mc > blockRows ? ", or \(Self.leastColumnByteCount) bytes: \(mc)" : ""),
      nc * kc > nearElementCount
        ? "NC = min(page, L3 / 2 / KC) / size"
          + " = min(\(Self.pageByteCount), \(farRowByteCount)) / \(elementByteCount)"
          + ", in columns of NR = \(nr): \(nc)"
        : "NC = ⌊W2 / 2⌋ · way / (KC · size)"
          + " = \(panelWays) · \(second.wayByteCount) / \(termByteCount)"
          + ", in columns of NR = \(nr): \(nc)",
    ]
  }
}

extension BlockSizes {
  /// The chunk length of the arithmetic, which `kc` is a multiple of.
  static var chunkLength: Int { Arithmetic.productChunkLength }
}
