package import CostateKernels
import CostateSIMD

extension Options.Blocking {
  /// One chunk deep, and a few microtiles wide: the least multiple of both types' microtiles.
  package static func smallest(_ level: InstructionSet) -> Self {
    Self(
      kc: Arithmetic.productChunkLength, mc: level.float.products.mr * level.double.products.mr,
      nc: level.float.products.nr * level.double.products.nr)
  }
}
