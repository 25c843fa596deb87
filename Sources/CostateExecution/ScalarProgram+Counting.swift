import CostateSIMD

extension ScalarProgram {
  /// What a part of a step executes; a tape runs as a whole.
  func counters(of step: ScalarCode.Step, count: Int) -> ExecutionCounters {
    var counters = ExecutionCounters()
    let nodeCount: Int
    if step.isTape {
      nodeCount = Int(step.nodeCount)
      counters.operations = count
      counters.edgeVisits = Int(step.operandCount)
      counters.codeBytes = count * MemoryLayout<TapeInstruction>.stride
    } else {
      // Each of a pair has an operand; one index leads to both.
      nodeCount = count * Int(step.nodeCount / step.count)
      let operandCount = Int(step.operandCount / step.nodeCount)
      counters.operations = count * operationCount(of: forms[Int(step.form)])
      counters.edgeVisits = nodeCount * operandCount
      counters.codeBytes = count * operandCount * MemoryLayout<UInt32>.stride
    }
    counters.bytes = (counters.edgeVisits + nodeCount) * MemoryLayout<Scalar>.stride
    return counters
  }

  /// The primitives that a node takes, or a pair.
  private func operationCount(of form: Form) -> Int {
    switch form {
    case .sumOfProducts(let arity): arity
    case .sum, .difference, .product: 1
    case .tiles(let tiles): tiles.operationCount
    case .none: preconditionFailure("a step of an unknown form")
    }
  }
}
