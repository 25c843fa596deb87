import CostateGraph

/// Terms that wait for the adjoint they are added to: for each node a list, the latest first.
///
/// A list's places are used again once its adjoint is made, so that there are as many as there are
/// edges between nodes already visited and others, which is few where operands are near.
struct PendingTerms {
  /// An ``AdjointTerm`` in 16 bytes.
  struct Term {
    enum Kind: UInt8 { case value, negatedValue, product, matrixProduct, negatedMatrixProduct }
    var kind = Kind.product
    /// Which matrix product.
    var product: UInt16 = 0
    var a: UInt32
    var b: UInt32 = 0
    fileprivate(set) var next = PendingTerms.none
  }

  /// What ends a list.
  static let none = UInt32.max

  private let memory: PassMemory
  private var terms: UnsafeMutablePointer<Term>
  private var count: UInt32 = 0
  private var capacity: UInt32 = 1024
  private var firstFree = none

  /// No terms; those to come lie in the memory of the pass.
  init(in memory: PassMemory) {
    self.memory = memory
    terms = memory.column(count: Int(capacity))
  }

  /// Puts a term before a list.
  @inline(__always)
  mutating func add(_ term: Term, to list: inout UInt32) {
    let place = takePlace()
    terms[Int(place)] = term
    terms[Int(place)].next = list
    list = place
  }

  /// Takes the first term out of a list; `next` is where the rest starts.
  @inline(__always)
  mutating func remove(_ place: UInt32) -> Term {
    let term = terms[Int(place)]
    terms[Int(place)].next = firstFree
    firstFree = place
    return term
  }

  @inline(__always)
  private mutating func takePlace() -> UInt32 {
    if firstFree != Self.none {
      defer { firstFree = terms[Int(firstFree)].next }
      return firstFree
    }
    if count == capacity { grow() }
    defer { count += 1 }
    return count
  }

  @inline(never)
  private mutating func grow() {
    let larger: UnsafeMutablePointer<Term> = memory.column(count: 2 * Int(capacity))
    larger.update(from: terms, count: Int(count))
    terms = larger
    capacity *= 2
  }
}
