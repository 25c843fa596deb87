import CostateSIMD

/// Products with one row or one column: a dot product of a vector with a row of a matrix for each element of
/// the result.
final class DotForm<Scalar: LaneScalar>: Sendable {
  private let shape: ProductShape
  private let partition: ProductPartition
  private let kernels: KernelTable<Scalar>
  /// How the matrix lies that has a row for each element of the result and a column for each term.
  private let matrixStrides: MatrixStrides
  /// The distance from one term of the vector to the next.
  private let vectorStep: Int
  /// How many elements of the result are computed between two visits of the result.
  let groupCount: Int
  private let scratch: DotScratch

  init(
    _ shape: ProductShape, _ partition: ProductPartition, _ blocks: BlockSizes,
    _ kernels: KernelTable<Scalar>
  ) {
    self.shape = shape
    self.partition = partition
    self.kernels = kernels
    (matrixStrides, vectorStep) = Self.operands(shape)
    let longestPart = (shape.n == 1 ? partition.rows : partition.columns).longestPart
    let isAlongTerms = matrixStrides.column == 1
    let cacheLimit =
      isAlongTerms ? .max : Self.groupLimit(elementCount: shape.k * longestPart, blocks)
    groupCount = min(cacheLimit, kernels.products.mostColumnCount, longestPart)
    scratch = DotScratch(
      groupCount: groupCount,
      kernelCount: max(
        kernels.reductions.rowScratchCount,
        isAlongTerms ? 0 : kernels.products.columnScratchCount(groupCount)), Scalar.self)
  }

  /// How the matrix and the vector lie.
  private static func operands(_ shape: ProductShape) -> (matrix: MatrixStrides, vectorStep: Int) {
    if shape.n == 1 { return (shape.left, shape.right.row) }
    return ((row: shape.right.column, column: shape.right.row), shape.left.column)
  }

  /// The rows and columns that work items do not cut. Where terms lie side by side, whole groups of rows are
  /// read together; else items take the matrix column by column of terms, and memory gives long pieces
  /// faster than short ones: 16 KiB, or what each worker gets of one in cache lines, but 1 KiB at least.
  static func unit(_ shape: ProductShape, workerCount: Int) -> (row: Int, column: Int) {
    func unit(_ extent: Int) -> Int {
      let leastCount = ProductPartition.leastPiece(of: Scalar.self)
      if operands(shape).matrix.column == 1 { return leastCount / 4 }
      let share = CacheLine.wholeLines((extent + workerCount - 1) / workerCount, of: Scalar.self)
      return min(max(leastCount, share), 16 * leastCount)
    }
    return (unit(shape.m), unit(shape.n))
  }

  /// Nothing is packed.
  static var prices: ProductPartition.Prices { ProductPartition.Prices() }

  /// How many of an item's elements are computed at once where a matrix is read along them. One that the
  /// second-level cache holds leaves their partial sums half of the first-level one, and one that the third
  /// holds twice as much as that has; memory gives long pieces faster.
  ///
  /// On Zen 4 512 × 512 floats were read at 42 instead of 35 GF/s, 64 × 4096 at 42 instead of 34, 2048 × 2048,
  /// of 16 MiB, at 30 instead of 25; 4096 × 4096 had 13 by all their columns and 12 by 1024.
  private static func groupLimit(elementCount: Int, _ blocks: BlockSizes) -> Int {
    let sumCount = Arithmetic.partialSumCount(of: Scalar.self)
    let cache = FirstLevelCache.length(Scalar.self)
    if elementCount / 2 <= blocks.nearElementCount { return cache / 2 / sumCount }
    if elementCount <= blocks.farElementCount { return 2 * cache / sumCount }
    return .max
  }

  /// What computes a work item; see ``ProductPlan/Body``.
  func body(_ mode: ProductMode) -> ProductPlan<Scalar>.Body {
    if isOneGroup {
      return { [self] _, left, right, result, memory, finish in
        let (matrix, vector) = matrixAndVector(left, right)
        multiplyGroup(
          vector, matrix, shape.k, max(shape.m, shape.n), result.base, resultStep(result), mode,
          memory)
        finish(0..<shape.m, 0..<shape.n)
      }
    }
    return { [self] item, left, right, result, memory, finish in
      let (left, right) = shape.operands(left, right, zeros: memory + scratch.zeros)
      let block = partition.block(ofItem: item)
      multiply(shape.n == 1 ? block.rows : block.columns, left, right, result, mode, memory)
      finish(block.rows, block.columns)
    }
  }

  /// Whether one group of dot products over one chunk is all, of a vector that is read where it lies.
  private var isOneGroup: Bool {
    partition.itemCount == 1 && max(shape.m, shape.n) <= groupCount && vectorStep == 1
      && shape.k > 0 && shape.k <= Arithmetic.reductionChunkLength
  }

  /// Computes some elements of the result, chunk by chunk.
  private func multiply(
    _ outputs: Range<Int>, _ left: UnsafePointer<Scalar>, _ right: UnsafePointer<Scalar>,
    _ result: MutableMatrixView<Scalar>, _ mode: ProductMode,
    _ memory: UnsafeMutablePointer<Scalar>
  ) {
    let (matrix, vector) = matrixAndVector(left, right)
    let resultStep = resultStep(result)
    var mode = mode
    for start in stride(from: 0, to: shape.termCount, by: Arithmetic.reductionChunkLength) {
      let count = min(Arithmetic.reductionChunkLength, shape.termCount - start)
      let terms = contiguousTerms(vector + start * vectorStep, count, memory)
      for group in stride(from: outputs.lowerBound, to: outputs.upperBound, by: groupCount) {
        let width = min(groupCount, outputs.upperBound - group)
        multiplyGroup(
          terms, matrix.from(row: group, column: start), count, width,
          result.base + group * resultStep, resultStep, mode, memory)
      }
      mode = mode.afterFirstChunk
    }
  }

  /// The distance from one element of the result to the next.
  private func resultStep(_ result: MutableMatrixView<Scalar>) -> Int {
    shape.n == 1 ? result.rowStride : 1
  }

  /// The matrix, and the vector's first term.
  private func matrixAndVector(
    _ left: UnsafePointer<Scalar>, _ right: UnsafePointer<Scalar>
  ) -> (matrix: MatrixView<Scalar>, vector: UnsafePointer<Scalar>) {
    let (matrix, vector) = shape.n == 1 ? (left, right) : (right, left)
    return (MatrixView(base: matrix, matrixStrides), vector)
  }

  /// Terms of the vector of one chunk side by side: where they lie, or copied to the scratch memory.
  private func contiguousTerms(
    _ vector: UnsafePointer<Scalar>, _ count: Int, _ memory: UnsafeMutablePointer<Scalar>
  ) -> UnsafePointer<Scalar> {
    if vectorStep == 1 { return vector }
    kernels.products.gather(vector, vectorStep, count, memory + scratch.vector)
    return UnsafePointer(memory + scratch.vector)
  }

  /// Lets the dot products of one chunk of the vector with `width` rows of the matrix enter the result.
  ///
  /// The kernels write whole pairs of vectors: straight to the result, where it has as many and rows are not
  /// packed one by one.
  private func multiplyGroup(
    _ vector: UnsafePointer<Scalar>, _ matrix: MatrixView<Scalar>, _ count: Int, _ width: Int,
    _ result: UnsafeMutablePointer<Scalar>, _ resultStep: Int, _ mode: ProductMode,
    _ memory: UnsafeMutablePointer<Scalar>
  ) {
    let writesResult =
      mode == .assign && resultStep == 1 && width & (kernels.products.nr - 1) == 0
      && (matrix.columnStride == 1 || matrix.rowStride == 1)
    let sums = writesResult ? result : memory + scratch.sums
    multiply(vector, matrix, count, width, into: sums, memory)
    if !writesResult { kernels.products.update(sums, width, result, resultStep, mode) }
  }

  /// The dot products of one chunk of the vector with `width` rows of the matrix.
  private func multiply(
    _ vector: UnsafePointer<Scalar>, _ matrix: MatrixView<Scalar>, _ count: Int, _ width: Int,
    into sums: UnsafeMutablePointer<Scalar>, _ memory: UnsafeMutablePointer<Scalar>
  ) {
    let packedRow = memory + scratch.row
    let kernelMemory = memory + scratch.kernel
    @inline(__always) func multiplyRows(
      _ first: UnsafePointer<Scalar>, _ rowStride: Int, _ rowCount: Int,
      _ results: UnsafeMutablePointer<Scalar>
    ) {
      kernels.products.multiplyRows(
        ReducedRows(
          first: first, rowStride: rowStride, second: vector, termCount: count,
          rowCount: rowCount, results: results, scratch: kernelMemory))
    }
    if matrix.columnStride == 1 {
      multiplyRows(matrix.base, matrix.rowStride, width, sums)
    } else if matrix.rowStride == 1 {
      kernels.products.multiplyColumns(
        ColumnDots(
          vector: vector, matrix: matrix.base, termStride: matrix.columnStride, termCount: count,
          columnCount: width, results: sums, scratch: kernelMemory))
    } else {
      for row in 0..<width {
        kernels.products.gather(
          matrix.pointer(row: row, column: 0), matrix.columnStride, count, packedRow)
        multiplyRows(packedRow, 0, 1, sums + row)
      }
    }
  }
}

/// Where a worker's scratch memory holds what dot products need, in elements.
private struct DotScratch {
  /// The zeros that stand for operands without terms.
  let zeros: Int
  /// The vector's terms of a chunk, packed.
  let vector: Int
  /// The terms of a row of the matrix, packed.
  let row: Int
  /// The sums of a group.
  let sums: Int
  /// The kernels' own.
  let kernel: Int
  /// The number of elements.
  let count: Int

  init<Scalar: LaneScalar>(groupCount: Int, kernelCount: Int, _: Scalar.Type) {
    let line = CacheLine.length(Scalar.self)
    let chunk = Arithmetic.reductionChunkLength + line
    zeros = 0
    vector = line
    row = vector + chunk
    sums = row + chunk
    kernel = sums + DotForm<Scalar>.sumStep(groupCount)
    count = kernel + kernelCount
  }
}

extension DotForm {
  /// The scratch memory, in elements.
  var scratchCount: Int { scratch.count }

  /// A row of so many sums, with room for two vectors more.
  static func sumStep(_ width: Int) -> Int {
    CacheLine.wholeLines(width, of: Scalar.self) + 2 * CacheLine.length(Scalar.self)
  }
}

/// Chunks cut into shares of their partial sums, for `SplitKPlan`.
extension DotForm {
  /// The most shares that it is worth to cut the partial sums of a chunk into; 1 for none. They read the
  /// matrix by whole columns of terms, of which cut ones are short.
  ///
  /// On Zen 3 two shares take 0.85 to 0.9 of the time of two halves of the columns, down to 512 rows.
  var mostShareCount: Int {
    let isWorth =
      matrixStrides.column != 1 && matrixStrides.row == 1 && shape.k >= 512
      && max(shape.m, shape.n) <= kernels.products.mostColumnCount
    return isWorth ? Arithmetic.partialSumCount(of: Scalar.self) / 2 : 1
  }

  /// So many shares of the partial sums of a chunk, a power of two up to `mostShareCount`: of two neighbours,
  /// or more whose rows are 4 KiB together.
  func shares(count: Int) -> [PartialSumShare] {
    if count == 1 { return [.all] }
    let mostNeighbours = Arithmetic.partialSumCount(of: Scalar.self) / count
    let rowByteCount = max(shape.m, shape.n) * MemoryLayout<Scalar>.stride
    var neighbourCount = 2
    while neighbourCount < mostNeighbours, neighbourCount * rowByteCount < 4096 {
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
    let (matrix, vector) = matrixAndVector(left, right)
    let width = max(shape.m, shape.n)
    let terms = contiguousTerms(vector, shape.k, memory)
    for group in stride(from: 0, to: width, by: groupCount) {
      kernels.products.multiplyColumns(
        ColumnDots(
          vector: terms, matrix: matrix.base + group, termStride: matrix.columnStride,
          termCount: shape.k, columnCount: min(groupCount, width - group), share: share,
          results: sums + group, resultStride: Self.sumStep(width),
          scratch: memory + scratch.kernel))
    }
  }
}
