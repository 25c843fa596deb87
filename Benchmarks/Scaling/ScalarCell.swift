import Costate

/// The step that most families repeat: z = e^(−a b), or with two turns e^(−e^(−a b)).
///
/// Three operations of constant cost, one of two operands and two of one; values stay in (0, 1]. A
/// second turn adds nodes of one operand only, so that |V| and |E| do not grow in proportion: then
/// the coefficients of both can be told apart.
struct ScalarCell {
  /// How often the exponential is applied, from 1.
  let turnCount: Int

  func callAsFunction(_ a: Node, _ b: Node) throws -> Node {
    try turned(a * b)
  }

  /// The exponentials alone.
  func turned(_ node: Node) throws -> Node {
    var node = node
    for _ in 0..<turnCount { node = try exp(-node) }
    return node
  }
}

/// The sum by neighbouring pairs, a tree.
func sumOfPairs(_ terms: [Node]) throws -> Node {
  var terms = terms
  while terms.count > 1 {
    terms = try stride(from: 0, to: terms.count, by: 2).map {
      $0 + 1 < terms.count ? try terms[$0] + terms[$0 + 1] : terms[$0]
    }
  }
  return terms[0]
}
