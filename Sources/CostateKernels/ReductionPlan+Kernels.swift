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
          input + (group * reduced + terms.lowerBound), second + terms.lowerBound, reduced,
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

  /// Whether chunks are taken for rows: where there are fewer rows than kernels read side by side, so that the
  /// partial results of a single one would wait for each other.
  func takesChunksSideBySide(rowCount: Int) -> Bool {
    guard case .trailing = layout else { return false }
    return rowCount < 8 && layout.extents.reduced > chunkLength
  }

  /// Reduces chunks of one row to chunk results, or all of them to the result.
  func reduceChunks(
    _ chunks: Range<Int>, _ row: Int, _ input: UnsafePointer<Scalar>,
    _ second: UnsafePointer<Scalar>, _ result: UnsafeMutablePointer<Scalar>,
    _ chunkResults: UnsafeMutablePointer<Scalar>, _ scratch: UnsafeMutablePointer<Scalar>
  ) {
    let isWhole = self.chunks.partCount == 1
    for start in stride(from: chunks.lowerBound, to: chunks.upperBound, by: Self.groupCount) {
      let group = start..<min(start + Self.groupCount, chunks.upperBound)
      // What former chunks fold to comes before these.
      let formerCount = isWhole && start > 0 ? 1 : 0
      reduceChunks(
        group, row, input, second, scratch + formerCount, scratch + 2 * Self.groupCount)
      if isWhole {
        kernel.reduceColumns(scratch, 1, formerCount + group.count, 1, 1, scratch)
      } else {
        kernels.products.update(
          scratch, group.count, chunkResults + (start * outer.extent + row), outer.extent, .assign)
      }
    }
    if isWhole { result[row] = scratch.pointee }
  }

  /// Reduces chunks of one row side by side; the last one of the row may be shorter.
  private func reduceChunks(
    _ chunks: Range<Int>, _ row: Int, _ input: UnsafePointer<Scalar>,
    _ second: UnsafePointer<Scalar>, _ results: UnsafeMutablePointer<Scalar>,
    _ kernelScratch: UnsafeMutablePointer<Scalar>
  ) {
    let reduced = layout.extents.reduced
    let start = chunks.lowerBound * chunkLength
    let count = min(chunks.upperBound * chunkLength, reduced) - start
    let (wholeCount, rest) = count.quotientAndRemainder(dividingBy: chunkLength)
    let (first, second) = (input + (row * reduced + start), second + start)
    kernel.reduceRows(
      first, second, chunkLength, chunkLength, wholeCount, results, kernelScratch)
    if rest > 0 {
      let done = wholeCount * chunkLength
      kernel.reduceRows(
        first + done, second + done, 0, rest, 1, results + wholeCount, kernelScratch)
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
