/// A library that may be installed, and how it is asked about itself.
package struct BLASCandidate: Sendable {
  /// What it is called in tables and records.
  package let name: String
  /// The files to try, in this order.
  let files: [String]
  private let describe: @Sendable (DynamicLibrary) -> BLASLibrary?

  private init(
    name: String, files: [String], describe: @escaping @Sendable (DynamicLibrary) -> BLASLibrary?
  ) {
    self.name = name
    self.files = files
    self.describe = describe
  }

  /// The library; nil if the system does not have it.
  package func load() -> BLASLibrary? { DynamicLibrary(anyOf: files).flatMap(describe) }

  /// The same library in other files.
  func inFiles(_ files: [String]) -> BLASCandidate {
    BLASCandidate(name: name, files: files, describe: describe)
  }

  /// Every library that is looked for.
  package static let all: [BLASCandidate] = [.openBLAS, .blis]

  private typealias Text = @convention(c) () -> UnsafePointer<CChar>

  /// OpenBLAS, https://www.openblas.net.
  static let openBLAS = BLASCandidate(
    name: "OpenBLAS",
    files: [
      "libopenblas.so.0", "libopenblas.so", "/opt/homebrew/opt/openblas/lib/libopenblas.dylib",
      "/usr/local/opt/openblas/lib/libopenblas.dylib",
    ]
  ) { library in
    guard
      let setThreads = library.function(
        "openblas_set_num_threads", as: (@convention(c) (Int32) -> Void).self)
    else { return nil }
    let configuration = library.function("openblas_get_config", as: Text.self)
      .map { String(cString: $0()) }
    let core = library.function("openblas_get_corename", as: Text.self)
      .map { String(cString: $0()) }
    // "OpenBLAS 0.3.21 NO_LAPACKE … MAX_THREADS=64": the version is the second word.
    let version = configuration?.split(separator: " ").dropFirst().first.map { String($0) }
    return BLASLibrary(
      name: "OpenBLAS", version: [version, core].compactMap(\.self).joined(separator: " "),
      library: library
    ) { setThreads(Int32($0)) }
  }

  /// BLIS, https://github.com/flame/blis.
  static let blis = BLASCandidate(
    name: "BLIS",
    files: [
      "libblis.so.4", "libblis.so.5", "libblis.so.3", "libblis-mt.so", "libblis.so",
      "/opt/homebrew/opt/blis/lib/libblis.dylib", "/usr/local/opt/blis/lib/libblis.dylib",
    ]
  ) { library in
    // Its `dim_t` is as wide as a pointer.
    guard
      let setThreads = library.function(
        "bli_thread_set_num_threads", as: (@convention(c) (Int) -> Void).self)
    else { return nil }
    let version = library.function("bli_info_get_version_str", as: Text.self)
      .map { String(cString: $0()) }
    let chosenCore = library.function("bli_arch_query_id", as: (@convention(c) () -> Int32).self)
    let coreName = library.function(
      "bli_arch_string", as: (@convention(c) (Int32) -> UnsafePointer<CChar>).self)
    let core = chosenCore.flatMap { id in coreName.map { String(cString: $0(id())) } }
    return BLASLibrary(
      name: "BLIS", version: [version, core].compactMap(\.self).joined(separator: " "),
      library: library, setThreads: setThreads)
  }
}
