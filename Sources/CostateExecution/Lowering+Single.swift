import CostateGraph
import CostateKernels
import CostateSIMD

extension Lowering {
  /// A node of its own, as kernels stage by stage.
  func single(_ node: Int) -> [[any BatchKernel]] {
    let operands = Array(graph.operands(node))
    let type = graph.type(node)
    let cost = cost(node)
    let name = graph.operation(node).name
    let itemCount = options.costModel.itemCount(cost, width: options.width)
    switch graph.kernel(node) {
    case .matrixProduct(let product):
      return withKernels(
        type.elementType,
        AccumulationLowering(lowering: self, node: node, terms: [.matrixProduct(product)]))
    case .accumulation(let terms):
      return withKernels(
        type.elementType, AccumulationLowering(lowering: self, node: node, terms: terms))
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
        [zeros], [copy(name, source, operands[0], contiguous(source), node, view, itemCount)],
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
      return [
        [
          GatherBatch(
            name: name, cost: cost, rowCount: table.shape[0],
            rowByteCount: rowLength * type.elementType.byteCount,
            table: offset(operands[0]), indices: offset(operands[1]),
            result: offset(UInt32(node)),
            partition: Partition(
              count: rowLength == 0 ? 0 : type.elementCount / rowLength, grain: 1,
              itemCount: itemCount))
        ]
      ]
    case .scatterAddRows:
      return withKernels(type.elementType, ScatterLowering(lowering: self, node: node))
    case .opaque(let operation):
      return [
        [
          OpaqueBatch(
            operation: operation, cost: cost,
            operands: operands.map { (graph.type(Int($0)), offset($0)) },
            result: (type, offset(UInt32(node))))
        ]
      ]
    case .source, .elementwise:
      preconditionFailure("\(graph.label(node)) is not scheduled on its own")
    }
  }

  private func contiguous(_ type: TensorType) -> View {
    View(offset: 0, strides: type.shape.strides)
  }

  private func copy(
    _ name: String, _ type: TensorType, _ source: UInt32, _ sourceView: View, _ target: Int,
    _ targetView: View, _ itemCount: Int
  ) -> any BatchKernel {
    CopyBatch(
      name: name, type: type, source: offset(source), sourceView,
      target: offset(UInt32(target)), targetView, itemCount: itemCount)
  }

  /// The temporary bytes a node needs while its segment runs.
  func temporaryByteCount(_ node: Int) -> Int {
    switch graph.kernel(node) {
    case .reduction, .sumOfProducts:
      guard let shape = ReductionShape(graph, node) else { return 0 }
      let type = graph.type(node).elementType
      let copied = shape.isPermuted ? padded(graph.operandTypes(node)[0].byteCount) + 64 : 0
      let chunks =
        type == .double
        ? shape.plan(options.instructionSet.double, options.width).chunkResultCount
        : shape.plan(options.instructionSet.float, options.width).chunkResultCount
      return copied + chunks * type.byteCount
    default: return 0
    }
  }
}

/// A reduction as the kernels know it: outer, reduced and inner extents, perhaps after a
/// permutation of the axes.
struct ReductionShape {
  let kind: CostateKernels.ReductionKind
  let layout: ReductionLayout
  /// The permuted operand's shape and the view that reads it.
  let permutedShape: Shape
  let view: View
  let isPermuted: Bool

  init?(_ graph: GraphStorage, _ node: Int) {
    let operand = graph.operandTypes(node)[0].shape
    guard case .reduction(let kind, let axes) = graph.kernel(node) else {
      self.kind = .sumOfProducts
      layout = .trailing(outer: 1, reduced: operand.elementCount)
      permutedShape = operand
      view = View(offset: 0, strides: operand.strides)
      isPermuted = false
      return
    }
    self.kind = kind == .sum ? .sum : .maximum
    let kept = (0..<operand.rank).filter { !axes.contains($0) }
    let isTrailing = axes.last == operand.rank - 1
    // Kept axes before the first reduced one stay outside; the kept ones after it are inner.
    let outer = isTrailing ? kept : kept.filter { $0 < axes[0] }
    let inner = isTrailing ? [] : kept.filter { $0 > axes[0] }
    let order = outer + axes + inner
    func count(_ axes: [Int]) -> Int { axes.reduce(1) { $0 * operand[$1] } }
    layout =
      isTrailing
      ? .trailing(outer: count(outer), reduced: count(axes))
      : .leading(outer: count(outer), reduced: count(axes), inner: count(inner))
    permutedShape = Shape(order.map { operand[$0] })
    let strides = operand.strides
    view = View(offset: 0, strides: order.map { strides[$0] })
    isPermuted = order != Array(0..<operand.rank)
  }

  func plan<Scalar: LaneScalar>(_ kernels: KernelTable<Scalar>, _ width: Int)
    -> ReductionPlan<Scalar>
  { ReductionPlan(kind, layout, kernels: kernels, width: width) }
}

private struct ReductionLowering: KernelUser {
  let lowering: Lowering
  let node: Int

  func use<Scalar: LaneScalar>(_ kernels: KernelTable<Scalar>) -> [[any BatchKernel]] {
    let graph = lowering.graph
    guard let shape = ReductionShape(graph, node) else { return [] }
    let operands = Array(graph.operands(node))
    let name = graph.operation(node).name
    let plan = shape.plan(kernels, lowering.options.width)
    let temporary = lowering.memory.temporaries[UInt32(node)] ?? 0
    let operandType = graph.type(Int(operands[0]))
    let permuted = TensorType(operandType.elementType, shape.permutedShape)
    let cost = lowering.cost(node)
    let result = lowering.offset(UInt32(node))
    var stages: [[any BatchKernel]] = []
    var chunkResults = temporary
    if shape.isPermuted {
      stages.append([
        CopyBatch(
          name: name, type: permuted, source: lowering.offset(operands[0]), shape.view,
          target: temporary, View(offset: 0, strides: permuted.shape.strides),
          itemCount: lowering.options.costModel.itemCount(cost, width: lowering.options.width))
      ])
      chunkResults += padded(permuted.byteCount) + 64
    }
    let input = shape.isPermuted ? temporary : lowering.offset(operands[0])
    stages.append([
      ReductionBatch<Scalar>(
        name: name, cost: cost, plan: plan, input: input,
        second: operands.count > 1 ? lowering.offset(operands[1]) : input, result: result,
        chunkResults: chunkResults)
    ])
    if plan.chunkResultCount > 0 {
      stages.append([
        ChunkSumBatch<Scalar>(
          name: name,
          cost: Cost(
            flops: Double(plan.chunkResultCount),
            bytes: Double(plan.chunkResultCount * MemoryLayout<Scalar>.size)),
          plan: plan, result: result, chunkResults: chunkResults)
      ])
    }
    return stages
  }
}

private struct ScatterLowering: KernelUser {
  let lowering: Lowering
  let node: Int

  func use<Scalar: LaneScalar>(_ kernels: KernelTable<Scalar>) -> [[any BatchKernel]] {
    let graph = lowering.graph
    let operands = Array(graph.operands(node))
    let type = graph.type(node)
    let cost = lowering.cost(node)
    let rowLength = type.shape.extents.dropFirst().reduce(1, *)
    return [
      [
        ScatterBatch<Scalar>(
          name: graph.operation(node).name, cost: cost, rowLength: rowLength,
          termCount: graph.type(Int(operands[1])).elementCount,
          terms: lowering.offset(operands[0]), indices: lowering.offset(operands[1]),
          result: lowering.offset(UInt32(node)),
          partition: lowering.partition(type.shape[0], cost, 1))
      ]
    ]
  }
}

/// A sum of terms with matrix products: one stage for each term, into the result.
private struct AccumulationLowering: KernelUser {
  let lowering: Lowering
  let node: Int
  let terms: [Accumulate.Term]

  func use<Scalar: LaneScalar>(_ kernels: KernelTable<Scalar>) -> [[any BatchKernel]] {
    let operands = Array(lowering.graph.operands(node))
    var stages: [[any BatchKernel]] = []
    var next = 0
    for (i, term) in terms.enumerated() {
      switch term {
      case .matrixProduct(let product):
        stages.append([
          self.product(product, operands, next, i == 0 ? .assign : .add, kernels)
        ])
      case .negatedMatrixProduct(let product):
        stages.append([
          self.product(product, operands, next, i == 0 ? .assignNegated : .subtract, kernels)
        ])
      default:
        stages.append([
          elementwise(term, Array(operands[next..<next + term.operandCount]), i == 0, kernels)
        ])
      }
      next += term.operandCount
    }
    return stages
  }

  private func product<Scalar: LaneScalar>(
    _ product: CostateGraph.MatrixProduct, _ operands: [UInt32], _ first: Int,
    _ mode: ProductMode, _ kernels: KernelTable<Scalar>
  ) -> any BatchKernel {
    let graph = lowering.graph
    let (left, right) = (operands[first], operands[first + 1])
    let types = [graph.type(Int(left)), graph.type(Int(right))]
    guard let extents = MatrixProductExtents(product, types[0].shape, types[1].shape) else {
      preconditionFailure("\(types[0]) times \(types[1])")
    }
    let plan = ProductPlan<Scalar>(
      m: extents.m, n: extents.n, k: extents.k,
      blocks: lowering.options.blocks(kernels.products), kernels: kernels,
      width: extents.leftOffsets.count >= lowering.options.width ? 1 : lowering.options.width)
    return ProductBatch<Scalar>(
      name: "\(extents.m) × \(extents.k) · \(extents.k) × \(extents.n)",
      cost: product.cost(operands: types, result: graph.type(node)), plan: plan,
      extents: extents, mode: mode, left: lowering.offset(left), right: lowering.offset(right),
      result: lowering.offset(UInt32(node)))
  }

  /// A value or product added to what the result holds.
  private func elementwise<Scalar: LaneScalar>(
    _ term: Accumulate.Term, _ operands: [UInt32], _ isFirst: Bool, _ kernels: KernelTable<Scalar>
  ) -> any BatchKernel {
    let graph = lowering.graph
    let shape = graph.type(node).shape
    var program = FusedProgram()
    func external(_ node: UInt32) -> Int {
      program.external(
        FusedProgram.External(
          root: lowering.root(node),
          strides: graph.type(Int(node)).shape.broadcastStrides(to: shape)))
    }
    var inputs: [Int] = []
    if !isFirst {
      inputs.append(
        program.external(
          FusedProgram.External(root: UInt32(node), strides: shape.strides)))
    }
    for operand in operands { inputs.append(external(operand)) }
    let result = program.append(.accumulation(isFirst ? [term] : [.value, term]), inputs)
    return ElementwiseBatch<Scalar>(
      name: "accumulate", program: program, results: [(result, lowering.offset(UInt32(node)))],
      shape: shape, lowering: lowering, kernels: kernels)
  }
}
