// A client of the package: an operation of its own, its derivative, and a run, checked against the
// formula. Built and run by scripts/check-client.

import Costate

/// `y = x / (1 + |x|)`, an activation the package does not have.
struct Softsign: ElementwiseOperation {
  var name: String { "softsign" }
  var operandCount: Int { 1 }

  func value(_ x: [LaneExpression]) -> LaneExpression { x[0] / (1 + .abs(x[0])) }

  func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    let denominator = 1 + .abs(x[0])
    return [1 / (denominator * denominator)]
  }
}

struct Mismatch: Error, CustomStringConvertible {
  let description: String
}

func expectEqual(_ name: String, _ given: [Double], _ expected: [Double]) throws {
  for (x, y) in zip(given, expected) where !((x - y).magnitude <= 1e-12) {
    throw Mismatch(description: "\(name): expected \(expected), got \(given)")
  }
  guard given.count == expected.count else {
    throw Mismatch(description: "\(name): expected \(expected.count) elements, got \(given.count)")
  }
}

let numbers = [-3, -0.5, 0, 0.25, 1, 8]
let graph = Graph()
let x = try graph.input("x", shape: [2, 3], elementType: .double)
let y = try graph.apply(Softsign(), [x])
let f = try y.squaredNorm()
let gradient = try f.adjoint(of: x)
let program = try Program(outputs: [y, f, gradient])
let workspace = try program.makeWorkspace()
try workspace.set(x, to: numbers)
try workspace.run()

let values = numbers.map { $0 / (1 + $0.magnitude) }
try expectEqual("y", workspace.value(of: y).doubles, values)
try expectEqual("f", [workspace.scalar(of: f)], [values.reduce(0) { $0 + $1 * $1 }])
try expectEqual(
  "gradient", workspace.value(of: gradient).doubles,
  zip(numbers, values).map { 2 * $1 / ((1 + $0.magnitude) * (1 + $0.magnitude)) })
print("client: f = \(try workspace.scalar(of: f)), as expected")
