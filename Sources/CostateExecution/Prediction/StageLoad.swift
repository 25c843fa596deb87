/// What a stage asks of the workers, as the simulation of a schedule sees it.
package struct StageLoad: Sendable, Hashable {
  /// Items of equal length.
  package struct Batch: Sendable, Hashable {
    /// How many.
    package let itemCount: Int
    /// What each takes on one core, its start included.
    package let itemNanoseconds: Double

    /// What one worker takes for all.
    var nanoseconds: Double { Double(itemCount) * itemNanoseconds }

    /// So many items of a length.
    package init(itemCount: Int, itemNanoseconds: Double) {
      self.itemCount = itemCount
      self.itemNanoseconds = itemNanoseconds
    }
  }

  /// The level it belongs to, from 0.
  package let level: Int
  /// Whether workers share it; else one runs it.
  package let isShared: Bool
  /// Its items in order.
  package let batches: [Batch]

  /// A stage of a level.
  package init(level: Int, isShared: Bool, batches: [Batch]) {
    self.level = level
    self.isShared = isShared
    self.batches = batches
  }

  /// All its items.
  var itemCount: Int { batches.reduce(0) { $0 + $1.itemCount } }

  /// What one worker takes for all its items.
  var nanoseconds: Double {
    batches.reduce(0) { $0 + $1.nanoseconds }
  }
}
