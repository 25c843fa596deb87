import CostateExecution
import CostateGraph
import TestSupport
import Testing

@Suite struct `Indices out of range` {
  private let graph = Graph()
  private let table: Node

  init() throws { table = try graph.input("table", shape: [4, 2]) }

  private func error(
    name: String, position: Int, _ index: Int, of rowCount: Int = 4
  ) -> ProgramError {
    .indexOutOfRange(name: name, position: position, index: index, rowCount: rowCount)
  }

  @Test(arguments: [4, -1, Int32.max, .min])
  func `are an error when an input is set`(_ index: Int32) throws {
    let indices = try graph.input("indices", shape: [3], elementType: .int32)
    let workspace = try Program(outputs: [table.gatheringRows(at: indices)]).makeWorkspace()
    #expect(throws: error(name: "indices", position: 2, Int(index))) {
      try workspace.set(indices, to: [0, 3, index])
    }
  }

  @Test func `are an error in a constant when the program is compiled`() throws {
    let indices = try graph.constant(Tensor(.int32([0, 4]), shape: [2]))
    let rows = try table.gatheringRows(at: indices)
    #expect(throws: error(name: "constant #1", position: 1, 4)) { try Program(outputs: [rows]) }
  }

  @Test func `are found through reshape, slice and concatenation`() throws {
    let indices = try graph.input("indices", shape: [2, 2], elementType: .int32)
    let flat = try indices.reshaped(to: [4]).slice(starts: [1], counts: [2])
    let rows = try table.gatheringRows(at: concatenate([flat, flat]))
    let workspace = try Program(outputs: [rows]).makeWorkspace()
    #expect(throws: error(name: "indices", position: 3, 4)) {
      try workspace.set(indices, to: [0, 1, 2, 4] as [Int32])
    }
  }

  @Test func `are found through a gather of indices`() throws {
    let codes = try graph.input("codes", shape: [6], elementType: .int32)
    let choice = try graph.input("choice", shape: [3], elementType: .int32)
    let rows = try table.gatheringRows(at: codes.gatheringRows(at: choice))
    let workspace = try Program(outputs: [rows]).makeWorkspace()
    #expect(throws: error(name: "codes", position: 0, 4)) {
      try workspace.set(codes, to: [4, 0, 0, 0, 0, 0] as [Int32])
    }
    #expect(throws: error(name: "choice", position: 1, 6, of: 6)) {
      try workspace.set(choice, to: [5, 6, 0] as [Int32])
    }
  }

  @Test func `are found through updates`() throws {
    let indices = try graph.input("indices", shape: [1], elementType: .int32)
    let next = try graph.input("next", shape: [1], elementType: .int32)
    try graph.update(indices, to: next)
    let workspace = try Program(outputs: [table.gatheringRows(at: indices)]).makeWorkspace()
    #expect(throws: error(name: "next", position: 0, 7)) {
      try workspace.set(next, to: [7] as [Int32])
    }
  }

  @Test func `are an error for the rows of a scatter`() throws {
    let indices = try graph.input("indices", shape: [4], elementType: .int32)
    let sums = try graph.apply(ScatterAddRows(rowCount: 3), [table, indices])
    let workspace = try Program(outputs: [sums]).makeWorkspace()
    #expect(throws: error(name: "indices", position: 1, 3, of: 3)) {
      try workspace.set(indices, to: [0, 3, 1, 2] as [Int32])
    }
  }

  @Test func `take the narrowest of several tables`() throws {
    let indices = try graph.input("indices", shape: [1], elementType: .int32)
    let small = try graph.input("small", shape: [2, 2])
    let sum = try table.gatheringRows(at: indices) + small.gatheringRows(at: indices)
    let workspace = try Program(outputs: [sum]).makeWorkspace()
    #expect(throws: error(name: "indices", position: 0, 3, of: 2)) {
      try workspace.set(indices, to: [3] as [Int32])
    }
  }
}
