/// The kernels of the matrix product for one instruction-set level and element type.
public struct ProductKernels<Scalar>: Sendable {
  /// MR, the rows of a microtile.
  public let mr: Int
  /// NR, the columns of a microtile.
  public let nr: Int

  /// `(count, left, rowStep, termStep, right, result, rowStride, rowCount, columnCount, mode, tile)`:
  /// multiplies two micropanels over `count > 0` terms into the `rowCount × columnCount` elements at `result`, by
  /// way of the microtile `tile` where that is less than MR × NR.
  public let multiply:
    @Sendable (
      Int, UnsafePointer<Scalar>, Int, Int, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>,
      Int,
      Int, Int, ProductMode, UnsafeMutablePointer<Scalar>
    ) -> Void

  /// `(source, extent, count, extentStride, termStride, target)`: packs rows of the left operand
  /// into contiguous micropanels; see ``MicropanelPacking``.
  public let packLeft:
    @Sendable (UnsafePointer<Scalar>, Int, Int, Int, Int, UnsafeMutablePointer<Scalar>) -> Void

  /// `(source, extent, count, extentStride, rowStep, target)`: packs rows of the left operand, whose
  /// terms are contiguous, as they lie, `rowStep` apart.
  public let packLeftRows:
    @Sendable (UnsafePointer<Scalar>, Int, Int, Int, Int, UnsafeMutablePointer<Scalar>) -> Void

  /// `(source, extent, count, extentStride, termStride, target)`: packs columns of the right
  /// operand into micropanels.
  public let packRight:
    @Sendable (UnsafePointer<Scalar>, Int, Int, Int, Int, UnsafeMutablePointer<Scalar>) -> Void

  /// `(vector, matrix, termStride, count, width, results, scratch)`: see ``ColumnDotProduct``.
  public let multiplyColumns:
    @Sendable (
      UnsafePointer<Scalar>, UnsafePointer<Scalar>, Int, Int, Int, UnsafeMutablePointer<Scalar>,
      UnsafeMutablePointer<Scalar>
    ) -> Void

  /// The scratch memory of `multiplyColumns`, in elements.
  public let columnScratchCount: Int

  /// `(sums, count, result, stride, mode)`: lets chunk sums enter `count` elements of a result.
  public let update:
    @Sendable (UnsafePointer<Scalar>, Int, UnsafeMutablePointer<Scalar>, Int, ProductMode) -> Void

  /// `(source, stride, count, target)`: copies elements `stride` apart side by side.
  public let gather:
    @Sendable (UnsafePointer<Scalar>, Int, Int, UnsafeMutablePointer<Scalar>) -> Void

  /// Instantiates the templates for a level.
  @inlinable @inline(__always)
  public init<L: Lanes>(_: L.Type) where L.Scalar == Scalar {
    mr = Microkernel.rowCount(L.self)
    nr = 2 &* L.laneCount
    columnScratchCount = ColumnDotProduct.scratchCount
    multiply = {
      count, left, rowStep, termStep, right, result, rowStride, rowCount, columnCount, mode, tile in
      let nr = 2 &* L.laneCount
      if rowCount == Microkernel.rowCount(L.self) && columnCount == nr {
        Microkernel.multiply(
          L.self, count: count, left: left, rowStep: rowStep, termStep: termStep, right: right,
          result: result, rowStride: rowStride, mode: mode)
        return
      }
      if mode.readsResult {
        EdgeTile.copy(
          result, rowStride: rowStride, to: tile, rowStride: nr, rowCount: rowCount,
          columnCount: columnCount)
      }
      Microkernel.multiply(
        L.self, count: count, left: left, rowStep: rowStep, termStep: termStep, right: right,
        result: tile, rowStride: nr, mode: mode)
      EdgeTile.copy(
        tile, rowStride: nr, to: result, rowStride: rowStride, rowCount: rowCount,
        columnCount: columnCount)
    }
    packLeft = { source, extent, count, extentStride, termStride, target in
      MicropanelPacking.pack(
        L.self, width: Microkernel.rowCount(L.self), source: source, extent: extent, count: count,
        extentStride: extentStride, termStride: termStride, target: target)
    }
    packLeftRows = { source, extent, count, extentStride, rowStep, target in
      MicropanelPacking.packRows(
        L.self, width: Microkernel.rowCount(L.self), source: source, extent: extent, count: count,
        extentStride: extentStride, target: target, rowStep: rowStep)
    }
    packRight = { source, extent, count, extentStride, termStride, target in
      MicropanelPacking.pack(
        L.self, width: 2 &* L.laneCount, source: source, extent: extent, count: count,
        extentStride: extentStride, termStride: termStride, target: target)
    }
    multiplyColumns = { vector, matrix, termStride, count, width, results, scratch in
      ColumnDotProduct.multiply(
        L.self, vector: vector, matrix: matrix, termStride: termStride, count: count, width: width,
        results: results, scratch: scratch)
    }
    gather = { source, stride, count, target in
      EdgeTile.copy(
        source, rowStride: stride, to: target, rowStride: 1, rowCount: count, columnCount: 1)
    }
    update = { sums, count, result, stride, mode in
      ChunkUpdate.apply(
        L.self, sums: sums, count: count, result: result, stride: stride, mode: mode)
    }
  }
}
