/// Numbers of 32 bits, one for each node or edge, in memory that grows twofold, and eightfold where it is
/// large: what is not used there yet costs addresses only, and few numbers are moved.
@usableFromInline
struct NodeColumn {
  /// Invariant: holds until the column grows, while a copy of it lives.
  @usableFromInline let elements: UnsafeMutablePointer<UInt32>
  @usableFromInline let capacity: Int
  private let pages: Pages

  /// Room for so many numbers, or nil when the system refuses it.
  private init?(room capacity: Int) {
    guard let pages = Pages(byteCount: 4 * capacity) else { return nil }
    self.pages = pages
    self.capacity = capacity
    elements = pages.start.bindMemory(to: UInt32.self, capacity: capacity)
  }

  /// Room for so many numbers.
  init(capacity: Int) {
    guard let column = NodeColumn(room: capacity) else {
      preconditionFailure("no memory for \(4 * capacity) bytes of a graph")
    }
    self = column
  }

  /// Moves to memory for more numbers than there are.
  mutating func grow(keeping count: Int, atLeast least: Int) {
    let isLarge = 4 * least >= Pages.leastMappedByteCount
    let larger =
      (isLarge ? NodeColumn(room: 8 * least) : nil) ?? NodeColumn(capacity: 2 * least)
    withExtendedLifetime(pages) { larger.elements.update(from: elements, count: count) }
    self = larger
  }
}
