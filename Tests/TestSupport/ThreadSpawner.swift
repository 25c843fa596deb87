import Dispatch
package import CostateExecution
import Foundation

/// Workers as plain threads, as many as asked for: they arrive late, in any order, and some never.
///
/// Dispatch never runs more workers at once than there are cores; this spawner does.
package struct ThreadSpawner: RegionSpawner {
  private static let longestDelay: UInt32 = 200
  private let seed: UInt64

  /// A spawner whose delays and absences depend on the seed only.
  package init(seed: UInt64) { self.seed = seed }

  /// Calls `body` with some of the numbers below `width`, at least one, each on a thread of its own.
  package func enter(width: Int, _ body: WorkerBody) {
    var generator = Generator(seed: seed)
    let present = Int.random(in: 0..<width, using: &generator)
    var bodies: [@Sendable () -> Void] = []
    for worker in 0..<width where worker == present || generator.chance(0.7) {
      let delay = UInt32.random(in: 0...Self.longestDelay, using: &generator)
      bodies.append {
        usleep(delay)
        body.run(worker)
      }
    }
    Self.run(bodies)
  }

  /// Runs each body on a thread of its own and returns when all have ended.
  package static func run(_ bodies: [@Sendable () -> Void]) {
    let group = DispatchGroup()
    for body in bodies {
      group.enter()
      Thread.detachNewThread {
        body()
        group.leave()
      }
    }
    group.wait()
  }
}
