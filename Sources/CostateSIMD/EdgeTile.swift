/// The way of a microkernel into a microtile that reaches over the edge of the result: through a
/// whole microtile in scratch memory.
public enum EdgeTile {
  /// Copies a block of `rowCount × columnCount` elements.
  @inlinable @inline(__always)
  public static func copy<Scalar>(
    _ source: UnsafePointer<Scalar>, rowStride sourceStride: Int,
    to target: UnsafeMutablePointer<Scalar>, rowStride targetStride: Int,
    rowCount: Int, columnCount: Int
  ) {
    for row in 0..<rowCount {
      let from = source + row &* sourceStride
      let to = target + row &* targetStride
      for column in 0..<columnCount {
        to[column] = from[column]
      }
    }
  }
}
