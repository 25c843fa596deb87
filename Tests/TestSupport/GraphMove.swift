import CostateGraph

/// A way to go on from a floating-point node by an operation that is not elementwise.
struct GraphMove: Sendable {
  /// Appends the operation with random parameters; nil when it does not fit.
  typealias Make = @Sendable (inout GraphGenerator, Node) throws -> Node?

  /// The catalogue's name of the operation.
  let operation: String
  let make: Make

  private init(_ operation: Any.Type, _ make: @escaping Make) {
    self.operation = "\(operation)"
    self.make = make
  }

  /// Every operation that is not elementwise.
  static let all: [GraphMove] = [
    GraphMove(Sum.self) {
      try $1.sum(axes: $0.axes(of: $1), keepsAxes: $0.generator.chance(0.5))
    },
    GraphMove(MaximumOverAxes.self) {
      try $1.maximum(axes: $0.axes(of: $1), keepsAxes: $0.generator.chance(0.5))
    },
    GraphMove(Mean.self) {
      try $1.mean(axes: $0.axes(of: $1), keepsAxes: $0.generator.chance(0.5))
    },
    GraphMove(LogSumExp.self) {
      try $1.logSumExp(axes: $0.axes(of: $1), keepsAxes: $0.generator.chance(0.5))
    },
    GraphMove(Softmax.self) { generator, x in
      try generator.axis(of: x).flatMap { try x.softmax(axis: $0) }
    },
    GraphMove(SquaredNorm.self) { _, x in try x.squaredNorm() },
    GraphMove(LogarithmicCosine.self) { _, x in try x.graph.apply(LogarithmicCosine(), [x]) },
    GraphMove(Dot.self) { generator, x in
      try generator.pick { $0.type == x.type }.flatMap { try dot(x, $0) }
    },
    GraphMove(Transpose.self) { try $1.transposed($0.permutation(of: $1)) },
    GraphMove(Reshape.self) { try $0.reshape($1) },
    GraphMove(Slice.self) { try $1.graph.apply($0.slice(of: $1), [$1]) },
    GraphMove(Embed.self) { try $0.embed($1) },
    GraphMove(BroadcastTo.self) { try $0.broadcast($1) },
    GraphMove(Concatenate.self) { try $0.concatenate($1) },
    GraphMove(MatrixProduct.self) { try $0.product($1) },
    GraphMove(MatrixProduct.self) { try $0.product($1) },
    GraphMove(GatherRows.self) { try $0.gather($1) },
    GraphMove(ScatterAddRows.self) { try $0.scatter($1) },
    GraphMove(Accumulate.self) { try $0.accumulate($1) },
    GraphMove(RunningSum.self) { _, x in
      x.shape.rank == 1 ? try x.graph.apply(RunningSum(direction: .backward), [x]) : nil
    },
    GraphMove(Constant.self) { generator, x in
      let operand = generator.randomOperand()
      return try x.graph.constant(operand.tensor(x.elementType, using: &generator.generator))
    },
    GraphMove(Input.self) { generator, _ in
      try generator.addInput(
        generator.randomOperand(), generator.generator.chance(0.5) ? .float : .double)
    },
    GraphMove(Transpose.self) { generator, _ in try generator.moveIndices() },
  ]
}
