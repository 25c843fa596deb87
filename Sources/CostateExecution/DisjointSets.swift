/// The representative of a node's set, of disjoint sets where `parents` leads from each node towards it;
/// halves the way.
///
/// - Source: Tarjan, van Leeuwen (1984), doi 10.1145/62.2160.
func representative(of node: UInt32, _ parents: UnsafeMutablePointer<UInt32>) -> UInt32 {
  var node = node
  while parents[Int(node)] != node {
    parents[Int(node)] = parents[Int(parents[Int(node)])]
    node = parents[Int(node)]
  }
  return node
}
