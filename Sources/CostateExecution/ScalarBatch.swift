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
  var isDivisible: Bool { partition != nil }
  var scratchByteCount: Int { code.scratchByteCount }
  var kernelCallCount: Int { partition == nil ? steps.count : itemCount }

  func run(_ item: Int, _ memory: Memory) {
    if let partition {
      code.run(code.steps[steps.lowerBound], partition.range(item), memory)
    } else {
      code.run(steps, memory)
    }
  }
}

extension ScalarBatch {
  func counters(of item: Int) -> ExecutionCounters {
    if let partition {
      return code.counters(of: code.steps[steps.lowerBound], count: partition.range(item).count)
    }
    var sum = ExecutionCounters()
    for step in steps {
      sum += code.counters(of: code.steps[step], count: Int(code.steps[step].count))
    }
    return sum
  }
}

/// The scalars of one element type as kernels run them.
///
/// Unchecked because what its memory holds is written once, when it is made.
///
/// Invariant: streams and regions are those of one plan.
final class ScalarProgram<Scalar: LaneScalar>: @unchecked Sendable {
  /// How the nodes of a form are computed.
  enum Form: BitwiseCopyable, Sendable {
    case sumOfProducts(arity: Int)
    case sum
    case difference
    case product
    case tiles(ScalarTiles<Scalar>)
    /// Its nodes are of another type, or all of them on tape.
    case none
  }

  let steps: Stream<ScalarCode.Step>
  /// A place of each cold line, in the order in which steps read them.
  private let coldLines: Stream<UInt32>
  let scratchByteCount: Int
  /// What steps lead to, which lives as long as they do.
  private let pages: (PagedStream<UInt32>, PagedStream<TapeInstruction>)
  private let kernels: KernelTable<Scalar>
  /// The first byte of the scalars of this type.
  private let region: Int
  private let memory: PassMemory
  /// By the number that steps give.
  let forms: UnsafeBufferPointer<Form>

  init(_ code: ScalarCode, _ forms: [ScalarForm?], region: Int, _ kernels: KernelTable<Scalar>) {
    steps = code.steps
    coldLines = code.coldLines.places
    pages = (code.indices, code.tape)
    self.region = region
    self.kernels = kernels
    let memory = PassMemory()
    let own = forms.map { form -> Form in
      guard let form, form.type == code.type else { return .none }
      return switch form.kernel {
      case .sumOfProducts: .sumOfProducts(arity: form.operandCount / 2)
      case .sum: .sum
      case .difference: .difference
      case .product: .product
      case nil: .tiles(ScalarTiles(form, in: memory))
      }
    }
    scratchByteCount = own.reduce(0) {
      if case .tiles(let tiles) = $1 { max($0, tiles.scratchByteCount) } else { $0 }
    }
    self.forms = memory.column(of: own)
    self.memory = memory
  }

  /// Lines are fetched while so many steps run that do not need them yet. A window DAG of 10⁶ nodes
  /// with its gradient took 4.6 ns a node without, 3.5 with one or two, 3.4 with four, 3.8 with eight;
  /// of 10⁷ nodes 4.8 without, 3.5 with two or four (medians, Xeon with AVX-512, one core).
  private static var stepsAhead: Int { 4 }

  /// Runs steps one after the other, and fetches the cold lines of those that follow.
  func run(_ steps: Range<Int>, _ memory: Memory) {
    var fetched = Int(self.steps[steps.lowerBound].coldLineEnd)
    for number in steps {
      let ahead = min(number + Self.stepsAhead, steps.upperBound - 1)
      let end = Int(self.steps[ahead].coldLineEnd)
      fetch(fetched..<end, memory)
      fetched = end
      run(self.steps[number], memory)
    }
  }

  @inline(__always)
  private func fetch(_ lines: Range<Int>, _ memory: Memory) {
    if lines.isEmpty { return }
    kernels.scalars.fetch(
      memory.pointer(region, Scalar.self),
      UnsafeBufferPointer(start: coldLines.elements + lines.lowerBound, count: lines.count))
  }

  /// Runs a step.
  func run(_ step: ScalarCode.Step, _ memory: Memory) {
    if step.isTape {
      let scalars = memory.pointer(region, Scalar.self)
      kernels.scalars.runTape(step.instructions, scalars, scalars + Int(step.firstResult))
    } else {
      run(step, 0..<Int(step.count), memory)
    }
  }

  /// Runs nodes of a step; the first starts a block.
  func run(_ step: ScalarCode.Step, _ nodes: Range<Int>, _ memory: Memory) {
    let scalars = memory.pointer(region, Scalar.self)
    let result = scalars + Int(step.firstResult) + nodes.lowerBound
    let operandCount = Int(step.operandCount / step.nodeCount)
    let operands = step.indices + operandCount * nodes.lowerBound
    switch forms[Int(step.form)] {
    case .sumOfProducts(let arity):
      kernels.scalars.accumulate(result, scalars, operands, arity, nodes.count)
    case .sum: kernels.scalars.add(result, scalars, operands, nodes.count)
    case .difference: kernels.scalars.subtract(result, scalars, operands, nodes.count)
    case .product: kernels.scalars.multiply(result, scalars, operands, nodes.count)
    case .tiles(let tiles):
      tiles.run(
        result, resultStride: step.resultStride, scalars, operands, nodes.count, memory,
        kernels.tiles)
    case .none: preconditionFailure("a step of an unknown form")
    }
  }
}
