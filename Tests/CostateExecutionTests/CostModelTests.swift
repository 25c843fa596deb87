import CostateKernels
import CostateTopology
import Testing

@testable import CostateExecution
@testable import CostateGraph

/// What the cost model decides and predicts, on a machine of literals.
struct CostModelTests {
  private let model = CostModel(
    topology: Topology(
      caches: [
        Topology.Cache(
          level: 1, byteCount: 32 << 10, lineByteCount: 64, associativity: 8, sharedByCoreCount: 1)
      ],
      coreCount: 2, processorCount: 2, memoryNodeCount: 1),
    instructionSet: .baseline)

  private func movement(_ bytes: Double) -> Work {
    Work(.movement, Cost(flops: 0, bytes: bytes))
  }

  @Test func oneWorkerTakesABatchWhole() {
    #expect(model.itemCount(movement(1e12), width: 1) == 1)
  }

  @Test func aTinyProductIsOneItem() {
    let work = Work(.product, Cost(flops: 2 * 16 * 16 * 16, bytes: 3 * 16 * 16 * 4))
    #expect(model.productItemCount(work, width: 16) == 1)
  }

  @Test func aLongBatchIsCutForEveryWorker() {
    #expect(model.itemCount(movement(1e12), width: 4) == 32)
  }

  @Test func workOutsideTheCachesTakesLonger() {
    let work = movement(16_384)
    #expect(model.nanoseconds(work, footprint: 1e6) > model.nanoseconds(work))
  }

  @Test func manyWorkersShareTheMemorysRate() {
    let work = movement(1e8)
    #expect(model.nanoseconds(work, workers: 8) > 4 * model.nanoseconds(work))
  }

  @Test func whatOthersWroteIsReadFromTheSharedCache() {
    var model = model
    let memory = model.memories.removeLast()
    model.memories += [CostModel.Memory(byteCount: 1e6, bytesPerNanosecond: 16), memory]
    let work = movement(1_024)
    // Seven of eight parts at 16 bytes a nanosecond.
    #expect(model.nanoseconds(work, workers: 8) == model.nanoseconds(work) + 56)
  }

  @Test func doublesTakeTwiceAsLongAsFloats() {
    let cost = Cost(flops: 1e9, bytes: 0)
    let single = model.nanoseconds(Work(.product, cost, elementByteCount: 4))
    #expect(model.nanoseconds(Work(.product, cost, elementByteCount: 8)) == 2 * single)
  }

  @Test func whatTheRegionCostsIsNotSpentOnLess() {
    #expect(model.shares([model.regionNanoseconds], width: 2) == [false])
    let gain = 100 * model.regionNanoseconds
    #expect(model.shares([gain, model.levelNanoseconds, gain], width: 2) == [true, false, true])
    #expect(model.shares([gain], width: 1) == [false])
  }

  @Test func aSingleWorkerMergesEveryLevelOfScalars() {
    #expect(model.widestSerialLevel(scalarCount: 1_000_000, width: 1) == .max)
    #expect(model.widestSerialLevel(scalarCount: 1_000_000, width: 2) < 100_000)
    #expect(model.widestSerialLevel(scalarCount: 1_000, width: 2) == .max)
  }
}
