import CostateGraph

/// A copy between strided views of two buffers.
struct CopyBatch: BatchKernel {
  let name: String
  let work: Work
  let elementByteCount: Int
  let extents: [Int]
  /// Byte offsets of the buffers; views are in elements.
  let source: Int
  let sourceView: View
  let target: Int
  let targetView: View
  /// Rows of the innermost extent.
  let partition: Partition

  init(
    name: String, type: TensorType, source: Int, _ sourceView: View, target: Int,
    _ targetView: View, itemCount: Int
  ) {
    self.name = name
    let isByElement = sourceView.strides.last != 1 || targetView.strides.last != 1
    work = Work(
      .movement, Cost(flops: 0, moving: [type], type),
      gatherCount: isByElement ? Double(type.elementCount) : 0)
    elementByteCount = type.elementType.byteCount
    extents = type.shape.rank == 0 ? [1] : type.shape.extents
    self.source = source
    self.sourceView =
      type.shape.rank == 0 ? View(offset: sourceView.offset, strides: [0]) : sourceView
    self.target = target
    self.targetView =
      type.shape.rank == 0 ? View(offset: targetView.offset, strides: [0]) : targetView
    let rows = type.elementCount == 0 ? 0 : type.elementCount / (extents.last ?? 1)
    partition = Partition(count: rows, grain: 1, itemCount: itemCount)
  }

  var itemCount: Int { partition.itemCount }
  var scratchByteCount: Int { 0 }

  func run(_ item: Int, _ memory: Memory) {
    if elementByteCount == 8 {
      copy(item, memory.pointer(source, UInt64.self), memory.pointer(target, UInt64.self))
    } else {
      copy(item, memory.pointer(source, UInt32.self), memory.pointer(target, UInt32.self))
    }
  }

  private func copy<Word>(
    _ item: Int, _ source: UnsafePointer<Word>, _ target: UnsafeMutablePointer<Word>
  ) {
    let inner = extents.count - 1
    let (from, to) = (sourceView.strides[inner], targetView.strides[inner])
    for row in partition.range(item) {
      let read = source + element(row, sourceView)
      let write = target + element(row, targetView)
      if from == 1, to == 1 {
        write.update(from: read, count: extents[inner])
      } else {
        for i in 0..<extents[inner] { write[i * to] = read[i * from] }
      }
    }
  }

  /// The first element of a row of the view.
  private func element(_ row: Int, _ view: View) -> Int {
    var row = row
    var element = view.offset
    for axis in stride(from: extents.count - 2, through: 0, by: -1) {
      element += row % extents[axis] * view.strides[axis]
      row /= extents[axis]
    }
    return element
  }
}

/// Zeros in a whole buffer.
struct ZeroBatch: BatchKernel {
  let name: String
  let target: Int
  let byteCount: Int

  var itemCount: Int { byteCount == 0 ? 0 : 1 }
  var isDivisible: Bool { false }
  var scratchByteCount: Int { 0 }
  var work: Work { Work(.movement, Cost(flops: 0, bytes: Double(byteCount))) }

  func run(_ item: Int, _ memory: Memory) {
    (memory.arena + target).initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
  }
}
