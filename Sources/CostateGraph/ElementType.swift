/// The type of a tensor's elements.
public enum ElementType: String, Sendable, Hashable, CaseIterable {
  /// IEEE 754 binary32.
  case float
  /// IEEE 754 binary64.
  case double
  /// 32-bit integers: indices. No arithmetic, no derivatives.
  case int32

  /// The size of an element in bytes.
  public var byteCount: Int { self == .double ? 8 : 4 }

  /// Whether elements can be computed with and differentiated.
  public var isFloatingPoint: Bool { self != .int32 }
}
