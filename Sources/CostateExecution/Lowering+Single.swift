import CostateGraph
import CostateKernels
import CostateSIMD

extension Lowering {
  /// A node of its own, as kernels stage by stage.
  ///
  /// - Parameter scatterCount: how many scatters its stage has.
  func single(_ node: Int, scatterCount: Int) -> [[LoweredBatch]] {
    let operands = Array(graph.operands(node))
    let type = graph.type(node)
    let work = Work(.movement, cost(node))
    let name = graph.operation(node).name
    let itemCount = itemCount(work)
    switch graph.kernel(node) {
    case .matrixProduct, .accumulation:
      return product(node, epilogue: [])
    case .reduction, .sumOfProducts:
      return withKernels(type.elementType, ReductionLowering(lowering: self, node: node))
    case .alias:
      return [
        [
          copy(name, type, operands[0], contiguous(type), node, contiguous(type), itemCount)
        ]
      ]
    case .copy(let view):
      return [[copy(name, type, operands[0], view, node, contiguous(type), itemCount)]]
    case .embedding(let view):
      let zeros = ZeroBatch(name: name, target: offset(UInt32(node)), byteCount: type.byteCount)
      let source = graph.operandTypes(node)[0]
      return [
        [LoweredBatch(zeros)],
        [copy(name, source, operands[0], contiguous(source), node, view, itemCount)],
      ]
    case .concatenation(let axis):
      var start = 0
      return [
        zip(operands, graph.operandTypes(node)).map { operand, part in
          let strides = type.shape.strides
          defer { start += part.shape[axis] * strides[axis] }
          return copy(
            name, part, operand, contiguous(part), node, View(offset: start, strides: strides),
            itemCount)
        }
      ]
    case .gatherRows:
      let table = graph.operandTypes(node)[0]
      let rowLength = table.shape.extents.dropFirst().reduce(1, *)
      let rowCount = rowLength == 0 ? 0 : type.elementCount / rowLength
      let work = Work(
        .movement, cost(node), gatherCount: Double(rowCount) * GatherBatch.gathersPerRow)
      return [
        [
          LoweredBatch(
            GatherBatch(
              name: name, work: work, rowCount: table.shape[0],
              rowByteCount: rowLength * type.elementType.byteCount,
              table: offset(operands[0]), indices: offset(operands[1]),
              result: offset(UInt32(node)),
              partition: Partition(
                count: rowCount, grain: 1, itemCount: self.itemCount(work))))
        ]
      ]
    case .scatterAddRows:
      return withKernels(
        type.elementType,
        ScatterLowering(lowering: self, node: node, scatterCount: scatterCount))
    case .opaque(let operation):
      return [
        [
          LoweredBatch(
            OpaqueBatch(
              operation: operation, work: Work(.elementwise, work.cost),
              operands: operands.map { (graph.type(Int($0)), offset($0)) },
              result: (type, offset(UInt32(node)))))
        ]
      ]
    case .source, .elementwise:
      preconditionFailure("\(graph.label(node)) is not scheduled on its own")
    }
  }

  /// A matrix product or a sum of terms, followed by elementwise nodes of its shape.
  func product(_ node: Int, epilogue: [UInt32]) -> [[LoweredBatch]] {
    withKernels(graph.type(node).elementType, accumulation(node, epilogue: epilogue))
  }

  private func accumulation(_ node: Int, epilogue: [UInt32]) -> AccumulationLowering {
    let terms: [Accumulate.Term]
    switch graph.kernel(node) {
    case .matrixProduct(let product): terms = [.matrixProduct(product)]
    case .accumulation(let own): terms = own
    default: preconditionFailure("\(graph.label(node)) is no sum")
    }
    return AccumulationLowering(lowering: self, node: node, terms: terms, epilogue: epilogue)
  }

  private func contiguous(_ type: TensorType) -> View {
    View(offset: 0, strides: type.shape.strides)
  }

  private func copy(
    _ name: String, _ type: TensorType, _ source: UInt32, _ sourceView: View, _ target: Int,
    _ targetView: View, _ itemCount: Int
  ) -> LoweredBatch {
    LoweredBatch(
      CopyBatch(
        name: name, type: type, source: offset(source), sourceView,
        target: offset(UInt32(target)), targetView, itemCount: itemCount))
  }

  /// The temporary bytes a node needs while its segment runs, and elementwise nodes of its batch are computed
  /// from it.
  func temporaryByteCount(_ node: Int, epilogue: [UInt32] = []) -> Int {
    let type = graph.type(node).elementType
    switch graph.kernel(node) {
    case .reduction, .sumOfProducts:
      guard let shape = ReductionShape(graph, node) else { return 0 }
      let copied = shape.isPermuted ? padded(graph.operandTypes(node)[0].byteCount) + 64 : 0
      let itemCount = reductionItemCount(node)
      let chunks =
        type == .double
        ? shape.plan(options.instructionSet.double, desiredItemCount: itemCount).chunkResultCount
        : shape.plan(options.instructionSet.float, desiredItemCount: itemCount).chunkResultCount
      return copied + chunks * type.byteCount
    case .matrixProduct, .accumulation:
      let accumulation = accumulation(node, epilogue: epilogue)
      let count =
        type == .double
        ? accumulation.partSumCount(options.instructionSet.double)
        : accumulation.partSumCount(options.instructionSet.float)
      return count * type.byteCount
    default: return 0
    }
  }
}

private struct ScatterLowering: KernelUser {
  let lowering: Lowering
  let node: Int
  /// How many scatters its stage has.
  let scatterCount: Int

  /// An item for each worker, but one where that keeps as many workers busy, or where the terms fit a
  /// core's own cache: each item looks through all indices, and gets most lines of its terms from the
  /// caches of those who wrote them. With two scatters of 20 000 rows of 16 two items each took twice
  /// as long on two cores as one each.
  private func itemCount(termByteCount: Int) -> Int {
    let (model, width) = (lowering.options.costModel, lowering.options.width)
    return scatterCount >= width || Double(termByteCount) <= model.ownCacheByteCount ? 1 : width
  }

  func use<Scalar: LaneScalar>(_ kernels: KernelTable<Scalar>) -> [[LoweredBatch]] {
    let graph = lowering.graph
    let operands = Array(graph.operands(node))
    let type = graph.type(node)
    let rowLength = type.shape.extents.dropFirst().reduce(1, *)
    let termCount = graph.type(Int(operands[1])).elementCount
    let itemCount = itemCount(termByteCount: graph.type(Int(operands[0])).byteCount)
    let work = Work(
      .movement, lowering.cost(node),
      gatherCount: Double(termCount)
        * (ScatterBatch<Scalar>.gathersPerRow
          + Double(itemCount) * ScatterBatch<Scalar>.gathersPerIndex))
    return [
      [
        LoweredBatch(
          ScatterBatch<Scalar>(
            name: graph.operation(node).name, work: work, rowLength: rowLength,
            termCount: termCount, terms: lowering.offset(operands[0]),
            indices: lowering.offset(operands[1]), result: lowering.offset(UInt32(node)),
            partition: Partition(
              count: rowLength == 0 ? 0 : type.shape[0], grain: 1, itemCount: itemCount)))
      ]
    ]
  }
}
