import CostateGraph
import CostateSIMD

/// Scalar nodes in steps: operands are gathered by index, results of a step written side by side.
struct ScalarBatch<Scalar: LaneScalar>: BatchKernel {
  let name: String
  let work: Work
  let code: ScalarProgram<Scalar>
  /// The steps; several run one after the other as one item.
  let steps: Range<Int>
  /// The nodes of a step that is shared, in whole blocks; nil when there is one item.
  let partition: Partition?

  var itemCount: Int { partition?.itemCount ?? 1 }
  var scratchByteCount: Int { code.scratchByteCount }

  func run(_ item: Int, _ memory: Memory) {
    if let partition {
      code.run(code.steps[steps.lowerBound], partition.range(item), memory)
    } else {
      for step in steps { code.run(code.steps[step], memory) }
    }
  }
}

extension ScalarBatch {
  func counters(of item: Int) -> ExecutionCounters {
    if let partition {
      return code.counters(of: code.steps[steps.lowerBound], nodeCount: partition.range(item).count)
    }
    var sum = ExecutionCounters()
    for step in steps {
      sum += code.counters(of: code.steps[step], nodeCount: Int(code.steps[step].nodeCount))
    }
    return sum
  }
}

/// The scalars of one element type as kernels run them.
///
/// Invariant: streams and regions are those of one plan.
final class ScalarProgram<Scalar: LaneScalar>: Sendable {
  /// How the nodes of a kind are computed.
  enum Form: Sendable {
    case sumOfProducts(arity: Int)
    case tiles(ScalarTiles<Scalar>)
  }

  let steps: Stream<ScalarCode.Step>
  let scratchByteCount: Int
  private let indices: Stream<UInt32>
  private let tape: Stream<TapeInstruction>
  private let kernels: KernelTable<Scalar>
  /// The first byte of the scalars of this type.
  private let region: Int
  /// By kind.
  let forms: [Form?]

  init(_ code: ScalarCode, _ forms: [ScalarForm?], region: Int, _ kernels: KernelTable<Scalar>) {
    steps = code.steps
    indices = code.indices
    tape = code.tape
    self.region = region
    self.kernels = kernels
    let type = code.type
    self.forms = forms.map { form in
      guard let form, form.type == type else { return nil }
      if form.isSumOfProducts { return .sumOfProducts(arity: form.operandCount / 2) }
      return .tiles(ScalarTiles(form))
    }
    scratchByteCount = self.forms.reduce(0) {
      if case .tiles(let tiles) = $1 { max($0, tiles.scratchByteCount) } else { $0 }
    }
  }

  /// Runs a step.
  func run(_ step: ScalarCode.Step, _ memory: Memory) {
    if step.kind == ScalarCode.Step.tape {
      kernels.scalars.runTape(
        UnsafeBufferPointer(start: tape.elements + step.first, count: Int(step.count)),
        memory.pointer(region))
    } else {
      run(step, 0..<Int(step.count), memory)
    }
  }

  /// Runs nodes of a step; the first starts a block.
  func run(_ step: ScalarCode.Step, _ nodes: Range<Int>, _ memory: Memory) {
    let scalars = memory.pointer(region, Scalar.self)
    let result = scalars + Int(step.firstResult) + nodes.lowerBound
    switch forms[Int(step.kind)] {
    case .sumOfProducts(let arity):
      kernels.scalars.accumulate(
        result, scalars, indices.elements + step.first + 2 * arity * nodes.lowerBound, arity,
        nodes.count)
    case .tiles(let tiles):
      tiles.run(
        result, scalars,
        indices.elements + step.first + tiles.operandSlots.count * nodes.lowerBound,
        nodes.count, memory, kernels.tiles)
    case nil: preconditionFailure("a step of an unknown kind")
    }
  }
}
