import CostateGraph
import TestSupport
import Testing

@testable import CostateExecution

@Suite struct `Constant operands of matrix products` {
  private static let configurations = Configuration.all.filter { [1, 3].contains($0.width) }
  /// So large that no operand is read where it lies.
  private static let extents = (m: 70, k: 300, n: 300)

  /// x • A and B • x, with A or B transposed or not.
  private static func products(
    _ type: ElementType, isTransposed: Bool
  ) throws -> (Oracle, [Node]) {
    var generator = Generator(seed: 5)
    let (m, k, n) = extents
    func tensor(_ shape: Shape) -> Tensor { Self.tensor(TensorType(type, shape), &generator) }
    let graph = Graph()
    let x = try graph.input("x", shape: [m, k], elementType: type)
    let y = try graph.input("y", shape: [k, n], elementType: type)
    let right = try graph.constant(tensor(isTransposed ? [n, k] : [k, n]))
    let left = try graph.constant(tensor(isTransposed ? [k, m] : [m, k]))
    let outputs = [
      try tanh(x • (isTransposed ? right.transposed() : right)),
      try (isTransposed ? left.transposed() : left) • y,
    ]
    return (Oracle(graph, inputs: [x.id: tensor(x.shape), y.id: tensor(y.shape)]), outputs)
  }

  private static func tensor(_ type: TensorType, _ generator: inout Generator) -> Tensor {
    let numbers = (0..<type.elementCount).map { _ in Double.random(in: -1...1, using: &generator) }
    let elements: Tensor.Elements =
      type.elementType == .double ? .double(numbers) : .float(numbers.map { Float($0) })
    return Tensor(unchecked: elements, shape: type.shape)
  }

  @Test(arguments: [ElementType.float, .double], [false, true])
  func `are packed once and give the specified bits`(
    _ type: ElementType, _ isTransposed: Bool
  ) throws {
    let (oracle, outputs) = try Self.products(type, isTransposed: isTransposed)
    #expect(try oracle.firstDifference(outputs, in: Self.configurations) == nil)
    let report = try Program(outputs: outputs).report
    #expect(report.packedByteCount >= Self.extents.k * Self.extents.n * type.byteCount)
  }

  /// NaN in place of the originals, which stay in a workspace, changes no bit.
  @Test(arguments: [ElementType.float, .double], [1, 3])
  func `are read by runs where they were packed`(_ type: ElementType, _ width: Int) throws {
    let (oracle, outputs) = try Self.products(type, isTransposed: true)
    let program = try Program(outputs: outputs, options: Options(width: width))
    let workspace = try program.makeWorkspace()
    for (input, tensor) in oracle.inputs { try workspace.set(input, to: tensor) }
    for (offset, tensor) in program.plan.initialData where tensor.elementType == type {
      Tensor(repeating: .nan, tensor.type).withBytes {
        (workspace.memory.arena + offset).copyBytes($0)
      }
    }
    try workspace.run()
    for node in outputs {
      #expect(try workspace.value(of: node).bitPatterns == oracle.value(of: node).bitPatterns)
    }
  }

  @Test func `are packed once for a batch that shares them`() throws {
    var generator = Generator(seed: 6)
    let graph = Graph()
    let x = try graph.input("x", shape: [3, 40, 200])
    let constant = try graph.constant(
      Self.tensor(TensorType(.float, [200, 300]), &generator))
    let product = try x • constant
    let oracle = Oracle(graph, inputs: [x.id: Self.tensor(x.type, &generator)])
    #expect(try oracle.firstDifference([product], in: Self.configurations) == nil)
    let packed = try Program(outputs: [product]).report.packedByteCount
    #expect(packed >= 200 * 300 * 4 && packed < 2 * 200 * 320 * 4)
  }

  @Test func `of many products are packed once`() throws {
    var generator = Generator(seed: 7)
    let graph = Graph()
    let constant = try graph.constant(Self.tensor(TensorType(.float, [300, 300]), &generator))
    let x = try graph.input("x", shape: [90, 300])
    let once = try tanh(x • constant)
    let steps = try tanh(tanh(once • constant) • constant)
    let packed = try Program(outputs: [once]).report.packedByteCount
    #expect(packed > 0)
    #expect(try Program(outputs: [steps]).report.packedByteCount == packed)
    let oracle = Oracle(graph, inputs: [x.id: Self.tensor(x.type, &generator)])
    #expect(try oracle.firstDifference([steps], in: Self.configurations) == nil)
  }

  @Test func `of an empty batch are not packed`() throws {
    let graph = Graph()
    let x = try graph.input("x", shape: [0, 40, 200])
    let constant = try graph.constant(Tensor(repeating: 1, TensorType(.float, [200, 300])))
    let product = try x • constant
    let oracle = Oracle(graph, inputs: [x.id: Tensor(repeating: 1, x.type)])
    #expect(try oracle.firstDifference([product], in: Self.configurations) == nil)
  }

  @Test func `that change are packed in each run`() throws {
    let graph = Graph()
    let (x, y) = (try graph.input("x", shape: [70, 300]), try graph.input("y", shape: [300, 300]))
    #expect(try Program(outputs: [x • y]).report.packedByteCount == 0)
  }
}
