extension CounterDocument {
  /// What differs from a baseline, a line each; empty where all is equal.
  ///
  /// Counters that only one of them has differ too, except allocations: not every run counts them.
  package func differences(from baseline: CounterDocument) -> [String] {
    guard conditions == baseline.conditions else {
      return ["conditions: expected \(conditions), the baseline has \(baseline.conditions)"]
    }
    let expected = Dictionary(uniqueKeysWithValues: baseline.records.map { ($0.case, $0) })
    let names = Set(records.map(\.case))
    return records.flatMap { record -> [String] in
      guard let known = expected[record.case] else { return ["\(record.case): is new"] }
      return record.differences(from: known)
    } + baseline.records.filter { !names.contains($0.case) }.map { "\($0.case): is gone" }
  }
}

extension CounterRecord {
  /// What is counted only where `scripts/baseline` counts it.
  private static let optionalName = "allocationsPerRun"

  fileprivate func differences(from baseline: CounterRecord) -> [String] {
    Set(counters.keys).union(baseline.counters.keys).sorted().compactMap { name in
      switch (baseline.counters[name], counters[name]) {
      case (let old?, let new?) where old != new:
        let change = new > old ? "\(new - old) more" : "\(old - new) fewer"
        return "\(self.case): \(name) \(old) → \(new), \(change)\(Self.share(old, new))"
      case (nil, let new?) where name != Self.optionalName:
        return "\(self.case): \(name) \(new), is new"
      case (let old?, nil) where name != Self.optionalName:
        return "\(self.case): \(name) \(old), is gone"
      default: return nil
      }
    }
  }

  /// The change in per cent, with one decimal.
  private static func share(_ old: Int, _ new: Int) -> String {
    guard old != 0 else { return "" }
    let tenths = (Double(new - old) / Double(old) * 1000).rounded() / 10
    return " (\(tenths > 0 ? "+" : "")\(tenths) %)"
  }
}
