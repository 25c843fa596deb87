import Costate
import Foundation
import Testing

@testable import CostateCLI

@Suite struct `A trace as a file` {
  /// What viewers read.
  private struct File: Decodable {
    struct Event: Decodable {
      struct Arguments: Decodable {
        let name: String?
        let level: Int?
      }
      let ph: String
      let tid: Int
      let name: String
      let ts: Double?
      let dur: Double?
      let args: Arguments
    }
    let traceEvents: [Event]
  }

  private let events: [File.Event]

  init() throws {
    let trace = Trace(
      batches: [
        Trace.Batch(name: "matrix \"product\"\n", stage: 0, level: 0),
        Trace.Batch(name: "sum", stage: 1, level: 4),
      ],
      items: [
        Trace.Item(batch: 0, number: 0, worker: 1, begin: 1500, end: 4000),
        Trace.Item(batch: 1, number: 0, worker: 0, begin: 4000, end: 4001),
      ], width: 2, nanoseconds: 5000)
    let text = TraceDocument(trace: trace).text
    events = try JSONDecoder().decode(File.self, from: Data(text.utf8)).traceEvents
  }

  @Test func `has a named track for each worker`() {
    let tracks = events.filter { $0.ph == "M" }
    #expect(tracks.map(\.tid) == [0, 1])
    #expect(tracks.map(\.args.name) == ["worker 0", "worker 1"])
  }

  @Test func `has a slice for each item on its worker's track`() {
    let slices = events.filter { $0.ph == "X" }
    #expect(slices.map(\.tid) == [1, 0])
    #expect(slices.map(\.name) == ["matrix \"product\"\n", "sum"])
    #expect(slices.map(\.args.level) == [1, 5])
  }

  @Test func `gives times in microseconds`() {
    let slices = events.filter { $0.ph == "X" }
    #expect(slices.map(\.ts) == [1.5, 4])
    #expect(slices.map(\.dur) == [2.5, 0.001])
  }
}
