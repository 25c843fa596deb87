import CostateKernels
import CostateSIMD
import Testing

@Suite struct ReductionPlanTests {
  @Test(arguments: [
    1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 200, 4095, 4096, 4097, 9000,
  ])
  func trailingReductionsOfAnyLengthGiveTheSpecifiedBits(_ reduced: Int) {
    checkKinds(.trailing(outer: 3, reduced: reduced))
  }

  @Test(arguments: [1, 2, 15, 16, 17, 63, 64, 65, 130])
  func trailingReductionsOfAnyNumberGiveTheSpecifiedBits(_ outer: Int) {
    checkKinds(.trailing(outer: outer, reduced: 70))
  }

  /// Chunks of a single row are reduced side by side, those of many rows one after another.
  @Test(arguments: [(1, 8192), (7, 8200), (8, 8200), (21, 12_300)])
  func trailingReductionsOfSeveralChunksGiveTheSpecifiedBits(_ outer: Int, _ reduced: Int) {
    checkKinds(.trailing(outer: outer, reduced: reduced))
  }

  @Test(arguments: [1, 2, 255, 256, 257, 700])
  func leadingReductionsOfAnyLengthGiveTheSpecifiedBits(_ reduced: Int) {
    checkKinds(.leading(outer: 2, reduced: reduced, inner: 5))
  }

  @Test(arguments: [1, 2, 7, 8, 9, 15, 16, 17, 63, 64, 65, 130])
  func leadingReductionsOfAnyWidthGiveTheSpecifiedBits(_ inner: Int) {
    checkKinds(.leading(outer: 2, reduced: 9, inner: inner))
  }

  @Test(arguments: [1, 7, 8, 9, 15, 16, 17, 4096, 4097, 9000, 300_000])
  func sumsOfProductsGiveTheSpecifiedBits(_ count: Int) {
    check(ReductionCase<Float>(.sumOfProducts, .trailing(outer: 1, reduced: count)))
    check(ReductionCase<Double>(.sumOfProducts, .trailing(outer: 1, reduced: count)))
  }

  @Test func edgeValuesGiveTheSpecifiedBits() {
    for layout in [
      ReductionLayout.trailing(outer: 40, reduced: 3), .trailing(outer: 40, reduced: 19),
      .trailing(outer: 2, reduced: 8200), .leading(outer: 5, reduced: 3, inner: 30),
    ] {
      for kind in [ReductionKind.sum, .maximum] {
        check(ReductionCase<Float>(kind, layout) { $0.edgeValue() })
        check(ReductionCase<Double>(kind, layout) { $0.edgeValue() })
      }
    }
    for count in [1, 2, 3, 5] {
      let layout = ReductionLayout.trailing(outer: 1, reduced: count)
      check(ReductionCase<Float>(.sumOfProducts, layout) { $0.edgeValue() })
      check(ReductionCase<Double>(.sumOfProducts, layout) { $0.edgeValue() })
    }
  }

  @Test func aSumOfNegativeZerosIsNegativeZero() {
    check(ReductionCase<Float>(.sum, .trailing(outer: 2, reduced: 5000)) { _ in -0.0 })
    check(ReductionCase<Float>(.sum, .leading(outer: 2, reduced: 300, inner: 3)) { _ in -0.0 })
  }

  @Test func anEmptySumIsPositiveZero() {
    check(ReductionCase<Float>(.sum, .trailing(outer: 3, reduced: 0)))
    check(ReductionCase<Double>(.sum, .leading(outer: 3, reduced: 0, inner: 70)))
    check(ReductionCase<Double>(.sumOfProducts, .trailing(outer: 1, reduced: 0)))
  }

  @Test func anEmptyResultHasNoItems() {
    for layout in [
      ReductionLayout.trailing(outer: 0, reduced: 5), .leading(outer: 3, reduced: 5, inner: 0),
    ] {
      let reduction = ReductionPlan<Float>(
        .sum, layout, kernels: InstructionSet.baseline.float, desiredItemCount: 2)
      #expect(reduction.itemCount == 0)
    }
  }

  @Test(arguments: [
    ReductionLayout.trailing(outer: 1, reduced: 300_000),
    .trailing(outer: 2, reduced: 150_000),
    .trailing(outer: 10, reduced: 9000),
    .leading(outer: 1, reduced: 100_000, inner: 3),
    .leading(outer: 2, reduced: 600, inner: 200),
    .trailing(outer: 4000, reduced: 60),
  ])
  func theNumberOfItemsNeverChangesABit(_ layout: ReductionLayout) {
    for kind in [ReductionKind.sum, .maximum] {
      let reduction = ReductionCase<Float>(kind, layout)
      for itemCount in [1, 2, 3, 8] {
        #expect(reduction.isReproduced(by: .best, itemCount: itemCount))
      }
    }
  }

  @Test func theNumberOfItemsNeverChangesABitOfASumOfProducts() {
    let reduction = ReductionCase<Double>(
      .sumOfProducts, .trailing(outer: 1, reduced: 70 * 4096 + 5))
    for itemCount in [1, 2, 3, 80] {
      #expect(reduction.isReproduced(by: .best, itemCount: itemCount))
    }
  }

  @Test func fewLongRowsAreReducedInTwoPhases() {
    let kernels = InstructionSet.baseline.float
    let layout = ReductionLayout.trailing(outer: 1, reduced: 1 << 20)
    let serial = ReductionPlan<Float>(.sum, layout, kernels: kernels, desiredItemCount: 1)
    let parallel = ReductionPlan<Float>(.sum, layout, kernels: kernels, desiredItemCount: 8)
    #expect(serial.itemCount == 1)
    #expect(serial.chunkResultCount == 0)
    #expect(parallel.itemCount == 8)
    #expect(parallel.chunkResultCount == 256)
  }

  private func checkKinds(_ layout: ReductionLayout) {
    for kind in [ReductionKind.sum, .maximum] {
      check(ReductionCase<Float>(kind, layout))
      check(ReductionCase<Double>(kind, layout))
    }
  }

  private func check<Scalar>(_ reduction: ReductionCase<Scalar>) {
    for instructionSet in InstructionSet.available {
      #expect(
        reduction.isReproduced(by: instructionSet, itemCount: 1),
        "\(Scalar.self) \(reduction.kind) \(reduction.layout) on \(instructionSet)")
    }
  }
}
