package import CostateTopology

/// The blocking of the matrix product, in elements.
///
/// The names are those of BLIS: an MR × NR microtile of the result is computed from micropanels of
/// depth KC; an MC × KC block of the left operand and a KC × NC panel of the right one stay in the
/// second-level cache, or the panel in the third, whose micropanels then pass once for each block.
///
/// Block sizes never affect the result's bits: `kc` is a multiple of the arithmetic's chunk length.
package struct BlockSizes: Sendable, Hashable {
  /// The rows of a microtile.
  package let mr: Int
  /// The columns of a microtile.
  package let nr: Int
  /// The terms of a block, a multiple of `Arithmetic.productChunkLength`.
  package let kc: Int
  /// The rows of a block of the left operand, a multiple of `mr`.
  package let mc: Int
  /// The columns of a panel of the right operand, a multiple of `nr`.
  package let nc: Int
  /// How many elements half of the second-level cache holds: what decides whether operands are read where
  /// they lie. Of given sizes, a panel.
  let nearElementCount: Int
  /// How many elements a core's share of the third-level cache holds. Of given sizes, a panel.
  let farElementCount: Int

  /// Checked block sizes.
  ///
  /// - Throws: ``BlockSizesError`` for a size that is not positive or not the multiple it must be.
  package init(mr: Int, nr: Int, kc: Int, mc: Int, nc: Int) throws(BlockSizesError) {
    for (name, size, unit, factor) in [
      ("mr", mr, "1", 1), ("nr", nr, "1", 1),
      ("kc", kc, "the chunk length", BlockSizes.chunkLength), ("mc", mc, "mr", mr),
      ("nc", nc, "nr", nr),
    ] {
      guard size > 0 else { throw .notPositive(name: name, given: size) }
      guard size % factor == 0 else {
        throw .notMultiple(name: name, given: size, of: unit, expectedMultipleOf: factor)
      }
    }
    let (panel, isTooLarge) = kc.multipliedReportingOverflow(by: nc)
    let panelCount = isTooLarge ? .max : panel
    self.init(
      checked: mr, nr: nr, kc: kc, mc: mc, nc: nc, nearElementCount: panelCount,
      farElementCount: panelCount)
  }

  /// The block sizes of the analytical model for a machine, an element type and a microkernel.
  package init(topology: Topology, elementByteCount: Int, mr: Int, nr: Int) {
    let model = BlockSizesModel(
      topology: topology, elementByteCount: elementByteCount, mr: mr, nr: nr)
    self.init(
      checked: mr, nr: nr, kc: model.kc, mc: model.mc, nc: model.nc,
      nearElementCount: model.nearElementCount, farElementCount: model.farElementCount)
  }

  private init(
    checked mr: Int, nr: Int, kc: Int, mc: Int, nc: Int, nearElementCount: Int,
    farElementCount: Int
  ) {
    self.mr = mr
    self.nr = nr
    self.kc = kc
    self.mc = mc
    self.nc = nc
    self.nearElementCount = nearElementCount
    self.farElementCount = farElementCount
  }
}

/// Why given block sizes cannot be used.
package enum BlockSizesError: Error, Equatable, CustomStringConvertible {
  /// A size must be at least 1.
  case notPositive(name: String, given: Int)
  /// A size must be a multiple of another one.
  case notMultiple(name: String, given: Int, of: String, expectedMultipleOf: Int)

  /// What was expected and what came.
  package var description: String {
    switch self {
    case .notPositive(let name, let given):
      "block size \(name) must be positive, not \(given)"
    case .notMultiple(let name, let given, let unit, let factor):
      "block size \(name) must be a multiple of \(unit), \(factor), not \(given)"
    }
  }
}
