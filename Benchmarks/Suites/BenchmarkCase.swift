package import Costate

/// One thing that several engines compute.
package struct BenchmarkCase: Sendable {
  /// Group and size: `square/512`; unique among the suite's cases of one type.
  package let name: String
  /// The heading under which tables show it.
  package let group: String
  /// The type of its numbers.
  package let elementType: ElementType
  /// Whether a first look measures it.
  package let isQuick: Bool
  /// Builds its engines; what they need lives as long as they do.
  package let prepare: @Sendable (BenchmarkConditions) throws -> PreparedCase

  init(
    name: String, group: String = "", elementType: ElementType, isQuick: Bool = true,
    prepare: @escaping @Sendable (BenchmarkConditions) throws -> PreparedCase
  ) {
    self.name = name
    self.group = group
    self.elementType = elementType
    self.isQuick = isQuick
    self.prepare = prepare
  }
}
