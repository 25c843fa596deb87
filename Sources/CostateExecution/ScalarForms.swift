import CostateGraph

/// What the scalar nodes of a graph compute: a form for each kind and each pair of kinds, made when it
/// is first met.
final class ScalarForms {
  private let graph: GraphStorage
  /// By kind, nil until it is met; then the pairs.
  private(set) var all: [ScalarForm?]
  private var pairNumbers: [Pair: UInt32] = [:]

  private struct Pair: Hashable {
    var first: UInt32
    var second: UInt32
    var relation: ScalarPairs.Relation
  }

  init(_ graph: GraphStorage) {
    self.graph = graph
    all = Array(repeating: nil, count: graph.kinds.count)
  }

  /// The form with a number that was met.
  subscript(number: UInt32) -> ScalarForm {
    guard let form = all[Int(number)] else { preconditionFailure("no form \(number)") }
    return form
  }

  /// The form of a node, whose number is its kind.
  subscript(of node: UInt32) -> ScalarForm {
    let kind = graph.kindIndex(Int(node))
    if let known = all[kind] { return known }
    let form = ScalarForm(graph, Int(node))
    all[kind] = form
    return form
  }

  /// The number of the form of two nodes.
  func number(_ relation: ScalarPairs.Relation, _ first: UInt32, _ second: UInt32) -> UInt32 {
    let kinds = graph.columns.kinds
    let pair = Pair(first: kinds[Int(first)], second: kinds[Int(second)], relation: relation)
    if let known = pairNumbers[pair] { return known }
    let number = UInt32(all.count)
    all.append(ScalarForm(self[of: first], with: self[of: second], relation))
    pairNumbers[pair] = number
    return number
  }
}
