/// When operands are read where they lie, and in how large blocks.
enum OperandsInPlace<Scalar> {
  /// Up to which span, in elements, the right operand of a product is read so. For few rows one of short rows
  /// may be larger: what half of the second-level cache holds, and no more than was measured, 256 KiB.
  static func mostSpan(_ shape: ProductShape, _ blocks: BlockSizes) -> Int {
    let span = mostSpan(blocks)
    if !isForFewRows(shape) { return span }
    return max(span, min(blocks.nearElementCount, (256 << 10) / MemoryLayout<Scalar>.stride))
  }

  /// A sixteenth of the second-level cache, which microtiles read as fast as they multiply, and at least what
  /// the first-level cache holds.
  private static func mostSpan(_ blocks: BlockSizes) -> Int {
    max(FirstLevelCache.length(Scalar.self), blocks.nearElementCount / 8)
  }

  /// Whether there are so few rows that it does not pay to pack a right operand for them whose own rows are at
  /// most 1 KiB apart: 128, or as many as lie within 256 bytes of each term of a transposed left operand.
  ///
  /// Zen 3 computed 64 × 1024 · 1024 × 64 in single precision at 86 GF/s instead of 74 with a transposed left
  /// operand, 64 × 512 · 512 × 64 at 85 instead of 79 with rows; in double precision 64 × 1024 · 1024 × 64 at
  /// 39 instead of 33. Transposed operands of 128 rows in single precision were slower by 5 %.
  static func isForFewRows(_ shape: ProductShape) -> Bool {
    let size = MemoryLayout<Scalar>.stride
    let hasFewRows =
      shape.left.column == 1
      ? shape.m <= 128 : shape.left.row == 1 && max(shape.m, shape.left.column) * size <= 256
    return hasFewRows && shape.right.row * size <= 1024
  }

  /// Whether half of the second-level cache holds less than the left operand.
  static func isLeftFar(_ shape: ProductShape, _ blocks: BlockSizes) -> Bool {
    shape.m * shape.termCount > blocks.nearElementCount
  }

  /// The most rows of a block: so many that neither the left operand's nor those of so many columns of the
  /// result take more of a cache than the right operand may, and no fewer than fill several microtiles. Few
  /// are not cut.
  static func blockRowCount(
    _ shape: ProductShape, columnCount: Int, _ blocks: BlockSizes
  ) -> Int {
    if isForFewRows(shape) { return max(1, shape.m) }
    return max(24, mostSpan(blocks) / max(shape.termCount, columnCount))
  }
}
