import CostateGraph

extension Catalogue {
  private static let wrong: [[TensorType]] = [
    [], [TensorType(.float, .scalar)], [TensorType(.int32, [2, 3])],
  ]

  static let composites: [CatalogueEntry] = [
    CatalogueEntry(
      LogSumExp(axes: [1]), [OperandSample([3, 4])], [OperandSample([70, 130])],
      [OperandSample([0, 2])], misfits: wrong + [[TensorType(.float, [2, 0])]]),
    CatalogueEntry(
      LogSumExp(axes: [0, 1], keepsAxes: true), [OperandSample([3, 4])], misfits: wrong),
    CatalogueEntry(LogSumExp(axes: [0]), [OperandSample([5])], misfits: wrong),
    CatalogueEntry(
      Mean(axes: [0]), [OperandSample([3, 4])], [OperandSample([7])], [OperandSample([0])],
      misfits: wrong),
    CatalogueEntry(
      Mean(axes: [1], keepsAxes: true), [OperandSample([3, 4])], [OperandSample([70, 130])],
      misfits: wrong),
    CatalogueEntry(
      Softmax(axis: 1), [OperandSample([3, 4])], [OperandSample([70, 130])],
      [OperandSample([0, 2])], misfits: wrong + [[TensorType(.float, [2, 0])]]),
    CatalogueEntry(
      Softmax(axis: 0), [OperandSample([4])], [OperandSample([4, 2])], misfits: wrong),
    CatalogueEntry(
      SquaredNorm(), [OperandSample([3, 4])], [OperandSample(.scalar)], [OperandSample([0])],
      [OperandSample([70, 130])], misfits: [[], [TensorType(.int32, [2])]]),
  ]
}
