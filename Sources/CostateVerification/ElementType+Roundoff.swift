import CostateGraph

extension ElementType {
  /// Half a unit in the last place of 1.
  var unitRoundoff: Double { self == .float ? 0x1p-24 : 0x1p-53 }
}
