/// How long a run takes on a number of cores, found by going through its schedule with the times of
/// the cost model.
///
/// The simulation follows the executor: the caller begins, the others arrive later; each takes items
/// of its own share first and then what others have left; the next stage opens when the last item is
/// finished.
public struct Prediction: Sendable, Hashable {
  /// The cores.
  public let coreCount: Int
  /// The whole run, in nanoseconds.
  public let nanoseconds: Double
  /// Each level of ``Report/levels``, from the end of the level before it, in nanoseconds. What workers
  /// take to leave after the last is no level's.
  public let levelNanoseconds: [Double]
  /// The share of the cores' time that is spent in work items, 0…1.
  public let utilisation: Double

  /// What sharing costs, in nanoseconds.
  package struct Overheads: Sendable, Hashable {
    /// When workers other than the caller arrive, counted from the first shared stage.
    package var arrival: Double
    /// What it takes to open a shared stage after another one, and to end the run after the last.
    package var boundary: Double

    /// Both times.
    package init(arrival: Double, boundary: Double) {
      self.arrival = arrival
      self.boundary = boundary
    }
  }

  /// Simulates a schedule.
  ///
  /// - Parameters:
  ///   - loads: the stages in order.
  ///   - levelCount: the levels they belong to.
  /// - Complexity: O(s P + n log n) for s shared stages of n items together.
  package init(
    _ loads: [StageLoad], levelCount: Int, coreCount: Int, _ overheads: Overheads
  ) {
    var time = 0.0
    var busy = 0.0
    var arrival: Double?
    var levels = [Double](repeating: 0, count: levelCount)
    for load in loads {
      let begin = time
      if load.isShared, coreCount > 1 {
        // Whoever finishes a stage goes on at once; it is the others that wait for the next shared one.
        if arrival != nil { time += overheads.boundary }
        let others = arrival ?? time + overheads.arrival
        arrival = others
        time = SharedStage(load, workerCount: coreCount).end(from: time, othersFrom: others)
      } else {
        time += load.nanoseconds
      }
      busy += load.nanoseconds
      levels[load.level] += time - begin
    }
    self.coreCount = coreCount
    nanoseconds = time + (arrival == nil ? 0 : overheads.boundary)
    levelNanoseconds = levels
    utilisation = nanoseconds > 0 ? busy / (nanoseconds * Double(coreCount)) : 1
  }
}
