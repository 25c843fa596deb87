import CostateGraph

/// A run done again with every value kept, to see where it first left the finite numbers.
///
/// Exact because a program's bits do not depend on what it retains.
struct Replay {
  private let source: ProgramSource
  private let plan: Plan
  private let workspace: Workspace

  /// Runs the source with the inputs of a workspace.
  init(_ source: ProgramSource, _ options: Options, inputs: Workspace) throws(ProgramError) {
    self.source = source
    var options = options
    options.checking = .none
    plan = try Plan(source, options)
    workspace = try Workspace(Program(plan: plan))
    for input in plan.requiredInputs {
      try workspace.set(input, to: inputs.value(of: input))
    }
    try workspace.run()
  }

  /// The earliest node that is not finite.
  ///
  /// - Complexity: O(|V| + |E|) and a look at every element.
  var firstNonFinite: NonFiniteValue? {
    for node in source.outputs {
      guard let place = plan.readable[node],
        let position = workspace.firstNonFiniteElement(of: place)
      else { continue }
      return describe(node.int, position)
    }
    return nil
  }

  private func describe(_ node: Int, _ position: Int) -> NonFiniteValue? {
    guard let tensor = value(node) else { return nil }
    let storage = source.storage
    let element = tensor.doubles[position]
    let index = tensor.shape.index(of: position)
    let operation = storage.operation(node)
    return NonFiniteValue(
      node: NodeID(node), label: storage.label(node), operation: operation.name,
      level: Int(storage.levels(through: node)[node]), type: tensor.type, index: index,
      kind: element.isNaN ? .nan : element > 0 ? .infinity : .negativeInfinity,
      operands: storage.operands(node).map { operand in
        NonFiniteValue.Operand(
          label: storage.label(Int(operand)),
          range: value(Int(operand)).flatMap {
            operation is any ElementwiseOperation
              ? $0.element(at: index, of: tensor.shape) : $0.range
          })
      })
  }

  private func value(_ node: Int) -> Tensor? { try? workspace.value(of: NodeID(node)) }
}

extension Shape {
  /// The indices of an element from its position in row-major order.
  fileprivate func index(of position: Int) -> [Int] {
    zip(extents, strides).map { extent, stride in position / stride % extent }
  }
}

extension Tensor {
  /// The smallest and the largest element; nil without elements.
  fileprivate var range: ClosedRange<Double>? {
    let doubles = doubles
    guard let least = doubles.min(), let largest = doubles.max() else { return nil }
    return least...largest
  }

  /// The element that an elementwise operation reads for an element of its result.
  fileprivate func element(at index: [Int], of result: Shape) -> ClosedRange<Double>? {
    let strides = shape.broadcastStrides(to: result)
    let element = doubles[zip(index, strides).reduce(0) { $0 + $1.0 * $1.1 }]
    return element...element
  }
}
