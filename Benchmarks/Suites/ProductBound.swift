/// How far two right results of a case may lie apart.
///
/// A sum of `k` products in any order, with or without fused multiply-adds, has an error of at most
/// `γ_k Σ|a||b|`, where `γ_k = k u / (1 − k u)` and `u` is half an ulp of 1. Two results differ by at
/// most twice that. Here `Σ|a||b|` is bounded by `‖a‖ ‖b‖`, the norms of the row and the column
/// (Cauchy–Schwarz), which for uniform numbers is 4/3 of it and takes no product to compute.
///
/// - Source: Higham (2002), "Accuracy and Stability of Numerical Algorithms", section 3.1,
///   doi 10.1137/1.9780898718027.
struct ProductBound<Scalar: BLASScalar> {
  private let item: ProductCase
  private let factor: Double
  private let rowNorms: [Double]
  private let columnNorms: [Double]

  init(_ operands: ProductOperands<Scalar>) {
    item = operands.item
    let error = Double(item.k) * Double(Scalar.ulpOfOne) / 2
    factor = 2 * error / (1 - error)
    let item = item
    rowNorms = (0..<item.batchCount).flatMap { index in
      Self.norms(operands.leftMatrix(index), vectors: item.m, terms: item.k, areRows: true)
    }
    columnNorms = (0..<item.batchCount).flatMap { index in
      Self.norms(operands.rightMatrix(index), vectors: item.n, terms: item.k, areRows: false)
    }
  }

  /// The largest distance of two results, as a share of what is allowed; infinite if one is not a
  /// number.
  func largestShare(_ first: [Scalar], _ second: [Scalar]) -> Double {
    var largest = 0.0
    for index in first.indices {
      let (row, column) = index.quotientAndRemainder(dividingBy: item.n)
      let allowed = factor * rowNorms[row] * columnNorms[row / item.m * item.n + column]
      let distance = (Double(first[index]) - Double(second[index])).magnitude
      // Written so that no number at all is too far.
      if !(distance <= allowed * largest) { largest = distance / allowed }
      if largest.isNaN { return .infinity }
    }
    return largest
  }

  private static func norms(
    _ matrix: BLASRoutines<Scalar>.Matrix, vectors: Int, terms: Int, areRows: Bool
  ) -> [Double] {
    let isStoredByVector = areRows != matrix.isTransposed
    var squares = [Double](repeating: 0, count: vectors)
    for row in 0..<(isStoredByVector ? vectors : terms) {
      for column in 0..<(isStoredByVector ? terms : vectors) {
        let x = Double(matrix.base[row * matrix.rowStride + column])
        squares[isStoredByVector ? row : column] += x * x
      }
    }
    return squares.map { $0.squareRoot() }
  }
}
