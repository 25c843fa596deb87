import CostateExecution
import CostateGraph
import CostateKernels
import CostateTopology
import Testing

@Suite struct `A prediction` {
  private static let free = Prediction.Overheads(arrival: 0, boundary: 0)

  private func stage(
    _ batches: [(Int, Double)], isShared: Bool = true, level: Int = 0
  ) -> StageLoad {
    StageLoad(
      level: level, isShared: isShared,
      batches: batches.map { StageLoad.Batch(itemCount: $0.0, itemNanoseconds: $0.1) })
  }

  private func nanoseconds(
    _ stages: [StageLoad], _ coreCount: Int, _ overheads: Prediction.Overheads = free
  ) -> Double {
    Prediction(stages, levelCount: 3, coreCount: coreCount, overheads).nanoseconds
  }

  @Test(arguments: [(1, 800.0), (2, 400), (3, 300), (4, 200), (8, 100), (64, 100)])
  func `shares equal items among the cores`(_ coreCount: Int, _ expected: Double) {
    #expect(nanoseconds([stage([(8, 100)])], coreCount) == expected)
  }

  @Test(arguments: [1, 2, 16])
  func `gives a serial stage to one worker`(_ coreCount: Int) {
    #expect(nanoseconds([stage([(8, 100)], isShared: false)], coreCount) == 800)
  }

  @Test func `adds up stages that follow one another`() {
    let stages = [stage([(2, 100)]), stage([(1, 30)], isShared: false), stage([(4, 10)])]
    #expect(nanoseconds(stages, 2) == 150)
  }

  @Test func `lets the others do what a huge item keeps its worker from`() {
    // Worker 0 holds the huge item; worker 1 takes its own share and then what worker 0 has left.
    #expect(nanoseconds([stage([(1, 1000), (99, 10)])], 2) == 1000)
  }

  @Test func `begins a huge item early wherever it stands`() {
    // It is the second that worker 0 takes.
    #expect(nanoseconds([stage([(99, 10), (1, 1000)])], 2) == 1010)
  }

  @Test func `leaves the work to the caller until the others arrive`() {
    let overheads = Prediction.Overheads(arrival: 1000, boundary: 0)
    #expect(nanoseconds([stage([(10, 100)])], 2, overheads) == 1000)
    #expect(nanoseconds([stage([(30, 100)])], 2, overheads) == 2000)
  }

  @Test func `lets the others arrive once for all stages`() {
    let overheads = Prediction.Overheads(arrival: 1000, boundary: 0)
    let stages = [stage([(30, 100)]), stage([(30, 100)])]
    #expect(nanoseconds(stages, 2, overheads) == 3500)
  }

  @Test func `counts a boundary for each shared stage`() {
    let overheads = Prediction.Overheads(arrival: 0, boundary: 7)
    let stages = [stage([(2, 100)]), stage([(1, 30)], isShared: false), stage([(2, 100)])]
    #expect(nanoseconds(stages, 2, overheads) == 244)
  }

  @Test func `has no overheads on one core`() {
    let overheads = Prediction.Overheads(arrival: 1000, boundary: 7)
    #expect(nanoseconds([stage([(2, 100)]), stage([(2, 100)])], 1, overheads) == 400)
  }

  @Test func `gives each level its own time`() {
    let stages = [stage([(2, 100)]), stage([(4, 10)]), stage([(2, 5)], level: 2)]
    let prediction = Prediction(stages, levelCount: 3, coreCount: 2, Self.free)
    #expect(prediction.levelNanoseconds == [120, 0, 5])
  }

  @Test func `gives a boundary to the level that waits for it`() {
    let overheads = Prediction.Overheads(arrival: 0, boundary: 7)
    let stages = [
      stage([(2, 100)]), stage([(1, 30)], isShared: false, level: 1), stage([(2, 100)], level: 2),
    ]
    let prediction = Prediction(stages, levelCount: 3, coreCount: 2, overheads)
    #expect(prediction.levelNanoseconds == [100, 30, 107])
    #expect(prediction.nanoseconds == 244)
  }

  @Test func `says which share of the cores' time is work`() {
    let prediction = Prediction([stage([(3, 100)])], levelCount: 1, coreCount: 2, Self.free)
    #expect(prediction.utilisation == 0.75)
  }

  @Test func `takes no time for stages without items`() {
    #expect(nanoseconds([stage([]), stage([(0, 10)])], 4) == 0)
  }

  @Test(arguments: [1, 2, 3, 5, 8, 17, 128])
  func `obeys Brent's bounds`(_ coreCount: Int) {
    let stages = (0..<20).map { i in stage([(i * 7 % 40, 10 + Double(i)), (3, 55)]) }
    let work = nanoseconds(stages, 1)
    let span = 20 * 55.0
    let time = nanoseconds(stages, coreCount)
    #expect(time >= max(work / Double(coreCount) * 0.999_999, span))
    #expect(time <= work / Double(coreCount) + span)
  }
}

@Suite struct `The prediction of a report` {
  private func report(width: Int) throws -> Report {
    let graph = Graph()
    let x = try graph.input("x", shape: [2000, 500])
    let f = try tanh(x • x.transposed()).squaredNorm()
    return try Program(outputs: [f], options: Options(width: width)).report
  }

  @Test func `on one core is the work`() throws {
    let report = try report(width: 1)
    let prediction = report.prediction(coreCount: 1)
    #expect(abs(prediction.nanoseconds / report.workNanoseconds - 1) < 1e-9)
  }

  @Test(arguments: [2, 4, 64])
  func `with more cores is not longer`(_ coreCount: Int) throws {
    let report = try report(width: 2)
    let (one, more) = (
      report.prediction(coreCount: 1), report.prediction(coreCount: coreCount)
    )
    #expect(more.nanoseconds < one.nanoseconds)
  }

  @Test func `splits its time among the levels`() throws {
    var model = CostModel(topology: .current, instructionSet: .best)
    model.levelNanoseconds = 0
    let prediction = try report(width: 2).prediction(coreCount: 8, costModel: model)
    let sum = prediction.levelNanoseconds.reduce(0, +)
    #expect(abs(sum / prediction.nanoseconds - 1) < 1e-9)
  }
}

@Suite struct `A roofline` {
  private let roof = Roofline(flopsPerNanosecond: 100, bytesPerNanosecond: 20)

  @Test func `has its ridge where both bounds meet`() {
    #expect(roof.ridge == 5)
    #expect(roof.attainable(intensity: 5) == 100)
  }

  @Test(arguments: [(0.5, 10.0), (2, 40), (5, 100), (50, 100)])
  func `rises with the intensity up to the peak`(_ intensity: Double, _ expected: Double) {
    #expect(roof.attainable(intensity: intensity) == expected)
  }

  @Test func `tells what bounds work`() {
    #expect(roof.bound(Cost(flops: 60, bytes: 10)) == .arithmetic)
    #expect(roof.bound(Cost(flops: 40, bytes: 10)) == .memory)
    #expect(roof.bound(Cost(flops: 0, bytes: 0)) == .overhead)
  }

  @Test func `bounds the time from below`() {
    #expect(roof.nanoseconds(Cost(flops: 1000, bytes: 10)) == 10)
    #expect(roof.nanoseconds(Cost(flops: 10, bytes: 1000)) == 50)
  }
}
