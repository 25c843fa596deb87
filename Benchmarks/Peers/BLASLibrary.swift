/// A library with the C interface of the Basic Linear Algebra Subprograms, found at run time.
///
/// - Source: Blackford et al. (2002), "An updated set of basic linear algebra subprograms (BLAS)",
///   doi 10.1145/567806.567807.
package struct BLASLibrary {
  /// What it is called in tables and records.
  package let name: String
  /// What it says of its version and of the processor it found.
  package let version: String
  let library: DynamicLibrary
  private let setThreads: (Int) -> Void

  init(name: String, version: String, library: DynamicLibrary, setThreads: @escaping (Int) -> Void)
  {
    self.name = name
    self.version = version
    self.library = library
    self.setThreads = setThreads
  }

  /// Brings it to a number of threads.
  func use(threads: Int) { setThreads(threads) }
}
