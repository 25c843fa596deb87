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
  let forms: ScalarForms
  /// The scalars in the order of their places.
  private var scalars: [UInt32]
  /// Made when a level first has functions to pair.
  private var pairs: ScalarPairs?
  /// By segment.
  private(set) var stretches: [[Stretch]] = []
  /// How many nodes and operands were turned into steps.
  private(set) var stepCount = 0

  init(_ graph: GraphStorage, _ schedule: Schedule, _ segments: [Segment]) {
    self.graph = graph
    self.schedule = schedule
    places = memory.column(count: graph.nodeCount)
    codes = ElementType.allCases.map { ScalarCode($0, kindCount: graph.kinds.count) }
    forms = ScalarForms(graph)
    scalars = schedule.scalars
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
          layout.append(levels.map { layout.schedule.scalars(of: $0) }, type)
        }
      }
    case .strands(let strands):
      for levels in strands {
        for type in scalarTypes { own += stretch(type) { $0.append(levels, type) } }
      }
    case .level(let batches, let scalars):
      for case .single(let node) in batches { placeOther(node) }
      for type in scalarTypes {
        var narrow: [Bucket] = []
        forEachBucket(scalars, type) { layout, bucket in
          if bucket.isWide {
            own += layout.stretch(type) { $0.append(bucket) }
          } else {
            narrow.append(bucket)
          }
        }
        own += stretch(type) { layout in
          for bucket in narrow { layout.append(bucket) }
        }
      }
    }
    stretches.append(own)
  }

  /// The levels in order. Wide buckets come first in one level and last in the next, so that the
  /// others of two levels are one stretch of tape.
  private mutating func append(_ levels: [Range<Int>], _ type: ElementType) {
    var others: [Bucket] = []
    for (number, level) in levels.enumerated() {
      let wideFirst = number.isMultiple(of: 2)
      forEachBucket(level, type) { layout, bucket in
        if bucket.isWide == wideFirst {
          layout.append(bucket)
        } else {
          others.append(bucket)
        }
      }
      for bucket in others { append(bucket) }
      others.removeAll(keepingCapacity: true)
    }
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

  /// Neighbours of one form.
  private struct Bucket {
    /// The number of the form.
    let form: UInt32
    let nodes: Range<Int>
    /// As many of a second kind, each computed with one of `nodes`; or none.
    var partners: [UInt32] = []

    /// A bucket of fewer nodes runs on tape: below, the start of a step costs more than its vectors
    /// save.
    var isWide: Bool { nodes.count >= ScalarLayout.narrowestStep }
  }

  /// The fewest nodes that are a step of their own: 30 ns for a step, 2 ns for a node on tape.
  static let narrowestStep = 16

  /// Calls `body` with the buckets of one element type among scalars of one level.
  private mutating func forEachBucket(
    _ level: Range<Int>, _ type: ElementType, _ body: (inout Self, Bucket) -> Void
  ) {
    let (others, runs) = separatePairs(level, type)
    for run in runs {
      let form = forms.number(run.relation, scalars[run.firsts.lowerBound], run.seconds[0])
      body(&self, Bucket(form: form, nodes: run.firsts, partners: run.seconds))
    }
    forEachKind(others, type) { body(&$0, $1) }
  }

  private mutating func forEachKind(
    _ nodes: Range<Int>, _ type: ElementType, _ body: (inout Self, Bucket) -> Void
  ) {
    let kinds = graph.columns.kinds
    var start = nodes.lowerBound
    while start < nodes.upperBound {
      let kind = kinds[Int(scalars[start])]
      var end = start + 1
      while end < nodes.upperBound, kinds[Int(scalars[end])] == kind { end += 1 }
      if forms[of: scalars[start]].type == type {
        body(&self, Bucket(form: kind, nodes: start..<end))
      }
      start = end
    }
  }

  /// Splits off the scalars that are computed with a partner.
  private mutating func separatePairs(
    _ level: Range<Int>, _ type: ElementType
  ) -> (others: Range<Int>, runs: [ScalarPairs.Run]) {
    var functions: [Range<Int>] = []
    if level.count >= Self.narrowestStep {
      forEachKind(level, type) { layout, bucket in
        if bucket.isWide, layout.forms[bucket.form].isFunction { functions.append(bucket.nodes) }
      }
    }
    if functions.isEmpty && pairs == nil { return (level, []) }
    var pairs = self.pairs ?? ScalarPairs(graph, schedule, forms)
    defer { self.pairs = pairs }
    return pairs.separate(
      functions, from: level, of: &scalars, type, leastCount: Self.narrowestStep)
  }

  // MARK: Nodes

  private mutating func append(_ bucket: Bucket) {
    bucket.isWide ? appendStep(bucket) : appendToTape(bucket)
  }

  /// A step of its own.
  private mutating func appendStep(_ bucket: Bucket) {
    let form = forms[bucket.form]
    let (step, indices) = codes[form.type.index].append(
      form, number: bucket.form, count: bucket.nodes.count)
    let blockLength = ScalarKernels<Float>.blockLength
    let (offsets, operands) = (graph.columns.offsets, graph.columns.operands)
    let operandCount = form.operandCount
    stepCount += bucket.nodes.count * (1 + operandCount) + bucket.partners.count
    var result = step.firstResult
    var start = bucket.nodes.lowerBound
    var block = indices
    while start < bucket.nodes.upperBound {
      let count = min(blockLength, bucket.nodes.upperBound - start)
      for lane in 0..<count {
        let node = Int(scalars[start + lane])
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
    codes[form.type.index].listColdLines()
    result = step.firstResult + UInt32(step.resultStride)
    for partner in bucket.partners {
      places[Int(partner)] = result
      result += 1
    }
  }

  private mutating func appendToTape(_ bucket: Bucket) {
    let form = forms[bucket.form]
    let (offsets, operands) = (graph.columns.offsets, graph.columns.operands)
    stepCount += bucket.nodes.count * (1 + form.operandCount)
    for position in bucket.nodes {
      let node = Int(scalars[position])
      let first = operands + Int(offsets[node])
      places[node] = codes[form.type.index].appendToTape(
        bucket.form, form
      ) { places[Int(schedule.root(first[$0]))] }
    }
  }
}
