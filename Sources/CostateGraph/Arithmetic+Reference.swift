package import CostateSIMD

/// The sums of the specification, term by term in plain Swift: what kernels are compared with.
extension Arithmetic {
  /// Adds terms in the given order by chunks of a fixed length: −0, then each term of the chunk;
  /// the chunk sums in ascending order, the first as it is. The empty sum is +0.
  private static func chunked<Scalar: LaneScalar>(
    _ count: Int, length: Int, _ chunk: (Range<Int>) -> Scalar
  ) -> Scalar {
    var sum: Scalar? = nil
    for start in stride(from: 0, to: count, by: length) {
      let next = chunk(start..<min(start + length, count))
      sum = sum.map { $0 + next } ?? next
    }
    return sum ?? 0
  }

  /// The sum in ascending order, for results whose last axis is kept.
  package static func ascendingSum<Scalar: LaneScalar>(_ terms: [Scalar]) -> Scalar {
    chunked(terms.count, length: productChunkLength) { $0.reduce(-0.0) { $0 + terms[$1] } }
  }

  /// The sum by interleaved partial sums, for reductions over trailing axes.
  package static func interleavedSum<Scalar: LaneScalar>(_ terms: [Scalar]) -> Scalar {
    interleaved(terms.count) { sum, i in sum + terms[i] }
  }

  /// The sum of products by interleaved partial sums and FMA.
  package static func interleavedDot<Scalar: LaneScalar>(_ a: [Scalar], _ b: [Scalar]) -> Scalar {
    interleaved(a.count) { sum, i in sum.addingProduct(a[i], b[i]) }
  }

  private static func interleaved<Scalar: LaneScalar>(
    _ count: Int, _ add: (Scalar, Int) -> Scalar
  ) -> Scalar {
    let partialSumCount = partialSumCount(of: Scalar.self)
    return chunked(count, length: reductionChunkLength) { chunk in
      var partial = [Scalar](repeating: -0.0, count: partialSumCount)
      for i in chunk {
        let lane = (i - chunk.lowerBound) % partialSumCount
        partial[lane] = add(partial[lane], i)
      }
      var width = partialSumCount
      while width > 1 {
        width /= 2
        for lane in 0..<width { partial[lane] = partial[lane] + partial[lane + width] }
      }
      return partial[0]
    }
  }

  /// The chunk sums of one element of a matrix product, ascending.
  ///
  /// A product with one row or one column is a dot product: one interleaved sum per chunk.
  package static func productChunks<Scalar: LaneScalar>(
    _ a: [Scalar], _ b: [Scalar], isVector: Bool
  ) -> [Scalar] {
    if a.isEmpty { return [0] }
    let length = isVector ? reductionChunkLength : productChunkLength
    return stride(from: 0, to: a.count, by: length).map { start in
      let chunk = start..<min(start + length, a.count)
      if isVector { return interleavedDot(Array(a[chunk]), Array(b[chunk])) }
      return chunk.reduce(-0.0) { $0.addingProduct(a[$1], b[$1]) }
    }
  }
}
