#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What many samples of one quantity say.
package struct Summary: Sendable, Hashable {
  /// The middle sample; the mean of the two middle ones.
  package let median: Double
  /// The smallest sample.
  package let minimum: Double
  /// The median distance from the median: a robust measure of spread.
  package let medianAbsoluteDeviation: Double
  /// In which the median lies with 95 % confidence.
  package let interval: ClosedRange<Double>
  /// The number of samples.
  package let sampleCount: Int

  /// Summarises samples.
  ///
  /// - Precondition: there is one, and all are numbers.
  package init(_ samples: [Double]) {
    precondition(!samples.isEmpty, "no samples to summarise")
    let median = Self.median(samples)
    self.median = median
    minimum = samples.reduce(.infinity, min)
    medianAbsoluteDeviation = Self.median(samples.map { ($0 - median).magnitude })
    interval = Bootstrap().interval(of: Self.median, samples)
    sampleCount = samples.count
  }

  /// The middle of some numbers.
  package static func median(_ samples: [Double]) -> Double {
    let sorted = samples.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

/// The number whose logarithm is the mean of the logarithms: what ratios are averaged by.
///
/// - Precondition: the numbers are positive; without any the mean is 1.
package func geometricMean(_ numbers: [Double]) -> Double {
  guard !numbers.isEmpty else { return 1 }
  return exp2(numbers.reduce(0) { $0 + log2($1) } / Double(numbers.count))
}
