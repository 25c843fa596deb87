/// The distance from one term of the left operand to the next as a type, so that each gets a microkernel of its own.
public protocol TermStep {
  /// The distance in a micropanel of so many rows.
  static func length(rowCount: Int) -> Int
}

// One distance each, for the microkernels and nothing else.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum AdjacentTerms: TermStep {
  @inlinable @inline(always) public static func length(rowCount: Int) -> Int { 1 }
}
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum InterleavedTerms: TermStep {
  @inlinable @inline(always) public static func length(rowCount: Int) -> Int { rowCount }
}
