import CostateGraph

/// A lowered batch: independent work items over the arena.
///
/// Invariant: items of one stage never write the same bytes, nor bytes another item reads.
protocol BatchKernel: Sendable {
  /// What reports call it.
  var name: String { get }
  /// The number of work items; may be 0.
  var itemCount: Int { get }
  /// The work of all items together.
  var work: Work { get }
  /// Whether it could be cut into more items for more workers.
  var isDivisible: Bool { get }
  /// The scratch memory one running item needs, in bytes.
  var scratchByteCount: Int { get }
  /// The memory of operands packed once, in bytes.
  var packedByteCount: Int { get }

  /// Runs one item.
  func run(_ item: Int, _ memory: Memory)

  /// How many kernels a run calls: one for each item, unless an item is many steps.
  var kernelCallCount: Int { get }

  /// What an item executes; asked for by counting runs only.
  func counters(of item: Int) -> ExecutionCounters
}

extension BatchKernel {
  /// It could.
  var isDivisible: Bool { true }

  /// None.
  var packedByteCount: Int { 0 }

  /// One for each item.
  var kernelCallCount: Int { itemCount }

  /// The whole cost with the first item: tiles of one tensor operation are not counted apart.
  func counters(of item: Int) -> ExecutionCounters {
    item == 0 ? ExecutionCounters(work.cost) : ExecutionCounters()
  }
}

/// Where an item works: the workspace's arena and the worker's own scratch.
///
/// Invariant: both are 64-byte aligned and as large as the plan says.
struct Memory {
  let arena: UnsafeMutableRawPointer
  let scratch: UnsafeMutableRawPointer
  /// The worker's number: what traces know it by.
  let worker: Int

  func pointer<Scalar>(_ offset: Int, _: Scalar.Type = Scalar.self) -> UnsafeMutablePointer<Scalar>
  {
    (arena + offset).assumingMemoryBound(to: Scalar.self)
  }

  func scratch<Scalar>(_ offset: Int, _: Scalar.Type = Scalar.self)
    -> UnsafeMutablePointer<Scalar>
  { (scratch + offset).assumingMemoryBound(to: Scalar.self) }
}

/// Rounds up to whole cache lines of 64 bytes: the padding every buffer ends with.
func padded(_ byteCount: Int) -> Int { (byteCount + 63) & ~63 }

/// Equal shares of a count of units, in whole grains.
struct Partition: Sendable {
  /// The units, for example elements.
  let count: Int
  /// Units per item, a multiple of the grain.
  let itemLength: Int

  /// - Parameters:
  ///   - grain: what an item's start is a multiple of.
  ///   - itemCount: the desired number of items.
  init(count: Int, grain: Int, itemCount: Int) {
    self.count = count
    let grains = (count + grain - 1) / grain
    itemLength = max(1, (grains + max(itemCount, 1) - 1) / max(itemCount, 1)) * grain
  }

  var itemCount: Int { count == 0 ? 0 : (count + itemLength - 1) / itemLength }

  func range(_ item: Int) -> Range<Int> {
    item * itemLength..<min(count, (item + 1) * itemLength)
  }
}
