import CostateGraph

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a pass writes and runs read, neighbours throughout; see ``PagedStream`` for much of it.
///
/// Unchecked because it is only appended to, by the pass that makes it, before others see it; for
/// that reason accesses need no checks for exclusivity either.
final class Stream<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  @exclusivity(unchecked) private(set) var count = 0
  @exclusivity(unchecked) private var capacity = 0
  @exclusivity(unchecked) private var memory: UnsafeMutablePointer<Element>?

  deinit { free(memory) }

  /// Makes room for more elements and returns where they go.
  ///
  /// Invariant: the pointer holds until more is appended.
  @inline(__always)
  func append(count additionalCount: Int) -> UnsafeMutablePointer<Element> {
    if count + additionalCount > capacity { grow(by: additionalCount) }
    defer { count += additionalCount }
    return elements + count
  }

  @inline(__always)
  func append(_ element: Element) { append(count: 1).initialize(to: element) }

  /// Takes the last elements back.
  func removeLast(_ removedCount: Int) { count -= removedCount }

  /// The elements.
  ///
  /// - Precondition: there was room made for some.
  var elements: UnsafeMutablePointer<Element> {
    guard let memory else { preconditionFailure("an empty stream has no elements") }
    return memory
  }

  subscript(index: Int) -> Element {
    get { elements[index] }
    set { elements[index] = newValue }
  }

  @inline(never)
  private func grow(by additionalCount: Int) {
    capacity = max(64, capacity + capacity / 4, count + additionalCount)
    let byteCount = capacity * MemoryLayout<Element>.stride
    guard let grown = realloc(memory, byteCount) else {
      preconditionFailure("no memory for \(byteCount) bytes of a program")
    }
    memory = grown.bindMemory(to: Element.self, capacity: capacity)
  }
}
