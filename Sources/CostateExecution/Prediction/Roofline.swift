public import CostateGraph

/// What bounds work: arithmetic or the movement of bytes.
///
/// The roof over an intensity of I flops a byte is min(peak, I · bandwidth). Williams, Waterman and
/// Patterson (2009), "Roofline: an insightful visual performance model", doi
/// 10.1145/1498765.1498785.
public struct Roofline: Sendable, Hashable {
  /// What bounds a piece of work.
  public enum Bound: String, Sendable, Hashable {
    /// The flops: more bandwidth would not help.
    case arithmetic
    /// The bytes: more flops a second would not help.
    case memory
    /// Neither: it computes and moves nothing to speak of.
    case overhead
  }

  /// The peak of all cores used.
  public let flopsPerNanosecond: Double
  /// The bytes all cores used move together.
  public let bytesPerNanosecond: Double

  /// A roof of two lines.
  package init(flopsPerNanosecond: Double, bytesPerNanosecond: Double) {
    self.flopsPerNanosecond = flopsPerNanosecond
    self.bytesPerNanosecond = bytesPerNanosecond
  }

  /// The intensity where the two lines meet, in flops a byte.
  public var ridge: Double { flopsPerNanosecond / bytesPerNanosecond }

  /// The most flops a nanosecond at an intensity.
  public func attainable(intensity: Double) -> Double {
    min(flopsPerNanosecond, intensity * bytesPerNanosecond)
  }

  /// The least time that work can take, in nanoseconds.
  public func nanoseconds(_ cost: Cost) -> Double {
    max(cost.flops / flopsPerNanosecond, cost.bytes / bytesPerNanosecond)
  }

  /// What bounds work.
  public func bound(_ cost: Cost) -> Bound {
    if cost.flops == 0, cost.bytes == 0 { return .overhead }
    return cost.flops >= ridge * cost.bytes ? .arithmetic : .memory
  }
}
