import CostateGraph
import CostateSIMD

/// What scalar nodes of one kind compute, worked out once.
final class ScalarForm: Sendable {
  let name: String
  let type: ElementType
  let operandCount: Int
  let program: FusedProgram
  /// Whether it is an adjoint's sum of products, which has a kernel of its own.
  let isSumOfProducts: Bool

  init(_ graph: GraphStorage, _ node: Int) {
    let kernel = graph.kernel(node)
    name = graph.operation(node).name
    type = graph.type(node).elementType
    operandCount = graph.operandCount(node)
    program = FusedProgram(scalar: kernel, operandCount: operandCount)
    if case .accumulation(let terms) = kernel {
      isSumOfProducts = terms.allSatisfy { $0 == .product }
    } else {
      isSumOfProducts = false
    }
  }

  /// The work of so many nodes side by side: operands are gathered, their indices and the results
  /// stream by.
  func work(nodeCount: Int) -> Work {
    Work(
      .elementwise,
      Cost(
        flops: Double(program.flopCount * nodeCount),
        bytes: Double((4 * operandCount + type.byteCount) * nodeCount)),
      elementByteCount: type.byteCount, gatherCount: Double(operandCount * nodeCount))
  }
}
