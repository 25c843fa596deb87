/// A program in another process that solves problems of some kinds.
package protocol PeerProgram {
  /// What it is called in tables and records.
  var name: String { get }

  /// Gives it a problem; it has one at a time.
  ///
  /// - Returns: nil when it does not know the kind, or has no such number of threads.
  /// - Throws: ``PeerError``.
  func session(with problem: PeerProblem, threads: Int) throws -> (any PeerSession)?
}

/// A problem that a program has loaded.
package protocol PeerSession {
  /// Solves it so many times and says how many seconds that took.
  ///
  /// - Throws: ``PeerError``.
  func seconds(callCount: Int) throws -> Double

  /// f and the gradient of the last solution, in the order of ``PeerProblem``.
  ///
  /// - Throws: ``PeerError``.
  func values() throws -> [Double]
}

/// What a program in another process did wrong.
package struct PeerError: Error, Equatable, CustomStringConvertible {
  /// One line: who, what was expected, what came.
  package let description: String

  /// An error.
  package init(_ description: String) { self.description = description }
}
