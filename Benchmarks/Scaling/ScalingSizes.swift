/// The sizes |V| + |E| that a family is measured at.
package struct ScalingSizes: Sendable {
  /// What is counted and timed, ascending, equal ratios apart.
  let measured: [Int]
  /// What is counted with a second turn of each cell.
  let turned: [Int]

  /// From 800 to 8 million: four decades in steps of √10.
  package static let full = ScalingSizes(halfDecades: 8)
  /// From 800 to 80,000: a first look.
  package static let quick = ScalingSizes(halfDecades: 4)

  /// - Parameter halfDecades: the number of steps of √10.
  init(halfDecades: Int) {
    measured = (0...halfDecades).map { step in
      let power = (0..<step / 2).reduce(800) { power, _ in power * 10 }
      return step % 2 == 0 ? power : power * 3162 / 1000
    }
    turned = [2_000, 20_000]
  }

  /// How many graphs of a family there are.
  package var graphCount: Int { measured.count + turned.count }
}
