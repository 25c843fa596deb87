/// The seeds that random functions are made from.
enum Seeds {
  /// The first of them; in release builds, where the reference is many times faster, ten times as
  /// many.
  static func first(_ count: UInt64) -> Range<UInt64> {
    #if DEBUG
      0..<count
    #else
      0..<10 * count
    #endif
  }
}
