import CostateGraph
import CostateSIMD

/// A composition of primitives over scalar nodes: operands are gathered into tiles, instructions run
/// tile by tile, the last ones write the results where they stay.
///
/// Unchecked because what the pointers lead to is written once, when it is made. They are pointers
/// so that a run counts no references: that took a sixth of its time.
///
/// Invariant: the memory it is made in outlives it.
struct ScalarTiles<Scalar: LaneScalar>: BitwiseCopyable, @unchecked Sendable {
  private let instructions: UnsafeBufferPointer<TileInstruction>
  /// The operands' slots, in the order of their indices.
  private let operandSlots: UnsafeBufferPointer<UInt16>
  private let literalSlots: UnsafeBufferPointer<UInt16>
  /// The number in each of the literals' slots.
  private let literals: UnsafeBufferPointer<Double>
  private let resultSlots: UnsafeBufferPointer<UInt16>
  /// The slots that need tiles of their own.
  private let tileSlots: UnsafeBufferPointer<UInt16>
  private let slotCount: Int

  private static var tileLength: Int { TileKernels<Scalar>.tileLength }

  init(_ form: ScalarForm, in memory: PassMemory) {
    let slots = form.program.slots(
      results: form.program.results,
      needsTile: Array(repeating: true, count: form.operandCount))
    instructions = memory.column(of: slots.instructions)
    operandSlots = memory.column(of: slots.externals)
    literalSlots = memory.column(of: slots.literals.map(\.slot))
    literals = memory.column(of: slots.literals.map(\.value))
    resultSlots = memory.column(of: slots.results)
    tileSlots = memory.column(of: slots.tiles)
    slotCount = slots.count
  }

  /// The primitives that the nodes with the same operands take.
  var operationCount: Int { instructions.reduce(0) { $0 + $1.operationCount } }

  /// Slots, and the tiles that some of them are.
  var scratchByteCount: Int {
    padded(slotCount * 8) + tileSlots.count * Self.tileLength * MemoryLayout<Scalar>.size
  }

  /// - Parameter resultStride: from a node's result to that of the next kind.
  func run(
    _ result: UnsafeMutablePointer<Scalar>, resultStride: Int, _ scalars: UnsafePointer<Scalar>,
    _ indices: UnsafePointer<UInt32>, _ count: Int, _ memory: Memory,
    _ kernels: TileKernels<Scalar>
  ) {
    let slots = memory.scratch(0, UnsafeMutablePointer<Scalar>.self)
    let tiles = memory.scratch(padded(slotCount * 8), Scalar.self)
    for i in 0..<tileSlots.count { slots[Int(tileSlots[i])] = tiles + i * Self.tileLength }
    for i in 0..<literals.count {
      slots[Int(literalSlots[i])].update(
        repeating: Scalar(literals[i]), count: min(count, Self.tileLength))
    }
    let operandCount = operandSlots.count
    var start = 0
    while start < count {
      let tileCount = min(Self.tileLength, count - start)
      let own = indices + operandCount * start
      for i in 0..<operandCount {
        kernels.gather(
          slots[Int(operandSlots[i])], scalars, own + i * ScalarKernels<Scalar>.blockLength,
          operandCount, tileCount)
      }
      for i in 0..<resultSlots.count {
        slots[Int(resultSlots[i])] = result + start + i * resultStride
      }
      kernels.run(instructions, slots, tileCount)
      start += tileCount
    }
  }
}
