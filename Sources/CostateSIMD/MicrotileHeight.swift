/// The number of rows of a microtile as a type, so that each number gets a microkernel of its own.
public protocol MicrotileHeight {
  /// The number of rows, 1 to 12.
  static var rowCount: Int { get }
}

// One height each, for the microkernels and nothing else.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum OneRow: MicrotileHeight { @inlinable public static var rowCount: Int { 1 } }
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum TwoRows: MicrotileHeight { @inlinable public static var rowCount: Int { 2 } }
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum ThreeRows: MicrotileHeight { @inlinable public static var rowCount: Int { 3 } }
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum FourRows: MicrotileHeight { @inlinable public static var rowCount: Int { 4 } }
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum FiveRows: MicrotileHeight { @inlinable public static var rowCount: Int { 5 } }
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum SixRows: MicrotileHeight { @inlinable public static var rowCount: Int { 6 } }
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum SevenRows: MicrotileHeight { @inlinable public static var rowCount: Int { 7 } }
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum EightRows: MicrotileHeight { @inlinable public static var rowCount: Int { 8 } }
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum NineRows: MicrotileHeight { @inlinable public static var rowCount: Int { 9 } }
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum TenRows: MicrotileHeight { @inlinable public static var rowCount: Int { 10 } }
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum ElevenRows: MicrotileHeight { @inlinable public static var rowCount: Int { 11 } }
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum TwelveRows: MicrotileHeight { @inlinable public static var rowCount: Int { 12 } }
