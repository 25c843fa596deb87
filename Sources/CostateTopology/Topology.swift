/// The part of the machine this process may use: what block sizes, widths and costs derive from.
public struct Topology: Sendable, Hashable {
  /// A data or unified cache.
  public struct Cache: Sendable, Hashable {
    /// 1 for the first level.
    public var level: Int
    /// Its size in bytes.
    public var byteCount: Int
    /// The size of a line in bytes.
    public var lineByteCount: Int
    /// Its number of ways.
    public var associativity: Int
    /// How many physical cores share it.
    public var sharedByCoreCount: Int

    /// A cache described by literals; ``Topology/detect()`` describes the machine's.
    public init(
      level: Int, byteCount: Int, lineByteCount: Int, associativity: Int, sharedByCoreCount: Int
    ) {
      self.level = level
      self.byteCount = byteCount
      self.lineByteCount = lineByteCount
      self.associativity = associativity
      self.sharedByCoreCount = sharedByCoreCount
    }
  }

  /// The caches of one core, ascending by level.
  public var caches: [Cache]
  /// The physical cores this process may run on.
  public var coreCount: Int
  /// The hardware threads this process may run on.
  public var processorCount: Int
  /// The NUMA nodes among them.
  public var memoryNodeCount: Int
  /// The physical cores of the machine, allowed to this process or not.
  public var installedCoreCount: Int

  /// A machine described by literals.
  ///
  /// - Parameter installedCoreCount: as many as are allowed when it is not given.
  public init(
    caches: [Cache], coreCount: Int, processorCount: Int, memoryNodeCount: Int,
    installedCoreCount: Int? = nil
  ) {
    self.caches = caches
    self.coreCount = coreCount
    self.processorCount = processorCount
    self.memoryNodeCount = memoryNodeCount
    self.installedCoreCount = installedCoreCount ?? coreCount
  }

  /// The cache of a level, if the machine has one.
  public func cache(level: Int) -> Cache? { caches.first { $0.level == level } }
}
