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
  private var groupCount: Int {
    min(
      kernels.products.mostColumnCount,
      n == 1 ? partition.rows.longestPart : partition.columns.longestPart)
  }

  /// The scratch memory, in elements: two packed chunks, the sums of a group with room for two
  /// vectors more, and the kernels' own.
  var dotScratchCount: Int {
    let isAlongTerms = (n == 1 ? leftStrides.column : rightStrides.row) == 1
    let kernelCount =
      isAlongTerms
      ? kernels.reductions.rowScratchCount
      : max(kernels.reductions.rowScratchCount, kernels.products.columnScratchCount(groupCount))
    return Self.lineCount + 2 * Self.packedChunkCount + sumCount + kernelCount
  }

  private var sumCount: Int { Self.wholeLines(groupCount) + 2 * Self.lineCount }

  private static var packedChunkCount: Int { Arithmetic.reductionChunkLength + lineCount }

  /// Computes the item's elements of the result, chunk by chunk.
  func runDotForm(
    _ item: Int, _ left: MatrixView<Scalar>, _ right: MatrixView<Scalar>,
    _ result: MutableMatrixView<Scalar>, _ mode: ProductMode,
    _ memory: UnsafeMutablePointer<Scalar>
  ) {
    let block = partition.block(ofItem: item)
    // One output for each row of `matrix`; `vector` is one row.
    let (matrix, vector) = n == 1 ? (left, right.transposed) : (right.transposed, left)
    let (outputs, resultStride) = n == 1 ? (block.rows, result.rowStride) : (block.columns, 1)
    let packedVector = memory
    let sums = memory + 2 * Self.packedChunkCount
    var mode = mode
    for start in stride(from: 0, to: termCount, by: Arithmetic.reductionChunkLength) {
      let count = min(Arithmetic.reductionChunkLength, termCount - start)
      var terms = vector.pointer(row: 0, column: start)
      if vector.columnStride != 1 {
        kernels.products.gather(terms, vector.columnStride, count, packedVector)
        terms = UnsafePointer(packedVector)
      }
      for group in stride(from: outputs.lowerBound, to: outputs.upperBound, by: groupCount) {
        let width = min(groupCount, outputs.upperBound - group)
        multiply(terms, matrix.from(row: group, column: start), count, width, into: sums, memory)
        kernels.products.update(
          sums, width, result.base + group * resultStride, resultStride, mode)
      }
      mode = mode.afterFirstChunk
    }
  }

  /// The dot products of one chunk of the vector with `width` rows of the matrix.
  private func multiply(
    _ vector: UnsafePointer<Scalar>, _ matrix: MatrixView<Scalar>, _ count: Int, _ width: Int,
    into sums: UnsafeMutablePointer<Scalar>, _ memory: UnsafeMutablePointer<Scalar>
  ) {
    let packedRow = memory + Self.packedChunkCount
    let kernelMemory = sums + sumCount
    let multiplyRows = kernels.products.multiplyRows
    if matrix.columnStride == 1 {
      multiplyRows(matrix.base, matrix.rowStride, vector, count, width, sums, kernelMemory)
    } else if matrix.rowStride == 1 {
      kernels.products.multiplyColumns(
        vector, matrix.base, matrix.columnStride, count, width, sums, kernelMemory)
    } else {
      for row in 0..<width {
        kernels.products.gather(
          matrix.pointer(row: row, column: 0), matrix.columnStride, count, packedRow)
        multiplyRows(packedRow, 0, vector, count, 1, sums + row, kernelMemory)
      }
    }
  }
}
