import CostateGraph

/// Lists what caches hold no more when a step reads it: lines of scalars that no step has touched while
/// many others were written. The backward pass reads the values of the forward pass so.
///
/// While a step runs, the lines of later ones are on their way; what is computed does not depend on it.
struct ColdLines: Sendable {
  /// A line grows cold while so many places are taken: with the indices of what they read they fill a
  /// second-level cache.
  private static let coolingPlaceCount: UInt32 = 1 << 15
  /// The most lines a step asks for: a third of a first-level cache.
  private static let mostPerStep = 256
  /// Nodes side by side ask for none where they would for one at fewer indices than these: so many loads
  /// overlap as they are.
  private static let indicesPerLine = 8

  /// A place of each cold line, step by step.
  let places = Stream<UInt32>()
  /// How many lines the steps before this one ask for.
  private var firstOfStep = 0
  /// By line, how many places were taken when it was touched last.
  private let touches = Stream<UInt32>()
  /// The binary logarithm of the places of a line.
  private let shift: Int

  init(_ type: ElementType) {
    shift = (64 / type.byteCount).trailingZeroBitCount
  }

  /// The lines that follow are read by a new step.
  mutating func startStep() { firstOfStep = places.count }

  /// Lists the lines of what is read side by side, after `placeCount` places are taken.
  func append(_ indices: UnsafeBufferPointer<UInt32>, placeCount: Int) {
    let touches = touches(placeCount: placeCount)
    for index in indices { append(index, touches, placeCount: placeCount) }
    let count = places.count - firstOfStep
    if count > indices.count / Self.indicesPerLine { places.removeLast(count) }
  }

  /// Lists the line of an operand on tape, after `placeCount` places are taken.
  func append(_ place: UInt32, placeCount: Int) {
    append(place, touches(placeCount: placeCount), placeCount: placeCount)
  }

  @inline(__always)
  private func append(
    _ place: UInt32, _ touches: UnsafeMutablePointer<UInt32>, placeCount: Int
  ) {
    let now = UInt32(placeCount)
    let line = Int(place) >> shift
    let isCold = now - touches[line] > Self.coolingPlaceCount
    touches[line] = now
    if isCold, places.count - firstOfStep < Self.mostPerStep { places.append(place) }
  }

  /// The touches of all lines of so many places; those that come to be are touched now.
  @inline(__always)
  private func touches(placeCount: Int) -> UnsafeMutablePointer<UInt32> {
    let newCount = placeCount >> shift + 1 - touches.count
    if newCount > 0 {
      touches.append(count: newCount).update(repeating: UInt32(placeCount), count: newCount)
    }
    return touches.elements
  }
}
