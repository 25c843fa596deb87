#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The exponent p of t ∝ Nᵖ: the slope of log t over log N by least squares.
package struct LogLogSlope: Sendable, Codable {
  /// p.
  package let value: Double
  /// In which p lies with 95 % confidence, by drawing rounds again.
  package let interval: [Double]

  /// - Parameters:
  ///   - sizes: N, two or more that differ.
  ///   - rounds: in each, the seconds at each size.
  init(_ sizes: [Int], rounds: [[Double]]) {
    let logarithms = sizes.map { log(Double($0)) }
    func slope(_ drawn: [Double]) -> Double {
      let times = sizes.indices.map { index in
        log(ScalingTimes.lowerQuartile(drawn.map { rounds[Int($0)][index] }))
      }
      return Self.slope(logarithms, times)
    }
    let all = rounds.indices.map(Double.init)
    value = slope(all)
    let interval = Bootstrap().interval(of: slope, all)
    self.interval = [interval.lowerBound, interval.upperBound]
  }

  private static func slope(_ x: [Double], _ y: [Double]) -> Double {
    let meanX = x.reduce(0, +) / Double(x.count)
    let meanY = y.reduce(0, +) / Double(y.count)
    let products = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
    let squares = x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
    return products / squares
  }
}
