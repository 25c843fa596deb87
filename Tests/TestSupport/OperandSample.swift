package import CostateGraph

/// A shape, and where its elements come from: one operand of an operation under test.
package struct OperandSample: Sendable {
  /// The distribution of the elements.
  package enum Values: Sendable {
    /// Floating-point numbers, evenly distributed.
    case uniform(ClosedRange<Double>)
    /// Floating-point numbers of either sign with magnitudes in a range: away from a kink at 0.
    case signed(ClosedRange<Double>)
    /// Any numbers and, among them, ±0, ±∞, NaN, the least and the largest magnitudes.
    case edges
    /// 0 and 1: conditions. No derivative is taken by them.
    case flags
    /// Indices below a number of rows.
    case indices(Int)
  }

  /// The extents.
  package let shape: Shape
  /// The distribution of the elements.
  package let values: Values

  /// An operand of the given shape.
  package init(_ shape: Shape, _ values: Values = .uniform(-2...2)) {
    self.shape = shape
    self.values = values
  }

  /// The operand's type in a sample of a floating-point type.
  package func type(_ elementType: ElementType) -> TensorType {
    if case .indices = values { return TensorType(.int32, shape) }
    return TensorType(elementType, shape)
  }

  /// Whether derivatives by the operand are tested.
  package var isDifferentiable: Bool {
    switch values {
    case .uniform, .signed: true
    case .edges, .flags, .indices: false
    }
  }

  /// Elements of the distribution.
  package func tensor(_ elementType: ElementType, using generator: inout Generator) -> Tensor {
    switch values {
    case .indices(let rowCount):
      let elements = (0..<shape.elementCount).map { _ in
        Int32.random(in: 0..<Int32(rowCount), using: &generator)
      }
      return Tensor(unchecked: .int32(elements), shape: shape)
    case .uniform(let range):
      return tensor(elementType) { Double.random(in: range, using: &generator) }
    case .signed(let range):
      return tensor(elementType) {
        let magnitude = Double.random(in: range, using: &generator)
        return generator.chance(0.5) ? magnitude : -magnitude
      }
    case .edges:
      let edges = Self.edges(elementType)
      return tensor(elementType) {
        generator.chance(0.5)
          ? generator.element(of: edges) ?? 0 : Double.random(in: -2...2, using: &generator)
      }
    case .flags: return tensor(elementType) { generator.chance(0.5) ? 1 : 0 }
    }
  }

  /// Numbers that arithmetic treats unlike their neighbours.
  private static func edges(_ elementType: ElementType) -> [Double] {
    let magnitudes =
      elementType == .double
      ? [Double.leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude]
      : [Float.leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude]
        .map(Double.init)
    let positive = magnitudes + [0, 1, .infinity]
    return positive + positive.map { -$0 } + [.nan]
  }

  private func tensor(_ elementType: ElementType, _ element: () -> Double) -> Tensor {
    let elements = (0..<shape.elementCount).map { _ in element() }
    return Tensor(unchecked: Tensor.Elements(elements, elementType), shape: shape)
  }
}

extension Tensor.Elements {
  /// Numbers rounded to a type.
  package init(_ elements: [Double], _ elementType: ElementType) {
    self =
      switch elementType {
      case .float: .float(elements.map { Float($0) })
      case .double: .double(elements)
      case .int32: .int32(elements.map { Int32($0.rounded()) })
      }
  }
}
