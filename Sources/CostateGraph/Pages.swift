#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Memory that starts at a page, or at a line of the cache where it is less, and goes back with this
/// object.
///
/// Large memory is mapped anew, where the system can hand out huge pages: memory that was used before
/// keeps the small pages it had, and gathers over millions of scalars then wait for the translation of
/// addresses (a million nodes with their gradient: 4.0 to 5.4 ns a node instead of 2.9 to 3.2).
package final class Pages {
  /// The first byte.
  package let start: UnsafeMutableRawPointer
  private let byteCount: Int

  /// What one entry of the address translation covers where the system gives huge pages.
  static let hugePageByteCount = 2 << 20
  /// From so many bytes on, memory is mapped: what fills half a huge page.
  static let leastMappedByteCount = hugePageByteCount / 2

  /// So many bytes, or nil when the system refuses them. Mapped ones are zero, others hold nothing in
  /// particular.
  package init?(byteCount: Int) {
    self.byteCount = max(byteCount, 64)
    let isMapped = Self.isMapped(byteCount)
    guard let start = isMapped ? Self.map(byteCount) : Self.allocate(self.byteCount) else {
      return nil
    }
    self.start = start
  }

  private static func isMapped(_ byteCount: Int) -> Bool { byteCount >= leastMappedByteCount }

  deinit {
    if Self.isMapped(byteCount) {
      munmap(start, Self.wholeHugePages(byteCount))
    } else {
      free(start)
    }
  }

  private static func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    var pointer: UnsafeMutableRawPointer?
    let alignment = byteCount < 4096 ? 64 : 4096
    return posix_memalign(&pointer, alignment, byteCount) == 0 ? pointer : nil
  }

  /// The huge pages that hold so many bytes, in bytes: what lies at the end is as often used as the rest.
  private static func wholeHugePages(_ byteCount: Int) -> Int {
    (byteCount + hugePageByteCount - 1) / hugePageByteCount * hugePageByteCount
  }

  /// New memory of whole huge pages: a mapping with room for their alignment, cut at both ends.
  private static func map(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    guard byteCount <= Int.max - 2 * hugePageByteCount else { return nil }
    let byteCount = wholeHugePages(byteCount)
    let mappedCount = byteCount + hugePageByteCount
    guard
      let mapping = mmap(
        nil, mappedCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0),
      mapping != UnsafeMutableRawPointer(bitPattern: -1)
    else { return nil }
    let start = mapping.alignedUp(toMultipleOf: hugePageByteCount)
    let end = start + byteCount
    if start > mapping { munmap(mapping, start - mapping) }
    if end < mapping + mappedCount { munmap(end, mapping + mappedCount - end) }
    preferHugePages(start, byteCount: byteCount)
    return start
  }

  /// Asks for huge pages in memory that starts at one. Advice: where it is not taken, small pages do.
  static func preferHugePages(_ memory: UnsafeMutableRawPointer, byteCount: Int) {
    #if os(Linux)
      madvise(memory, byteCount, MADV_HUGEPAGE)
    #endif
  }
}
