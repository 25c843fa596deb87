import Testing

@testable import CostateGraph

@Suite struct `Memory from pages` {
  @Test(arguments: [
    (0, 64), (1, 64), (4_095, 64), (4_096, 4_096), (1 << 20 - 1, 4_096), (1 << 20, 2 << 20),
    (5 << 20 + 3, 2 << 20),
  ])
  func `memory starts where translation and caches like it, and can be written`(
    byteCount: Int, alignment: Int
  ) throws {
    let pages = try #require(Pages(byteCount: byteCount))
    #expect(Int(bitPattern: pages.start) % alignment == 0)
    withExtendedLifetime(pages) {
      pages.start.initializeMemory(as: UInt8.self, repeating: 7, count: byteCount)
      #expect(
        byteCount == 0 || pages.start.load(fromByteOffset: byteCount - 1, as: UInt8.self) == 7)
    }
  }

  @Test func `mapped memory is zero`() throws {
    let byteCount = Pages.leastMappedByteCount + 4_097
    let pages = try #require(Pages(byteCount: byteCount))
    withExtendedLifetime(pages) {
      let bytes = UnsafeRawBufferPointer(start: pages.start, count: byteCount)
      #expect(bytes.allSatisfy { $0 == 0 })
    }
  }

  @Test(arguments: [Int.max, 1 << 60])
  func `what the system refuses is nil`(byteCount: Int) {
    #expect(Pages(byteCount: byteCount) == nil)
  }

  @Test func `nodes stay as they are while columns grow`() {
    // Enough to be moved to mapped memory, and there once more.
    let count = 9 * Pages.leastMappedByteCount / 4
    let columns = NodeColumns(nodeCapacity: 0, edgeCapacity: 0)
    for node in 0..<count {
      let operands = [UInt32(max(node, 1) - 1), UInt32(node / 2), UInt32(node / 3)]
      let number = operands[..<(node % 4)].withUnsafeBufferPointer {
        columns.append(kind: UInt32(node % 5), $0)
      }
      guard number == node else {
        Issue.record("node \(number) instead of \(node)")
        return
      }
    }
    var edge = 0
    var wrong = 0
    for node in 0..<count {
      let operands = [UInt32(max(node, 1) - 1), UInt32(node / 2), UInt32(node / 3)][..<(node % 4)]
      if columns.kinds[node] != UInt32(node % 5) || columns.offsets[node] != UInt32(edge) {
        wrong += 1
      }
      for operand in operands {
        if columns.operands[edge] != operand { wrong += 1 }
        edge += 1
      }
    }
    #expect(wrong == 0)
    #expect(columns.nodeCount == count && columns.edgeCount == edge)
  }
}
