/// The operands of a case, the same for every engine: uniform numbers between −1 and 1.
struct ProductOperands<Scalar: BLASScalar> {
  let item: ProductCase
  let left: AlignedBuffer<Scalar>
  let right: AlignedBuffer<Scalar>

  init(_ item: ProductCase) {
    self.item = item
    var numbers = RandomNumbers()
    func uniform(_ stored: StoredMatrix) -> AlignedBuffer<Scalar> {
      let buffer = AlignedBuffer<Scalar>(count: item.batchCount * stored.elementCount)
      for index in 0..<buffer.count { buffer[index] = Scalar(numbers.nextUniform()) }
      return buffer
    }
    left = uniform(item.storedLeft)
    right = uniform(item.storedRight)
  }

  private init(_ item: ProductCase, _ left: AlignedBuffer<Scalar>, _ right: AlignedBuffer<Scalar>) {
    self.item = item
    self.left = left
    self.right = right
  }

  /// The same numbers elsewhere.
  func copy() -> Self {
    Self(item, AlignedBuffer(left.numbers), AlignedBuffer(right.numbers))
  }

  /// One matrix of the batch as the left operand.
  func leftMatrix(_ index: Int) -> BLASRoutines<Scalar>.Matrix {
    matrix(left, item.storedLeft, item.form == .tn, index)
  }

  /// One matrix of the batch as the right operand.
  func rightMatrix(_ index: Int) -> BLASRoutines<Scalar>.Matrix {
    matrix(right, item.storedRight, item.form == .nt, index)
  }

  private func matrix(
    _ buffer: AlignedBuffer<Scalar>, _ stored: StoredMatrix, _ isTransposed: Bool, _ index: Int
  ) -> BLASRoutines<Scalar>.Matrix {
    BLASRoutines<Scalar>.Matrix(
      base: buffer.base + index * stored.elementCount, rowStride: stored.rowStride,
      isTransposed: isTransposed)
  }
}
