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
  @inlinable @inline(__always)
  public init<L: Lanes>(_: L.Type) where L.Scalar == Scalar {
    run = { instructions, slots, count in
      for instruction in instructions { runTile(L.self, instruction, slots, count) }
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

/// One instruction over a tile: a switch per tile, then a loop of one primitive.
@inlinable @inline(__always)
public func runTile<L: Lanes>(
  _: L.Type, _ instruction: TileInstruction,
  _ slots: UnsafePointer<UnsafeMutablePointer<L.Scalar>>, _ count: Int
) {
  let result = slots[Int(instruction.result)]
  let a = slots[Int(instruction.a)]
  let b = slots[Int(instruction.b)]
  let c = slots[Int(instruction.c)]
  switch instruction.opcode {
  case .add: mapTile(L.self, .add, result, a, b, c, count)
  case .subtract: mapTile(L.self, .subtract, result, a, b, c, count)
  case .multiply: mapTile(L.self, .multiply, result, a, b, c, count)
  case .divide: mapTile(L.self, .divide, result, a, b, c, count)
  case .minimum: mapTile(L.self, .minimum, result, a, b, c, count)
  case .maximum: mapTile(L.self, .maximum, result, a, b, c, count)
  case .power: mapTile(L.self, .power, result, a, b, c, count)
  case .less: mapTile(L.self, .less, result, a, b, c, count)
  case .lessOrEqual: mapTile(L.self, .lessOrEqual, result, a, b, c, count)
  case .equal: mapTile(L.self, .equal, result, a, b, c, count)
  case .fusedMultiplyAdd: mapTile(L.self, .fusedMultiplyAdd, result, a, b, c, count)
  case .select: mapTile(L.self, .select, result, a, b, c, count)
  case .negate: mapTile(L.self, .negate, result, a, b, c, count)
  case .absolute: mapTile(L.self, .absolute, result, a, b, c, count)
  case .squareRoot: mapTile(L.self, .squareRoot, result, a, b, c, count)
  case .exp: mapTile(L.self, .exp, result, a, b, c, count)
  case .expm1: mapTile(L.self, .expm1, result, a, b, c, count)
  case .log: mapTile(L.self, .log, result, a, b, c, count)
  case .log1p: mapTile(L.self, .log1p, result, a, b, c, count)
  case .sin: mapTile(L.self, .sin, result, a, b, c, count)
  case .cos: mapTile(L.self, .cos, result, a, b, c, count)
  case .tanh: mapTile(L.self, .tanh, result, a, b, c, count)
  case .erf: mapTile(L.self, .erf, result, a, b, c, count)
  }
}

/// A primitive, known at compile time, over a tile; operands it does not have are not read.
@inlinable @inline(__always)
public func mapTile<L: Lanes>(
  _: L.Type, _ opcode: LaneOpcode, _ result: UnsafeMutablePointer<L.Scalar>,
  _ a: UnsafeMutablePointer<L.Scalar>, _ b: UnsafeMutablePointer<L.Scalar>,
  _ c: UnsafeMutablePointer<L.Scalar>, _ count: Int
) {
  var i = 0
  while i < count {
    opcode(Vector<L>(loading: a + i), Vector(loading: b + i), Vector(loading: c + i))
      .store(to: result + i)
    i += L.laneCount
  }
}
