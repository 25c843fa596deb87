/// What a core can do at most: kernels that are nothing but fused multiply-adds, or nothing but
/// reads. Benchmarks state their speed as a share of these.
public struct PeakKernels<Scalar>: Sendable {
  /// Runs `(rounds, values)`: each round is one fused multiply-add of every value, in registers.
  ///
  /// `values` holds `valueCount` numbers, read before and written after, so that nothing is left
  /// out; they tend to 2, far from subnormals.
  public let multiplyAdd: @Sendable (Int, UnsafeMutablePointer<Scalar>) -> Void
  /// The numbers of `multiplyAdd`: 12 vectors, independent of each other. The latency of 4 cycles on
  /// 2 ports needs 8; the register file of AVX2 leaves room for 14.
  public let valueCount: Int

  /// Adds up `(source, count)` into `partialSumCount` numbers, its four quarters at once: memory gives
  /// several streams faster than one.
  ///
  /// `count` is a multiple of `partialSumCount`.
  public let read: @Sendable (UnsafePointer<Scalar>, Int, UnsafeMutablePointer<Scalar>) -> Void
  /// The numbers that `read` gives: 8 vectors, as many as loads are needed at once to read the
  /// first-level cache at full speed.
  public let partialSumCount: Int

  /// The flops of a round of `multiplyAdd`.
  public var roundFlops: Int { 2 * valueCount }

  /// Instantiates the kernels for a level's lanes.
  @inlinable @inline(always)
  public init<L: Lanes>(_: L.Type) where L.Scalar == Scalar {
    valueCount = 3 &* FourVectors<L>.count
    multiplyAdd = { rounds, values in
      let factor = FourVectors<L>(Vector(constant: 0.5))
      let addend = FourVectors<L>(Vector(constant: 1))
      var first = FourVectors<L>(loading: values)
      var second = FourVectors<L>(loading: values + FourVectors<L>.count)
      var third = FourVectors<L>(loading: values + 2 &* FourVectors<L>.count)
      for _ in 0..<rounds {
        first = first.combined(with: factor, addend) { $2.addingProduct($0, $1) }
        second = second.combined(with: factor, addend) { $2.addingProduct($0, $1) }
        third = third.combined(with: factor, addend) { $2.addingProduct($0, $1) }
      }
      first.store(to: values)
      second.store(to: values + FourVectors<L>.count)
      third.store(to: values + 2 &* FourVectors<L>.count)
    }
    partialSumCount = 2 &* FourVectors<L>.count
    read = { source, count, sums in
      let quarter = count / 4
      let offsets = FourOffsets(step: quarter)
      var even = FourVectors<L>(Vector(constant: 0))
      var odd = FourVectors<L>(Vector(constant: 0))
      var index = 0
      while index < quarter {
        let next = source + index
        even = even.combined(with: FourVectors(loading: next, at: offsets)) { $0 + $1 }
        odd = odd.combined(with: FourVectors(loading: next + L.laneCount, at: offsets)) { $0 + $1 }
        index &+= 2 &* L.laneCount
      }
      even.store(to: sums)
      odd.store(to: sums + FourVectors<L>.count)
    }
  }
}
