/// Which terms of a contiguous array a reduction adds up.
package enum ReductionLayout: Sendable, Hashable {
  /// `[outer][reduced]`: the last axis is reduced, as a dot product is. The terms of each result are
  /// contiguous.
  case trailing(outer: Int, reduced: Int)
  /// `[outer][reduced][inner]`: the last axis is kept, `inner ≥ 1` neighbours at a time.
  case leading(outer: Int, reduced: Int, inner: Int)

  /// The extents, with `inner` = 1 for a trailing reduction.
  var extents: (outer: Int, reduced: Int, inner: Int) {
    switch self {
    case .trailing(let outer, let reduced): (outer, reduced, 1)
    case .leading(let outer, let reduced, let inner): (outer, reduced, inner)
    }
  }
}

/// What a reduction computes.
package enum ReductionKind: Sendable, Hashable, CaseIterable {
  /// The sum of the terms; +0 for none.
  case sum
  /// The sum of the products of two arrays' terms by FMA, all of them (`outer` = 1, trailing); +0
  /// for none.
  case sumOfProducts
  /// The IEEE 754-2019 `maximum` of at least one term: NaN wins, −0 < +0.
  case maximum
}
