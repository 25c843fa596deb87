import CostateGraph
import CostateKernels
import CostateSIMD

extension Lowering {
  /// Scalar nodes of one operation as a batch over gathered operands.
  func scalarBatch(_ nodes: [UInt32]) -> any BatchKernel {
    let type = graph.type(Int(nodes[0])).elementType
    return withKernels(type, ScalarLowering(lowering: self, nodes: nodes, type: type))[0][0]
  }

  /// Scalar nodes as tapes, one for each element type: nodes of different types never meet.
  func tapes(_ nodes: [UInt32]) -> [any BatchKernel] {
    graph.byElementType(nodes).flatMap { type, own in
      withKernels(type, TapeLowering(lowering: self, nodes: own, type: type))[0]
    }
  }

  /// A scalar's index in its region.
  func slot(_ node: UInt32) -> UInt32 { memory.places[Int(root(node))] }

  /// Operand `position` of each node, an index per node, padded with index 0 to whole tiles.
  fileprivate func indices(_ nodes: [UInt32], _ position: Int, paddedTo count: Int) -> [UInt32] {
    var indices: [UInt32] = []
    indices.reserveCapacity(count)
    for node in nodes {
      indices.append(slot(graph.operandIDs[graph.operandRange(Int(node)).lowerBound + position]))
    }
    indices.append(contentsOf: repeatElement(0, count: count - nodes.count))
    return indices
  }

  fileprivate func total(_ nodes: [UInt32]) -> Cost {
    // Indices and gathered values move too: 12 bytes an operand of a double.
    var cost = Cost(flops: 0, bytes: 0)
    for node in nodes {
      cost.flops += 1
      cost.bytes += Double(12 * graph.operandRange(Int(node)).count + 8)
    }
    return cost
  }
}

private struct ScalarLowering: KernelUser {
  let lowering: Lowering
  let nodes: [UInt32]
  let type: ElementType

  func use<Scalar: LaneScalar>(_ kernels: KernelTable<Scalar>) -> [[any BatchKernel]] {
    let graph = lowering.graph
    let first = Int(nodes[0])
    let operandCount = graph.operandRange(first).count
    let tileLength = TileKernels<Scalar>.tileLength
    let stride = (nodes.count + tileLength - 1) / tileLength * tileLength
    let name = "\(graph.operation(first).name) × \(nodes.count)"
    var cost = lowering.total(nodes)
    let region = lowering.memory.regions[type] ?? 0
    let firstResult = Int(lowering.slot(nodes[0]))
    if case .accumulation(let terms) = graph.kernel(first),
      terms.allSatisfy({ $0 == .product })
    {
      cost.flops *= 2 * Double(terms.count)
      return [
        [
          SpecializedBatch(
            AccumulationBatch<Scalar>(
              name: name, cost: cost, kernels: kernels.scalars,
              partition: lowering.partition(nodes.count, cost, tileLength), region: region,
              firstResult: firstResult, arity: terms.count,
              indices: (0..<operandCount).flatMap {
                lowering.indices(nodes, $0, paddedTo: stride)
              }, stride: stride))
        ]
      ]
    }
    guard let program = lowering.scalarPrograms[graph.operationIndices[first]] else {
      preconditionFailure("no program for \(name)")
    }
    let slots = program.slots(
      results: [program.result], needsTile: Array(repeating: true, count: operandCount))
    cost.flops *= Double(program.flopCount)
    return [
      [
        SpecializedBatch(
          ScalarBatch<Scalar>(
            name: name, cost: cost, kernels: kernels.tiles,
            partition: lowering.partition(nodes.count, cost, tileLength), region: region,
            firstResult: firstResult, instructions: slots.instructions,
            operandSlots: slots.externals,
            literalSlots: slots.literals.map(\.slot),
            literals: slots.literals.map { Scalar($0.value) },
            resultSlot: slots.results[0], tileSlots: slots.tiles, slotCount: slots.count,
            indices: (0..<operandCount).flatMap { lowering.indices(nodes, $0, paddedTo: stride) }))
      ]
    ]
  }
}

extension Lowering {
  func partition(_ count: Int, _ cost: Cost, _ grain: Int) -> Partition {
    Partition(
      count: count, grain: grain,
      itemCount: options.costModel.itemCount(cost, width: options.width))
  }
}

private struct TapeLowering: KernelUser {
  let lowering: Lowering
  let nodes: [UInt32]
  let type: ElementType

  func use<Scalar: LaneScalar>(_ kernels: KernelTable<Scalar>) -> [[any BatchKernel]] {
    var instructions: [TapeInstruction] = []
    let graph = lowering.graph
    let templates = lowering.tapeTemplates[type] ?? []
    for node in nodes {
      let first = graph.operandRange(Int(node)).lowerBound
      templates[Int(graph.operationIndices[Int(node)])]?.append(
        to: &instructions, result: lowering.slot(node)
      ) { lowering.slot(graph.operandIDs[first + $0]) }
    }
    var cost = lowering.total(nodes)
    // A step's dispatch and its wait for the step before, about 4 ns.
    cost.flops = Double(instructions.count) * 4 * lowering.options.costModel.flopsPerNanosecond
    return [
      [
        TapeBatch<Scalar>(
          name: "tape × \(nodes.count)", cost: cost, kernels: kernels.scalars,
          region: lowering.memory.regions[type] ?? 0, instructions: instructions)
      ]
    ]
  }
}
