import CostateGraph

extension Catalogue {
  private static let corner = Slice(starts: [1, 2], counts: [2, 3])
  private static let comb = Slice(starts: [0, 1], counts: [30, 40], steps: [2, 3])
  private static let nothing = Slice(starts: [1], counts: [0])

  /// Operations that move elements; all but the scatter, which adds, take integers too.
  package static let copies: [CatalogueEntry] = [
    CatalogueEntry(
      BroadcastTo([4, 2, 3]), [OperandSample([2, 3])], [OperandSample(.scalar)],
      [OperandSample([4, 1, 3])], misfits: [[], [TensorType(.float, [2, 2])]]),
    CatalogueEntry(
      BroadcastTo([70, 130]), [OperandSample([130])], [OperandSample([70, 1])],
      misfits: [[TensorType(.float, [70])]]),
    CatalogueEntry(BroadcastTo([2, 0]), [OperandSample([2, 1])], misfits: []),
    CatalogueEntry(
      Concatenate(axis: 0), [OperandSample([2, 3]), OperandSample([1, 3])], [OperandSample([4])],
      [OperandSample([0]), OperandSample([3])],
      [OperandSample([40, 70]), OperandSample([30, 70])],
      misfits: [
        [], [TensorType(.float, [])], [TensorType(.float, [2]), TensorType(.double, [2])],
        [TensorType(.float, [2, 3]), TensorType(.float, [2, 4])],
      ]),
    CatalogueEntry(
      Concatenate(axis: 1),
      [OperandSample([2, 3]), OperandSample([2, 0]), OperandSample([2, 2])],
      [OperandSample([3, 2, 2]), OperandSample([3, 1, 2])],
      misfits: [[TensorType(.float, [2])]]),
    CatalogueEntry(
      Embed(corner, in: [4, 6]), [OperandSample([2, 3])],
      misfits: [[], [TensorType(.float, [3, 2])]]),
    CatalogueEntry(Embed(comb, in: [70, 130]), [OperandSample([30, 40])], misfits: []),
    CatalogueEntry(Embed(nothing, in: [3]), [OperandSample([0])], misfits: []),
    CatalogueEntry(
      GatherRows(), [OperandSample([4, 3]), OperandSample([5], .indices(4))],
      [OperandSample([6]), OperandSample([2, 3], .indices(6))],
      [OperandSample([4, 2]), OperandSample([], .indices(4))],
      [OperandSample([3, 0]), OperandSample([2], .indices(3))],
      [OperandSample([3, 2]), OperandSample([0], .indices(3))],
      [OperandSample([50, 7]), OperandSample([300], .indices(50))],
      misfits: [
        [], [TensorType(.float, [2, 2])], [TensorType(.float, []), TensorType(.int32, [2])],
        [TensorType(.float, [2]), TensorType(.float, [2])],
        [TensorType(.float, [0]), TensorType(.int32, [2])],
      ]),
    CatalogueEntry(
      ScatterAddRows(rowCount: 4), [OperandSample([5, 3]), OperandSample([5], .indices(4))],
      [OperandSample([2, 3]), OperandSample([2, 3], .indices(4))],
      [OperandSample([0, 3]), OperandSample([0], .indices(4))],
      [OperandSample([3]), OperandSample([], .indices(4))],
      misfits: [
        [], [TensorType(.float, [2])], [TensorType(.float, [2]), TensorType(.int32, [3])],
        [TensorType(.int32, [2]), TensorType(.int32, [2])],
      ]),
    CatalogueEntry(
      ScatterAddRows(rowCount: 50), [OperandSample([300, 7]), OperandSample([300], .indices(50))],
      misfits: []),
    CatalogueEntry(
      Reshape(to: [6]), [OperandSample([2, 3])], [OperandSample([6, 1])],
      misfits: [[], [TensorType(.float, [5])]]),
    CatalogueEntry(Reshape(to: .scalar), [OperandSample([1, 1])], misfits: []),
    CatalogueEntry(Reshape(to: [1]), [OperandSample(.scalar)], misfits: []),
    CatalogueEntry(Reshape(to: [0, 2]), [OperandSample([3, 0])], misfits: []),
    CatalogueEntry(
      corner, [OperandSample([4, 6])],
      misfits: [[], [TensorType(.float, [2, 6])], [TensorType(.float, [4])]]),
    CatalogueEntry(comb, [OperandSample([70, 130])], misfits: [[TensorType(.float, [58, 130])]]),
    CatalogueEntry(nothing, [OperandSample([1])], [OperandSample([3])], misfits: []),
    CatalogueEntry(
      Transpose(permutation: [1, 0]), [OperandSample([2, 3])], [OperandSample([0, 3])],
      [OperandSample([70, 130])], misfits: [[], [TensorType(.float, [3])]]),
    CatalogueEntry(
      Transpose(permutation: [2, 0, 1]), [OperandSample([2, 3, 4])], [OperandSample([1, 20, 30])],
      misfits: [[TensorType(.float, [3, 2])]]),
  ]
}
