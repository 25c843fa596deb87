import Costate
import CostateKernels

/// Block sizes around the model's, for one element type.
struct BlockingGrid {
  /// The model's sizes.
  let model: BlockSizes
  /// What `mc` and `nc` are multiples of: programs check overrides for both element types.
  private let rowUnit: Int
  private let columnUnit: Int

  init(level: InstructionSet, topology: Topology, elementType: ElementType) {
    let (float, double) = (level.float.products, level.double.products)
    model =
      elementType == .double
      ? BlockSizes(topology: topology, elementByteCount: 8, mr: double.mr, nr: double.nr)
      : BlockSizes(topology: topology, elementByteCount: 4, mr: float.mr, nr: float.nr)
    rowUnit = Self.leastCommonMultiple(float.mr, double.mr)
    columnUnit = Self.leastCommonMultiple(float.nr, double.nr)
  }

  /// One or two chunks deep, a quarter to four times the model's rows, and panels of two widths;
  /// without those that cut the square as another point or the model does.
  func points(extent: Int) -> [BlockSizes] {
    var seen: Set<BlockSizes> = [clamped(model, extent)]
    var points: [BlockSizes] = []
    for kc in [256, 512] {
      for mc in [model.mc / 4, model.mc / 2, model.mc, 2 * model.mc, 4 * model.mc] {
        for nc in [512, 4096] {
          guard
            let blocks = try? BlockSizes(
              mr: model.mr, nr: model.nr, kc: kc, mc: rounded(mc, to: rowUnit),
              nc: rounded(nc, to: columnUnit)),
            seen.insert(clamped(blocks, extent)).inserted
          else { continue }
          points.append(blocks)
        }
      }
    }
    return points
  }

  /// The sizes as they cut a square of this extent.
  private func clamped(_ blocks: BlockSizes, _ extent: Int) -> BlockSizes {
    let clamped = try? BlockSizes(
      mr: blocks.mr, nr: blocks.nr, kc: min(blocks.kc, rounded(extent, to: 256)),
      mc: min(blocks.mc, rounded(extent, to: blocks.mr)),
      nc: min(blocks.nc, rounded(extent, to: blocks.nr)))
    return clamped ?? blocks
  }

  /// The least positive multiple of a unit that is not below a number.
  private func rounded(_ number: Int, to unit: Int) -> Int {
    max(1, (number + unit - 1) / unit) * unit
  }

  private static func leastCommonMultiple(_ a: Int, _ b: Int) -> Int {
    var multiple = a
    while multiple % b != 0 { multiple += a }
    return multiple
  }
}
