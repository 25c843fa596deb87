import CostateGraph

/// What all items of a kernel do together, as ``CostModel`` prices it.
struct Work: Sendable, Hashable {
  /// Loops that run at a rate of their own.
  enum Kind: Sendable, Hashable, CaseIterable {
    /// Microkernels of matrix products.
    case product
    /// Tiles of elementwise functions, and scalars side by side.
    case elementwise
    /// Sums, maxima, copies: bound by what they read and write.
    case movement
  }

  /// Which rate its flops have.
  var kind: Kind
  /// Flops, and bytes read and written.
  var cost: Cost
  /// Those of the flops that elementwise functions do, whatever the kind: an epilogue of a product.
  var epilogueFlops = 0.0
  /// Elements times the instructions of fused elementwise functions, each of which reads, combines and
  /// writes them in the first-level cache.
  var tileStepCount = 0.0
  /// Matrix products, each of which has to start.
  var productCount = 0.0
  /// The flops of a matrix product that take as long as to pack its operands.
  var packingFlops = 0.0
  /// The bytes of an element: a vector holds half as many doubles as floats.
  var elementByteCount: Int
  /// Elements that are read or written one by one, by index or stride.
  var gatherCount = 0.0
  /// Instructions of a tape, run one after the other.
  var instructionCount = 0.0

  init(
    _ kind: Kind, _ cost: Cost, elementByteCount: Int = 4, gatherCount: Double = 0,
    instructionCount: Double = 0, tileStepCount: Double = 0, productCount: Double = 0
  ) {
    self.kind = kind
    self.cost = cost
    self.elementByteCount = elementByteCount
    self.gatherCount = gatherCount
    self.instructionCount = instructionCount
    self.tileStepCount = tileStepCount
    self.productCount = productCount
  }

  /// The work followed by elementwise work on its result.
  ///
  /// - Parameter cachedByteCount: what that reads or writes while a cache holds it.
  func followed(by epilogue: Work, cachedByteCount: Int) -> Work {
    var work = self
    work.cost = cost + epilogue.cost
    work.cost.bytes -= Double(cachedByteCount)
    work.epilogueFlops += epilogue.cost.flops
    work.tileStepCount += epilogue.tileStepCount
    work.gatherCount += epilogue.gatherCount
    return work
  }
}
