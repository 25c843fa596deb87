import Costate

/// The engine's own function of each number, so that values depend on no C library.
func evaluate(_ numbers: [Double], _ function: (Node) throws -> Node) throws -> [Double] {
  let graph = Graph()
  let x = try graph.input("x", shape: [numbers.count], elementType: .double)
  let y = try function(x)
  let workspace = try Program(outputs: [y]).makeWorkspace()
  try workspace.set(x, to: numbers)
  try workspace.run()
  return try workspace.value(of: y).doubles
}
