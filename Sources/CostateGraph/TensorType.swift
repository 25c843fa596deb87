/// The shape and element type of a node.
public struct TensorType: Sendable, Hashable, CustomStringConvertible {
  /// The extents.
  public var shape: Shape
  /// The type of the elements.
  public var elementType: ElementType

  /// A tensor type.
  public init(_ elementType: ElementType, _ shape: Shape) {
    self.shape = shape
    self.elementType = elementType
  }

  /// The number of elements.
  public var elementCount: Int { shape.elementCount }

  /// The size of a dense tensor in bytes.
  public var byteCount: Int { elementCount * elementType.byteCount }

  /// As in `float[2, 3]`.
  public var description: String { "\(elementType.rawValue)\(shape)" }
}
