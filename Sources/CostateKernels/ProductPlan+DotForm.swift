import CostateSIMD

/// Products with one row or one column: a dot product for each element of the result.
extension ProductPlan {
  /// The dot products that work items do not cut. Where their terms lie side by side, whole groups of rows
  /// are read together; else they take the matrix row by row, and memory gives long pieces of rows
  /// faster than short ones: 16 KiB, or what each worker gets of a row in cache lines, but 1 KiB at least.
  static func dotUnit(alongTerms: Bool, extent: Int, workerCount: Int) -> Int {
    if alongTerms { return 256 / MemoryLayout<Scalar>.stride }
    let share = wholeLines((extent + workerCount - 1) / workerCount)
    return min(max(leastColumnCount, share), 16 * leastColumnCount)
  }

  /// How many elements of the result are computed between two visits of the result.
  var groupCount: Int {
    let longestPart = n == 1 ? partition.rows.longestPart : partition.columns.longestPart
    let mostCount =
      isAlongTerms ? kernels.products.mostColumnCount : mostColumnCount(of: longestPart)
    return min(mostCount, longestPart)
  }

  /// Whether the terms of each dot product lie side by side in the matrix.
  private var isAlongTerms: Bool { (n == 1 ? leftStrides.column : rightStrides.row) == 1 }

  /// How many of an item's columns are computed at once. A matrix that the second-level cache holds leaves their
  /// partial sums half of the first-level one, and one that the third holds 64 KiB; memory gives long pieces
  /// of rows faster.
  ///
  /// On Zen 4 512 × 512 floats were read at 42 instead of 35 GF/s, 64 × 4096 at 42 instead of 34, 2048 × 2048,
  /// of 16 MiB, at 30 instead of 25; 4096 × 4096 had 13 by all their columns and 12 by 1024.
  private func mostColumnCount(of columnCount: Int) -> Int {
    let elementCount = k * columnCount
    let sumByteCount = Arithmetic.partialSumCount(of: Scalar.self) * MemoryLayout<Scalar>.stride
    if elementCount / 2 <= blocks.nearElementCount { return (16 << 10) / sumByteCount }
    if elementCount <= blocks.farElementCount { return (64 << 10) / sumByteCount }
    return kernels.products.mostColumnCount
  }

  /// The scratch memory, in elements: two packed chunks, the sums of a group with room for two
  /// vectors more, and the kernels' own.
  var dotScratchCount: Int {
    let kernelCount =
      isAlongTerms
      ? kernels.reductions.rowScratchCount
      : max(kernels.reductions.rowScratchCount, kernels.products.columnScratchCount(groupCount))
    return Self.lineCount + Self.kernelStart(groupCount) + kernelCount
  }

  /// Where the scratch memory holds the sums: after both packed chunks.
  private static var sumStart: Int { 2 * packedChunkCount }

  /// Where the kernels' own begins: after so many sums.
  private static func kernelStart(_ width: Int) -> Int { sumStart + sumStep(width) }

  /// A row of so many sums, with room for two vectors more.
  static func sumStep(_ width: Int) -> Int { wholeLines(width) + 2 * lineCount }

  private static var packedChunkCount: Int { Arithmetic.reductionChunkLength + lineCount }

  /// Whether one group of dot products over one chunk is all, of a vector that is read where it lies.
  var isOneGroup: Bool {
    itemCount == 1 && max(m, n) <= groupCount && k > 0 && k <= Arithmetic.reductionChunkLength
      && (n == 1 ? rightStrides.row : leftStrides.column) == 1
  }

  /// Computes all of what is one group.
  func runOneGroup(
    _ left: UnsafePointer<Scalar>, _ right: UnsafePointer<Scalar>,
    _ result: MutableMatrixView<Scalar>, _ mode: ProductMode,
    _ memory: UnsafeMutablePointer<Scalar>
  ) {
    let (matrix, vector) = matrixAndVector(
      MatrixView(base: left, leftStrides), MatrixView(base: right, rightStrides))
    multiplyGroup(
      vector.base, matrix, k, max(m, n), result.base, n == 1 ? result.rowStride : 1, mode, memory)
  }

  /// Computes the item's elements of the result, chunk by chunk.
  func runDotForm(
    _ item: Int, _ left: MatrixView<Scalar>, _ right: MatrixView<Scalar>,
    _ result: MutableMatrixView<Scalar>, _ mode: ProductMode,
    _ memory: UnsafeMutablePointer<Scalar>
  ) {
    let block = partition.block(ofItem: item)
    let (matrix, vector) = matrixAndVector(left, right)
    let (outputs, resultStride) = n == 1 ? (block.rows, result.rowStride) : (block.columns, 1)
    let groupCount = groupCount
    var mode = mode
    for start in stride(from: 0, to: termCount, by: Arithmetic.reductionChunkLength) {
      let count = min(Arithmetic.reductionChunkLength, termCount - start)
      let terms = contiguousTerms(vector, from: start, count, memory)
      for group in stride(from: outputs.lowerBound, to: outputs.upperBound, by: groupCount) {
        let width = min(groupCount, outputs.upperBound - group)
        multiplyGroup(
          terms, matrix.from(row: group, column: start), count, width,
          result.base + group * resultStride, resultStride, mode, memory)
      }
      mode = mode.afterFirstChunk
    }
  }

  /// The most shares that it is worth to cut the partial sums of a chunk into; 1 for none. They read whole
  /// rows of a matrix that has a row for each term, where cut columns are short.
  ///
  /// On Zen 3 two shares take 0.85 to 0.9 of the time of two halves of the columns, down to 512 rows.
  var mostShareCount: Int {
    let (alongTerms, across) =
      n == 1 ? (leftStrides.column, leftStrides.row) : (rightStrides.row, rightStrides.column)
    let isWorth =
      alongTerms != 1 && across == 1 && k >= 512 && max(m, n) <= kernels.products.mostColumnCount
    return isWorth ? Arithmetic.partialSumCount(of: Scalar.self) / 2 : 1
  }

  /// So many shares of the partial sums of a chunk, a power of two up to `mostShareCount`: of two neighbours,
  /// or more whose rows are 4 KiB together.
  func shares(count: Int) -> [PartialSumShare] {
    if count == 1 { return [.all] }
    let mostNeighbours = Arithmetic.partialSumCount(of: Scalar.self) / count
    var neighbourCount = 2
    while neighbourCount < mostNeighbours,
      neighbourCount * max(m, n) * MemoryLayout<Scalar>.stride < 4096
    {
      neighbourCount *= 2
    }
    return (0..<count).map {
      PartialSumShare(index: $0, count: count, neighbourCount: neighbourCount)
    }
  }

  /// Computes the sums that a share leaves of a product of one chunk, in rows `sumStep` apart.
  func multiplyShare(
    _ share: PartialSumShare, _ left: UnsafePointer<Scalar>, _ right: UnsafePointer<Scalar>,
    _ sums: UnsafeMutablePointer<Scalar>, _ memory: UnsafeMutablePointer<Scalar>
  ) {
    let (matrix, vector) = matrixAndVector(
      MatrixView(base: left, leftStrides), MatrixView(base: right, rightStrides))
    let width = max(m, n)
    let groupCount = groupCount
    let terms = contiguousTerms(vector, from: 0, k, memory)
    for group in stride(from: 0, to: width, by: groupCount) {
      kernels.products.multiplyColumnShare(
        terms, matrix.base + group, matrix.columnStride, k, min(groupCount, width - group), share,
        sums + group, Self.sumStep(width), memory + Self.kernelStart(groupCount))
    }
  }

  /// Terms of the vector of one chunk side by side: where they lie, or copied to the scratch memory.
  private func contiguousTerms(
    _ vector: MatrixView<Scalar>, from start: Int, _ count: Int,
    _ memory: UnsafeMutablePointer<Scalar>
  ) -> UnsafePointer<Scalar> {
    let terms = vector.pointer(row: 0, column: start)
    if vector.columnStride == 1 { return terms }
    kernels.products.gather(terms, vector.columnStride, count, memory)
    return UnsafePointer(memory)
  }

  /// A matrix that has a row for each output, and a vector as a row.
  private func matrixAndVector(
    _ left: MatrixView<Scalar>, _ right: MatrixView<Scalar>
  ) -> (matrix: MatrixView<Scalar>, vector: MatrixView<Scalar>) {
    n == 1 ? (left, right.transposed) : (right.transposed, left)
  }

  /// Lets the dot products of one chunk of the vector with `width` rows of the matrix enter the result.
  ///
  /// The kernels write whole pairs of vectors: straight to the result, where it has as many and rows are not
  /// packed one by one.
  private func multiplyGroup(
    _ vector: UnsafePointer<Scalar>, _ matrix: MatrixView<Scalar>, _ count: Int, _ width: Int,
    _ result: UnsafeMutablePointer<Scalar>, _ resultStride: Int, _ mode: ProductMode,
    _ memory: UnsafeMutablePointer<Scalar>
  ) {
    let writesResult =
      mode == .assign && resultStride == 1 && width & (blocks.nr - 1) == 0
      && (matrix.columnStride == 1 || matrix.rowStride == 1)
    let sums = writesResult ? result : memory + Self.sumStart
    multiply(vector, matrix, count, width, into: sums, memory)
    if !writesResult { kernels.products.update(sums, width, result, resultStride, mode) }
  }

  /// The dot products of one chunk of the vector with `width` rows of the matrix.
  private func multiply(
    _ vector: UnsafePointer<Scalar>, _ matrix: MatrixView<Scalar>, _ count: Int, _ width: Int,
    into sums: UnsafeMutablePointer<Scalar>, _ memory: UnsafeMutablePointer<Scalar>
  ) {
    let packedRow = memory + Self.packedChunkCount
    let kernelMemory = memory + Self.kernelStart(width)
    if matrix.columnStride == 1 {
      kernels.products.multiplyRows(
        matrix.base, matrix.rowStride, vector, count, width, sums, kernelMemory)
    } else if matrix.rowStride == 1 {
      kernels.products.multiplyColumns(
        vector, matrix.base, matrix.columnStride, count, width, sums, kernelMemory)
    } else {
      for row in 0..<width {
        kernels.products.gather(
          matrix.pointer(row: row, column: 0), matrix.columnStride, count, packedRow)
        kernels.products.multiplyRows(packedRow, 0, vector, count, 1, sums + row, kernelMemory)
      }
    }
  }
}
