import CostateSIMD

extension ScalarProgram {
  /// What so many nodes of a step execute; a tape runs as a whole.
  func counters(of step: ScalarCode.Step, nodeCount: Int) -> ExecutionCounters {
    var counters = ExecutionCounters()
    if step.kind == ScalarCode.Step.tape {
      counters.operations = Int(step.count)
      counters.edgeVisits = Int(step.operandCount)
      counters.codeBytes = Int(step.count) * MemoryLayout<TapeInstruction>.stride
    } else {
      counters.operations = nodeCount * operationCount(ofKind: Int(step.kind))
      counters.edgeVisits = nodeCount * Int(step.operandCount / step.nodeCount)
      counters.codeBytes = counters.edgeVisits * MemoryLayout<UInt32>.stride
    }
    counters.bytes = (counters.edgeVisits + nodeCount) * MemoryLayout<Scalar>.stride
    return counters
  }

  /// The primitives that each node of a kind takes.
  private func operationCount(ofKind kind: Int) -> Int {
    switch forms[kind] {
    case .sumOfProducts(let arity): arity
    case .tiles(let tiles): tiles.operationCount
    case nil: preconditionFailure("a step of an unknown kind")
    }
  }
}
