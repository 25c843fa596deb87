public import CLanes
public import CostateSIMD

extension Float32x16: Lanes {}
extension Float64x8: Lanes {}

extension KernelTable where Scalar == Float {
  /// x86-64-v4: 512-bit vectors of 16.
  public static let v4 = KernelTable.instantiated(for: Float32x16.self, in: ThirtyTwoRegisters.self)
}

extension KernelTable where Scalar == Double {
  /// x86-64-v4: 512-bit vectors of 8.
  public static let v4 = KernelTable.instantiated(for: Float64x8.self, in: ThirtyTwoRegisters.self)
}
