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

  /// Gathers the operands of a tile, one of `operandCount`, whose indices lie in blocks of
  /// ``ScalarKernels/blockLength``.
  ///
  /// Results are written, and indices read, up to the next multiple of the lane count beyond `count`.
  public let gather:
    @Sendable (
      _ result: UnsafeMutablePointer<Scalar>, _ base: UnsafePointer<Scalar>,
      _ indices: UnsafePointer<UInt32>, _ operandCount: Int, _ count: Int
    ) -> Void

  /// Instantiates the kernels for one level's lanes.
  @inlinable @inline(always)
  public init<L: Lanes>(_: L.Type) where L.Scalar == Scalar {
    run = { instructions, slots, count in
      for step in instructions {
        let (result, a, b) = (slots[Int(step.result)], slots[Int(step.a)], slots[Int(step.b)])
        switch step.primitive {
        case .lane(let opcode):
          let map = tileMap(L.self, opcode)
          map(result, a, b, slots[Int(step.c)], count)
        case .sineAndCosine: mapSineAndCosine(L.self, sines: result, cosines: b, of: a, count)
        }
      }
    }
    let blockLength = ScalarKernels<Scalar>.blockLength
    gather = { result, base, indices, operandCount, count in
      var block = indices
      var i = 0
      while i < count {
        let end = min(i + blockLength, count)
        var lanes = block
        while i < end {
          prefetchIndices(L.self, after: lanes)
          Vector<L>(gathering: base, at: lanes).store(to: result + i)
          lanes += L.laneCount
          i += L.laneCount
        }
        block += operandCount * blockLength
      }
    }
  }
}
