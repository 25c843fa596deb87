/// The closed set of kernels: how an operation is computed.
///
/// Many operations share one form; the executor knows forms, never operations.
public enum KernelForm: Sendable {
  /// Written from outside: an input, or a constant.
  case source
  /// The result is operand 0's bytes under another shape.
  case alias
  /// A composition of lane primitives on each element.
  case elementwise(LaneExpression)
  /// A matrix product of operands 0 and 1.
  case matrixProduct(MatrixProduct)
  /// A reduction of operand 0 over axes.
  case reduction(ReductionKind, axes: [Int])
  /// The sum of the products of all elements of operands 0 and 1.
  case sumOfProducts
  /// A copy of operand 0, read through a strided view.
  case copy(View)
  /// The operands one after the other along an axis.
  case concatenation(axis: Int)
  /// Operand 0 inside zeros, through a strided view of the result.
  case embedding(View)
  /// Rows of operand 0 at the indices in operand 1.
  case gatherRows
  /// Rows of operand 0 added up at the indices in operand 1.
  case scatterAddRows
  /// A sum of adjoint terms, in order.
  case accumulation([Accumulate.Term])
  /// A user's function over whole buffers.
  case opaque(any OpaqueOperation)
}

/// What a reduction does with its elements.
public enum ReductionKind: Sendable, Hashable {
  /// Adds them.
  case sum
  /// Takes the largest.
  case maximum
}

/// A strided view of a row-major tensor.
public struct View: Sendable, Hashable {
  /// The element at the origin.
  public var offset: Int
  /// Elements between neighbours along each axis of the view; may be 0 or negative.
  public var strides: [Int]

  /// A view.
  public init(offset: Int, strides: [Int]) {
    self.offset = offset
    self.strides = strides
  }

  /// The positions of the view's elements, in row-major order of `shape`.
  package func indices(_ shape: Shape) -> [Int] {
    // Other extents of an empty shape can be as large as they like.
    if shape.extents.contains(0) { return [] }
    var indices = [offset]
    for axis in 0..<shape.rank where shape[axis] > 1 {
      indices = indices.flatMap { base in
        (0..<shape[axis]).map { base + $0 * strides[axis] }
      }
    }
    return indices
  }
}
