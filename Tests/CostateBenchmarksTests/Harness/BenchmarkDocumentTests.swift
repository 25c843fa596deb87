import Costate
import Foundation
import Testing

@testable import CostateBenchmarks

@Suite struct BenchmarkDocumentTests {
  private let document = BenchmarkDocument(
    machine: Machine(
      cpu: "a processor", isa: "v4", cores: 2, width: 2, widthDecidedBy: "cores",
      caches: [
        .init(
          level: 1, byteCount: 32768, lineByteCount: 64, associativity: 8, sharedByCoreCount: 1)
      ], peakFlopsPerSecond: 1e11, peakBytesPerSecond: 2e10, peakFlopsPerSecondAtWidth: 2e11,
      peakBytesPerSecondAtWidth: 3e10, libraries: [.init(name: "A", version: nil)]),
    records: [
      BenchmarkDocument.Record(
        workload: "gemm", case: "float/square/8",
        engine: Engine(name: "Costate", threads: 2, run: {}), seconds: Summary([1, 2, 4]),
        flops: 1024, bytes: 768, nodes: 3, edges: 2, counters: ["levels": 1])
    ],
    findings: [.init(workload: "gemm", finding: Finding("mean", 1.1, atLeast: 1.05))])

  @Test func `a document is read as it was written`() throws {
    let data = try JSONEncoder().encode(document)
    #expect(try JSONDecoder().decode(BenchmarkDocument.self, from: data) == document)
  }

  @Test func `a record has the keys of the schema`() throws {
    let data = try JSONEncoder().encode(document)
    let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(Set(object.keys) == ["schemaVersion", "machine", "records", "findings"])
    let record = try #require((object["records"] as? [[String: Any]])?.first)
    let keys: Set = [
      "workload", "case", "engine", "threads", "medianSeconds", "minimumSeconds", "sampleCount",
      "flops", "bytes", "nodes", "edges", "counters",
    ]
    #expect(keys.isSubset(of: record.keys))
  }
}
