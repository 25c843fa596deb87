/// A library with the C interface of the Basic Linear Algebra Subprograms, found at run time.
///
/// - Source: Blackford et al. (2002), "An updated set of basic linear algebra subprograms (BLAS)",
///   doi 10.1145/567806.567807.
package struct BLASLibrary {
  /// What it is called in tables and records.
  package let name: String
  /// Its version as it states it.
  let version: String
  /// The processor that its kernels are for.
  let core: String
  /// Whose threads it uses.
  let threading: String
  let library: DynamicLibrary
  /// Brings it to a number of threads.
  let setThreads: (Int) -> Void

  /// Version, processor and threads.
  package var description: String {
    [version, core, threading].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
