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
  /// A slot, and the byte offset of the buffer that it stands for.
  struct Place: Sendable {
    var slot: Int
    var offset: Int
  }

  let name: String
  let work: Work
  let kernels: TileKernels<Scalar>
  let partition: Partition
  /// The extents the strided operands are walked by.
  let extents: [Int]
  let instructions: [TileInstruction]
  /// Operands read in place, copied once, and copied tile by tile.
  let contiguous: [Place]
  let repeated: [Place]
  let strided: [(place: Place, strides: [Int])]
  let literals: [(slot: Int, value: Scalar)]
  let results: [Place]
  /// Slots that are tiles in scratch.
  let tileSlots: [Int]
  let slotCount: Int

  var itemCount: Int { partition.itemCount }

  private var tileByteCount: Int { TileKernels<Scalar>.tileLength * MemoryLayout<Scalar>.size }

  var scratchByteCount: Int {
    padded(slotCount * 8) + tileSlots.count * tileByteCount
      + (contiguous.count + results.count) * 64
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
    var tile = padded(slotCount * 8)
    for slot in tileSlots {
      slots[slot] = memory.scratch(tile)
      tile += tileByteCount
    }
    let filled = min(count, TileKernels<Scalar>.tileLength)
    for literal in literals { slots[literal.slot].fill(literal.value, filled) }
    for place in repeated { slots[place.slot].fill(memory.pointer(place.offset)[0], filled) }
  }

  /// Computes a range of elements in row-major order, in prepared scratch memory.
  ///
  /// Nothing outside the range is read or written: kernels take whole vectors, so that an incomplete one
  /// goes through scratch memory.
  func run(_ range: Range<Int>, _ memory: Memory) {
    let slots = memory.scratch(0, UnsafeMutablePointer<Scalar>.self)
    instructions.withUnsafeBufferPointer { instructions in
      var start = range.lowerBound
      while start < range.upperBound {
        let count = min(TileKernels<Scalar>.tileLength, range.upperBound - start)
        let wholeCount = count / Self.vectorLength * Self.vectorLength
        if wholeCount > 0 {
          setStrided(slots, start, wholeCount, memory)
          for place in contiguous { slots[place.slot] = memory.pointer(place.offset) + start }
          for place in results { slots[place.slot] = memory.pointer(place.offset) + start }
          kernels.run(instructions, slots, wholeCount)
          start += wholeCount
        }
        if wholeCount < count {
          runIncomplete(instructions, slots, start, count - wholeCount, memory)
          start += count - wholeCount
        }
      }
    }
  }

  /// Computes less than a vector in copies.
  private func runIncomplete(
    _ instructions: UnsafeBufferPointer<TileInstruction>,
    _ slots: UnsafeMutablePointer<UnsafeMutablePointer<Scalar>>, _ start: Int, _ count: Int,
    _ memory: Memory
  ) {
    setStrided(slots, start, count, memory)
    var vector: UnsafeMutablePointer<Scalar> = memory.scratch(
      padded(slotCount * 8) + tileSlots.count * tileByteCount)
    for place in contiguous {
      vector.update(from: memory.pointer(place.offset) + start, count: count)
      slots[place.slot] = vector
      vector += Self.vectorLength
    }
    for place in results {
      slots[place.slot] = vector
      vector += Self.vectorLength
    }
    kernels.run(instructions, slots, count)
    for place in results {
      (memory.pointer(place.offset) + start).update(from: slots[place.slot], count: count)
    }
  }

  private func setStrided(
    _ slots: UnsafeMutablePointer<UnsafeMutablePointer<Scalar>>, _ start: Int, _ count: Int,
    _ memory: Memory
  ) {
    for (place, strides) in strided {
      load(slots[place.slot], memory.pointer(place.offset), strides, start: start, count: count)
    }
  }

  /// The lanes of the widest vectors.
  private static var vectorLength: Int { 64 / MemoryLayout<Scalar>.size }

  /// Copies `count` elements from row-major position `start` on, read through strides.
  private func load(
    _ tile: UnsafeMutablePointer<Scalar>, _ base: UnsafePointer<Scalar>, _ strides: [Int],
    start: Int, count: Int
  ) {
    let inner = extents[extents.count - 1]
    let innerStride = strides[extents.count - 1]
    // Rows of one block follow one another by a constant: where rows are short, dividing takes longest.
    let blockLength = extents.count > 1 ? extents[extents.count - 2] : 1
    let rowStride = extents.count > 1 ? strides[extents.count - 2] : 0
    var (row, column) = start.quotientAndRemainder(dividingBy: inner)
    var done = 0
    while done < count {
      let blockRow = row % blockLength
      var position = row / blockLength
      var source = base + blockRow * rowStride
      for axis in stride(from: extents.count - 3, through: 0, by: -1) {
        source += position % extents[axis] * strides[axis]
        position /= extents[axis]
      }
      let end = row + blockLength - blockRow
      while row < end, done < count {
        let length = min(inner - column, count - done)
        if innerStride == 0 {
          (tile + done).fill(source[0], length)
        } else {
          for i in 0..<length { tile[done + i] = source[(column + i) * innerStride] }
        }
        done += length
        row += 1
        column = 0
        source += rowStride
      }
    }
  }
}

extension UnsafeMutablePointer {
  fileprivate func fill(_ value: Pointee, _ count: Int) { update(repeating: value, count: count) }
}
