import CostateSIMD

/// The specification of dot products and trailing sums in plain Swift: one chunk result for each
/// chunk of the terms.
func trailingChunkResults<Scalar: TestScalar>(
  count: Int, identity: Scalar, accumulate: (Scalar, Int) -> Scalar,
  fold: (Scalar, Scalar) -> Scalar
) -> [Scalar] {
  let partialSumCount = Arithmetic.partialSumCount(of: Scalar.self)
  return stride(from: 0, to: count, by: Arithmetic.reductionChunkLength).map { start in
    var partials = [Scalar](repeating: identity, count: partialSumCount)
    for term in start..<min(count, start + Arithmetic.reductionChunkLength) {
      let partial = (term - start) % partialSumCount
      partials[partial] = accumulate(partials[partial], term)
    }
    var half = partialSumCount / 2
    while half > 0 {
      for index in 0..<half { partials[index] = fold(partials[index], partials[index + half]) }
      half /= 2
    }
    return partials[0]
  }
}

/// The specification of sums in ascending order inside chunks: one chunk sum for each chunk.
func ascendingChunkResults<Scalar: TestScalar>(
  count: Int, identity: Scalar, accumulate: (Scalar, Int) -> Scalar
) -> [Scalar] {
  stride(from: 0, to: count, by: Arithmetic.productChunkLength).map { start in
    (start..<min(count, start + Arithmetic.productChunkLength)).reduce(identity, accumulate)
  }
}

/// Chunk results in ascending order, the first as it is; +0 for none.
func folded<Scalar: TestScalar>(
  _ chunkResults: [Scalar], _ fold: (Scalar, Scalar) -> Scalar
) -> Scalar {
  guard let first = chunkResults.first else { return 0 }
  return chunkResults.dropFirst().reduce(first, fold)
}
