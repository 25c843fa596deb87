/// A lane primitive on scalars that are read by their indices.
///
/// The results of a tape lie side by side, so an instruction does not say where its own goes.
@frozen public struct TapeInstruction: BitwiseCopyable, Sendable {
  /// How an instruction gets its operands.
  public enum Form: UInt8, Sendable, BitwiseCopyable {
    /// Any primitive on scalars in memory.
    case primitive
    /// `a * b + c` with one rounding.
    case fusedMultiplyAdd
    /// The same where `a` is what the instruction before computed, still in a register: in a chain,
    /// a wait for the store and the load of it would take longer than the arithmetic.
    case lastTimes
    /// The same where `c` is what the instruction before computed.
    case plusLast
  }

  /// How it gets its operands.
  public var form: Form
  /// The primitive.
  public var opcode: LaneOpcode
  /// The index of the first operand.
  public var a: UInt32
  /// The index of the second operand; of the first if there is none.
  public var b: UInt32
  /// The index of the third operand; of the first if there is none.
  public var c: UInt32

  /// An instruction from the indices of its operands.
  ///
  /// - Parameter last: the index of what the instruction before computes; nil for the first.
  @inlinable
  public init(_ opcode: LaneOpcode, _ a: UInt32, _ b: UInt32, _ c: UInt32, last: UInt32?) {
    self.opcode = opcode
    (self.a, self.b, self.c) = (a, b, c)
    if opcode != .fusedMultiplyAdd {
      form = .primitive
    } else if c == last {
      form = .plusLast
    } else if a == last {
      form = .lastTimes
    } else if b == last {
      form = .lastTimes
      (self.a, self.b) = (b, a)
    } else {
      form = .fusedMultiplyAdd
    }
  }
}
