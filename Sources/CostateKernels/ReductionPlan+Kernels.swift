import CostateSIMD

/// The parts of a reduction that a work item computes.
extension ReductionPlan {
  /// How many rows are reduced between two visits of the result.
  static var groupCount: Int { 64 }

  /// The most rows that a kernel reads side by side.
  private static var fewRowCount: Int { 8 }

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

  /// Reduces down columns, to chunk results or, if one item has all chunks, to the result.
  func reduceColumns(
    _ outer: Range<Int>, _ chunks: Range<Int>, _ inner: Range<Int>, _ input: UnsafePointer<Scalar>,
    _ result: UnsafeMutablePointer<Scalar>, _ chunkResults: UnsafeMutablePointer<Scalar>
  ) {
    let (reduced, width) = (layout.extents.reduced, self.inner.extent)
    func reduce(_ terms: Range<Int>, to target: UnsafeMutablePointer<Scalar>) {
      for index in outer {
        let first = input + ((index * reduced + terms.lowerBound) * width + inner.lowerBound)
        kernel.reduceColumns(
          ReducedColumns(
            source: first, termStride: width, termCount: terms.count, chunkLength: chunkLength,
            columnCount: inner.count, results: target + (index * width + inner.lowerBound)))
      }
    }
    if self.chunks.partCount == 1 { return reduce(0..<reduced, to: result) }
    for chunk in chunks {
      reduce(
        chunk * chunkLength..<min(reduced, (chunk + 1) * chunkLength),
        to: chunkResults + chunk * self.outer.extent * width)
    }
  }

  /// Reduces whole rows to the result.
  func reduceRows(
    _ rows: Range<Int>, _ input: UnsafePointer<Scalar>, _ second: UnsafePointer<Scalar>,
    _ result: UnsafeMutablePointer<Scalar>, _ scratch: UnsafeMutablePointer<Scalar>
  ) {
    let reduced = layout.extents.reduced
    for group in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.groupCount) {
      let rowCount = min(Self.groupCount, rows.upperBound - group)
      kernel.reduceRows(
        ReducedRows(
          first: input + group * reduced, rowStride: reduced, second: second, termCount: reduced,
          rowCount: rowCount, results: scratch, scratch: scratch + 2 * Self.groupCount))
      kernels.products.update(scratch, rowCount, result + group, 1, .assign)
    }
  }

  /// Whether chunks are taken for rows: where there are fewer rows than kernels read side by side, so that the
  /// partial results of a single one would wait for each other.
  func takesChunksSideBySide(rowCount: Int) -> Bool {
    rowCount < Self.fewRowCount && layout.extents.reduced > chunkLength
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
      reduceSideBySide(
        group, row, input, second, scratch + formerCount, scratch + 2 * Self.groupCount)
      if isWhole {
        kernel.reduceColumns(
          ReducedColumns(
            source: scratch, termStride: 1, termCount: formerCount + group.count, chunkLength: 1,
            columnCount: 1, results: scratch))
      } else {
        kernels.products.update(
          scratch, group.count, chunkResults + (start * outer.extent + row), outer.extent, .assign)
      }
    }
    if isWhole { result[row] = scratch.pointee }
  }

  /// Reduces chunks of one row side by side; the last one of the row may be shorter.
  private func reduceSideBySide(
    _ chunks: Range<Int>, _ row: Int, _ input: UnsafePointer<Scalar>,
    _ second: UnsafePointer<Scalar>, _ results: UnsafeMutablePointer<Scalar>,
    _ kernelScratch: UnsafeMutablePointer<Scalar>
  ) {
    let reduced = layout.extents.reduced
    let start = chunks.lowerBound * chunkLength
    let count = min(chunks.upperBound * chunkLength, reduced) - start
    let (wholeCount, rest) = count.quotientAndRemainder(dividingBy: chunkLength)
    let (first, second) = (input + (row * reduced + start), second + start)
    var rows = ReducedRows(
      first: first, rowStride: chunkLength, second: second, termCount: chunkLength,
      rowCount: wholeCount, results: results, scratch: kernelScratch)
    kernel.reduceRows(rows)
    if rest > 0 {
      rows.first += wholeCount * chunkLength
      rows.second += wholeCount * chunkLength
      rows.results += wholeCount
      (rows.termCount, rows.rowCount) = (rest, 1)
      kernel.reduceRows(rows)
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
