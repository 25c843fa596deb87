import Costate
import CostateKernels
import CostateSIMD

extension Probe {
  /// The flops per second of fused multiply-adds in registers: no code of this instruction set is
  /// faster.
  static func multiplyAdds<Scalar: LaneScalar>(
    _ kernels: PeakKernels<Scalar>, threads: Int
  ) -> Probe {
    // A cache line or more for each thread, so that they do not disturb each other.
    let stride = kernels.valueCount + 64
    let values = AlignedBuffer<Scalar>(count: threads * stride)
    for index in 0..<values.count { values[index] = 1 + Scalar(index) / Scalar(values.count) }
    // About 20 µs at the peak of a wide core.
    let rounds = 10_000
    return Probe(name: "FMA peak", threads: threads) { thread in
      kernels.multiplyAdd(rounds, values.base + thread * stride)
      return Double(rounds * kernels.roundFlops)
    }
  }

  /// The bytes per second of adding up memory, each thread its own part.
  ///
  /// - Parameter byteCount: the memory of all threads. As much as a case touches gives the rate of the
  ///   cache that the case lives in.
  static func reads<Scalar: LaneScalar>(
    _ kernels: PeakKernels<Scalar>, byteCount: Int, threads: Int
  ) -> Probe {
    let block = kernels.partialSumCount
    let blocks = max(1, byteCount / MemoryLayout<Scalar>.stride / block / threads)
    let count = blocks * block
    let values = AlignedBuffer<Scalar>(count: threads * count)
    let sums = AlignedBuffer<Scalar>(count: threads * (block + 64))
    return Probe(name: "reads", threads: threads) { thread in
      kernels.read(values.base + thread * count, count, sums.base + thread * (block + 64))
      return Double(count * MemoryLayout<Scalar>.stride)
    }
  }
}
