/// What a processor fetches at a time. Kernels take it for 64 bytes everywhere: it decides how fast they are,
/// never what they compute.
public enum CacheLine {
  /// The bytes of a line.
  @inlinable @inline(always) public static var byteCount: Int { 64 }

  /// The elements of a line.
  @inlinable @inline(always) public static func length<Scalar>(_: Scalar.Type) -> Int {
    byteCount / MemoryLayout<Scalar>.stride
  }
}
