import CostateGraph
import CostateSIMD

/// Scalar nodes of one elementwise operation: operands are gathered by index, results written in
/// one contiguous range.
struct ScalarBatch<Scalar: LaneScalar>: BatchKernel {
  let name: String
  let cost: Cost
  let kernels: TileKernels<Scalar>
  /// Items are multiples of a tile.
  let partition: Partition
  /// The first byte of the scalars of this type.
  let region: Int
  /// The first result.
  let firstResult: Int
  let instructions: [TileInstruction]
  /// The operands' slots, in the order of `indices`.
  let operandSlots: [UInt16]
  /// The slots of numbers, and the numbers. Two arrays, because one of pairs that are generic looks
  /// its type up in each run.
  let literalSlots: [UInt16]
  let literals: [Scalar]
  let resultSlot: UInt16
  let tileSlots: [UInt16]
  let slotCount: Int
  /// For each operand, an index per node, padded to whole tiles.
  let indices: [UInt32]

  var itemCount: Int { partition.itemCount }

  private var tileLength: Int { TileKernels<Scalar>.tileLength }
  private var tileByteCount: Int { tileLength * MemoryLayout<Scalar>.size }

  /// Indices per operand.
  private var indexStride: Int {
    (partition.count + tileLength - 1) / tileLength * tileLength
  }

  var scratchByteCount: Int { padded(slotCount * 8) + tileSlots.count * tileByteCount }

  func run(_ item: Int, _ memory: Memory) {
    let slots = memory.scratch(0, UnsafeMutablePointer<Scalar>.self)
    let tiles = padded(slotCount * 8)
    for (i, slot) in tileSlots.enumerated() {
      slots[Int(slot)] = memory.scratch(tiles + i * tileByteCount)
    }
    let range = partition.range(item)
    for (i, slot) in literalSlots.enumerated() {
      slots[Int(slot)].update(repeating: literals[i], count: min(range.count, tileLength))
    }
    let scalars = memory.pointer(region, Scalar.self)
    indices.withUnsafeBufferPointer { indices in
      instructions.withUnsafeBufferPointer { instructions in
        guard let indices = indices.baseAddress else { return }
        var start = range.lowerBound
        while start < range.upperBound {
          let count = min(tileLength, range.upperBound - start)
          for (i, slot) in operandSlots.enumerated() {
            kernels.gather(slots[Int(slot)], scalars, indices + i * indexStride + start, count)
          }
          slots[Int(resultSlot)] = scalars + firstResult + start
          kernels.run(instructions, slots, count)
          start += count
        }
      }
    }
  }
}

/// Scalar adjoints of one number of terms: each gathers from its successors.
struct AccumulationBatch<Scalar: LaneScalar>: BatchKernel {
  let name: String
  let cost: Cost
  let kernels: ScalarKernels<Scalar>
  /// Items are multiples of a tile.
  let partition: Partition
  let region: Int
  let firstResult: Int
  let arity: Int
  /// For each term the adjoints' indices and then the weights', each padded to `stride`.
  let indices: [UInt32]
  let stride: Int

  var itemCount: Int { partition.itemCount }
  var scratchByteCount: Int { 0 }

  func run(_ item: Int, _ memory: Memory) {
    let range = partition.range(item)
    let scalars = memory.pointer(region, Scalar.self)
    indices.withUnsafeBufferPointer { indices in
      guard let indices = indices.baseAddress else { return }
      kernels.accumulate(
        scalars + firstResult + range.lowerBound, scalars, indices + range.lowerBound, arity,
        stride, range.count)
    }
  }
}

/// A narrow stretch of scalar nodes, run node by node by one worker.
struct TapeBatch<Scalar: LaneScalar>: BatchKernel {
  let name: String
  let cost: Cost
  let kernels: ScalarKernels<Scalar>
  let region: Int
  let instructions: [TapeInstruction]

  var itemCount: Int { 1 }
  var scratchByteCount: Int { 0 }

  func run(_ item: Int, _ memory: Memory) {
    instructions.withUnsafeBufferPointer {
      kernels.runTape($0, memory.pointer(region))
    }
  }
}
