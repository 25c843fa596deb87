/// One way to compute a case: what is timed.
package struct Engine {
  /// What it is called in tables and records.
  package let name: String
  /// The threads it uses.
  package let threads: Int
  /// Brings a library to these threads and this case; called before each sample, not timed.
  let prepare: () -> Void
  private let computation: Computation

  /// Who reads the clock.
  private enum Computation {
    /// One computation, timed by the harness.
    case here(() throws -> Void)
    /// So many computations in another process, which says how many seconds they took.
    case elsewhere((_ callCount: Int) throws -> Double)
  }

  /// An engine of this process.
  ///
  /// - Parameter run: one computation of the case.
  package init(
    name: String, threads: Int, prepare: @escaping () -> Void = {}, run: @escaping () throws -> Void
  ) {
    self.name = name
    self.threads = threads
    self.prepare = prepare
    computation = .here(run)
  }

  /// An engine of another process.
  ///
  /// - Parameter seconds: computes the case so many times and says how long that took.
  package init(
    name: String, threads: Int, seconds: @escaping (_ callCount: Int) throws -> Double
  ) {
    self.name = name
    self.threads = threads
    prepare = {}
    computation = .elsewhere(seconds)
  }

  /// Computes the case once.
  package func run() throws {
    switch computation {
    case .here(let run): try run()
    case .elsewhere(let seconds): _ = try seconds(1)
    }
  }

  /// How long so many computations take.
  func seconds(callCount: Int, _ timekeeper: some Timekeeper) throws -> Double {
    switch computation {
    case .here(let run): try timekeeper.seconds { for _ in 0..<callCount { try run() } }
    case .elsewhere(let seconds): try seconds(callCount)
    }
  }
}
