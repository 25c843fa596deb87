import CostateGraph
import CostateSIMD

/// The steps that compute the scalars of one element type, in the order they run.
struct ScalarCode: Sendable {
  /// A step: nodes of one kind side by side, or pairs of two kinds, or nodes one by one.
  ///
  /// Unchecked because what it leads to is written by the pass that makes it.
  struct Step: BitwiseCopyable, @unchecked Sendable {
    /// What `form` is for a stretch of tape.
    static let tape = UInt32.max
    /// Which form.
    var form: UInt32
    /// Nodes of each kind, or tape instructions.
    var count: UInt32
    /// The place of the first result.
    var firstResult: UInt32
    /// The nodes it computes.
    var nodeCount: UInt32
    /// The operands they read.
    var operandCount: UInt32
    /// The cold lines of all steps up to this one; see ``ScalarCode/coldLines``.
    var coldLineEnd: UInt32
    /// Its operands' indices, `UInt32` each, or its tape instructions.
    var code: UnsafeRawPointer

    var isTape: Bool { form == Self.tape }

    /// Of a tape.
    var instructions: UnsafeBufferPointer<TapeInstruction> {
      UnsafeBufferPointer(
        start: code.assumingMemoryBound(to: TapeInstruction.self), count: Int(count))
    }

    /// Of nodes side by side.
    var indices: UnsafePointer<UInt32> { code.assumingMemoryBound(to: UInt32.self) }

    /// The places from the results of one kind to those of the next.
    var resultStride: Int { ScalarCode.wholeBlocks(Int(count)) }
  }

  let type: ElementType
  let steps = Stream<Step>()
  /// In blocks of ``ScalarKernels/blockLength`` nodes: an index for each node of a block, operand
  /// after operand.
  let indices = PagedStream<UInt32>()
  let tape = PagedStream<TapeInstruction>()
  /// What steps read that is in no cache.
  private(set) var coldLines: ColdLines
  /// The number of places taken: a place is an index in the region of the type's scalars.
  private(set) var placeCount = 0
  /// The numbers that tapes read and the places that hold them.
  private(set) var literals: [(place: UInt32, value: Double)] = []
  private var literalPlaces: [UInt64: UInt32] = [:]
  /// By kind.
  private var templates: [TapeTemplate?]
  /// The first step of the stretch that is being written.
  private var firstStep = 0
  /// The nodes of the stretch so far.
  private(set) var nodeCount = 0
  /// The work of the stretch so far.
  private(set) var work: Work

  init(_ type: ElementType, kindCount: Int) {
    self.type = type
    coldLines = ColdLines(type)
    work = Self.noWork(type)
    templates = Array(repeating: nil, count: kindCount)
  }

  /// Starts a stretch: steps between two barriers, which continue none before.
  mutating func startStretch() {
    firstStep = steps.count
    nodeCount = 0
    work = Self.noWork(type)
  }

  /// How many tape instructions take as long as the start of a step.
  private static let instructionsPerStep = 9.0

  /// Takes the next places.
  mutating func place(count: Int = 1) -> UInt32 {
    defer { placeCount += count }
    return UInt32(placeCount)
  }

  /// So many places and those that fill up the last block.
  private static func wholeBlocks(_ count: Int) -> Int {
    let length = ScalarKernels<Float>.blockLength
    return (count + length - 1) / length * length
  }

  /// Appends a step for nodes side by side and returns where their operands' indices go.
  ///
  /// Results take whole blocks of places. Indices beyond the last node are those of place 0.
  ///
  /// - Parameters:
  ///   - number: the form's.
  ///   - count: the nodes of each kind of the form.
  mutating func append(
    _ form: ScalarForm, number: UInt32, count: Int
  ) -> (step: Step, indices: UnsafeMutablePointer<UInt32>) {
    let paddedCount = Self.wholeBlocks(count)
    placeCount = Self.wholeBlocks(placeCount)
    coldLines.startStep()
    let nodeCount = count * form.resultCount
    let indexCount = paddedCount * form.operandCount
    let own = indices.append(count: indexCount)
    let step = Step(
      form: number, count: UInt32(count), firstResult: place(count: paddedCount * form.resultCount),
      nodeCount: UInt32(nodeCount), operandCount: UInt32(nodeCount * form.operandCount),
      coldLineEnd: UInt32(coldLines.places.count), code: UnsafeRawPointer(own))
    steps.append(step)
    self.nodeCount += nodeCount
    let added = form.work(count: count)
    work.cost = work.cost + added.cost
    work.gatherCount += added.gatherCount
    work.instructionCount += Self.instructionsPerStep
    let blockLength = ScalarKernels<Float>.blockLength
    let lastBlock = max(0, indexCount - blockLength * form.operandCount)
    (own + lastBlock).update(repeating: 0, count: indexCount - lastBlock)
    return (step, own)
  }

  /// Lists what the last step reads, once its indices are written.
  func listColdLines() {
    let last = steps.count - 1
    let step = steps[last]
    let indexCount = Self.wholeBlocks(Int(step.count)) * Int(step.operandCount / step.nodeCount)
    coldLines.append(
      UnsafeBufferPointer(start: step.indices, count: indexCount), placeCount: placeCount)
    steps[last].coldLineEnd = UInt32(coldLines.places.count)
  }

  /// Appends a node to the tape; `operand` gives the place of an operand.
  mutating func appendToTape(
    _ kind: UInt32, _ form: ScalarForm, operand: (Int) -> UInt32
  ) -> UInt32 {
    let template = templates[Int(kind)] ?? newTemplate(kind, form)
    let count = template.instructionCount
    let firstResult = place(count: count)
    let own = tape.append(count: count)
    if !continuesTape(at: firstResult, own) {
      coldLines.startStep()
      steps.append(
        Step(
          form: Step.tape, count: 0, firstResult: firstResult, nodeCount: 0, operandCount: 0,
          coldLineEnd: UInt32(coldLines.places.count), code: UnsafeRawPointer(own)))
    }
    let step = steps.count - 1
    template.write(to: own, after: steps[step].firstResult..<firstResult) {
      let place = operand($0)
      coldLines.append(place, placeCount: placeCount)
      return place
    }
    steps[step].coldLineEnd = UInt32(coldLines.places.count)
    steps[step].count += UInt32(count)
    steps[step].nodeCount += 1
    steps[step].operandCount += UInt32(form.operandCount)
    work.cost.flops += Double(form.program.flopCount)
    work.instructionCount += template.instructionPrice
    nodeCount += 1
    return firstResult + UInt32(template.resultIndex)
  }

  /// Whether the stretch ends with a tape whose next result has this place, right before these
  /// instructions.
  private func continuesTape(
    at place: UInt32, _ instructions: UnsafePointer<TapeInstruction>
  ) -> Bool {
    guard steps.count > firstStep else { return false }
    let step = steps[steps.count - 1]
    return step.isTape && step.firstResult + step.count == place
      && step.instructions.baseAddress.map { $0 + Int(step.count) } == instructions
  }

  private static func noWork(_ type: ElementType) -> Work {
    Work(.elementwise, Cost(flops: 0, bytes: 0), elementByteCount: type.byteCount)
  }

  private mutating func newTemplate(_ kind: UInt32, _ form: ScalarForm) -> TapeTemplate {
    let template = TapeTemplate(form.program) { literal($0) }
    templates[Int(kind)] = template
    return template
  }

  private mutating func literal(_ x: Double) -> UInt32 {
    if let known = literalPlaces[x.bitPattern] { return known }
    let place = place()
    literalPlaces[x.bitPattern] = place
    literals.append((place, x))
    return place
  }
}
