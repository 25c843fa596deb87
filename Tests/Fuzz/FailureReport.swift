import TestSupport

/// A failure, shrunk and printed.
struct FailureReport {
  /// The message, how to see it again, and the program.
  let text: String
  /// Whether no more is left than an input and one operation.
  let isMinimal: Bool

  init(seed: UInt64, _ failure: Campaign.Failure, plant: Bool) throws {
    let title = [
      failure.message, "Found by scripts/fuzz --seed \(seed) --only \(failure.number).",
    ]
    let plain = try FuzzCase(seed: seed, number: failure.number)
    let failing = try plant ? plain.planted() : plain
    let recipe = GraphRecipe(failing.random)
    guard let shrinker = Shrinker(recipe, failing.configuration) else {
      text = (title + ["It did not fail again: it depends on time."]).joined(separator: "\n")
      isMinimal = false
      return
    }
    let source = try shrinker.recipe.swiftSource(shrinker.configuration, title: title)
    text = (title + ["", source]).joined(separator: "\n")
    isMinimal = shrinker.recipe.steps.count <= 2
  }
}
