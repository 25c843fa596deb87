/// The CPU time a control group may use per period, as the kernel's files state it.
public enum ControlGroupQuota: Sendable, Hashable {
  /// Version 1: the contents of `cpu.cfs_quota_us` and `cpu.cfs_period_us`, in microseconds; a
  /// quota of −1 is no limit.
  case version1(quota: String, period: String)
  /// Version 2: the contents of `cpu.max`, quota and period in microseconds; `max` is no limit.
  case version2(maximum: String)

  /// The whole cores it pays for, rounded down but at least 1; nil when there is no limit.
  ///
  /// Rounded down because the worker on a fraction of a core would keep the others waiting.
  public var coreCount: Int? {
    guard let quota = words.first.flatMap({ Int($0) }), quota > 0,
      let period = words.dropFirst().first.flatMap({ Int($0) }), period > 0
    else { return nil }
    return max(1, quota / period)
  }

  private var words: [Substring] {
    switch self {
    case .version1(let quota, let period):
      (quota + " " + period).split(whereSeparator: \.isWhitespace)
    case .version2(let maximum): maximum.split(whereSeparator: \.isWhitespace)
    }
  }
}
