import CostateGraph
import CostateSIMD

/// What scalar nodes of one kind compute, worked out once; or pairs of nodes of two kinds, whose
/// results lie in two ranges.
final class ScalarForm: Sendable {
  let name: String
  let type: ElementType
  let operandCount: Int
  let program: FusedProgram
  /// The kernel of its own that it has, if any.
  let kernel: Kernel?
  /// Whether it is a function of one operand, which runs in tiles.
  let isFunction: Bool
  /// Which of sine and cosine a function takes of its operand, if just one of them.
  let angleFunction: LaneOpcode?
  private let kernels: [KernelForm]

  /// What is computed without tiles.
  enum Kernel: Sendable {
    /// An adjoint's sum of products.
    case sumOfProducts
    case sum
    case difference
    case product
  }

  private init(
    name: String, type: ElementType, operandCount: Int, _ kernels: [KernelForm],
    _ program: FusedProgram
  ) {
    self.name = name
    self.type = type
    self.operandCount = operandCount
    self.kernels = kernels
    self.program = program
    kernel = kernels.count == 1 ? Self.kernel(kernels[0]) : nil
    isFunction = operandCount == 1 && kernel == nil
    let (takesSine, takesCosine) = (program.applies(.sin), program.applies(.cos))
    angleFunction = isFunction && takesSine != takesCosine ? (takesSine ? .sin : .cos) : nil
  }

  private static func kernel(_ form: KernelForm) -> Kernel? {
    switch form {
    case .accumulation(let terms): terms.allSatisfy { $0 == .product } ? .sumOfProducts : nil
    case .elementwise(.primitive(let opcode, [.operand(0), .operand(1)])):
      switch opcode {
      case .multiply: .product
      case .add: .sum
      case .subtract: .difference
      default: nil
      }
    default: nil
    }
  }

  /// What nodes of the kind of `node` compute.
  convenience init(_ graph: GraphStorage, _ node: Int) {
    let (kernel, operandCount) = (graph.kernel(node), graph.operandCount(node))
    self.init(
      name: graph.operation(node).name, type: graph.type(node).elementType,
      operandCount: operandCount, [kernel],
      FusedProgram(scalar: kernel, operandCount: operandCount))
  }

  /// What pairs of nodes compute.
  convenience init(_ first: ScalarForm, with second: ScalarForm, _ relation: ScalarPairs.Relation) {
    var program = first.program
    switch relation {
    case .sameOperand: program.appendScalar(second.kernels[0], operandCount: second.operandCount)
    case .functionOfFirst: program.appendScalar(second.kernels[0], of: program.results)
    }
    self.init(
      name: "\(first.name) with \(second.name)", type: first.type,
      operandCount: first.operandCount, first.kernels + second.kernels, program)
  }

  /// The nodes that are computed side by side.
  var resultCount: Int { kernels.count }

  /// The work of so many nodes of each kind side by side: operands are gathered, their indices and the
  /// results stream by.
  func work(count: Int) -> Work {
    Work(
      .elementwise,
      Cost(
        flops: Double(program.flopCount * count),
        bytes: Double((4 * operandCount + type.byteCount * resultCount) * count)),
      elementByteCount: type.byteCount, gatherCount: Double(operandCount * count))
  }
}
