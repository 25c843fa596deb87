import CostateGraph
import CostateSIMD

/// How an operand's elements reach the tile.
enum ElementwiseAccess: Sendable {
  /// In place.
  case contiguous
  /// One element for all.
  case repeated
  /// Through strides, in elements, over the collapsed extents.
  case strided([Int])

  /// Whether no copy is needed.
  var isInPlace: Bool { if case .contiguous = self { true } else { false } }
}

/// Fused elementwise nodes of one shape: runs tile by tile, so that what one instruction writes the
/// next reads from the first-level cache.
struct ElementwiseBatch<Scalar: LaneScalar>: BatchKernel {
  struct Operand: Sendable {
    var slot: UInt16
    var offset: Int
    var access: ElementwiseAccess
  }

  let name: String
  let work: Work
  let kernels: TileKernels<Scalar>
  let partition: Partition
  /// The extents the strided operands are walked by.
  let extents: [Int]
  let instructions: [TileInstruction]
  let operands: [Operand]
  let literals: [(slot: UInt16, value: Scalar)]
  let results: [(slot: UInt16, offset: Int)]
  /// Slots that are tiles in scratch.
  let tileSlots: [UInt16]
  let slotCount: Int

  var itemCount: Int { partition.itemCount }

  private var tileByteCount: Int { TileKernels<Scalar>.tileLength * MemoryLayout<Scalar>.size }

  var scratchByteCount: Int {
    padded(slotCount * 8) + (tileSlots.count + results.count) * tileByteCount
  }

  func run(_ item: Int, _ memory: Memory) {
    let range = partition.range(item)
    prepare(memory, count: range.count)
    run(range, memory)
  }

  /// Fills the scratch memory with what does not depend on the elements.
  ///
  /// - Parameter count: the most elements that one range will have.
  func prepare(_ memory: Memory, count: Int) {
    let slots = memory.scratch(0, UnsafeMutablePointer<Scalar>.self)
    let tiles = padded(slotCount * 8)
    for (i, slot) in tileSlots.enumerated() {
      slots[Int(slot)] = memory.scratch(tiles + i * tileByteCount)
    }
    let filled = min(count, TileKernels<Scalar>.tileLength)
    for (slot, value) in literals { slots[Int(slot)].fill(value, filled) }
    for operand in operands {
      guard case .repeated = operand.access else { continue }
      slots[Int(operand.slot)].fill(memory.pointer(operand.offset)[0], filled)
    }
  }

  /// Computes a range of elements in row-major order, in prepared scratch memory.
  ///
  /// Nothing outside the range is written: kernels write whole vectors, so that an incomplete one goes
  /// through a tile in scratch.
  func run(_ range: Range<Int>, _ memory: Memory) {
    let slots = memory.scratch(0, UnsafeMutablePointer<Scalar>.self)
    let tileLength = TileKernels<Scalar>.tileLength
    instructions.withUnsafeBufferPointer { instructions in
      var start = range.lowerBound
      while start < range.upperBound {
        let count = min(tileLength, range.upperBound - start)
        for operand in operands {
          let base = memory.pointer(operand.offset, Scalar.self)
          switch operand.access {
          case .contiguous: slots[Int(operand.slot)] = base + start
          case .repeated: break
          case .strided(let strides):
            load(slots[Int(operand.slot)], base, strides, start: start, count: count)
          }
        }
        let isWhole = count % Self.largestLaneCount == 0
        for (i, (slot, offset)) in results.enumerated() {
          slots[Int(slot)] =
            isWhole ? memory.pointer(offset) + start : resultTile(i, memory)
        }
        kernels.run(instructions, slots, count)
        if !isWhole {
          for (i, (_, offset)) in results.enumerated() {
            (memory.pointer(offset) + start).update(from: resultTile(i, memory), count: count)
          }
        }
        start += count
      }
    }
  }

  /// The lanes of the widest vectors, of `Float` with AVX-512.
  private static var largestLaneCount: Int { 16 }

  private func resultTile(_ index: Int, _ memory: Memory) -> UnsafeMutablePointer<Scalar> {
    memory.scratch(padded(slotCount * 8) + (tileSlots.count + index) * tileByteCount)
  }

  /// Copies `count` elements from row-major position `start` on, read through strides.
  private func load(
    _ tile: UnsafeMutablePointer<Scalar>, _ base: UnsafePointer<Scalar>, _ strides: [Int],
    start: Int, count: Int
  ) {
    let inner = extents[extents.count - 1]
    let innerStride = strides[extents.count - 1]
    var done = 0
    while done < count {
      var position = (start + done) / inner
      let column = (start + done) % inner
      var element = column * innerStride
      for axis in stride(from: extents.count - 2, through: 0, by: -1) {
        element += position % extents[axis] * strides[axis]
        position /= extents[axis]
      }
      let length = min(inner - column, count - done)
      if innerStride == 0 {
        (tile + done).fill(base[element], length)
      } else {
        for i in 0..<length { tile[done + i] = base[element + i * innerStride] }
      }
      done += length
    }
  }
}

extension UnsafeMutablePointer {
  fileprivate func fill(_ value: Pointee, _ count: Int) { update(repeating: value, count: count) }
}
