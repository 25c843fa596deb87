import Costate
import CostateKernels
import CostateSIMD

extension BenchmarkCase {
  /// The innermost loops of the matrix product by themselves, on one thread: packed operands that the
  /// first-level cache holds.
  static func microkernel(_ elementType: ElementType) -> BenchmarkCase {
    BenchmarkCase(name: "microkernel", group: "microkernel", elementType: elementType) {
      elementType == .double
        ? PreparedMicrokernel($0.instructionSet.double, $0).prepared(elementType)
        : PreparedMicrokernel($0.instructionSet.float, $0).prepared(elementType)
    }
  }
}

/// Microtiles of one micropanel of each operand, again and again.
private struct PreparedMicrokernel<Scalar: BLASScalar> {
  /// A call then takes a microsecond or more.
  private static var tileCount: Int { 4 }

  let kernels: ProductKernels<Scalar>
  let conditions: BenchmarkConditions
  let termCount: Int
  /// How far the rows of the left micropanel are apart.
  let rowStep: Int
  let left: AlignedBuffer<Scalar>
  let right: AlignedBuffer<Scalar>
  let result: AlignedBuffer<Scalar>

  /// Half a chunk of terms, or a whole one where both micropanels then take up to three quarters of the
  /// first-level cache.
  init(_ table: KernelTable<Scalar>, _ conditions: BenchmarkConditions) {
    kernels = table.products
    var conditions = conditions
    conditions.threads = [1]
    self.conditions = conditions
    let termByteCount = (kernels.mr + kernels.nr) * MemoryLayout<Scalar>.stride
    let cacheByteCount = CacheWays(topology: conditions.options.topology, level: 1).byteCount
    let chunk = Arithmetic.productChunkLength
    termCount = 4 * chunk * termByteCount <= 3 * cacheByteCount ? chunk : chunk / 2
    rowStep = LeftMicropanels<Scalar>.rowStep(termCount: termCount)
    var numbers = RandomNumbers()
    func uniform(_ count: Int) -> AlignedBuffer<Scalar> {
      AlignedBuffer((0..<count).map { _ in Scalar(numbers.nextUniform()) })
    }
    left = uniform(kernels.mr * rowStep)
    right = uniform(termCount * kernels.nr)
    result = AlignedBuffer(count: Self.tileCount * kernels.mr * kernels.nr)
  }

  func prepared(_ elementType: ElementType) -> PreparedCase {
    let product = RowPanelProduct(
      panelCount: Self.tileCount, panelsPerMicropanel: 1, rowCount: kernels.mr,
      columnCount: kernels.nr, termCount: termCount,
      left: LeftRows(left.base, rowStep: rowStep, termStep: 1), leftPanelStep: 0,
      upcomingLeft: nil, upcomingRight: nil, right: right.base, rightTermStep: kernels.nr,
      rightTileStep: 0, packed: nil, result: result.base, resultStride: kernels.nr, mode: .assign)
    let elementCount = left.count + right.count + result.count
    let work = Work(
      flops: 2 * Double(result.count * termCount),
      bytes: Double(elementCount * MemoryLayout<Scalar>.stride), nodeCount: 1)
    return PreparedCase(
      entrants: [
        PreparedCase.Entrant(
          engine: Engine(name: "Costate", threads: 1) { [kernels] in kernels.multiply(product) },
          role: .ours, work: work, report: nil)
      ],
      bound: .arithmetic,
      probes: conditions.probes(of: .arithmetic, elementType: elementType, byteCount: 0),
      mismatches: mismatches)
  }

  /// Sums by fused multiply-adds in ascending order are what every microtile has to hold.
  private func mismatches() -> [String] {
    let isRight = (0..<result.count).allSatisfy { index in
      let (row, column) = index.quotientAndRemainder(dividingBy: kernels.nr)
      let sum = (0..<termCount).reduce(0 as Scalar) { sum, term in
        sum.addingProduct(
          left[row % kernels.mr * rowStep + term], right[term * kernels.nr + column])
      }
      return sum.laneBits == result[index].laneBits
    }
    return isRight ? [] : ["other bits than sums by fused multiply-adds"]
  }
}
