import CostateGraph
import CostateSIMD

/// Rows of a table at run-time indices.
///
/// Indices that were set are in range; those an opaque operation computes are checked here.
struct GatherBatch: BatchKernel {
  let name: String
  let work: Work
  /// Rows of the table.
  let rowCount: Int
  let rowByteCount: Int
  let table: Int
  let indices: Int
  let result: Int
  let partition: Partition

  /// How many elements read by index take as long as finding a row and beginning to copy it.
  static let gathersPerRow = 9.0
  /// Longer rows are copied by the C library.
  private static let longestInlineRow = 64

  var itemCount: Int { partition.itemCount }
  var scratchByteCount: Int { 0 }

  func run(_ item: Int, _ memory: Memory) {
    let indices = memory.pointer(indices, Int32.self)
    for i in partition.range(item) {
      precondition(
        0 <= indices[i] && indices[i] < rowCount, "\(name): index \(indices[i]) of \(rowCount) rows"
      )
      let source = memory.arena + table + Int(indices[i]) * rowByteCount
      let target = memory.arena + result + i * rowByteCount
      if rowByteCount <= Self.longestInlineRow {
        let (from, to) = (
          source.assumingMemoryBound(to: UInt32.self), target.assumingMemoryBound(to: UInt32.self)
        )
        for word in 0..<rowByteCount / 4 { to[word] = from[word] }
      } else {
        target.copyMemory(from: source, byteCount: rowByteCount)
      }
    }
  }
}

/// Rows added up at run-time indices: each item owns a range of the result's rows and takes their
/// terms in ascending order, which it looks for among all.
struct ScatterBatch<Scalar: LaneScalar>: BatchKernel {
  let name: String
  let work: Work
  let rowLength: Int
  let termCount: Int
  let terms: Int
  let indices: Int
  let result: Int
  /// Rows of the result.
  let partition: Partition

  /// How many elements read by index take as long as finding a row and adding to it.
  static var gathersPerRow: Double { 12 }
  /// How many take as long as to see whose row an index is.
  static var gathersPerIndex: Double { 2 }
  /// The indices looked at before the terms of those in range are added.
  private static var searchLength: Int { 512 }

  var itemCount: Int { partition.itemCount }
  /// The numbers of terms found, and a byte for each owned row: whether it has a term.
  var scratchByteCount: Int { Self.foundByteCount + partition.itemLength }

  private static var foundByteCount: Int { searchLength * MemoryLayout<Int32>.size }

  func run(_ item: Int, _ memory: Memory) {
    let rows = partition.range(item)
    let found = memory.scratch(0, Int32.self)
    let hasTerm = memory.scratch(Self.foundByteCount, Bool.self)
    let result = memory.pointer(result, Scalar.self)
    hasTerm.update(repeating: false, count: rows.count)
    for start in stride(from: 0, to: termCount, by: Self.searchLength) {
      let count = find(start..<min(start + Self.searchLength, termCount), rows, memory, found)
      for position in 0..<count { add(Int(found[position]), rows, memory, hasTerm) }
    }
    for row in rows where !hasTerm[row - rows.lowerBound] {
      (result + row * rowLength).update(repeating: 0, count: rowLength)
    }
  }

  /// Writes the numbers of the terms of these rows and returns how many there are. Without a branch:
  /// which terms these are cannot be foretold.
  private func find(
    _ terms: Range<Int>, _ rows: Range<Int>, _ memory: Memory,
    _ found: UnsafeMutablePointer<Int32>
  ) -> Int {
    let indices = memory.pointer(indices, Int32.self)
    let (first, rowCount) = (Int32(truncatingIfNeeded: rows.lowerBound), UInt32(rows.count))
    var count = 0
    for term in terms {
      found[count] = Int32(truncatingIfNeeded: term)
      count &+= UInt32(bitPattern: indices[term] &- first) < rowCount ? 1 : 0
    }
    return count
  }

  /// Adds a term to its row.
  private func add(
    _ number: Int, _ rows: Range<Int>, _ memory: Memory, _ hasTerm: UnsafeMutablePointer<Bool>
  ) {
    let index = Int(memory.pointer(indices, Int32.self)[number])
    let term = memory.pointer(terms, Scalar.self) + number * rowLength
    let row = memory.pointer(result, Scalar.self) + index * rowLength
    if hasTerm[index - rows.lowerBound] {
      for column in 0..<rowLength { row[column] += term[column] }
    } else {
      row.update(from: term, count: rowLength)
      hasTerm[index - rows.lowerBound] = true
    }
  }
}

/// A user's function over whole buffers.
struct OpaqueBatch: BatchKernel {
  let operation: any OpaqueOperation
  let work: Work
  let operands: [(type: TensorType, offset: Int)]
  let result: (type: TensorType, offset: Int)

  var name: String { operation.name }
  var itemCount: Int { 1 }
  var isDivisible: Bool { false }
  var scratchByteCount: Int { 0 }

  func run(_ item: Int, _ memory: Memory) {
    operation.evaluate(
      operands.map { TensorView(type: $0.type, base: memory.arena + $0.offset) },
      into: MutableTensorView(type: result.type, base: memory.arena + result.offset))
  }
}
