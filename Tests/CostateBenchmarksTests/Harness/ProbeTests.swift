import Costate
import CostateKernels
import CostateSIMD
import Testing

@testable import CostateBenchmarks

@Suite struct ProbeTests {
  @Test(arguments: InstructionSet.available)
  func `the multiply-adds tend to two and stay normal`(_ level: InstructionSet) {
    let kernels = level.float.peaks
    let values = AlignedBuffer<Float>(count: kernels.valueCount)
    kernels.multiplyAdd(100, values.base)
    #expect(values.numbers.allSatisfy { $0 == 2 })
  }

  @Test(arguments: InstructionSet.available)
  func `the reads add up every element once`(_ level: InstructionSet) {
    let kernels = level.double.peaks
    let count = 5 * kernels.partialSumCount
    let values = AlignedBuffer((0..<count).map { Double($0) })
    let sums = AlignedBuffer<Double>(count: kernels.partialSumCount)
    kernels.read(values.base, count, sums.base)
    #expect(sums.numbers.reduce(0, +) == Double(count * (count - 1) / 2))
  }

  @Test(arguments: [1, 2, 3])
  func `a probe adds up the rates of all threads`(_ threads: Int) {
    let probe = Probe(name: "waiting", threads: threads) { _ in
      let timekeeper = SystemTimekeeper()
      let begin = timekeeper.now()
      while timekeeper.now() - begin < 10e-6 {}
      return 1
    }
    let rate = probe.sample()
    #expect(rate > 0)
    #expect(rate <= Double(threads) * 1e5)
  }
}
