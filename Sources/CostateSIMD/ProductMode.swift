/// What a matrix product does with its result, chunk by chunk.
///
/// The first chunk sum enters as it is when the result is assigned, so that −0 stays −0; every
/// later chunk sum is added to or subtracted from what is there.
public enum ProductMode: Sendable, CaseIterable {
  /// `C = A · B`
  case assign
  /// `C = C + A · B`
  case add
  /// `C = −(A · B)`
  case assignNegated
  /// `C = C − A · B`
  case subtract

  /// Whether the result is an operand too.
  @inlinable @inline(always) public var readsResult: Bool {
    switch self {
    case .assign, .assignNegated: false
    case .add, .subtract: true
    }
  }

  /// Whether the product enters with its sign changed.
  @inlinable @inline(always) public var negates: Bool {
    switch self {
    case .assign, .add: false
    case .assignNegated, .subtract: true
    }
  }

  /// The mode of the chunks after the first.
  @inlinable @inline(always) public var afterFirstChunk: ProductMode {
    switch self {
    case .assign, .add: .add
    case .assignNegated, .subtract: .subtract
    }
  }
}
