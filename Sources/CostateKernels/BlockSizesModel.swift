import CostateSIMD
package import CostateTopology

/// The analytical model of block sizes: each operand's block gets as many ways of its cache as keep
/// it there while the others stream by.
///
/// Source: Low, Igual, Smith, Quintana-Ortí (2016), "Analytical modeling is enough for
/// high-performance BLIS", doi 10.1145/2925987. Differences: `kc` is at least one chunk of the
/// arithmetic and a multiple of it; the left block gets a quarter of the ways that the model leaves it,
/// since pages lie anywhere in a large cache and other tenants use it too (measured at n = 512 and
/// 1024 on a shared virtual machine with 2 MiB: up to 10 % from all to half, 5 % more to a quarter for
/// Double, 2 % for Float; an eighth is as good); and `nc` is capped, because a panel is packed
/// per worker and a last-level cache as reported by a virtual machine is often not ours alone.
package struct BlockSizesModel: Sendable, Hashable {
  /// The terms of a block.
  package let kc: Int
  /// The rows of a block of the left operand.
  package let mc: Int
  /// The columns of a panel of the right operand.
  package let nc: Int
  /// How the sizes came about, one line each, with the numbers.
  package let explanation: [String]

  /// The largest `nc`: beyond it the repacking of the left operand is below a percent of the work.
  /// Reasoned, not tuned.
  static let largestPanelWidth = 4096

  /// Derives the sizes from the caches of a topology; what it does not know is replaced by
  /// ``CacheWays/fallback(level:)``.
  package init(topology: Topology, elementByteCount: Int, mr: Int, nr: Int) {
    let first = CacheWays(topology: topology, level: 1)
    let second = CacheWays(topology: topology, level: 2)
    let third = CacheWays(topology: topology, level: 3)

    let leftWays = (first.associativity - 1) * mr / (mr + nr)
    let modelled = leftWays * first.wayByteCount / (mr * elementByteCount)
    let kc = max(1, modelled / BlockSizes.chunkLength) * BlockSizes.chunkLength
    let termByteCount = kc * elementByteCount

    let micropanelWays = second.ways(holding: nr * termByteCount)
    let blockWays = max(1, (second.associativity - 1 - micropanelWays) / 4)
    let mc = max(1, blockWays * second.wayByteCount / termByteCount / mr) * mr

    let leftBlockWays = third.ways(holding: mc * termByteCount)
    let panelWays = max(1, third.associativity - 1 - leftBlockWays)
    let panelWidth = min(Self.largestPanelWidth, panelWays * third.wayByteCount / termByteCount)
    let nc = max(1, panelWidth / nr) * nr

    self.kc = kc
    self.mc = mc
    self.nc = nc
    explanation = [
      "KC = ⌊(W1 − 1) · MR / (MR + NR)⌋ · way / (MR · size)"
        + " = \(leftWays) · \(first.wayByteCount) / (\(mr) · \(elementByteCount)) = \(modelled)"
        + ", in chunks of \(BlockSizes.chunkLength): \(kc)",
      "MC = ⌊(W2 − 1 − \(micropanelWays)) / 4⌋ · way / (KC · size)"
        + " = \(blockWays) · \(second.wayByteCount) / \(termByteCount), in rows of MR = \(mr): \(mc)",
      "NC = min(\(Self.largestPanelWidth), (W3 − 1 − \(leftBlockWays)) · way / (KC · size))"
        + " = min(\(Self.largestPanelWidth), \(panelWays) · \(third.wayByteCount)"
        + " / \(termByteCount)), in columns of NR = \(nr): \(nc)",
    ]
  }
}

extension BlockSizes {
  /// The chunk length of the arithmetic, which `kc` is a multiple of.
  static var chunkLength: Int { Arithmetic.productChunkLength }
}
