import Costate

/// A scalar graph as programs in other processes read it.
///
/// Three 64-bit integers: how many variables, constants and operations; the variables' and the
/// constants' values, 64 bits each; for each operation its code and two operands, 32 bits each. Values
/// are numbered as they come: variables, constants, operations; the last one is f.
struct ScalarTape {
  /// The operations, by code.
  private static let names = [
    "add", "subtract", "multiply", "divide", "negate", "sin", "cos", "exp", "log", "sqrt", "erf",
  ]

  private var variables: [Double] = []
  private var constants: [Double] = []
  private var operations: [UInt32] = []

  /// Nil when the problem holds an operation that has no code.
  ///
  /// - Precondition: its nodes are scalars in double precision, and f is its last one.
  init?(_ problem: Problem) {
    let storage = problem.graph.storage
    let last = problem.objective.id.int
    var values: [NodeID: Double] = [:]
    for (node, tensor) in problem.inputs { values[node.id] = tensor.doubles[0] }
    var numbers = [UInt32](repeating: 0, count: last + 1)
    for (position, variable) in problem.variables.enumerated() {
      guard let value = values[variable.id] else { return nil }
      variables.append(value)
      numbers[variable.id.int] = UInt32(position)
    }
    // A scaling is a product with a constant, one for each factor.
    var factors: [Int: UInt32] = [:]
    for (kind, factor) in storage.kinds.map({ ($0.operation as? Scale)?.factor }).enumerated() {
      guard let factor else { continue }
      factors[kind] = UInt32(variables.count + constants.count)
      constants.append(factor)
    }
    for node in 0...last {
      guard let constant = storage.operation(node) as? Constant else { continue }
      numbers[node] = UInt32(variables.count + constants.count)
      constants.append(constant.tensor.doubles[0])
    }
    let isLeaf = storage.flags { $0 is Input || $0 is Constant }
    let codes = storage.kinds.map { kind in
      Self.names.firstIndex(of: kind.operation is Scale ? "multiply" : kind.operation.name)
        .map { UInt32($0) }
    }
    var next = UInt32(variables.count + constants.count)
    operations.reserveCapacity(3 * (last + 1))
    for node in 0...last where !isLeaf[storage.kindIndex(node)] {
      let kind = storage.kindIndex(node)
      guard let code = codes[kind] else { return nil }
      // A function of one operand reads it twice.
      let lastOperand = storage.operand(node, storage.operandCount(node) - 1)
      operations.append(code)
      operations.append(numbers[Int(storage.operand(node, 0))])
      operations.append(factors[kind] ?? numbers[Int(lastOperand)])
      numbers[node] = next
      next += 1
    }
  }

  /// How many operations there are.
  var operationCount: Int { operations.count / 3 }

  /// The problem of these numbers.
  ///
  /// Each operation may err by half an ulp of 1; where errors grow by more than a factor of 10³ along
  /// the graph, moving its inputs shows it.
  var peerProblem: PeerProblem {
    var bytes: [UInt8] = []
    for count in [variables.count, constants.count, operationCount] {
      bytes.append(littleEndian: UInt64(count))
    }
    for number in variables + constants { bytes.append(littleEndian: number.bitPattern) }
    for number in operations { bytes.append(littleEndian: number) }
    return PeerProblem(
      kind: "scalars", bytes: bytes, tolerance: 1e3 * Double(operationCount) * Double.ulpOfOne / 2)
  }
}
