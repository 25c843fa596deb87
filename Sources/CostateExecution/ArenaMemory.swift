import CostateGraph

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

  /// Zeroed memory, or nil: when the system refuses it, or when it is more than the machine has, which
  /// the system may grant and then end the process for.
  static func allocate(byteCount: Int) -> Pages? {
    guard byteCount >= 0, byteCount <= physicalByteCount, let pages = Pages(byteCount: byteCount)
    else { return nil }
    // Mapped memory is zero too, but not there before it is written.
    pages.start.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    return pages
  }

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
