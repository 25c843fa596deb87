import Testing

@testable import CostateExecution

/// The calibrated model: measured, so only what no machine can miss is said of it.
struct CalibrationTests {
  private let model = CostModel.calibrated

  @Test func everyCoefficientIsPositive() {
    let coefficients = [
      model.productFlopsPerNanosecond, model.elementwiseFlopsPerNanosecond,
      model.tileStepsPerNanosecond, model.gatherNanoseconds, model.instructionNanoseconds,
      model.itemNanoseconds,
      model.levelNanoseconds, model.regionNanoseconds, model.grainNanoseconds,
    ]
    #expect(coefficients.allSatisfy { $0 > 0 && $0.isFinite })
    #expect(model.productNanoseconds >= 0)
    #expect(model.memories.allSatisfy { $0.bytesPerNanosecond > 0 })
  }

  @Test func itIsMeasuredOnce() {
    #expect(model == CostModel.calibrated)
  }
}
