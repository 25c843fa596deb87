import Costate
import CostateSIMD

extension ProductCase {
  /// The case with one type of numbers: ours as a compiled graph, the libraries by their routines.
  func benchmark(_ elementType: ElementType) -> BenchmarkCase {
    BenchmarkCase(
      name: name, group: group.rawValue, elementType: elementType,
      isQuick: flops <= ProductSuite.quickFlops
    ) { conditions in
      elementType == .double
        ? try PreparedProduct<Double>(self, conditions).prepared(elementType)
        : try PreparedProduct<Float>(self, conditions).prepared(elementType)
    }
  }
}

/// A case's engines, each with operands and a result of its own: none finds in a cache what another
/// has read.
private struct PreparedProduct<Scalar: BLASScalar> {
  let item: ProductCase
  let conditions: BenchmarkConditions
  let operands: ProductOperands<Scalar>
  let ours: [(threads: Int, program: ProductProgram<Scalar>)]
  let peers: [(threads: Int, peer: ProductPeer<Scalar>)]

  init(_ item: ProductCase, _ conditions: BenchmarkConditions) throws {
    self.item = item
    self.conditions = conditions
    let operands = ProductOperands<Scalar>(item)
    self.operands = operands
    ours = try conditions.threads.map { count in
      (count, try ProductProgram(operands, options: conditions.options(threads: count)))
    }
    peers = conditions.threads.flatMap { count in
      conditions.peers.libraries.compactMap { library in
        ProductPeer(library, operands.copy()).map { (count, $0) }
      }
    }
  }

  func prepared(_ elementType: ElementType) -> PreparedCase {
    let byteCount = item.byteCount(elementByteCount: MemoryLayout<Scalar>.size)
    let work = Work(flops: item.flops, bytes: Double(byteCount), nodeCount: 1)
    let bound: WorkBound = item.isMemoryBound ? .memory : .arithmetic
    return PreparedCase(
      entrants: ours.map { threads, program in
        PreparedCase.Entrant(
          engine: program.engine(threads: threads), role: .ours, work: work,
          report: program.program.report)
      }
        + peers.map { threads, peer in
          PreparedCase.Entrant(
            engine: peer.engine(threads: threads), role: .peer, work: work, report: nil)
        },
      bound: bound,
      probes: conditions.probes(of: bound, elementType: elementType, byteCount: byteCount),
      mismatches: mismatches)
  }

  private func mismatches() throws -> [String] {
    let serial = try ours[0].program.result()
    let bound = ProductBound(operands)
    var mismatches: [String] = []
    for (threads, program) in ours.dropFirst() {
      let result = try program.result()
      if !zip(serial, result).allSatisfy({ $0.laneBits == $1.laneBits }) {
        mismatches.append("other bits with \(threads) threads than with \(ours[0].threads)")
      }
    }
    for (threads, peer) in peers {
      let share = bound.largestShare(serial, peer.result.numbers)
      if share > 1 {
        mismatches.append(
          "\(peer.library.name) differs with \(threads) threads, \(share) of what is allowed")
      }
    }
    return mismatches
  }
}
