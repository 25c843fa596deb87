package import Costate
import CostateKernels
import CostateSIMD

/// What cases are measured with.
package struct BenchmarkConditions {
  /// The numbers of threads; the first is what the others' gain is relative to.
  package var threads: [Int]
  /// The instruction set of our programs and of the probes.
  package var instructionSet: InstructionSet
  /// How our programs are compiled, but for threads and instruction set.
  package var options: Options
  /// Who computes the cases beside us.
  package var peers: Peers

  /// Conditions.
  package init(
    threads: [Int], instructionSet: InstructionSet, options: Options = Options(),
    peers: Peers = .none
  ) {
    self.threads = threads
    self.instructionSet = instructionSet
    self.options = options
    self.peers = peers
  }

  /// The options of a program for some threads.
  func options(threads: Int) -> Options {
    var options = options
    options.width = threads
    options.instructionSet = instructionSet
    return options
  }

  /// A probe of what bounds a case, for each number of threads.
  ///
  /// - Parameter byteCount: what memory a probe of it reads.
  func probes(
    of bound: WorkBound, elementType: ElementType, byteCount: Int
  ) -> [Int: Probe] {
    elementType == .double
      ? probes(bound, instructionSet.double.peaks, byteCount)
      : probes(bound, instructionSet.float.peaks, byteCount)
  }

  private func probes<Scalar: LaneScalar>(
    _ bound: WorkBound, _ kernels: PeakKernels<Scalar>, _ byteCount: Int
  ) -> [Int: Probe] {
    Dictionary(
      threads.map { count in
        switch bound {
        case .arithmetic: (count, Probe.multiplyAdds(kernels, threads: count))
        case .memory: (count, Probe.reads(kernels, byteCount: byteCount, threads: count))
        }
      }, uniquingKeysWith: { first, _ in first })
  }
}
