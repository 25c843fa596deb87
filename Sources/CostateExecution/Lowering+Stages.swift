import CostateGraph
import CostateSIMD

extension Lowering {
  /// Every stage in order with its segment; the updates come last.
  func stages(
    updates: [(target: UInt32, value: UInt32)]
  ) -> [(kernels: [LoweredBatch], segment: Int)] {
    var stages: [(kernels: [LoweredBatch], segment: Int)] = []
    for index in segments.indices {
      let first = stages.count
      for chain in chains(index) {
        for (i, kernels) in chain.enumerated() {
          if first + i == stages.count { stages.append(([], index)) }
          stages[first + i].kernels += kernels
        }
      }
    }
    let writes = updates.map { copy(of: $0.value, to: offset($0.target)) }
    if !writes.isEmpty { stages.append((writes, segments.count - 1)) }
    return stages
  }

  /// A copy of a node's whole value.
  private func copy(of node: UInt32, to target: Int) -> LoweredBatch {
    let type = graph.type(Int(node))
    let view = View(offset: 0, strides: type.shape.strides)
    return LoweredBatch(
      CopyBatch(
        name: "update", type: type, source: offset(node), view, target: target, view,
        itemCount: itemCount(Work(.movement, Cost(flops: 0, moving: [type], type)))))
  }

  /// What a workspace holds from the start: constants, and the numbers that tapes read.
  var initialData: [(offset: Int, tensor: Tensor)] {
    var data: [(offset: Int, tensor: Tensor)] = []
    for node in schedule.others {
      if let constant = graph.operation(Int(node)) as? Constant {
        data.append((offset(node), constant.tensor))
      }
    }
    for code in scalars.codes {
      let region = memory.regions[code.type.index]
      for (place, value) in code.literals {
        data.append(
          (region + Int(place) * code.type.byteCount, Tensor(scalar: value, code.type)))
      }
    }
    return data
  }
}
