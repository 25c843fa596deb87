import CostateGraph
import CostateKernels
import CostateSIMD

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

  /// The elements read by index that take as long as the ends of all rows.
  func gatherCount(_ type: ElementType) -> Double {
    guard case .trailing(let outer, _) = layout else { return 0 }
    return Self.gatherCount(rows: outer, type)
  }

  /// The elements read by index that take as long as the ends of rows: adding up partial sums.
  static func gatherCount(rows: Int, _ type: ElementType) -> Double {
    8 * Double(rows * type.byteCount / 4)
  }

  func plan<Scalar: LaneScalar>(
    _ kernels: KernelTable<Scalar>, desiredItemCount: Int
  ) -> ReductionPlan<Scalar> {
    ReductionPlan(kind, layout, kernels: kernels, desiredItemCount: desiredItemCount)
  }
}

/// A reduction: a permuting copy where its axes are not side by side, the items, and the second
/// phase where chunks were shared out.
struct ReductionLowering: KernelUser {
  let lowering: Lowering
  let node: Int

  func use<Scalar: LaneScalar>(_ kernels: KernelTable<Scalar>) -> [[LoweredBatch]] {
    let graph = lowering.graph
    guard let shape = ReductionShape(graph, node) else { return [] }
    let operands = Array(graph.operands(node))
    let name = graph.operation(node).name
    let work = Work(
      .movement, lowering.cost(node), gatherCount: shape.gatherCount(graph.type(node).elementType))
    let desiredItemCount = lowering.reductionItemCount(node)
    let plan = shape.plan(kernels, desiredItemCount: desiredItemCount)
    let temporary = lowering.memory.temporaries[UInt32(node)] ?? 0
    let operandType = graph.type(Int(operands[0]))
    let permuted = TensorType(operandType.elementType, shape.permutedShape)
    let result = lowering.offset(UInt32(node))
    var stages: [[LoweredBatch]] = []
    var chunkResults = temporary
    if shape.isPermuted {
      stages.append([
        LoweredBatch(
          CopyBatch(
            name: name, type: permuted, source: lowering.offset(operands[0]), shape.view,
            target: temporary, View(offset: 0, strides: permuted.shape.strides),
            itemCount: desiredItemCount))
      ])
      chunkResults += padded(permuted.byteCount) + 64
    }
    let input = shape.isPermuted ? temporary : lowering.offset(operands[0])
    stages.append([
      LoweredBatch(
        ReductionBatch<Scalar>(
          name: name, work: work, plan: plan, input: input,
          second: operands.count > 1 ? lowering.offset(operands[1]) : input, result: result,
          chunkResults: chunkResults))
    ])
    if plan.chunkResultCount > 0 {
      stages.append([
        LoweredBatch(
          ChunkSumBatch<Scalar>(
            name: name,
            work: Work(
              .movement,
              Cost(
                flops: Double(plan.chunkResultCount),
                bytes: Double(plan.chunkResultCount * MemoryLayout<Scalar>.size))),
            plan: plan, result: result, chunkResults: chunkResults))
      ])
    }
    return stages
  }
}

extension Lowering {
  /// How many items to cut a reduction into, at most: its plan and its temporary memory must agree.
  func reductionItemCount(_ node: Int) -> Int { itemCount(Work(.movement, cost(node))) }
}
