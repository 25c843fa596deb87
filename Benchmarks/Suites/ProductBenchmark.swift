package import Costate
package import CostateKernels
import CostateSIMD

/// Measures cases of the suite: ours through a compiled graph, the libraries through their routines.
package struct ProductBenchmark {
  private let libraries: [BLASLibrary]
  private let options: Options
  private let instructionSet: InstructionSet
  private let harness: Harness<SystemTimekeeper>

  /// - Parameter options: how our programs are compiled; the width is each measurement's threads.
  /// - Throws: `ProgramError` for options that cannot be used.
  package init(
    libraries: [BLASLibrary], options: Options, instructionSet: InstructionSet, budget: Budget
  ) throws {
    self.libraries = libraries
    self.options = options
    self.instructionSet = instructionSet
    harness = Harness(timekeeper: SystemTimekeeper(), budget: budget)
    _ = try ProductProgram(
      ProductOperands<Float>(ProductCase(.square, 1, 1, 1)), options: options)
  }

  /// The engines of every case, ours first.
  package var engineNames: [String] { ["Costate"] + libraries.map(\.name) }

  /// Measures one case with each number of threads.
  ///
  /// - Throws: `ProgramError` for a number of threads that cannot be used, or too little memory.
  package func run(
    _ item: ProductCase, elementType: ElementType, threads: [Int],
    report: (ProductResult) -> Void
  ) throws {
    if elementType == .double {
      try run(item, ProductOperands<Double>(item), instructionSet.double, threads, report)
    } else {
      try run(item, ProductOperands<Float>(item), instructionSet.float, threads, report)
    }
  }

  private func run<Scalar: BLASScalar>(
    _ item: ProductCase, _ operands: ProductOperands<Scalar>, _ kernels: KernelTable<Scalar>,
    _ threads: [Int], _ report: (ProductResult) -> Void
  ) throws {
    let peers = libraries.compactMap { ProductPeer($0, operands) }
    let bound = ProductBound(operands)
    var firstResult: [Scalar]?
    for count in threads {
      var options = options
      options.width = count
      options.instructionSet = instructionSet
      let ours = try ProductProgram(operands, options: options)
      let engines = [ours.engine(threads: count)] + peers.map { $0.engine(threads: count) }
      let samples = try harness.measure(
        engines, beside: probe(item, kernels, threads: count))
      let result = try ours.result()
      var mismatches: [String] = []
      if let firstResult, !Self.haveSameBits(firstResult, result) {
        mismatches.append("other bits with \(count) threads than with \(threads[0])")
      }
      firstResult = firstResult ?? result
      for peer in peers {
        let share = bound.largestShare(result, peer.result.numbers)
        if share > 1 {
          mismatches.append("\(peer.library.name) differs, \(share) of what is allowed")
        }
      }
      report(
        Evaluation(item: item, engines: engines, samples: samples, report: ours.program.report)
          .result(elementByteCount: MemoryLayout<Scalar>.size, mismatches: mismatches))
    }
  }

  private func probe<Scalar: LaneScalar>(
    _ item: ProductCase, _ kernels: KernelTable<Scalar>, threads: Int
  ) -> Probe {
    guard item.isMemoryBound else { return .multiplyAdds(kernels.peaks, threads: threads) }
    return .reads(
      kernels.peaks, byteCount: item.byteCount(elementByteCount: MemoryLayout<Scalar>.size),
      threads: threads)
  }

  private static func haveSameBits<Scalar: BLASScalar>(_ a: [Scalar], _ b: [Scalar]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0.laneBits == $1.laneBits }
  }
}

/// A case's samples, as they become figures and records.
private struct Evaluation {
  let item: ProductCase
  let engines: [Engine]
  let samples: CaseSamples
  let report: Report

  func result(elementByteCount: Int, mismatches: [String]) -> ProductResult {
    let bytes = Double(item.byteCount(elementByteCount: elementByteCount))
    let elementType = elementByteCount == 8 ? "double" : "float"
    let ratio = engines.indices.dropFirst()
      .map { samples.speed(of: 0, relativeTo: $0).median }.min()
    var figures: [ProductResult.Figures] = []
    var records: [BenchmarkDocument.Record] = []
    for (index, engine) in engines.enumerated() {
      let seconds = samples.seconds(of: index)
      let share = samples.shareOfPeak(
        of: index, units: item.isMemoryBound ? bytes : item.flops
      ).median
      figures.append(
        ProductResult.Figures(
          engine: engine.name, flopsPerSecond: item.flops / seconds.median, shareOfPeak: share))
      let isOurs = index == 0
      records.append(
        BenchmarkDocument.Record(
          workload: "gemm", case: "\(elementType)/\(item.name)", engine: engine, seconds: seconds,
          flops: item.flops, bytes: bytes, nodes: isOurs ? report.nodeCount : nil,
          edges: isOurs ? report.edgeCount : nil, counters: isOurs ? counters : [:],
          shareOfPeak: share, ratioToBestPeer: isOurs ? ratio : nil))
    }
    return ProductResult(
      item: item, elementType: elementType, threads: engines[0].threads, engines: figures,
      probedRate: samples.probedRate, ratioToBestPeer: ratio, mismatches: mismatches,
      records: records)
  }

  private var counters: [String: Int] {
    let batches = report.levels.flatMap(\.batches)
    return [
      "levels": report.levels.count, "batches": batches.count,
      "workItems": batches.reduce(0) { $0 + $1.itemCount },
      "plannedBytes": report.arenaByteCount,
    ]
  }
}
