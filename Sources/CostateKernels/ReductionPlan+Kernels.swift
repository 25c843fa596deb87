import CostateSIMD

/// The parts of a reduction that a work item computes.
extension ReductionPlan {
  /// How many rows are reduced between two visits of the result.
  static var groupCount: Int { 64 }

  var kernel: ReductionKernel<Scalar> {
    switch kind {
    case .sum: kernels.reductions.sum
    case .sumOfProducts: kernels.reductions.sumOfProducts
    case .maximum: kernels.reductions.maximum
    }
  }

  func block(ofItem item: Int) -> (outer: Range<Int>, inner: Range<Int>, chunks: Range<Int>) {
    let (rest, chunkPart) = item.quotientAndRemainder(dividingBy: chunks.partCount)
    let (outerPart, innerPart) = rest.quotientAndRemainder(dividingBy: inner.partCount)
    return (
      outer.range(ofPart: outerPart), inner.range(ofPart: innerPart),
      chunks.range(ofPart: chunkPart)
    )
  }

  /// Reduces the terms of a range of results into an array of all results.
  func reduce(
    _ outer: Range<Int>, _ terms: Range<Int>, _ inner: Range<Int>,
    _ input: UnsafePointer<Scalar>, _ second: UnsafePointer<Scalar>,
    _ result: UnsafeMutablePointer<Scalar>, _ scratch: UnsafeMutablePointer<Scalar>
  ) {
    let reduced = layout.extents.reduced
    switch layout {
    case .trailing:
      for group in stride(from: outer.lowerBound, to: outer.upperBound, by: Self.groupCount) {
        let rowCount = min(Self.groupCount, outer.upperBound - group)
        kernel.reduceRows(
          input + (group * reduced + terms.lowerBound), reduced, second + terms.lowerBound,
          terms.count, rowCount, scratch, scratch + 2 * Self.groupCount)
        kernels.products.update(scratch, rowCount, result + group, 1, .assign)
      }
    case .leading:
      let width = self.inner.extent
      for index in outer {
        let source = input + ((index * reduced + terms.lowerBound) * width + inner.lowerBound)
        kernel.reduceColumns(
          source, width, terms.count, chunkLength, inner.count,
          result + (index * width + inner.lowerBound))
      }
    }
  }

  /// The empty sum.
  func fillWithZeros(
    _ outer: Range<Int>, _ inner: Range<Int>, _ result: UnsafeMutablePointer<Scalar>
  ) {
    for index in outer {
      (result + (index * self.inner.extent + inner.lowerBound))
        .update(repeating: 0, count: inner.count)
    }
  }
}
