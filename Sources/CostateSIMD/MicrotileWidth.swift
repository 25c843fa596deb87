/// The vectors of a microtile's row as a type, so that each number gets a kernel of its own.
public protocol MicrotileWidth {
  /// The number of vectors, 1 to 4.
  static var vectorCount: Int { get }
}

// One width each, for the kernels and nothing else.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum OneVector: MicrotileWidth { @inlinable public static var vectorCount: Int { 1 } }
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum TwoVectors: MicrotileWidth { @inlinable public static var vectorCount: Int { 2 } }
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum ThreeVectors: MicrotileWidth { @inlinable public static var vectorCount: Int { 3 } }
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum FourVectorsWide: MicrotileWidth { @inlinable public static var vectorCount: Int { 4 } }
