/// A directory of the control group hierarchy that may state a CPU quota.
struct ControlGroupPath: Equatable {
  /// Which version's files the directory holds.
  enum Version: Equatable {
    /// `cpu.cfs_quota_us` and `cpu.cfs_period_us`.
    case version1
    /// `cpu.max`.
    case version2
  }

  var version: Version
  var directory: String

  /// The group of this process and all groups above it, whose quotas bind it as well.
  ///
  /// In a container the path may be the host's, which is not mounted there; the group is then the
  /// root of what is mounted, the last of each list.
  ///
  /// - Parameter membership: the contents of `/proc/self/cgroup`, lines of
  ///   `hierarchy:controllers:path`; version 2 is hierarchy 0 without controllers.
  static func all(membership: String) -> [ControlGroupPath] {
    membership.split(whereSeparator: \.isNewline).flatMap { line -> [ControlGroupPath] in
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return [] }
      let controllers = fields[1].split(separator: ",")
      if fields[0] == "0", controllers.isEmpty {
        // Systems that use both versions mount the second at `unified`.
        return ["", "/unified"].flatMap { ancestry(fields[2], root: $0, .version2) }
      }
      return controllers.contains("cpu")
        ? ancestry(fields[2], root: "/" + fields[1], .version1) : []
    }
  }

  private static func ancestry(
    _ path: Substring, root: String, _ version: Version
  ) -> [ControlGroupPath] {
    // A path above the root of a control group namespace starts with `..`: nothing to see there.
    let names = path.hasPrefix("/..") ? [] : path.split(separator: "/")
    return (0...names.count).reversed().map { depth in
      let group = names.prefix(depth).map { "/" + $0 }.joined()
      return ControlGroupPath(version: version, directory: "/sys/fs/cgroup" + root + group)
    }
  }
}
