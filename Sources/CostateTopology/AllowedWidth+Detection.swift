#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension AllowedWidth {
  /// The width of this process, from its affinity, its control groups and its environment as they
  /// are now.
  ///
  /// - Throws: ``WidthError`` if ``environmentVariable`` is set to something unusable.
  public static func detect(topology: Topology = .current) throws(WidthError) -> AllowedWidth {
    let environment = getenv(environmentVariable).map { String(cString: $0) }
    #if os(Linux)
      return try AllowedWidth(
        topology: topology,
        affinityCount: affinityCount(status: contents(ofFile: "/proc/self/status") ?? ""),
        quotas: controlGroupQuotas(),
        environment: environment)
    #else
      return try AllowedWidth(topology: topology, environment: environment)
    #endif
  }
}

#if os(Linux)
  extension AllowedWidth {
    /// The hardware threads of the main thread's affinity mask; nil if the text has none.
    ///
    /// Text because Swift's Glibc does not export `sched_getaffinity`, a GNU extension, whose
    /// mask moreover ends at 1024 threads.
    ///
    /// - Parameter status: the contents of `/proc/self/status`, where the mask is a line
    ///   `Cpus_allowed:` of hexadecimal digits in groups of eight.
    static func affinityCount(status: String) -> Int? {
      let name = "Cpus_allowed:"
      let line = status.split(whereSeparator: \.isNewline).first { $0.hasPrefix(name) }
      let count = line?.dropFirst(name.count).reduce(0) {
        $0 + ($1.hexDigitValue?.nonzeroBitCount ?? 0)
      }
      return count == 0 ? nil : count
    }

    /// The quotas of this process's control groups, those that can be read.
    static func controlGroupQuotas() -> [ControlGroupQuota] {
      ControlGroupPath.all(membership: contents(ofFile: "/proc/self/cgroup") ?? "").compactMap {
        switch $0.version {
        case .version1:
          guard let quota = contents(ofFile: $0.directory + "/cpu.cfs_quota_us"),
            let period = contents(ofFile: $0.directory + "/cpu.cfs_period_us")
          else { return nil }
          return .version1(quota: quota, period: period)
        case .version2:
          return contents(ofFile: $0.directory + "/cpu.max").map { .version2(maximum: $0) }
        }
      }
    }

    /// The text of a small file of the kernel; nil if it cannot be opened.
    private static func contents(ofFile path: String) -> String? {
      guard let file = fopen(path, "r") else { return nil }
      defer { fclose(file) }
      var bytes: [UInt8] = []
      while case let byte = getc(file), byte != EOF {
        bytes.append(UInt8(truncatingIfNeeded: byte))
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
#endif
