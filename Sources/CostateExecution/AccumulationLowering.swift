import CostateGraph
import CostateKernels
import CostateSIMD

/// A sum of terms in stages, each into the result: one for each matrix product, and one for each
/// run of terms without that a fused batch can hold.
struct AccumulationLowering: KernelUser {
  let lowering: Lowering
  let node: Int
  let terms: [Accumulate.Term]

  func use<Scalar: LaneScalar>(_ kernels: KernelTable<Scalar>) -> [[any BatchKernel]] {
    var operands = lowering.graph.operands(node)
    var terms = terms[...]
    var stages: [[any BatchKernel]] = []
    while let term = terms.first {
      let isFirst = stages.isEmpty
      let run = terms.prefix(Schedule.longestFusedAccumulation).prefix { !$0.isMatrixProduct }
      let stageTerms = run.isEmpty ? terms.prefix(1) : run
      let own = Array(operands.prefix(stageTerms.reduce(0) { $0 + $1.operandCount }))
      switch term {
      case .matrixProduct(let matrixProduct):
        stages.append([product(matrixProduct, own, isFirst ? .assign : .add, kernels)])
      case .negatedMatrixProduct(let matrixProduct):
        stages.append([product(matrixProduct, own, isFirst ? .assignNegated : .subtract, kernels)])
      default: stages.append([elementwise(Array(run), own, isFirst, kernels)])
      }
      terms = terms.dropFirst(stageTerms.count)
      operands = operands.dropFirst(own.count)
    }
    return stages
  }

  private func product<Scalar: LaneScalar>(
    _ product: MatrixProduct, _ operands: [UInt32], _ mode: ProductMode,
    _ kernels: KernelTable<Scalar>
  ) -> any BatchKernel {
    let graph = lowering.graph
    let (left, right) = (operands[0], operands[1])
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

  /// Values and products added to what the result holds.
  private func elementwise<Scalar: LaneScalar>(
    _ terms: [Accumulate.Term], _ operands: [UInt32], _ isFirst: Bool,
    _ kernels: KernelTable<Scalar>
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
    let result = program.append(.accumulation(isFirst ? terms : [.value] + terms), inputs)
    return ElementwiseBatch<Scalar>(
      name: "accumulate", program: program, results: [(result, lowering.offset(UInt32(node)))],
      shape: shape, lowering: lowering, kernels: kernels)
  }
}
