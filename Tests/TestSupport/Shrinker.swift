import CostateGraph

/// Makes a failing graph as small as it finds, and the way it is run as plain.
///
/// Each attempt changes one thing, builds the graph again and keeps the change when it still fails.
/// Rounds of attempts go on until one changes nothing.
package struct Shrinker {
  /// Returns the number of the step whose value is wrong, or nil when all is well.
  package typealias Failure = @Sendable (GraphRecipe, Configuration) -> Int?

  /// The smallest failing graph so far.
  package private(set) var recipe: GraphRecipe
  /// The plainest way to run it so far.
  package private(set) var configuration: Configuration
  private var wrongStep: Int
  private var remainingAttemptCount: Int
  private let failure: Failure

  /// The failure of a program: a value that is not the specified one. A graph that cannot be built
  /// any more does not fail.
  package static let difference: Failure = { recipe, configuration in
    (try? recipe.firstDifference(configuration)).flatMap { $0?.node.int }
  }

  /// Shrinks a failing graph; nil when it does not fail.
  package init?(
    _ recipe: GraphRecipe, _ configuration: Configuration, attemptCount: Int = 5000,
    failure: @escaping Failure = Shrinker.difference
  ) {
    guard let wrongStep = failure(recipe, configuration) else { return nil }
    self.recipe = recipe
    self.configuration = configuration
    self.wrongStep = wrongStep
    self.failure = failure
    remainingAttemptCount = attemptCount
    var isSmaller = true
    while isSmaller, remainingAttemptCount > 0 {
      isSmaller = askForLess()
      isSmaller = simplifyConfiguration() || isSmaller
      isSmaller = cut() || isSmaller
      isSmaller = bypass() || isSmaller
      isSmaller = shortenOperands() || isSmaller
      isSmaller = shrinkExtents() || isSmaller
      isSmaller = simplifyValues() || isSmaller
    }
  }

  /// Keeps a change if the graph still fails.
  private mutating func attempt(
    _ changed: GraphRecipe, _ changedConfiguration: Configuration? = nil
  ) -> Bool {
    guard remainingAttemptCount > 0 else { return false }
    remainingAttemptCount -= 1
    let configuration = changedConfiguration ?? configuration
    guard let step = failure(changed, configuration) else { return false }
    (recipe, self.configuration, wrongStep) = (changed, configuration, step)
    return true
  }

  private mutating func attempt(_ change: (inout GraphRecipe) -> Void) -> Bool {
    var changed = recipe
    change(&changed)
    return attempt(changed)
  }
}

// MARK: - Less asked for

extension Shrinker {
  /// The wrong node alone; no updates, no names.
  private mutating func askForLess() -> Bool {
    var isSmaller = false
    if recipe.outputs != [wrongStep] || recipe.steps.count > recipe.pruned().steps.count {
      let step = wrongStep
      isSmaller = attempt { recipe in
        recipe.outputs = [step]
        recipe = recipe.pruned()
      }
    }
    if !recipe.updates.isEmpty { isSmaller = attempt { $0.updates = [] } || isSmaller }
    if recipe.steps.contains(where: { $0.name != nil }) {
      isSmaller =
        attempt { recipe in
          for number in recipe.steps.indices { recipe.steps[number].name = nil }
        } || isSmaller
    }
    return isSmaller
  }

  /// Everything about the run that the failure does not need, as plain as can be.
  private mutating func simplifyConfiguration() -> Bool {
    let changes: [(inout Configuration) -> Void] = [
      { $0.width = 1 }, { $0.workers = .pool }, { $0.grain = .modelled },
      { $0.blockSize = .modelled }, { $0.simplification = .none }, { $0.retention = .outputs },
      { $0.level = .baseline },
    ]
    var isPlainer = false
    for change in changes {
      var changed = configuration
      change(&changed)
      if changed != configuration { isPlainer = attempt(recipe, changed) || isPlainer }
    }
    return isPlainer
  }
}

// MARK: - Fewer nodes

extension Shrinker {
  /// Makes inputs of computed nodes, many at once and then fewer.
  private mutating func cut() -> Bool {
    var isSmaller = false
    var count = recipe.steps.count
    while count > 0 {
      var start = 0
      while start < recipe.steps.count {
        isSmaller = cut(start..<min(start + count, recipe.steps.count)) || isSmaller
        start += count
      }
      count /= 2
    }
    return isSmaller
  }

  private mutating func cut(_ range: Range<Int>) -> Bool {
    guard let values = (try? recipe.build())?.oracle.values else { return false }
    var changed = recipe
    for number in range where number != wrongStep {
      if case .input = changed.steps[number].source { continue }
      changed.steps[number] = GraphRecipe.Step(source: .input(values[number]))
    }
    changed = changed.pruned()
    return changed.weight < recipe.weight && attempt(changed)
  }

  /// Reads an operand in place of a node.
  private mutating func bypass() -> Bool {
    var isSmaller = false
    for number in recipe.steps.indices.reversed() where number < recipe.steps.count {
      for operand in recipe.steps[number].operands {
        let changed = recipe.replacing(number, by: operand).pruned()
        if changed.weight < recipe.weight, attempt(changed) {
          isSmaller = true
          break
        }
      }
    }
    return isSmaller
  }

  /// Drops operands that an operation can do without.
  private mutating func shortenOperands() -> Bool {
    var isSmaller = false
    for number in recipe.steps.indices.reversed() where number < recipe.steps.count {
      guard case .operation(let operation as any ShortenedOperation) = recipe.steps[number].source
      else { continue }
      for (shorter, positions) in operation.shortened(
        operandCount: recipe.steps[number].operands.count)
      {
        var changed = recipe
        changed.steps[number].source = .operation(shorter)
        changed.steps[number].operands = positions.map { recipe.steps[number].operands[$0] }
        if attempt(changed.pruned()) {
          isSmaller = true
          break
        }
      }
    }
    return isSmaller
  }
}

// MARK: - Less in the nodes

extension Shrinker {
  /// Replaces an extent wherever it stands by a smaller one.
  private mutating func shrinkExtents() -> Bool {
    var isSmaller = false
    for extent in recipe.extents.sorted(by: >) {
      for smaller in [1, extent / 2, extent - 1] where smaller < extent && smaller > 0 {
        if attempt(recipe.replacingExtent(extent, by: smaller)) {
          isSmaller = true
          break
        }
      }
    }
    return isSmaller
  }

  /// Makes the elements of inputs 0 or 1, or at least whole.
  private mutating func simplifyValues() -> Bool {
    var isSimpler = false
    for (number, step) in recipe.steps.enumerated() {
      guard case .input(let tensor) = step.source else { continue }
      let choices = [
        tensor.doubles.map { _ in 0 }, tensor.doubles.map { _ in 1 },
        tensor.doubles.map { $0.rounded() },
      ]
      for elements in choices {
        let simpler = Tensor(
          unchecked: Tensor.Elements(elements, tensor.elementType), shape: tensor.shape)
        if simpler.bitPatterns == tensor.bitPatterns { break }
        if attempt({ $0.steps[number].source = .input(simpler) }) {
          isSimpler = true
          break
        }
      }
    }
    return isSimpler
  }
}
