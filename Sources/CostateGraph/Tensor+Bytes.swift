extension Tensor {
  /// Copies the elements from memory.
  package init(copying base: UnsafeRawPointer, type: TensorType) {
    func array<Scalar>(_: Scalar.Type) -> [Scalar] {
      Array(
        UnsafeBufferPointer(
          start: base.assumingMemoryBound(to: Scalar.self), count: type.elementCount))
    }
    let elements: Elements =
      switch type.elementType {
      case .float: .float(array(Float.self))
      case .double: .double(array(Double.self))
      case .int32: .int32(array(Int32.self))
      }
    self.init(unchecked: elements, shape: type.shape)
  }

  /// The elements as bytes.
  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    switch elements {
    case .float(let x): x.withUnsafeBytes(body)
    case .double(let x): x.withUnsafeBytes(body)
    case .int32(let x): x.withUnsafeBytes(body)
    }
  }
}
