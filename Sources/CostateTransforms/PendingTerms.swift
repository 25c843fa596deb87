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

  private var terms: [Term] = []
  private var firstFree = none

  /// The term at a place and the place of the next one in its list.
  subscript(place: UInt32) -> Term { terms[Int(place)] }

  /// Puts a term before a list.
  mutating func add(_ term: Term, to list: inout UInt32) {
    var term = term
    term.next = list
    if firstFree == Self.none {
      list = UInt32(terms.count)
      terms.append(term)
    } else {
      list = firstFree
      firstFree = terms[Int(list)].next
      terms[Int(list)] = term
    }
  }

  /// Gives a term's place back and returns the next one's.
  mutating func remove(_ place: UInt32) -> UInt32 {
    let next = terms[Int(place)].next
    terms[Int(place)].next = firstFree
    firstFree = place
    return next
  }
}
