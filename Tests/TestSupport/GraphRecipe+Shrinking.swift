package import CostateGraph

extension GraphRecipe {
  /// What shrinking makes smaller: operations first, then inputs, then operands.
  var weight: Int {
    steps.reduce(0) { sum, step in
      if case .input = step.source { return sum + 100 }
      return sum + 10_000 + step.operands.count
    }
  }

  /// With every reader of a step reading an earlier one.
  func replacing(_ number: Int, by other: Int) -> GraphRecipe {
    var changed = self
    for reader in number..<steps.count {
      changed.steps[reader].operands = steps[reader].operands.map { $0 == number ? other : $0 }
    }
    changed.outputs = outputs.map { $0 == number ? other : $0 }
    return changed
  }

  /// The extents of the inputs and constants that are more than 1.
  var extents: Set<Int> {
    Set(steps.flatMap { $0.tensor?.shape.extents ?? [] }.filter { $0 > 1 })
  }

  /// With inputs, constants and parameters of operations cut from one extent to another.
  func replacingExtent(_ extent: Int, by smaller: Int) -> GraphRecipe {
    var changed = self
    func replaced(_ extents: [Int]) -> [Int] { extents.map { $0 == extent ? smaller : $0 } }
    for (number, step) in steps.enumerated() {
      switch step.source {
      case .input(let tensor):
        changed.steps[number].source = .input(tensor.cut(to: Shape(replaced(tensor.shape.extents))))
      case .operation(let constant as Constant):
        let tensor = constant.tensor
        changed.steps[number].source = .operation(
          Constant(tensor.cut(to: Shape(replaced(tensor.shape.extents)))))
      case .operation(let operation as any SizedOperation):
        changed.steps[number].source = .operation(operation.mappingExtents(replaced))
      case .operation: continue
      }
    }
    return changed
  }
}

extension GraphRecipe.Step {
  /// The elements of an input or a constant.
  fileprivate var tensor: Tensor? {
    switch source {
    case .input(let tensor): tensor
    case .operation(let constant as Constant): constant.tensor
    case .operation: nil
    }
  }
}

extension Tensor {
  /// The corner of the first elements along each axis; indices become 0, which selects a row of any
  /// table.
  fileprivate func cut(to shape: Shape) -> Tensor {
    if shape == self.shape { return self }
    if elementType == .int32 { return Tensor(repeating: 0, TensorType(.int32, shape)) }
    return elements(
      at: View(offset: 0, strides: self.shape.strides).indices(shape), shape: shape)
  }
}

/// An operation with extents among its parameters.
protocol SizedOperation: Operation {
  /// The operation with other extents.
  func mappingExtents(_ map: ([Int]) -> [Int]) -> Self
}

extension Accumulate: SizedOperation {
  func mappingExtents(_ map: ([Int]) -> [Int]) -> Self {
    Self(shape: Shape(map(shape.extents)), terms: terms)
  }
}

extension BroadcastTo: SizedOperation {
  func mappingExtents(_ map: ([Int]) -> [Int]) -> Self { Self(Shape(map(shape.extents))) }
}

extension Reshape: SizedOperation {
  func mappingExtents(_ map: ([Int]) -> [Int]) -> Self { Self(to: Shape(map(shape.extents))) }
}

extension Slice: SizedOperation {
  func mappingExtents(_ map: ([Int]) -> [Int]) -> Self {
    Self(starts: starts, counts: map(counts), steps: steps)
  }
}

extension Embed: SizedOperation {
  func mappingExtents(_ map: ([Int]) -> [Int]) -> Self {
    Self(slice.mappingExtents(map), in: Shape(map(shape.extents)))
  }
}

extension ScatterAddRows: SizedOperation {
  func mappingExtents(_ map: ([Int]) -> [Int]) -> Self { Self(rowCount: map([rowCount])[0]) }
}

/// An operation that can do with fewer operands.
protocol ShortenedOperation: Operation {
  /// Smaller operations and the positions of the operands they keep.
  func shortened(operandCount: Int) -> [(any Operation, [Int])]
}

extension Accumulate: ShortenedOperation {
  func shortened(operandCount: Int) -> [(any Operation, [Int])] {
    guard terms.count > 1 else { return [] }
    return positions.enumerated().map { index, place in
      var shorter = terms
      shorter.remove(at: index)
      let dropped = place.first..<place.first + place.term.operandCount
      return (
        Accumulate(shape: shape, terms: shorter),
        (0..<operandCount).filter { !dropped.contains($0) }
      )
    }
  }
}

extension Concatenate: ShortenedOperation {
  func shortened(operandCount: Int) -> [(any Operation, [Int])] {
    guard operandCount > 1 else { return [] }
    return (0..<operandCount).map { dropped in
      (self, (0..<operandCount).filter { $0 != dropped })
    }
  }
}
