/// A lane primitive on scalars that are read by their indices.
///
/// The results of a tape lie side by side, so an instruction does not say where its own goes.
@frozen public struct TapeInstruction: BitwiseCopyable, Sendable {
  /// How an instruction gets its operands: from memory, or in a register what one of the two
  /// instructions before computed. In a chain, a wait for the store and the load of it would take
  /// longer than the arithmetic.
  public enum Form: UInt8, Sendable, BitwiseCopyable {
    /// Any primitive on scalars in memory.
    case primitive
    /// `a * b + c` with one rounding.
    case fusedMultiplyAdd
    /// The same where `a` is what the instruction before computed.
    case lastTimes
    /// The same where `c` is what the instruction before computed.
    case plusLast
    /// The same where `a` is what the second instruction before computed.
    case previousTimes
    /// The same where `c` is what the second instruction before computed.
    case plusPrevious
    /// Both: `a` is what the instruction before computed, `c` what the one before it did.
    case lastTimesPlusPrevious
    /// Both: `a` is what the second instruction before computed, `c` what the one after it did.
    case previousTimesPlusLast
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
  /// - Parameter results: the indices of what the instructions before it compute, on the same tape.
  public init(
    _ opcode: LaneOpcode, _ a: UInt32, _ b: UInt32, _ c: UInt32, after results: Range<UInt32>
  ) {
    self.opcode = opcode
    (self.a, self.b, self.c) = (a, b, c)
    guard opcode == .fusedMultiplyAdd else {
      form = .primitive
      return
    }
    let last = results.last
    let previous = results.dropLast().last
    // The factors may change places.
    func isFactor(_ index: UInt32?) -> Bool { a == index || b == index }
    let factor: UInt32?
    switch c {
    case last:
      factor = isFactor(previous) ? previous : nil
      form = factor == nil ? .plusLast : .previousTimesPlusLast
    case previous:
      factor = isFactor(last) ? last : nil
      form = factor == nil ? .plusPrevious : .lastTimesPlusPrevious
    default:
      factor = isFactor(last) ? last : isFactor(previous) ? previous : nil
      form =
        factor == nil ? .fusedMultiplyAdd : factor == last ? .lastTimes : .previousTimes
    }
    if factor == b { (self.a, self.b) = (b, a) }
  }
}
