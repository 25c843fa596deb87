package import CostateSIMD

/// A tensor on the host: a shape and its elements in row-major order.
public struct Tensor: Sendable, Hashable {
  /// The elements.
  public enum Elements: Sendable, Hashable {
    case float([Float])
    case double([Double])
    case int32([Int32])
  }

  /// The extents.
  public let shape: Shape
  /// The elements in row-major order.
  public let elements: Elements

  package init(unchecked elements: Elements, shape: Shape) {
    self.shape = shape
    self.elements = elements
    assert(count == shape.elementCount, "\(count) elements for shape \(shape)")
  }

  /// A tensor of the given elements.
  ///
  /// - Throws: `GraphError.elementCount` when their number is not that of the shape.
  public init(_ elements: Elements, shape: Shape) throws(GraphError) {
    let count =
      switch elements {
      case .float(let x): x.count
      case .double(let x): x.count
      case .int32(let x): x.count
      }
    guard shape.isRepresentable, shape.elementCount == count else {
      throw .elementCount(
        name: "tensor",
        expected: "\(shape.extents.map(String.init).joined(separator: " × ")) elements",
        given: count)
    }
    self.shape = shape
    self.elements = elements
  }

  /// A rank-0 tensor.
  public init(scalar: Double, _ elementType: ElementType) {
    self.init(repeating: scalar, TensorType(elementType, .scalar))
  }

  /// A tensor of equal elements; integers are rounded toward zero and clamped, NaN gives 0.
  public init(repeating x: Double, _ type: TensorType) {
    let count = type.elementCount
    let elements: Elements =
      switch type.elementType {
      case .float: .float(Array(repeating: Float(x), count: count))
      case .double: .double(Array(repeating: x, count: count))
      case .int32: .int32(Array(repeating: Int32(clamping: x), count: count))
      }
    self.init(unchecked: elements, shape: type.shape)
  }

  /// The type of the elements.
  public var elementType: ElementType {
    switch elements {
    case .float: .float
    case .double: .double
    case .int32: .int32
    }
  }

  /// Shape and element type.
  public var type: TensorType { TensorType(elementType, shape) }

  /// The number of elements.
  public var count: Int {
    switch elements {
    case .float(let x): x.count
    case .double(let x): x.count
    case .int32(let x): x.count
    }
  }

  /// The elements as doubles, exactly.
  public var doubles: [Double] {
    switch elements {
    case .float(let x): x.map(Double.init)
    case .double(let x): x
    case .int32(let x): x.map(Double.init)
    }
  }

  /// The elements as 64-bit patterns in which every NaN is one canonical NaN: what tests compare.
  public var bitPatterns: [UInt64] {
    switch elements {
    case .float(let x): x.map { $0.isNaN ? UInt64(Float.nan.bitPattern) : UInt64($0.bitPattern) }
    case .double(let x): x.map { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern }
    case .int32(let x): x.map { UInt64(UInt32(bitPattern: $0)) }
    }
  }

  /// The elements when they are floats.
  package var floats: [Float]? { if case .float(let x) = elements { x } else { nil } }

  /// The elements when they are integers.
  package var integers: [Int32]? { if case .int32(let x) = elements { x } else { nil } }
}

extension Tensor {
  /// Applies the same generic computation to tensors of one floating-point type.
  ///
  /// - Precondition: the tensors share a floating-point element type.
  package static func map(
    _ tensors: [Tensor], shape: Shape, _ body: some ScalarComputation
  ) -> Tensor {
    if tensors[0].elementType == .double {
      let inputs = tensors.map { tensor -> [Double] in
        if case .double(let x) = tensor.elements { x } else { preconditionFailure("mixed types") }
      }
      return Tensor(unchecked: .double(body(inputs)), shape: shape)
    }
    let inputs = tensors.map { tensor -> [Float] in
      if case .float(let x) = tensor.elements { x } else { preconditionFailure("mixed types") }
    }
    return Tensor(unchecked: .float(body(inputs)), shape: shape)
  }

  /// The tensor whose element `i` is this one's element `indices[i]`.
  package func elements(at indices: [Int], shape: Shape) -> Tensor {
    let picked: Elements =
      switch elements {
      case .float(let x): .float(indices.map { x[$0] })
      case .double(let x): .double(indices.map { x[$0] })
      case .int32(let x): .int32(indices.map { x[$0] })
      }
    return Tensor(unchecked: picked, shape: shape)
  }
}

/// A computation written once for `Float` and `Double`: the body of a reference evaluation.
package protocol ScalarComputation {
  func callAsFunction<Scalar: LaneScalar>(_ operands: [[Scalar]]) -> [Scalar]
}

extension Int32 {
  /// The integer part of a number, clamped; 0 for NaN.
  fileprivate init(clamping x: Double) {
    self = x.isNaN ? 0 : Int32(Swift.max(-2_147_483_648, Swift.min(x, 2_147_483_647)))
  }
}
