/// What a run did and when: every work item with the worker that ran it.
public struct Trace: Sendable, Hashable {
  /// A kernel of a stage.
  public struct Batch: Sendable, Hashable {
    /// What reports call it.
    public let name: String
    /// The stage it belongs to, from 0.
    public let stage: Int
    /// The level of ``Report/levels`` it belongs to, from 0.
    public let level: Int

    /// A kernel of a stage of a level.
    package init(name: String, stage: Int, level: Int) {
      self.name = name
      self.stage = stage
      self.level = level
    }
  }

  /// A work item. Times are in nanoseconds since the run began.
  public struct Item: Sendable, Hashable {
    /// Which of ``Trace/batches`` it belongs to.
    public let batch: Int
    /// Its number in the batch.
    public let number: Int
    /// The worker that ran it, from 0.
    public let worker: Int
    /// When it began.
    public let begin: Double
    /// When it ended.
    public let end: Double

    /// An item that a worker ran from one time to another.
    package init(batch: Int, number: Int, worker: Int, begin: Double, end: Double) {
      self.batch = batch
      self.number = number
      self.worker = worker
      self.begin = begin
      self.end = end
    }
  }

  /// The kernels in the order of the schedule.
  public let batches: [Batch]
  /// Every item, by batch and number.
  public let items: [Item]
  /// The most workers the run could use.
  public let width: Int
  /// From the beginning of the run to its end, in nanoseconds.
  public let nanoseconds: Double

  /// A trace made of its parts.
  package init(batches: [Batch], items: [Item], width: Int, nanoseconds: Double) {
    self.batches = batches
    self.items = items
    self.width = width
    self.nanoseconds = nanoseconds
  }
}

extension Trace {
  /// For each level how long it took, in nanoseconds: from when the level before was finished, or the
  /// run began, to its own last item's end. A level without items takes no time.
  ///
  /// - Parameter levelCount: how many levels the program has.
  public func levelNanoseconds(levelCount: Int) -> [Double] {
    var ends = [Double](repeating: 0, count: levelCount)
    for item in items {
      let level = batches[item.batch].level
      ends[level] = max(ends[level], item.end)
    }
    var previous = 0.0
    return ends.map { end in
      defer { previous = max(previous, end) }
      return max(0, end - previous)
    }
  }

  /// For each level the time that workers spent in its items, in nanoseconds.
  public func busyNanoseconds(levelCount: Int) -> [Double] {
    var busy = [Double](repeating: 0, count: levelCount)
    for item in items { busy[batches[item.batch].level] += item.end - item.begin }
    return busy
  }
}
