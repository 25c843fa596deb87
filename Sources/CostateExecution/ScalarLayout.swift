import CostateGraph
import CostateSIMD

/// Gives every scalar its place and turns scalar nodes into steps, in one walk over the schedule.
///
/// A scalar's place is its index among the scalars of its type; the places of a step's results are
/// neighbours. Since operands come first, their places are known when a node's indices are written.
struct ScalarLayout {
  /// The steps of a kernel: of one element type, between two barriers.
  struct Stretch {
    var type: ElementType
    var steps: Range<Int>
    var nodeCount: Int
    var work: Work
  }

  let graph: GraphStorage
  let schedule: Schedule
  private let memory = PassMemory()
  /// By node, the place of a scalar.
  let places: UnsafeMutablePointer<UInt32>
  /// By element type.
  private(set) var codes: [ScalarCode]
  /// By kind, once it is met.
  private(set) var forms: [ScalarForm?]
  /// By segment.
  private(set) var stretches: [[Stretch]] = []

  init(_ graph: GraphStorage, _ schedule: Schedule, _ segments: [Segment]) {
    self.graph = graph
    self.schedule = schedule
    places = memory.column(count: graph.nodeCount)
    codes = ElementType.allCases.map { ScalarCode($0, kindCount: graph.kinds.count) }
    forms = Array(repeating: nil, count: graph.kinds.count)
    for node in schedule.others where schedule.levelOf[Int(node)] == 0 { placeOther(node) }
    for segment in segments { append(segment) }
  }

  /// The code of an element type.
  func code(_ type: ElementType) -> ScalarCode { codes[type.index] }

  private mutating func placeOther(_ node: UInt32) {
    let type = graph.type(Int(node))
    guard type.shape == .scalar, schedule.root(node) == node else { return }
    places[Int(node)] = codes[type.elementType.index].place()
  }

  // MARK: Segments

  private mutating func append(_ segment: Segment) {
    var own: [Stretch] = []
    switch segment {
    case .serial(_, let levels):
      for type in scalarTypes {
        own += stretch(type) { layout in
          for level in levels {
            layout.forEachBucket(layout.schedule.scalars(of: level), type) { layout, bucket in
              bucket.isWide ? layout.append(bucket) : layout.appendToTape(bucket)
            }
          }
        }
      }
    case .level(let batches, let scalars):
      for case .single(let node) in batches { placeOther(node) }
      for type in scalarTypes {
        forEachBucket(scalars, type) { layout, bucket in
          if bucket.isWide { own += layout.stretch(type) { $0.append(bucket) } }
        }
        own += stretch(type) { layout in
          layout.forEachBucket(scalars, type) { layout, bucket in
            if !bucket.isWide { layout.appendToTape(bucket) }
          }
        }
      }
    }
    stretches.append(own)
  }

  /// The steps that `body` appends, unless there are none.
  private mutating func stretch(
    _ type: ElementType, _ body: (inout Self) -> Void
  ) -> [Stretch] {
    codes[type.index].startStretch()
    let firstStep = codes[type.index].steps.count
    body(&self)
    let code = codes[type.index]
    if code.steps.count == firstStep { return [] }
    return [
      Stretch(
        type: type, steps: firstStep..<code.steps.count, nodeCount: code.nodeCount,
        work: code.work)
    ]
  }

  /// The element types that have scalars.
  private var scalarTypes: [ElementType] {
    var types: [ElementType] = []
    for type in graph.types where type.shape == .scalar && type.elementType.isFloatingPoint {
      types.append(type.elementType)
    }
    return types
  }

  // MARK: Buckets

  /// Neighbours in the schedule of one kind.
  private struct Bucket {
    let kind: UInt32
    let nodes: Range<Int>

    /// A bucket of fewer nodes runs on tape: below, the start of a step costs more than its vectors
    /// save.
    var isWide: Bool { nodes.count >= ScalarLayout.narrowestStep }
  }

  /// The fewest nodes that are a step of their own. Reasoned from 50 ns for a step and 3 ns for a
  /// node on tape.
  static let narrowestStep = 24

  /// Calls `body` with the buckets of one element type among scalars of one level.
  private mutating func forEachBucket(
    _ scalars: Range<Int>, _ type: ElementType, _ body: (inout Self, Bucket) -> Void
  ) {
    let kinds = graph.columns.kinds
    var start = scalars.lowerBound
    while start < scalars.upperBound {
      let kind = kinds[Int(schedule.scalars[start])]
      var end = start + 1
      while end < scalars.upperBound, kinds[Int(schedule.scalars[end])] == kind { end += 1 }
      let bucket = Bucket(kind: kind, nodes: start..<end)
      if form(bucket).type == type { body(&self, bucket) }
      start = end
    }
  }

  private mutating func form(_ bucket: Bucket) -> ScalarForm {
    if let known = forms[Int(bucket.kind)] { return known }
    let form = ScalarForm(graph, Int(schedule.scalars[bucket.nodes.lowerBound]))
    forms[Int(bucket.kind)] = form
    return form
  }

  // MARK: Nodes

  /// A step of its own.
  private mutating func append(_ bucket: Bucket) {
    let form = form(bucket)
    let (firstResult, indices) = codes[form.type.index].append(
      bucket.kind, form, nodeCount: bucket.nodes.count)
    let blockLength = ScalarKernels<Float>.blockLength
    let (offsets, operands) = (graph.columns.offsets, graph.columns.operands)
    let operandCount = form.operandCount
    var result = firstResult
    var start = bucket.nodes.lowerBound
    var block = indices
    while start < bucket.nodes.upperBound {
      let count = min(blockLength, bucket.nodes.upperBound - start)
      for lane in 0..<count {
        let node = Int(schedule.scalars[start + lane])
        let first = operands + Int(offsets[node])
        for position in 0..<operandCount {
          block[position * blockLength + lane] = places[Int(schedule.root(first[position]))]
        }
        places[node] = result
        result += 1
      }
      start += count
      block += operandCount * blockLength
    }
  }

  private mutating func appendToTape(_ bucket: Bucket) {
    let form = form(bucket)
    let (offsets, operands) = (graph.columns.offsets, graph.columns.operands)
    for position in bucket.nodes {
      let node = Int(schedule.scalars[position])
      let first = operands + Int(offsets[node])
      places[node] = codes[form.type.index].appendToTape(
        bucket.kind, form
      ) { places[Int(schedule.root(first[$0]))] }
    }
  }
}
