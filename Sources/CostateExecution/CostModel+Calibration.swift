import CostateGraph
import CostateKernels
import CostateTopology

extension CostModel {
  /// What work takes on this machine, measured once per process in less than a tenth of a second; see
  /// ``calibrate()``.
  public static let calibrated = calibrate()

  /// What work takes on this machine now, measured in less than a tenth of a second.
  ///
  /// A coefficient is read off a small program that spends its time there. Those of main memory, of
  /// regions and of level boundaries would take too long or vary too much and stay as ``init(topology:instructionSet:)`` has them.
  public static func calibrate() -> CostModel {
    CostModel(calibrating: .current, (try? InstructionSet.chosen()) ?? .best)
  }

  private init(calibrating topology: Topology, _ instructionSet: InstructionSet) {
    self.init(topology: topology, instructionSet: instructionSet)
    let calibration = CostCalibration(model: self, instructionSet: instructionSet)
    func set(_ coefficient: WritableKeyPath<Self, Double>, _ measured: Double?) {
      if let measured { self[keyPath: coefficient] = measured }
    }
    set(\.itemNanoseconds, calibration.itemNanoseconds)
    set(\.productFlopsPerNanosecond, calibration.productFlopsPerNanosecond)
    set(\.productNanoseconds, calibration.productNanoseconds(self))
    let rates = calibration.elementwiseRates
    set(\.elementwiseFlopsPerNanosecond, rates?.flops)
    set(\.tileStepsPerNanosecond, rates?.tileSteps)
    set(\.instructionNanoseconds, calibration.instructionNanoseconds)
    var inner = 0.0
    for index in memories.indices where memories[index].byteCount.isFinite {
      // Beyond the cache before it, but no larger than is read in a millisecond.
      let byteCount = min(0.75 * memories[index].byteCount, max(3 * inner, 36_864), 8e6)
      inner = memories[index].byteCount
      if let rate = calibration.bytesPerNanosecond(byteCount: Int(byteCount)) {
        memories[index].bytesPerNanosecond = rate
      }
    }
    set(\.gatherNanoseconds, calibration.gatherNanoseconds(self))
  }
}

/// The programs that coefficients are read off.
private struct CostCalibration {
  let model: CostModel
  let instructionSet: InstructionSet

  /// The median time of a run, out of a few milliseconds of them, and the work it does: what runs of
  /// programs take, with what disturbs them.
  private func time(
    _ build: (Graph) throws -> [Node]
  ) -> (nanoseconds: Double, program: Program)? {
    do {
      let graph = Graph()
      var options = Options(width: 1, instructionSet: instructionSet)
      options.costModel = model
      let program = try Program(outputs: try build(graph), options: options)
      let workspace = try program.makeWorkspace()
      for input in graph.storage.inputs {
        try workspace.set(input, to: Tensor(repeating: 0.5, graph.storage.type(input.int)))
      }
      let clock = ContinuousClock()
      var times: [Double] = []
      try workspace.run()
      let begin = clock.now
      while times.count < 3 || (clock.now - begin < .milliseconds(4) && times.count < 1_000) {
        let start = clock.now
        try workspace.run()
        times.append((clock.now - start) / .nanoseconds(1))
      }
      return (times.sorted()[times.count / 2], program)
    } catch {
      return nil
    }
  }

  private func work(_ program: Program) -> [Work] {
    program.plan.stages.flatMap(\.kernels).map(\.work)
  }

  private func total(_ amount: KeyPath<Work, Double>, of program: Program) -> Double {
    work(program).reduce(0) { $0 + $1[keyPath: amount] }
  }

  /// Many additions of eight numbers, which nothing fuses: each has operands of another shape.
  var itemNanoseconds: Double? {
    time { graph in
      try (1...64).map { length in
        let x = try graph.input("x\(length)", shape: [length])
        return try x + x
      }
    }.map { $0.nanoseconds / 64 }
  }

  var productFlopsPerNanosecond: Double? {
    product(384, 384, 384).map { $0.flops / $0.nanoseconds }
  }

  /// What a small product takes longer than its flops.
  func productNanoseconds(_ model: CostModel) -> Double? {
    product(64, 32, 32).map {
      max(0, $0.nanoseconds - model.itemNanoseconds - $0.flops / model.productFlopsPerNanosecond)
    }
  }

  private func product(
    _ m: Int, _ k: Int, _ n: Int
  ) -> (nanoseconds: Double, flops: Double)? {
    time { graph in
      let a = try graph.input("a", shape: [m, k])
      return [try a • graph.input("b", shape: [k, n])]
    }.map { ($0.nanoseconds, total(\.cost.flops, of: $0.program)) }
  }

  /// What two programs take that differ in their flops for each instruction gives two rates, flops and
  /// tile steps per nanosecond; nil where the clock was too far off for both.
  var elementwiseRates: (flops: Double, tileSteps: Double)? {
    let few = elementwise { x, y in try (0..<8).reduce(x) { z, _ in try z * y - x } }
    let many = elementwise { x, y in try tanh(x * x + y) * exp(x) - sin(y) / sqrt(x * y) }
    guard let few, let many else { return nil }
    let determinant = few.flops * many.steps - many.flops * few.steps
    let flopTime = (few.nanoseconds * many.steps - many.nanoseconds * few.steps) / determinant
    let stepTime = (few.flops * many.nanoseconds - many.flops * few.nanoseconds) / determinant
    guard flopTime > 0, stepTime > 0, flopTime.isFinite, stepTime.isFinite else { return nil }
    return (1 / flopTime, 1 / stepTime)
  }

  private func elementwise(
    _ function: (Node, Node) throws -> Node
  ) -> (nanoseconds: Double, flops: Double, steps: Double)? {
    time { graph in
      let x = try graph.input("x", shape: [4096])
      return [try function(x, try graph.input("y", shape: [4096]))]
    }.map { time in
      (
        time.nanoseconds, total(\.cost.flops, of: time.program),
        total(\.tileStepCount, of: time.program)
      )
    }
  }

  /// Sums of doubles in the cache in question.
  func bytesPerNanosecond(byteCount: Int) -> Double? {
    time { graph in
      [try graph.input("x", shape: [byteCount / 8], elementType: .double).sum()]
    }.map { time in
      total(\.cost.bytes, of: time.program)
        / max(time.nanoseconds - model.itemNanoseconds, 1)
    }
  }

  /// A chain of scalars.
  var instructionNanoseconds: Double? {
    time { graph in
      let x = try graph.input("x", elementType: .double)
      var y = x
      for _ in 0..<2_000 { y = try y * x - x }
      return [y]
    }.map { time in
      time.nanoseconds / total(\.instructionCount, of: time.program)
    }
  }

  /// Levels of products and differences of scalars, each of two of the thousand before.
  func gatherNanoseconds(_ model: CostModel) -> Double? {
    time { graph in
      var nodes = try (0..<1_000).map { try graph.input("x\($0)", elementType: .double) }
      var state: UInt64 = 88_172_645_463_325_252
      func draw() -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % 1_000)
      }
      for level in 0..<8 {
        let before = nodes[(level * 1_000)...]
        let first = before.startIndex
        nodes += try (0..<1_000).map { position in
          let (a, b) = (before[first + draw()], before[first + draw()])
          return position % 2 == 0 ? try a * b : try a - b
        }
      }
      return Array(nodes.suffix(1_000))
    }.map { time in
      let work = work(time.program)
      let others = work.reduce(0) { sum, work in
        var work = work
        work.gatherCount = 0
        return sum + model.nanoseconds(work)
      }
      return max(time.nanoseconds - others, 0) / max(work.reduce(0) { $0 + $1.gatherCount }, 1)
    }
  }
}
