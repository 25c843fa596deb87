import CostateGraph
import CostateKernels
import CostateSIMD

extension Lowering {
  /// Elementwise tensor nodes of one shape as one batch.
  func fusedBatch(_ nodes: [UInt32]) -> LoweredBatch {
    let type = graph.type(Int(nodes[0])).elementType
    return withKernels(type, FusedLowering(lowering: self, nodes: nodes))[0][0]
  }
}

private struct FusedLowering: KernelUser {
  let lowering: Lowering
  let nodes: [UInt32]

  func use<Scalar: LaneScalar>(_ kernels: KernelTable<Scalar>) -> [[LoweredBatch]] {
    [[LoweredBatch(lowering.elementwise(nodes, kernels))]]
  }
}

extension Lowering {
  /// Elementwise tensor nodes of one shape, in topological order, as one batch.
  func elementwise<Scalar: LaneScalar>(
    _ nodes: [UInt32], _ kernels: KernelTable<Scalar>
  ) -> ElementwiseBatch<Scalar> {
    let (program, results) = fusedProgram(nodes)
    return ElementwiseBatch<Scalar>(
      name: nodes.count == 1
        ? graph.operation(Int(nodes[0])).name : "elementwise × \(nodes.count)",
      program: program, results: results.map { ($0.value, offset($0.node)) },
      shape: graph.type(Int(nodes[0])).shape, lowering: self, kernels: kernels)
  }

  /// The program of elementwise nodes, and the values that are stored.
  private func fusedProgram(
    _ nodes: [UInt32]
  ) -> (program: FusedProgram, results: [(node: UInt32, value: Int)]) {
    let shape = graph.type(Int(nodes[0])).shape
    var program = FusedProgram()
    var valueOf: [UInt32: Int] = [:]
    for node in nodes {
      let inputs = graph.operands(Int(node)).map { operand -> Int in
        if let known = valueOf[operand] { return known }
        let strides = graph.type(Int(operand)).shape.broadcastStrides(to: shape)
        return program.external(FusedProgram.External(root: root(operand), strides: strides))
      }
      valueOf[node] = program.append(graph.kernel(Int(node)), inputs)
    }
    return (program, nodes.filter { escapes[Int($0)] }.map { ($0, valueOf[$0] ?? 0) })
  }

  // MARK: Products in the place of their epilogues

  /// For each product that only its epilogue reads, a stored node of the epilogue whose elements are
  /// written once those of the product have been read: the two share a buffer, and no product goes
  /// to memory that nobody reads there.
  func epiloguesInPlace() -> [UInt32: UInt32] {
    var successors: [UInt32: UInt32] = [:]
    for case .product(let node, let epilogue) in schedule.batches.values.joined()
    where !escapes[Int(node)] && !epilogue.isEmpty {
      successors[node] = successorInPlace(of: node, epilogue)
    }
    return successors
  }

  private func successorInPlace(of product: UInt32, _ epilogue: [UInt32]) -> UInt32? {
    let (program, results) = fusedProgram(epilogue)
    let shape = graph.type(Int(product)).shape
    let layout = ElementwiseLayout(shape, program.externals.map(\.strides))
    let slots = program.slots(
      results: results.map(\.value), needsTile: layout.accesses.map { !$0.isInPlace })
    let reads = program.externals.indices.filter { program.externals[$0].root == product }
    guard reads.count == 1, layout.accesses[reads[0]].isInPlace else { return nil }
    return slots.result(inPlaceOf: slots.externals[reads[0]]).map { results[$0].node }
  }
}

extension FusedProgram.Slots {
  /// The position of a result that is written by the last instruction to read a slot, or later.
  fileprivate func result(inPlaceOf slot: UInt16) -> Int? {
    guard let lastRead = instructions.lastIndex(where: { $0.reads(slot) }) else { return nil }
    return results.firstIndex { result in
      instructions.firstIndex { $0.writes(result) }.map { $0 >= lastRead } ?? false
    }
  }
}

extension ElementwiseBatch {
  /// Lays a program out over a shape.
  ///
  /// - Parameter results: distinct values and the byte offsets they are stored at.
  init(
    name: String, program: FusedProgram, results: [(value: Int, offset: Int)], shape: Shape,
    lowering: Lowering, kernels: KernelTable<Scalar>
  ) {
    let layout = ElementwiseLayout(shape, program.externals.map(\.strides))
    let slots = program.slots(
      results: results.map(\.value), needsTile: layout.accesses.map { !$0.isInPlace })
    self.name = name
    work = Work(
      .elementwise,
      Cost(
        flops: Double(program.flopCount) * Double(shape.elementCount),
        bytes: Double(
          (program.externals.count + results.count) * shape.elementCount
            * MemoryLayout<Scalar>.size)),
      elementByteCount: MemoryLayout<Scalar>.size,
      gatherCount: layout.gatherCount(elementCount: shape.elementCount),
      tileStepCount: Double(slots.instructions.count) * Double(shape.elementCount))
    self.kernels = kernels.tiles
    partition = lowering.partition(shape.elementCount, work, TileKernels<Scalar>.tileLength)
    extents = layout.extents
    instructions = slots.instructions
    var contiguous: [Place] = []
    var repeated: [Place] = []
    var strided: [(place: Place, strides: [Int])] = []
    for (i, access) in layout.accesses.enumerated() {
      let place = Place(
        slot: Int(slots.externals[i]), offset: lowering.offset(program.externals[i].root))
      switch access {
      case .contiguous: contiguous.append(place)
      case .repeated: repeated.append(place)
      case .strided(let strides): strided.append((place, strides))
      }
    }
    self.contiguous = contiguous
    self.repeated = repeated
    self.strided = strided
    literals = slots.literals.map { (Int($0.slot), Scalar($0.value)) }
    self.results = zip(slots.results, results).map { Place(slot: Int($0), offset: $1.offset) }
    tileSlots = slots.tiles.map { Int($0) }
    slotCount = slots.count
  }
}

/// How an elementwise batch walks its operands: neighbouring axes that every operand walks alike
/// are one.
struct ElementwiseLayout {
  private(set) var extents: [Int] = []
  private(set) var accesses: [ElementwiseAccess] = []

  init(_ shape: Shape, _ strides: [[Int]]) {
    let own = shape.strides
    let axes = (0..<shape.rank).filter { shape[$0] != 1 }
    let isContiguous = strides.map { operand in axes.allSatisfy { operand[$0] == own[$0] } }
    let isRepeated = strides.map { operand in axes.allSatisfy { operand[$0] == 0 } }
    let walked = strides.indices.filter { !isContiguous[$0] && !isRepeated[$0] }
    var collapsed: [[Int]] = Array(repeating: [], count: strides.count)
    for axis in axes {
      let merges =
        !extents.isEmpty
        && walked.allSatisfy { (collapsed[$0].last ?? 0) == strides[$0][axis] * shape[axis] }
      if merges {
        extents[extents.count - 1] *= shape[axis]
        for i in walked { collapsed[i][collapsed[i].count - 1] = strides[i][axis] }
      } else {
        extents.append(shape[axis])
        for i in walked { collapsed[i].append(strides[i][axis]) }
      }
    }
    accesses = strides.indices.map { i in
      if isRepeated[i] { return .repeated }
      return isContiguous[i] ? .contiguous : .strided(collapsed[i])
    }
  }

  /// How many elements read by index take as long as to begin a row of the innermost axis.
  private static let gathersPerRow = 10.0

  /// The elements read by index that take as long as all reads by strides; an element that repeats along
  /// a row takes no time of its own.
  func gatherCount(elementCount: Int) -> Double {
    guard let rowLength = extents.last, rowLength > 0 else { return 0 }
    return accesses.reduce(0) { sum, access in
      guard case .strided(let strides) = access else { return sum }
      let rows = Self.gathersPerRow * Double(elementCount / rowLength)
      return sum + rows + (strides.last == 0 ? 0 : Double(elementCount))
    }
  }
}
