import CostateGraph
import CostateKernels
import CostateSIMD

/// A sum of terms in stages, each into the result: one for each matrix product, and one for each
/// run of terms without that a fused batch can hold.
struct AccumulationLowering: KernelUser {
  let lowering: Lowering
  let node: Int
  let terms: [Accumulate.Term]
  /// Elementwise nodes computed from the sum.
  let epilogue: [UInt32]

  func use<Scalar: LaneScalar>(_ kernels: KernelTable<Scalar>) -> [[LoweredBatch]] {
    var operands = lowering.graph.operands(node)
    var terms = terms[...]
    var products = products(kernels)[...]
    var stages: [[LoweredBatch]] = []
    while let term = terms.first {
      let isFirst = stages.isEmpty
      let run = terms.prefix(Schedule.longestFusedAccumulation).prefix { !$0.isMatrixProduct }
      let stageTerms = run.isEmpty ? terms.prefix(1) : run
      let own = Array(operands.prefix(stageTerms.reduce(0) { $0 + $1.operandCount }))
      terms = terms.dropFirst(stageTerms.count)
      switch term {
      case .matrixProduct:
        stages += product(products.removeFirst(), isFirst ? .assign : .add, kernels)
      case .negatedMatrixProduct:
        stages += product(products.removeFirst(), isFirst ? .assignNegated : .subtract, kernels)
      default: stages.append([elementwise(Array(run), own, isFirst, kernels)])
      }
      operands = operands.dropFirst(own.count)
    }
    return stages
  }

  /// The elements of temporary memory that the products need, one after the other.
  func partSumCount<Scalar: LaneScalar>(_ kernels: KernelTable<Scalar>) -> Int {
    if lowering.options.width == 1 { return 0 }
    return products(kernels).compactMap(\.splitK?.partSumCount).max() ?? 0
  }

  /// The plans of those terms that are matrix products, in their order.
  private func products<Scalar: LaneScalar>(
    _ kernels: KernelTable<Scalar>
  ) -> [PlannedProduct<Scalar>] {
    var operands = lowering.graph.operands(node)
    return terms.indices.compactMap { index in
      let own = Array(operands.prefix(terms[index].operandCount))
      operands = operands.dropFirst(own.count)
      switch terms[index] {
      case .matrixProduct(let product), .negatedMatrixProduct(let product):
        return PlannedProduct(
          product, left: own[0], right: own[1], lowering, kernels,
          hasEpilogue: index == terms.count - 1 && !epilogue.isEmpty)
      default: return nil
      }
    }
  }

  private func product<Scalar: LaneScalar>(
    _ planned: PlannedProduct<Scalar>, _ mode: ProductMode, _ kernels: KernelTable<Scalar>
  ) -> [[LoweredBatch]] {
    let (left, right) = (planned.left, planned.right)
    let (extents, plan) = (planned.extents, planned.plan)
    let name = "\(extents.m) × \(extents.k) · \(extents.k) × \(extents.n)"
    let result = lowering.offset(UInt32(node))
    let epilogue: ElementwiseBatch<Scalar>? =
      planned.hasEpilogue ? lowering.elementwise(epilogue, kernels) : nil
    if let splitK = planned.splitK {
      guard let partSums = lowering.memory.temporaries[UInt32(node)] else {
        preconditionFailure("no memory for the sums of \(lowering.graph.label(node))")
      }
      let sumBytes = Double(splitK.partSumCount * MemoryLayout<Scalar>.size)
      return [
        [
          LoweredBatch(
            SplitKBatch(
              name: name, work: planned.work(packing: splitK.packingMultiplyAdds), plan: splitK,
              extents: extents, left: lowering.offset(left), right: lowering.offset(right),
              partSums: partSums))
        ],
        [
          LoweredBatch(
            SplitKSumBatch(
              name: "sums of \(name)", work: Work(.movement, Cost(flops: 0, bytes: sumBytes)),
              plan: splitK,
              mode: mode, partSums: partSums, result: result))
        ],
      ] + (epilogue.map { [[LoweredBatch($0)]] } ?? [])
    }
    let packed = planned.packed(lowering)
    let batch = ProductBatch(
      name: name, work: planned.work(packing: plan.packingMultiplyAdds(packed: packed)), plan: plan,
      packed: packed, extents: extents, mode: mode, left: lowering.offset(left),
      right: lowering.offset(right), result: result)
    guard let epilogue else { return [[LoweredBatch(batch)]] }
    // It reads the product from a cache, and where it takes its place writes it there too.
    let byteCount = lowering.graph.type(node).byteCount
    let isInPlace = lowering.successorsInPlace[UInt32(node)] != nil
    let work = batch.work.followed(
      by: epilogue.work, cachedByteCount: (isInPlace ? 2 : 1) * byteCount)
    return [
      [LoweredBatch(ProductWithEpilogueBatch(work: work, product: batch, epilogue: epilogue))]
    ]
  }

  /// Values and products added to what the result holds.
  private func elementwise<Scalar: LaneScalar>(
    _ terms: [Accumulate.Term], _ operands: [UInt32], _ isFirst: Bool,
    _ kernels: KernelTable<Scalar>
  ) -> LoweredBatch {
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
    let result = program.append(.accumulation(isFirst ? terms : [.value] + terms), inputs)
    return LoweredBatch(
      ElementwiseBatch<Scalar>(
        name: "accumulate", program: program, results: [(result, lowering.offset(UInt32(node)))],
        shape: shape, lowering: lowering, kernels: kernels))
  }
}

/// A matrix product's extents, its work, and how it is cut.
private struct PlannedProduct<Scalar: LaneScalar> {
  let left: UInt32
  let right: UInt32
  /// Whether something is computed from it while a cache holds it.
  let hasEpilogue: Bool
  let extents: MatrixProductExtents
  private let work: Work
  let plan: ProductPlan<Scalar>
  /// The plan that cuts it along `k`, where that is better.
  let splitK: SplitKPlan<Scalar>?

  init(
    _ product: MatrixProduct, left: UInt32, right: UInt32, _ lowering: Lowering,
    _ kernels: KernelTable<Scalar>, hasEpilogue: Bool
  ) {
    self.left = left
    self.right = right
    self.hasEpilogue = hasEpilogue
    let types = [left, right].map { lowering.graph.type(Int($0)) }
    guard
      let extents = MatrixProductExtents(
        product, types[0].shape, lowering.view(left), types[1].shape, lowering.view(right))
    else { preconditionFailure("\(types[0].shape) times \(types[1].shape)") }
    self.extents = extents
    let batchCount = max(1, extents.leftOffsets.count)
    // With one column or one row of the result, dot products along rows of the other operand.
    let dotCount =
      extents.n == 1 && extents.leftStrides.column == 1
      ? extents.m : extents.m == 1 && extents.rightStrides.row == 1 ? extents.n : 0
    work = Work(
      .product,
      product.cost(operands: types, result: TensorType(types[0].elementType, extents.shape)),
      elementByteCount: MemoryLayout<Scalar>.size,
      gatherCount: ReductionShape.gatherCount(rows: dotCount * batchCount, types[0].elementType),
      productCount: Double(batchCount))
    let (model, width) = (lowering.options.costModel, lowering.options.width)
    let itemCount = max(1, model.productItemCount(work, width: width) / batchCount)
    plan = ProductPlan(
      ProductShape(
        m: extents.m, n: extents.n, k: extents.k, left: extents.leftStrides,
        right: extents.rightStrides),
      blocks: lowering.options.blocks(kernels.products), kernels: kernels,
      desiredItemCount: itemCount, workerCount: width, finishesRows: hasEpilogue)
    splitK =
      batchCount == 1
      ? SplitKPlan(plan, desiredItemCount: min(itemCount, 2 * width), workerCount: width)
      : nil
  }

  /// The work, with the multiply-adds that take as long as what each product of the batch packs.
  func work(packing multiplyAdds: Int) -> Work {
    var work = work
    work.packingFlops = 2 * Double(multiplyAdds) * work.productCount
    return work
  }

  /// The operands that never change, packed.
  func packed(_ lowering: Lowering) -> PackedOperands<Scalar> {
    PackedOperands(
      plan, left: constant(left, extents.leftOffsets, lowering),
      right: constant(right, extents.rightOffsets, lowering), in: lowering.packedConstants)
  }

  /// An operand that is a constant, and the same for the whole batch.
  private func constant(
    _ node: UInt32, _ offsets: BatchOffsets, _ lowering: Lowering
  ) -> ConstantOperand<Scalar>? {
    let root = Int(lowering.root(node))
    guard let constant = lowering.graph.operation(root) as? Constant,
      let first = offsets.first, offsets.allSatisfy({ $0 == first })
    else { return nil }
    return ConstantOperand(constant: root, offset: first) { body in
      // Vectors may read past the end.
      let byteCount = constant.tensor.type.byteCount + 64
      withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 64) { memory in
        memory.initializeMemory(as: UInt8.self, repeating: 0)
        constant.tensor.withBytes { memory.copyBytes(from: $0) }
        memory.withMemoryRebound(to: Scalar.self) { elements in
          guard let base = elements.baseAddress else { return }
          body(base)
        }
      }
    }
  }
}
