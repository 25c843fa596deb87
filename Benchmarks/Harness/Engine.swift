/// One way to compute a case: what is timed.
package struct Engine {
  /// What it is called in tables and records.
  package let name: String
  /// The threads it uses.
  package let threads: Int
  /// Brings a library to these threads and this case; called before each sample, not timed.
  let prepare: () -> Void
  /// One computation of the case.
  let run: () throws -> Void

  /// An engine.
  package init(
    name: String, threads: Int, prepare: @escaping () -> Void = {}, run: @escaping () throws -> Void
  ) {
    self.name = name
    self.threads = threads
    self.prepare = prepare
    self.run = run
  }
}
