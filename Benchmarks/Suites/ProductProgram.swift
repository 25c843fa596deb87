import Costate

/// A case computed by a compiled graph: what users of this package write.
struct ProductProgram<Scalar: BLASScalar> {
  let program: Program
  private let workspace: Workspace
  private let product: Node

  init(_ operands: ProductOperands<Scalar>, options: Options) throws {
    let item = operands.item
    let graph = Graph()
    let type: ElementType = Scalar.self == Double.self ? .double : .float
    /// A stored matrix, or the vector that it is when it has one row or column only.
    func operand(
      _ name: String, _ stored: StoredMatrix, _ numbers: AlignedBuffer<Scalar>, isVector: Bool,
      isConstant: Bool = false
    ) throws -> (stored: Node, read: Node) {
      let batch = item.batchCount == 1 ? [] : [item.batchCount]
      let shape = Shape(batch + [stored.rows, stored.rowStride])
      let node =
        try isConstant
        ? graph.constant(Self.tensor(numbers, shape))
        : graph.input(name, shape: shape, elementType: type)
      var read = node
      if stored.rowStride > stored.columns {
        read = try read.slice(
          starts: Array(repeating: 0, count: batch.count + 2),
          counts: batch + [stored.rows, stored.columns])
      }
      if isVector { read = try read.reshaped(to: [stored.rows * stored.columns]) }
      return (node, read)
    }
    let a = try operand("A", item.storedLeft, operands.left, isVector: item.m == 1)
    let isConstant = item.group == .constant
    let b = try operand(
      "B", item.storedRight, operands.right, isVector: item.n == 1, isConstant: isConstant)
    let left = item.form == .tn ? try a.read.transposed() : a.read
    let right = item.form == .nt ? try b.read.transposed() : b.read
    product = try left • right
    program = try Program(outputs: [product], options: options)
    workspace = try program.makeWorkspace()
    try workspace.set(a.stored, to: Self.tensor(operands.left, a.stored.shape))
    if !isConstant {
      try workspace.set(b.stored, to: Self.tensor(operands.right, b.stored.shape))
    }
  }

  func engine(name: String = "Costate", threads: Int) -> Engine {
    let workspace = workspace
    return Engine(name: name, threads: threads) { try workspace.run() }
  }

  /// The product, after a run.
  func result() throws -> [Scalar] {
    let tensor = try workspace.value(of: product)
    return tensor.withBytes { Array($0.bindMemory(to: Scalar.self)) }
  }

  private static func tensor(_ buffer: AlignedBuffer<Scalar>, _ shape: Shape) throws -> Tensor {
    if let numbers = buffer.numbers as? [Double] {
      return try Tensor(.double(numbers), shape: shape)
    }
    return try Tensor(.float(buffer.numbers.map { Float($0) }), shape: shape)
  }
}
