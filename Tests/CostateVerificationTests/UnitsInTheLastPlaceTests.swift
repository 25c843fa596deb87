import Testing

@testable import CostateVerification

@Suite struct `A distance in units in the last place` {
  @Test func `is 1 between neighbours`() {
    #expect(stepCount(from: 1, to: 1.0.nextUp, .double) == 1)
    #expect(stepCount(from: 1, to: Double(Float(1).nextDown), .float) == 1)
  }

  @Test func `is 1 between the zeros`() {
    #expect(stepCount(from: -0.0, to: 0.0, .float) == 1)
  }

  @Test func `is 1 from the largest finite number to infinity`() {
    #expect(stepCount(from: .greatestFiniteMagnitude, to: .infinity, .double) == 1)
  }

  @Test func `spans the signs`() {
    let least = Double(Float.leastNonzeroMagnitude)
    #expect(stepCount(from: -least, to: least, .float) == 3)
  }

  @Test func `is the largest finite number from NaN to a number`() {
    #expect(stepCount(from: .nan, to: 1, .float) == .greatestFiniteMagnitude)
  }

  @Test func `is 0 from NaN to NaN`() {
    #expect(stepCount(from: .nan, to: -.nan, .double) == 0)
  }

  @Test func `is a difference for integers`() {
    #expect(stepCount(from: -3, to: 4, .int32) == 7)
  }
}
