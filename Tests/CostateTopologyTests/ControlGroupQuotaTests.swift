import CostateTopology
import Testing

@Suite struct ControlGroupQuotaTests {
  @Test(arguments: [
    ("200000 100000\n", 2), ("199999 100000\n", 1), ("50000 100000\n", 1), ("75000 25000", 3),
  ])
  func `A quota pays for whole cores, rounded down but at least one`(
    maximum: String, expected: Int
  ) {
    #expect(ControlGroupQuota.version2(maximum: maximum).coreCount == expected)
  }

  @Test func `Both versions state the same quota`() {
    let first = ControlGroupQuota.version1(quota: "350000\n", period: "100000\n")
    #expect(first.coreCount == ControlGroupQuota.version2(maximum: "350000 100000").coreCount)
  }

  @Test(arguments: ["max 100000\n", "", "max", "100000", "100000 0", "-1 100000", "a b"])
  func `Text without a limit is no limit`(maximum: String) {
    #expect(ControlGroupQuota.version2(maximum: maximum).coreCount == nil)
  }

  @Test func `A quota of minus one is no limit in version 1`() {
    #expect(ControlGroupQuota.version1(quota: "-1\n", period: "100000\n").coreCount == nil)
  }
}
