import CostateExecution
import CostateGraph
import CostateTransforms
import TestSupport
import Testing

@Suite struct `Long accumulations` {
  private static let configurations = Configuration.all.filter { [1, 3, 6].contains($0.width) }

  /// Σ_i ⟨x, c_i⟩ by so many reads of x.
  private static func star(shape: Shape, readCount: Int) throws -> (Oracle, [Node]) {
    let graph = Graph()
    let x = try graph.input("x", shape: shape)
    var f = try graph.constant(0)
    for i in 0..<readCount { f = try f + (x * (Double(i) / 8 - 3)).sum() }
    let inputs = [x.id: Tensor(repeating: 1.25, x.type)]
    let adjoint = try f.adjoint(of: x)
    return (Oracle(graph, inputs: inputs), [f, adjoint])
  }

  @Test(arguments: [1, 31, 32, 33, 64, 65, 1000, 1025])
  func `of scalars are trees of a fixed fan-in`(_ readCount: Int) throws {
    let (oracle, outputs) = try Self.star(shape: .scalar, readCount: readCount)
    #expect(try oracle.firstDifference(outputs, in: Self.configurations) == nil)
  }

  @Test(arguments: [31, 32, 33, 65, 300])
  func `of tensors run in stages`(_ readCount: Int) throws {
    let (oracle, outputs) = try Self.star(shape: [3], readCount: readCount)
    #expect(try oracle.firstDifference(outputs, in: Self.configurations) == nil)
  }

  @Test func `of a tensor read 5000 times take little scratch memory`() throws {
    let (oracle, outputs) = try Self.star(shape: [2], readCount: 5000)
    let program = try Program(outputs: outputs, options: Options(width: 1))
    #expect(program.report.scratchByteCount < 1 << 20)
    #expect(oracle.graph.nodeCount < 7 * 5000)
  }
}
