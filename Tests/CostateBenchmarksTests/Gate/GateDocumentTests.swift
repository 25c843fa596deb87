import Foundation
import Testing

@testable import CostateBenchmarks

@Suite struct `What a gate reads` {
  @Test func `is part of the JSON that every benchmark writes`() throws {
    let machine = Machine(
      cpu: "a processor", isa: "v3", cores: 2, width: 2, widthDecidedBy: "cores", caches: [],
      peakFlopsPerSecond: 1, peakBytesPerSecond: 1, peakFlopsPerSecondAtWidth: 1,
      peakBytesPerSecondAtWidth: 1, libraries: [])
    let record = BenchmarkDocument.Record(
      workload: "w", case: "c", engine: Engine(name: "e", threads: 2, run: {}),
      seconds: Summary([3, 1, 2]), flops: 1, bytes: 1)
    let data = try JSONEncoder().encode(BenchmarkDocument(machine: machine, records: [record]))
    let document = try JSONDecoder().decode(GateDocument.self, from: data)
    #expect(document.machine == GateMachine(cpu: "a processor", isa: "v3", width: 2))
    #expect(
      document.records.map(\.gateCase)
        == [GateCase(workload: "w", case: "c", engine: "e", threads: 2)])
    #expect(document.records.map { GateEstimate.minimum.seconds(of: $0) } == [1])
    #expect(document.records.map { GateEstimate.median.seconds(of: $0) } == [2])
  }

  @Test(arguments: [
    (GateMachine(cpu: "b", isa: "v3", width: 2), "cpu"),
    (GateMachine(cpu: "a", isa: "v4", width: 2), "isa"),
    (GateMachine(cpu: "a", isa: "v3", width: 4), "width"),
  ])
  func `names what differs between two machines`(_ other: GateMachine, _ name: String) {
    #expect(GateMachine(cpu: "a", isa: "v3", width: 2).mismatch(with: other)?.name == name)
  }

  @Test func `finds no difference between equal machines`() {
    let machine = GateMachine(cpu: "a", isa: "v3", width: 2)
    #expect(machine.mismatch(with: machine) == nil)
  }
}
