#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The memory of a workspace.
enum ArenaMemory {
  /// Where plans stop counting: offsets below it never overflow, and no machine has as much.
  static let limit = 1 << 60

  /// What one entry of the address translation covers where the system gives huge pages: gathers over
  /// millions of scalars then rarely miss it, and fewer pages are handed out one by one.
  private static let hugePageByteCount = 2 << 20

  /// Zeroed memory aligned to pages, or nil: when the system refuses it, or when it is more than
  /// the machine has, which the system may grant and then end the process for.
  static func allocate(byteCount: Int) -> UnsafeMutableRawPointer? {
    let isLarge = byteCount >= hugePageByteCount
    var pointer: UnsafeMutableRawPointer?
    guard byteCount >= 0, byteCount <= physicalByteCount,
      posix_memalign(&pointer, isLarge ? hugePageByteCount : 4096, max(byteCount, 64)) == 0,
      let pointer
    else { return nil }
    #if canImport(Glibc) || canImport(Musl)
      // Advice: where it is not taken, small pages do.
      if isLarge { madvise(pointer, byteCount, MADV_HUGEPAGE) }
    #endif
    pointer.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    return pointer
  }

  /// Gives the memory back.
  static func release(_ pointer: UnsafeMutableRawPointer) { free(pointer) }

  /// The memory of the machine.
  private static let physicalByteCount =
    sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
}

extension UnsafeMutableRawPointer {
  /// Copies bytes here.
  func copyBytes(_ bytes: UnsafeRawBufferPointer) {
    if let base = bytes.baseAddress { copyMemory(from: base, byteCount: bytes.count) }
  }
}
