/// The kernels of elementwise batches: a tile program runs instruction by instruction, each over a
/// whole tile that stays in the first-level cache.
public struct TileKernels<Scalar>: Sendable {
  /// The elements of a tile: 16 slots of doubles fill a 32 KiB cache. A multiple of every level's
  /// lane count.
  public static var tileLength: Int { 256 }

  /// Runs the instructions in order over the first `count` elements of the slots.
  ///
  /// Slots are read and written up to the next multiple of the lane count beyond `count`.
  public let run:
    @Sendable (
      _ instructions: UnsafeBufferPointer<TileInstruction>,
      _ slots: UnsafePointer<UnsafeMutablePointer<Scalar>>, _ count: Int
    ) -> Void

  /// Writes `base[indices[i]]` for `i` below `count`, up to the next multiple of the lane count;
  /// as many indices are read.
  public let gather:
    @Sendable (
      _ result: UnsafeMutablePointer<Scalar>, _ base: UnsafePointer<Scalar>,
      _ indices: UnsafePointer<UInt32>, _ count: Int
    ) -> Void

  /// Instantiates the kernels for one level's lanes.
  @inlinable @inline(always)
  public init<L: Lanes>(_: L.Type) where L.Scalar == Scalar {
    run = { instructions, slots, count in
      for step in instructions {
        let map = tileMap(L.self, step.opcode)
        map(
          slots[Int(step.result)], slots[Int(step.a)], slots[Int(step.b)], slots[Int(step.c)], count
        )
      }
    }
    gather = { result, base, indices, count in
      var i = 0
      while i < count {
        Vector<L>(gathering: base, at: indices + i).store(to: result + i)
        i += L.laneCount
      }
    }
  }
}
