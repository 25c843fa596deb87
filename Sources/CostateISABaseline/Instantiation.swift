public import CLanes
public import CostateSIMD

extension Float32x4: Lanes {}
extension Float64x2: Lanes {}

extension KernelTable where Scalar == Float {
  /// Any processor: 128-bit vectors of 4.
  public static let baseline = KernelTable.instantiated(
    for: Float32x4.self, in: SixteenRegisters.self)
}

extension KernelTable where Scalar == Double {
  /// Any processor: 128-bit vectors of 2.
  public static let baseline = KernelTable.instantiated(
    for: Float64x2.self, in: SixteenRegisters.self)
}
