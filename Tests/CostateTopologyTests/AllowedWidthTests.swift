import Testing

@testable import CostateTopology

@Suite struct AllowedWidthTests {
  private static func machine(coreCount: Int, installedCoreCount: Int? = nil) -> Topology {
    Topology(
      caches: [], coreCount: coreCount, processorCount: 2 * coreCount, memoryNodeCount: 1,
      installedCoreCount: installedCoreCount)
  }

  @Test func `Without other limits the physical cores decide`() throws {
    let width = try AllowedWidth(topology: Self.machine(coreCount: 8), affinityCount: 16)
    #expect(width.workerCount == 8)
    #expect(width.limit == .cores)
  }

  @Test func `Fewer cores than the machine has are a limit of affinity`() throws {
    let width = try AllowedWidth(topology: Self.machine(coreCount: 4, installedCoreCount: 8))
    #expect(width.workerCount == 4)
    #expect(width.limit == .affinity)
  }

  @Test func `An affinity mask narrower than the cores decides`() throws {
    let width = try AllowedWidth(topology: Self.machine(coreCount: 8), affinityCount: 3)
    #expect(width.workerCount == 3)
    #expect(width.limit == .affinity)
  }

  @Test func `A quota below the cores decides`() throws {
    let width = try AllowedWidth(
      topology: Self.machine(coreCount: 8), affinityCount: 16,
      quotas: [.version2(maximum: "250000 100000\n")])
    #expect(width.workerCount == 2)
    #expect(width.limit == .quota)
  }

  @Test func `The smallest quota of the hierarchy decides`() throws {
    let width = try AllowedWidth(
      topology: Self.machine(coreCount: 8),
      quotas: [
        .version2(maximum: "max 100000"), .version2(maximum: "300000 100000"),
        .version2(maximum: "600000 100000"),
      ])
    #expect(width.workerCount == 3)
  }

  @Test func `A quota above the cores changes nothing`() throws {
    let width = try AllowedWidth(
      topology: Self.machine(coreCount: 2), quotas: [.version1(quota: "800000", period: "100000")])
    #expect(width.workerCount == 2)
    #expect(width.limit == .cores)
  }

  @Test(arguments: [("1", 1), ("8", 8), ("4096", 4096)])
  func `The environment overrides every limit`(value: String, expected: Int) throws {
    let width = try AllowedWidth(
      topology: Self.machine(coreCount: 2), affinityCount: 2,
      quotas: [.version2(maximum: "100000 100000")], environment: value)
    #expect(width.workerCount == expected)
    #expect(width.limit == .environment)
  }

  @Test func `An empty environment value counts as not set`() throws {
    let width = try AllowedWidth(topology: Self.machine(coreCount: 2), environment: "")
    #expect(width.limit == .cores)
  }

  @Test(arguments: ["0", "-3", "4097", "99999999999999999999", "two", "2.5", " 2", "0x2"])
  func `An unusable environment value is an error that says what came`(value: String) {
    #expect(throws: WidthError.invalidThreadCount(given: value)) {
      try AllowedWidth(topology: Self.machine(coreCount: 2), environment: value)
    }
  }

  @Test func `The error says where, what was expected and what came`() {
    #expect(
      WidthError.invalidThreadCount(given: "many").description
        == "COSTATE_THREADS: expected a whole number from 1 to 4096, got “many”")
  }

  @Test func `A width is at least one whatever the limits say`() throws {
    let width = try AllowedWidth(topology: Self.machine(coreCount: 0), affinityCount: 0)
    #expect(width.workerCount == 1)
  }

  @Test func `This process has a permitted width`() throws {
    let width = try AllowedWidth.detect()
    #expect(AllowedWidth.permitted.contains(width.workerCount))
  }

  #if os(Linux)
    @Test(arguments: [
      ("Name:\tcostate\nCpus_allowed:\t3\nCpus_allowed_list:\t0-1\n", 2),
      ("Cpus_allowed:\tff,ffffffff,00000001\n", 41),
    ])
    func `The affinity is the number of bits in the mask`(status: String, expected: Int) {
      #expect(AllowedWidth.affinityCount(status: status) == expected)
    }

    @Test func `A status without a mask says nothing about affinity`() {
      #expect(AllowedWidth.affinityCount(status: "Name:\tcostate\n") == nil)
    }
  #endif
}
