#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The allocations of the process so far, where `scripts/baseline` has preloaded a library that counts
/// them.
enum AllocationCounter {
  private static let function: (@convention(c) () -> Int)? = dlopen(nil, RTLD_NOW)
    .flatMap { dlsym($0, "costate_allocation_count") }
    .map { unsafeBitCast($0, to: (@convention(c) () -> Int).self) }

  /// How many there were; nil where nobody counts.
  static var count: Int? { function.map { $0() } }
}
