import CostateGraph
import CostateVerification

extension Tensor {
  /// Whether every element is so small that, being whole numbers, sums of sixteen products of two of
  /// them are exact.
  var isExact: Bool {
    let limit = elementType == .float ? 0x1p10 : 0x1p24
    return doubles.allSatisfy { $0.magnitude < limit }
  }
}

extension StationaryPoint {
  /// Whether every value and adjoint is such a number.
  var isExact: Bool { (0..<storage.nodeCount).allSatisfy { !contains($0) || self[$0].isExact } }
}
