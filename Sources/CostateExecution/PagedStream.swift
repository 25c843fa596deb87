import CostateGraph

/// What a pass writes and runs read, in pieces of neighbours that stay where they are.
///
/// Unchecked because it is only appended to, by the pass that makes it, before others see it; for
/// that reason accesses need no checks for exclusivity either.
final class PagedStream<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  @exclusivity(unchecked) private var pages: [Pages] = []
  /// Where the next element goes.
  @exclusivity(unchecked) private var next: UnsafeMutablePointer<Element>?
  /// The room there.
  @exclusivity(unchecked) private var room = 0
  /// The room of all pages.
  @exclusivity(unchecked) private var capacity = 0

  /// Bytes that are taken from the system at once: at most 16 huge pages.
  private static var mostByteCount: Int { 32 << 20 }

  /// Makes room for neighbours and returns where they go, for as long as this object lives; right
  /// behind the last ones, where there is room.
  @inline(__always)
  func append(count: Int) -> UnsafeMutablePointer<Element> {
    if count > room { grow(by: count) }
    guard let first = next else { preconditionFailure("pages hold elements") }
    next = first + count
    room -= count
    return first
  }

  /// Three times what is there, so that programs of few nodes are small and large ones have few pieces.
  @inline(never)
  private func grow(by count: Int) {
    let most = Self.mostByteCount / MemoryLayout<Element>.stride
    room = max(count, min(max(256, 3 * capacity), most))
    capacity += room
    let byteCount = room * MemoryLayout<Element>.stride
    guard let grown = Pages(byteCount: byteCount) else {
      preconditionFailure("no memory for \(byteCount) bytes of a program")
    }
    pages.append(grown)
    next = grown.start.bindMemory(to: Element.self, capacity: room)
  }
}
