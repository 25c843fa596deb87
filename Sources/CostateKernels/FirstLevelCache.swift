import CostateSIMD

/// What plans take the first-level cache of data for, on every machine: 32 KiB of which lines 4 KiB apart, a
/// page of memory, share a set. It decides how operands are read, never what is computed.
enum FirstLevelCache {
  /// How many elements it holds.
  static func length<Scalar>(_: Scalar.Type) -> Int { (32 << 10) / MemoryLayout<Scalar>.stride }

  /// Whether so many neighbouring rows fall into one set, which gives lines up before they are read to the end.
  static func rowsShareSet<Scalar>(
    _ strides: MatrixStrides, rowCount: Int, of _: Scalar.Type
  ) -> Bool {
    let distance = strides.row * MemoryLayout<Scalar>.stride % wayByteCount
    let drift = min(distance, wayByteCount - distance)
    return (rowCount - 1) * drift < CacheLine.byteCount
  }

  private static var wayByteCount: Int { 4096 }
}
