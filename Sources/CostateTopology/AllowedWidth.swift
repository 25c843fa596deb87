/// How many workers this process may really use, and what decides it.
///
/// Compute-bound work gains nothing from a second hardware thread on a core, and a worker beyond
/// the CPU quota only stalls the others when the group is throttled: the width is the smallest of
/// the limits below, and at least 1. `COSTATE_THREADS` overrides them all, upwards too.
public struct AllowedWidth: Sendable, Hashable {
  /// What decides a width.
  public enum Limit: String, Sendable, Hashable, CaseIterable {
    /// The physical cores of the machine.
    case cores
    /// The cpuset or the affinity mask of the process.
    case affinity
    /// The CPU quota of its control group.
    case quota
    /// The environment variable `COSTATE_THREADS`.
    case environment
  }

  /// The environment variable that overrides the other limits.
  public static let environmentVariable = "COSTATE_THREADS"

  /// The workers one may ask for.
  public static let permitted = 1...4096

  /// How many workers may run at once.
  public let workerCount: Int
  /// The limit that decided; of equal ones the first in the order of the cases.
  public let limit: Limit

  /// The width that these limits leave.
  ///
  /// - Parameters:
  ///   - topology: its cores are a limit of the machine, or of the process's affinity when it may
  ///     use only some of them.
  ///   - affinityCount: the hardware threads of the process's affinity mask; nil if unknown.
  ///   - quotas: the quotas of its control group and of the groups above.
  ///   - environment: the value of ``environmentVariable``; nil or empty when it is not set.
  /// - Throws: ``WidthError`` if `environment` is anything but a number in ``permitted``.
  public init(
    topology: Topology, affinityCount: Int? = nil, quotas: [ControlGroupQuota] = [],
    environment: String? = nil
  ) throws(WidthError) {
    if let environment, !environment.isEmpty {
      guard let count = Int(environment), Self.permitted.contains(count) else {
        throw .invalidThreadCount(given: environment)
      }
      workerCount = count
      limit = .environment
      return
    }
    var narrowest = (count: max(1, topology.installedCoreCount), limit: Limit.cores)
    func narrow(to count: Int?, by limit: Limit) {
      guard let count, count < narrowest.count else { return }
      narrowest = (max(1, count), limit)
    }
    narrow(to: topology.coreCount, by: .affinity)
    narrow(to: affinityCount, by: .affinity)
    narrow(to: quotas.compactMap(\.coreCount).min(), by: .quota)
    workerCount = narrowest.count
    limit = narrowest.limit
  }
}
