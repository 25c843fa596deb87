extension BLASCandidate {
  /// OpenBLAS, https://www.openblas.net.
  static let openBLAS = BLASCandidate(
    name: "OpenBLAS",
    files: [
      "libopenblas.so.0", "libopenblas.so", "/opt/homebrew/opt/openblas/lib/libopenblas.dylib",
      "/usr/local/opt/openblas/lib/libopenblas.dylib",
    ],
    // All its kernels for AVX-512 products are those of this one.
    coreVariable: { $0 == .v4 ? ("OPENBLAS_CORETYPE", "SkylakeX") : nil }
  ) { library in
    guard
      let setThreads = library.function(
        "openblas_set_num_threads", as: (@convention(c) (Int32) -> Void).self)
    else { return nil }
    // "OpenBLAS 0.3.21 NO_LAPACKE … MAX_THREADS=64": the version is the second word.
    let version = library.text("openblas_get_config")?.split(separator: " ").dropFirst().first
    let threading = library.function(
      "openblas_get_parallel", as: (@convention(c) () -> Int32).self)
    let names: [Int32: String] = [0: "serial", 1: "POSIX threads", 2: "OpenMP"]
    return BLASLibrary(
      name: "OpenBLAS", version: version.map { String($0) } ?? "of unknown version",
      core: library.text("openblas_get_corename") ?? "",
      threading: threading.flatMap { names[$0()] } ?? "", library: library
    ) { setThreads(Int32($0)) }
  }

  /// BLIS, https://github.com/flame/blis.
  static let blis = BLASCandidate(
    name: "BLIS",
    files: [
      "libblis.so.4", "libblis.so.5", "libblis.so.3", "libblis-mt.so", "libblis.so",
      "/opt/homebrew/opt/blis/lib/libblis.dylib", "/usr/local/opt/blis/lib/libblis.dylib",
    ],
    // It takes an AVX-512 processor whose name it does not know for a smaller one. Versions that
    // expect a number read the word as 0, which is the same processor.
    coreVariable: { $0 == .v4 ? ("BLIS_ARCH_TYPE", "skx") : nil }
  ) { library in
    // Its `dim_t` is as wide as a pointer.
    guard
      let setThreads = library.function(
        "bli_thread_set_num_threads", as: (@convention(c) (Int) -> Void).self)
    else { return nil }
    library.function("bli_init", as: (@convention(c) () -> Void).self)?()
    let chosenCore = library.function("bli_arch_query_id", as: (@convention(c) () -> Int32).self)
    let coreName = library.function(
      "bli_arch_string", as: (@convention(c) (Int32) -> UnsafePointer<CChar>).self)
    let core = chosenCore.flatMap { id in coreName.map { String(cString: $0(id())) } }
    func isEnabled(_ model: String) -> Bool {
      library.function("bli_info_get_enable_\(model)", as: (@convention(c) () -> Int).self)
        .map { $0() != 0 } ?? false
    }
    let threading =
      isEnabled("openmp") ? "OpenMP" : isEnabled("pthreads") ? "POSIX threads" : "serial"
    return BLASLibrary(
      name: "BLIS", version: library.text("bli_info_get_version_str") ?? "of unknown version",
      core: core ?? "", threading: threading, library: library, setThreads: setThreads)
  }
}
