/// The kernels of the matrix product for one instruction-set level and element type.
public struct ProductKernels<Scalar>: Sendable {
  /// MR, the rows of a microtile.
  public let mr: Int
  /// NR, the columns of a microtile.
  public let nr: Int
  /// The terms of a step of ``Microkernel``.
  public let stepTermCount: Int

  /// Multiplies row panels of the left operand with a panel of the right one.
  public let multiply: @Sendable (RowPanelProduct<Scalar>) -> Void

  /// Multiplies operands where they lie; see ``DirectKernel``.
  public let multiplyDirectly: @Sendable (inout DirectProduct<Scalar>) -> Void

  /// Multiplies operands where they lie, row by row; see ``RowwiseKernel``.
  public let multiplyByRows: @Sendable (DirectProduct<Scalar>) -> Void

  /// `(product, columnStep, upcoming)`: assigns products of few rows with a right operand whose terms lie side
  /// by side, and has what is read next fetched; see ``TransposingKernel``.
  public let multiplyTransposing:
    @Sendable (DirectProduct<Scalar>, Int, UpcomingRows<Scalar>?) -> Void

  /// `(rows, height, panelStep, target)`: packs rows of the left operand into micropanels of up to MR rows, as
  /// many in each; see ``MicropanelPacking``.
  public let packLeft:
    @Sendable (OperandLines<Scalar>, Int, Int, UnsafeMutablePointer<Scalar>) -> Void

  /// `(rows, rowStep, target)`: packs rows of the left operand, whose terms are contiguous, as they lie,
  /// `rowStep` apart.
  public let packLeftRows:
    @Sendable (OperandLines<Scalar>, Int, UnsafeMutablePointer<Scalar>) -> Void

  /// `(columns, target)`: packs columns of the right operand into micropanels.
  public let packRight: @Sendable (OperandLines<Scalar>, UnsafeMutablePointer<Scalar>) -> Void

  /// Dot products of rows with one vector, the second operand; see ``RowReduction``.
  public let multiplyRows: @Sendable (ReducedRows<Scalar>) -> Void

  /// Dot products of columns with one vector, or of some of their terms; see ``ColumnDotProduct``.
  public let multiplyColumns: @Sendable (ColumnDots<Scalar>) -> Void

  /// `(sums, rowCount, rowStep, width, results)`: folds the sums that all shares leave.
  public let foldColumns:
    @Sendable (UnsafePointer<Scalar>, Int, Int, Int, UnsafeMutablePointer<Scalar>) -> Void

  /// The most columns of one call of `multiplyColumns`.
  public let mostColumnCount: Int

  /// The scratch memory of `multiplyColumns` for so many columns, in elements.
  public let columnScratchCount: @Sendable (Int) -> Int

  /// `(sums, count, result, stride, mode)`: lets chunk sums enter `count` elements of a result.
  public let update:
    @Sendable (UnsafePointer<Scalar>, Int, UnsafeMutablePointer<Scalar>, Int, ProductMode) -> Void

  /// `(source, stride, count, target)`: copies elements `stride` apart side by side.
  public let gather:
    @Sendable (UnsafePointer<Scalar>, Int, Int, UnsafeMutablePointer<Scalar>) -> Void

  /// Instantiates the templates for a level.
  @inlinable @inline(always)
  public init<L: Lanes, Registers: VectorRegisters>(_: L.Type, _: Registers.Type)
  where L.Scalar == Scalar {
    mr = Registers.mostRows(vectorCount: 2)
    nr = 2 &* L.laneCount
    stepTermCount = Registers.stepTermCount
    mostColumnCount = ColumnDotProduct.largestWidth
    multiply = { product in Microkernel.multiply(L.self, Registers.self, product) }
    multiplyDirectly = { product in DirectKernel.multiply(L.self, Registers.self, &product) }
    packLeft = { rows, height, panelStep, target in
      MicropanelPacking.pack(L.self, rows, width: height, panelStep: panelStep, into: target)
    }
    packLeftRows = { rows, rowStep, target in
      MicropanelPacking.copyRows(L.self, rows, rowStep: rowStep, into: target)
    }
    packRight = { columns, target in
      MicropanelPacking.pack(
        L.self, columns, width: 2 &* L.laneCount, panelStep: 2 &* L.laneCount &* columns.termCount,
        into: target)
    }
    multiplyColumns = { dots in ColumnDotProduct.multiply(L.self, dots) }
    gather = { source, stride, count, target in
      for index in 0..<count { target[index] = source[index &* stride] }
    }
    update = { sums, count, result, stride, mode in
      ChunkUpdate.apply(
        L.self, sums: sums, count: count, result: result, stride: stride, mode: mode)
    }
    multiplyTransposing = { product, columnStep, upcoming in
      TransposingKernel.multiply(L.self, product, columnStep: columnStep, upcoming)
    }
    multiplyByRows = { product in RowwiseKernel.multiply(L.self, product) }
    multiplyRows = { rows in RowReduction<L>.sumProducts(rows, secondStride: 0) }
    columnScratchCount = { width in ColumnDotProduct.scratchCount(L.self, width: width) }
    foldColumns = { sums, rowCount, rowStep, width, results in
      ColumnDotProduct.fold(
        L.self, sums, rowCount: rowCount, rowStep: rowStep, width: width, into: results)
    }
  }
}
