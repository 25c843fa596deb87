/// An operation over whole buffers: a solver, a transform, anything with an adjoint rule.
///
/// It runs as one work item and must be a pure function of its operands: the same bits in, the
/// same bits out, on any thread.
public protocol OpaqueOperation: Operation {
  /// Computes the result into `result`, which holds unspecified numbers before.
  func evaluate(_ operands: [TensorView], into result: MutableTensorView)
}

extension OpaqueOperation {
  /// No tangent rule: forward derivatives through it are zero.
  public func tangent(_ site: TangentSite) throws(GraphError) -> Node? { nil }

  /// Operands read and the result written once.
  public func cost(operands: [TensorType], result: TensorType) -> Cost {
    Cost(flops: 0, moving: operands, result)
  }

  /// `evaluate` on copies.
  public func reference(_ operands: [Tensor], type: TensorType) -> Tensor {
    let buffers = operands.map { RawTensor($0) }
    let result = RawTensor(Tensor(repeating: 0, type))
    // Views do not keep their buffers alive.
    withExtendedLifetime((buffers, result)) {
      evaluate(buffers.map(\.view), into: result.mutableView)
    }
    return result.tensor
  }

  /// Itself.
  public func kernel(operands: [TensorType], result: TensorType) -> KernelForm { .opaque(self) }
}

/// A tensor in memory that an opaque operation reads.
///
/// Invariant: `base` points at `type.byteCount` readable bytes for the length of the call.
public struct TensorView {
  /// Shape and element type.
  public let type: TensorType
  package let base: UnsafeRawPointer

  package init(type: TensorType, base: UnsafeRawPointer) {
    self.type = type
    self.base = base
  }

  /// The elements of a float tensor, row-major.
  public var floats: UnsafeBufferPointer<Float> { elements(.float) }
  /// The elements of a double tensor, row-major.
  public var doubles: UnsafeBufferPointer<Double> { elements(.double) }
  /// The elements of an integer tensor, row-major.
  public var integers: UnsafeBufferPointer<Int32> { elements(.int32) }

  private func elements<Scalar>(_ expected: ElementType) -> UnsafeBufferPointer<Scalar> {
    precondition(type.elementType == expected, "elements of \(type) read as \(expected)")
    return UnsafeBufferPointer(
      start: base.assumingMemoryBound(to: Scalar.self), count: type.elementCount)
  }
}

/// A tensor in memory that an opaque operation writes.
///
/// Invariant: `base` points at `type.byteCount` writable bytes for the length of the call.
public struct MutableTensorView {
  /// Shape and element type.
  public let type: TensorType
  package let base: UnsafeMutableRawPointer

  package init(type: TensorType, base: UnsafeMutableRawPointer) {
    self.type = type
    self.base = base
  }

  /// The elements of a float tensor, row-major.
  public var floats: UnsafeMutableBufferPointer<Float> { elements(.float) }
  /// The elements of a double tensor, row-major.
  public var doubles: UnsafeMutableBufferPointer<Double> { elements(.double) }
  /// The elements of an integer tensor, row-major.
  public var integers: UnsafeMutableBufferPointer<Int32> { elements(.int32) }

  private func elements<Scalar>(_ expected: ElementType) -> UnsafeMutableBufferPointer<Scalar> {
    precondition(type.elementType == expected, "elements of \(type) written as \(expected)")
    return UnsafeMutableBufferPointer(
      start: base.assumingMemoryBound(to: Scalar.self), count: type.elementCount)
  }
}

/// A tensor's bytes on the heap: the memory behind the views of a reference evaluation.
private final class RawTensor {
  let type: TensorType
  let base: UnsafeMutableRawPointer

  init(_ tensor: Tensor) {
    type = tensor.type
    base = .allocate(byteCount: max(tensor.type.byteCount, 1), alignment: 64)
    tensor.withBytes { bytes in
      if let source = bytes.baseAddress { base.copyMemory(from: source, byteCount: bytes.count) }
    }
  }

  deinit { base.deallocate() }

  var view: TensorView { TensorView(type: type, base: base) }
  var mutableView: MutableTensorView { MutableTensorView(type: type, base: base) }
  var tensor: Tensor { Tensor(copying: base, type: type) }
}
