#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A law of growth t = a + b g(N) fitted to times.
package struct GrowthModel: Sendable, Codable {
  /// How time may grow.
  package enum Growth: String, CaseIterable, Sendable, Codable {
    case linear = "N"
    case logarithmic = "N log N"
    case quadratic = "N²"

    func callAsFunction(_ size: Double) -> Double {
      switch self {
      case .linear: size
      case .logarithmic: size * log2(size)
      case .quadratic: size * size
      }
    }
  }

  /// g.
  package let growth: Growth
  /// a, in seconds.
  package let constantSeconds: Double
  /// b, in seconds.
  package let factorSeconds: Double
  /// The root of the mean squared relative error.
  package let relativeError: Double

  /// The fit that minimises the relative error; a and b are not negative.
  init(_ growth: Growth, _ points: [ScalingTimes.Point]) {
    // Divided by t, the equations are a / t + b g / t = 1.
    let rows = points.map { (1 / $0.seconds, growth(Double($0.size)) / $0.seconds) }
    let aa = rows.reduce(0) { $0 + $1.0 * $1.0 }
    let ab = rows.reduce(0) { $0 + $1.0 * $1.1 }
    let bb = rows.reduce(0) { $0 + $1.1 * $1.1 }
    let a = rows.reduce(0) { $0 + $1.0 }
    let b = rows.reduce(0) { $0 + $1.1 }
    let determinant = aa * bb - ab * ab
    func error(_ x: Double, _ y: Double) -> Double {
      let sum = rows.reduce(0) { $0 + ($1.0 * x + $1.1 * y - 1) * ($1.0 * x + $1.1 * y - 1) }
      return (sum / Double(rows.count)).squareRoot()
    }
    let free = ((a * bb - b * ab) / determinant, (b * aa - a * ab) / determinant)
    let candidates = [free, (a / aa, 0), (0, b / bb)].filter { $0.0 >= 0 && $0.1 >= 0 }
    let best = candidates.min { error($0.0, $0.1) < error($1.0, $1.1) } ?? (0, b / bb)
    self.growth = growth
    (constantSeconds, factorSeconds) = best
    relativeError = error(best.0, best.1)
  }
}
