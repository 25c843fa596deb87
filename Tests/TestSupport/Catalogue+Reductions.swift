import CostateGraph

extension Catalogue {
  private static let wrong: [[TensorType]] = [
    [], [TensorType(.float, .scalar)], [TensorType(.int32, [2, 3, 4])],
    [TensorType(.float, [2, 3, 4]), TensorType(.float, [2, 3, 4])],
  ]

  static let reductions: [CatalogueEntry] = [
    CatalogueEntry(
      Dot(), [OperandSample([3, 4]), OperandSample([3, 4])],
      [OperandSample(.scalar), OperandSample(.scalar)], [OperandSample([0]), OperandSample([0])],
      [OperandSample([70, 13]), OperandSample([70, 13])],
      [OperandSample([70_000]), OperandSample([70_000])],
      misfits: [
        [], [TensorType(.float, [2])], [TensorType(.float, [2]), TensorType(.float, [3])],
        [TensorType(.float, [2]), TensorType(.double, [2])],
        [TensorType(.int32, [2]), TensorType(.int32, [2])],
      ]),
    CatalogueEntry(
      MaximumOverAxes(axes: [1]), [OperandSample([3, 4])], [OperandSample([2, 3, 2])],
      [OperandSample([0, 3])], [OperandSample([70, 130])],
      derivatives: .piecewise, misfits: wrong + [[TensorType(.float, [3, 0])]]),
    CatalogueEntry(
      MaximumOverAxes(axes: [0, 2], keepsAxes: true), [OperandSample([2, 3, 4])],
      [OperandSample([2, 3, 4, 2])], derivatives: .piecewise, misfits: wrong),
    CatalogueEntry(
      Sum(axes: [0]), [OperandSample([7])], [OperandSample([3, 4])], [OperandSample([0, 3])],
      [OperandSample([3, 0])], [OperandSample([1])], [OperandSample([600, 70])],
      [OperandSample([70_000])], misfits: Array(wrong.dropFirst()).filter { $0.count == 2 } + [[]]),
    CatalogueEntry(
      Sum(axes: [1], keepsAxes: true), [OperandSample([3, 4])], [OperandSample([2, 3, 4])],
      [OperandSample([2, 0])], [OperandSample([70, 130])], misfits: wrong),
    CatalogueEntry(Sum(axes: [0, 1]), [OperandSample([3, 4])], misfits: wrong.dropLast(0)),
    CatalogueEntry(
      Sum(axes: [0, 2]), [OperandSample([2, 3, 4])], [OperandSample([2, 3, 4, 2])],
      [OperandSample([20, 7, 30])], [OperandSample([5, 0, 2])], misfits: wrong),
    CatalogueEntry(
      Sum(axes: [1, 2]), [OperandSample([2, 3, 2, 3])], [OperandSample([3, 20, 2, 50])],
      misfits: wrong),
  ]
}
