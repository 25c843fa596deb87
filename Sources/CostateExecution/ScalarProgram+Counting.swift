import CostateSIMD

extension ScalarProgram {
  /// What a part of a step executes; a tape runs as a whole.
  func counters(of step: ScalarCode.Step, count: Int) -> ExecutionCounters {
    var counters = ExecutionCounters()
    if step.isTape {
      counters.operations = count
      counters.edgeVisits = Int(step.operandCount)
      counters.codeBytes = count * MemoryLayout<TapeInstruction>.stride
      counters.bytes = (counters.edgeVisits + Int(step.nodeCount)) * MemoryLayout<Scalar>.stride
    } else {
      // Nodes of several kinds that share their operands read them once.
      let kindCount = Int(step.nodeCount / step.count)
      let reads = count * Int(step.operandCount / step.nodeCount)
      counters.operations = count * operationCount(of: forms[Int(step.form)])
      counters.edgeVisits = reads * kindCount
      counters.codeBytes = reads * MemoryLayout<UInt32>.stride
      counters.bytes = (reads + count * kindCount) * MemoryLayout<Scalar>.stride
    }
    return counters
  }

  /// The primitives that the nodes with the same operands take.
  private func operationCount(of form: Form) -> Int {
    switch form {
    case .sumOfProducts(let arity): arity
    case .sum, .difference, .product: 1
    case .tiles(let tiles): tiles.operationCount
    case .none: preconditionFailure("a step of an unknown form")
    }
  }
}
