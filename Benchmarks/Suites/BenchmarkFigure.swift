/// A figure that tables show of a time.
package enum BenchmarkFigure: Sendable, Hashable {
  /// Flops per second.
  case gigaflopsPerSecond
  /// Bytes per second.
  case gigabytesPerSecond
  /// Time for a node.
  case nanosecondsPerNode
  /// Time of one computation.
  case microseconds

  /// As a table writes it.
  package var unit: String {
    switch self {
    case .gigaflopsPerSecond: "GF/s"
    case .gigabytesPerSecond: "GB/s"
    case .nanosecondsPerNode: "ns/node"
    case .microseconds: "µs"
    }
  }

  /// The decimals that a measurement carries.
  package var decimalCount: Int { self == .nanosecondsPerNode || self == .microseconds ? 2 : 1 }

  /// The figure of a computation that took some time.
  package func value(seconds: Double, of work: Work) -> Double {
    switch self {
    case .gigaflopsPerSecond: work.flops / seconds * 1e-9
    case .gigabytesPerSecond: work.bytes / seconds * 1e-9
    case .nanosecondsPerNode: seconds * 1e9 / Double(max(work.nodeCount, 1))
    case .microseconds: seconds * 1e6
    }
  }
}
