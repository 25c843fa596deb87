import CostateGraph
import CostateSIMD

/// What scalar nodes of one kind compute, worked out once; or nodes of two kinds with the same
/// operands, whose results lie in two ranges.
final class ScalarForm: Sendable {
  let name: String
  let type: ElementType
  let operandCount: Int
  let program: FusedProgram
  /// The kernel of its own that it has, if any.
  let kernel: Kernel?
  private let kernels: [KernelForm]

  /// What is computed without tiles.
  enum Kernel: Sendable {
    /// An adjoint's sum of products.
    case sumOfProducts
    case sum
    case difference
    case product
  }

  private init(name: String, type: ElementType, operandCount: Int, _ kernels: [KernelForm]) {
    self.name = name
    self.type = type
    self.operandCount = operandCount
    self.kernels = kernels
    program = FusedProgram(scalars: kernels, operandCount: operandCount)
    kernel = kernels.count == 1 ? Self.kernel(kernels[0]) : nil
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
    self.init(
      name: graph.operation(node).name, type: graph.type(node).elementType,
      operandCount: graph.operandCount(node), [graph.kernel(node)])
  }

  /// What two nodes with the same operands compute.
  convenience init(_ first: ScalarForm, with second: ScalarForm) {
    self.init(
      name: "\(first.name) with \(second.name)", type: first.type,
      operandCount: first.operandCount, first.kernels + second.kernels)
  }

  /// Which of sine and cosine it takes of its only operand, if just one of them.
  var angleFunction: LaneOpcode? {
    guard operandCount == 1, program.applies(.sin) != program.applies(.cos) else { return nil }
    return program.applies(.sin) ? .sin : .cos
  }

  /// The nodes that share their operands.
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
