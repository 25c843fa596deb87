public import CLanes
public import CostateSIMD

extension Float32x8: Lanes {}
extension Float64x4: Lanes {}

extension KernelTable where Scalar == Float {
  /// x86-64-v3: 256-bit vectors of 8.
  public static let v3 = KernelTable.instantiated(for: Float32x8.self, in: SixteenRegisters.self)
}

extension KernelTable where Scalar == Double {
  /// x86-64-v3: 256-bit vectors of 4.
  public static let v3 = KernelTable.instantiated(for: Float64x4.self, in: SixteenRegisters.self)
}
