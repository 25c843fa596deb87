import CostateExecution
import CostateGraph
import CostateVerification
import TestSupport
import Testing

/// A bit flipped in memory is found, and found where it is.
@Suite struct `A flipped bit` {
  /// How often a bit of each node is flipped.
  private static let flipsPerNode = 3
  private static let seeds = Seeds.first(5)

  @Test(arguments: seeds, [ElementType.float, .double])
  func `of any value or adjoint is located`(_ seed: UInt64, _ type: ElementType) throws {
    var generator = Generator(seed: seed)
    for form in RandomFunction.Form.allCases {
      let function = try RandomFunction(seed: seed, form, type)
      let point = try function.stationaryPoint()
      for node in 0..<point.storage.nodeCount where point.contains(node) {
        for _ in 0..<Self.flipsPerNode {
          var disturbed = point
          let element = Int.random(in: 0..<point[node].count, using: &generator)
          let bit = Int.random(in: 0..<8 * type.byteCount, using: &generator)
          disturbed[node] = point[node].flippingBit(bit, of: element)
          let faults = disturbed.wrongNodes()
          #expect(faults.map(\.place.number) == [node], "bit \(bit) of element \(element)")
          #expect(faults.first?.place.element == element)
          #expect(faults.first?.equation == (node <= point.objective ? .value : .adjoint))
        }
      }
    }
  }

  @Test func `of an input is located by what the input was set to`() throws {
    let function = try RandomFunction(seed: 1, .free, .double)
    let workspace = try function.run()
    let (input, value) = try #require(function.inputs.first { $0.value.count == 9 })
    try workspace.set(function.graph.node(input), to: value.flippingBit(51, of: 4))
    let report = try Lagrangian(of: function.f).check(workspace, inputs: function.inputs)
    let fault = try #require(report.faults.first { $0.equation == .value })
    #expect(fault.place.node == input)
    #expect(fault.place.element == 4)
  }

  @Test func `is as many units in the last place off as the bit is worth`() throws {
    var point = try RandomFunction(seed: 2, .layered, .float).stationaryPoint()
    point[point.objective] = point[point.objective].flippingBit(7, of: 0)
    #expect(point.wrongNodes().map(\.ulps) == [128])
    #expect(try point.report().values.ulps == 128)
  }

  @Test func `of each of two independent nodes is located`() throws {
    let graph = Graph()
    let (x, y) = (try graph.input("x"), try graph.input("y"))
    let (a, b) = (try sin(x), try cos(y))
    let f = try a * b
    let inputs = [x.id: Tensor(scalar: 0.5, .float), y.id: Tensor(scalar: 0.25, .float)]
    var point = try StationaryPoint(f, inputs)
    for node in [a, b] { point[node.id.int] = point[node.id.int].flippingBit(3, of: 0) }
    #expect(point.wrongNodes().map(\.place.node) == [a.id, b.id])
  }

  @Test func `of a sum of adjoints is located among the sums over successors`() throws {
    let function = try RandomFunction(seed: 4, .free, .double)
    let point = try function.stationaryPoint()
    for node in 0..<point.objective {
      guard let adjoint = point.adjoints[node], adjoint > point.objective,
        point[adjoint].doubles[0] != 0
      else { continue }
      var disturbed = point
      disturbed[adjoint] = point[adjoint].flippingBit(52, of: 0)
      let sums = try disturbed.report().faults.filter { $0.equation == .sum }
      let owners = point.adjoints.indices.filter { point.adjoints[$0] == adjoint }
      #expect(owners.contains { owner in sums.contains { $0.place.number == owner } })
    }
  }
}

extension StationaryPoint {
  fileprivate init(_ f: Node, _ inputs: [NodeID: Tensor]) throws {
    let lagrangian = try Lagrangian(of: f)
    let workspace = try Program(outputs: [f], retaining: .all).makeWorkspace()
    for (input, value) in inputs { try workspace.set(input, to: value) }
    try workspace.run()
    try self.init(lagrangian, workspace, inputs: inputs)
  }
}

extension Tensor {
  /// The tensor with one bit of one element inverted.
  fileprivate func flippingBit(_ bit: Int, of element: Int) -> Tensor {
    switch elements {
    case .float(var x):
      x[element] = Float(bitPattern: x[element].bitPattern ^ 1 << UInt32(bit))
      return Tensor(unchecked: .float(x), shape: shape)
    case .double(var x):
      x[element] = Double(bitPattern: x[element].bitPattern ^ 1 << UInt64(bit))
      return Tensor(unchecked: .double(x), shape: shape)
    case .int32(var x):
      x[element] ^= 1 << Int32(bit)
      return Tensor(unchecked: .int32(x), shape: shape)
    }
  }
}
