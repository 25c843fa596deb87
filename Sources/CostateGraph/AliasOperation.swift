/// An operation whose result is operand 0's bytes: it costs nothing and moves nothing.
public protocol AliasOperation: Operation {}

extension AliasOperation {
  /// Nothing.
  public func cost(operands: [TensorType], result: TensorType) -> Cost { Cost(flops: 0, bytes: 0) }

  /// Shares the operand's memory.
  public func kernel(operands: [TensorType], result: TensorType) -> KernelForm { .alias }
}
