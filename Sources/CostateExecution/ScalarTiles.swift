import CostateSIMD

/// A composition of primitives over scalar nodes: operands are gathered into tiles, instructions run
/// tile by tile, the last one writes the results where they stay.
struct ScalarTiles<Scalar: LaneScalar>: Sendable {
  private let instructions: [TileInstruction]
  /// The operands' slots, in the order of their indices.
  let operandSlots: [UInt16]
  /// The slots of numbers, and the numbers. Two arrays, because one of pairs that are generic looks
  /// its type up in each run.
  private let literalSlots: [UInt16]
  private let literals: [Scalar]
  private let resultSlot: UInt16
  private let tileSlots: [UInt16]
  private let slotCount: Int

  /// The primitives that each node takes.
  var operationCount: Int { instructions.count }

  private static var tileLength: Int { TileKernels<Scalar>.tileLength }

  init(_ form: ScalarForm) {
    let slots = form.program.slots(
      results: [form.program.result],
      needsTile: Array(repeating: true, count: form.operandCount))
    instructions = slots.instructions
    operandSlots = slots.externals
    literalSlots = slots.literals.map(\.slot)
    literals = slots.literals.map { Scalar($0.value) }
    resultSlot = slots.results[0]
    tileSlots = slots.tiles
    slotCount = slots.count
  }

  /// Slots, and the tiles that some of them are.
  var scratchByteCount: Int {
    padded(slotCount * 8) + tileSlots.count * Self.tileLength * MemoryLayout<Scalar>.size
  }

  func run(
    _ result: UnsafeMutablePointer<Scalar>, _ scalars: UnsafePointer<Scalar>,
    _ indices: UnsafePointer<UInt32>, _ count: Int, _ memory: Memory,
    _ kernels: TileKernels<Scalar>
  ) {
    let slots = memory.scratch(0, UnsafeMutablePointer<Scalar>.self)
    let tiles = memory.scratch(padded(slotCount * 8), Scalar.self)
    for i in 0..<tileSlots.count { slots[Int(tileSlots[i])] = tiles + i * Self.tileLength }
    for i in 0..<literalSlots.count {
      slots[Int(literalSlots[i])].update(
        repeating: literals[i], count: min(count, Self.tileLength))
    }
    var start = 0
    while start < count {
      let tileCount = min(Self.tileLength, count - start)
      let own = indices + operandSlots.count * start
      for i in 0..<operandSlots.count {
        kernels.gather(
          slots[Int(operandSlots[i])], scalars, own + i * ScalarKernels<Scalar>.blockLength,
          operandSlots.count, tileCount)
      }
      slots[Int(resultSlot)] = result + start
      instructions.withUnsafeBufferPointer { kernels.run($0, slots, tileCount) }
      start += tileCount
    }
  }
}
