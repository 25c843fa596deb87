@testable import CostateCLI

extension SeededGenerator {
  /// That many random bytes.
  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }

  /// The bytes with a few of them replaced at random.
  mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...next(below: 4) {
      bytes[next(below: bytes.count)] = UInt8(truncatingIfNeeded: next())
    }
    return bytes
  }
}
