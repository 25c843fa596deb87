/// What a processor fetches at a time. Kernels take it for 64 bytes everywhere: it decides how fast they are,
/// never what they compute.
public enum CacheLine {
  /// The bytes of a line.
  @inlinable @inline(always) public static var byteCount: Int { 64 }

  /// The elements of a line.
  @inlinable @inline(always) public static func length<Scalar>(_: Scalar.Type) -> Int {
    byteCount / MemoryLayout<Scalar>.stride
  }

  /// How many lines so many elements take.
  @inlinable @inline(always)
  public static func lineCount<Scalar>(_ elementCount: Int, of _: Scalar.Type) -> Int {
    (elementCount &+ length(Scalar.self) &- 1) / length(Scalar.self)
  }

  /// So many elements, rounded up to whole lines.
  @inlinable @inline(always)
  public static func wholeLines<Scalar>(_ elementCount: Int, of _: Scalar.Type) -> Int {
    lineCount(elementCount, of: Scalar.self) &* length(Scalar.self)
  }
}
