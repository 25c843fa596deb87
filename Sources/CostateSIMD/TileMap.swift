/// A primitive over a tile: `(result, a, b, c, count)`. Operands it does not have are not read;
/// the others are read, and the result is written, up to the next multiple of the lane count.
public typealias TileMap<Scalar> =
  @Sendable (
    UnsafeMutablePointer<Scalar>, UnsafePointer<Scalar>, UnsafePointer<Scalar>,
    UnsafePointer<Scalar>, Int
  ) -> Void

/// The loop of a primitive: one function each, so that its constants stay in registers.
@inlinable @inline(always)
public func tileMap<L: Lanes>(_: L.Type, _ opcode: LaneOpcode) -> TileMap<L.Scalar> {
  switch opcode {
  case .add: { mapTile(L.self, .add, $0, $1, $2, $3, $4) }
  case .subtract: { mapTile(L.self, .subtract, $0, $1, $2, $3, $4) }
  case .multiply: { mapTile(L.self, .multiply, $0, $1, $2, $3, $4) }
  case .divide: { mapTile(L.self, .divide, $0, $1, $2, $3, $4) }
  case .minimum: { mapTile(L.self, .minimum, $0, $1, $2, $3, $4) }
  case .maximum: { mapTile(L.self, .maximum, $0, $1, $2, $3, $4) }
  case .power: { mapTile(L.self, .power, $0, $1, $2, $3, $4) }
  case .less: { mapTile(L.self, .less, $0, $1, $2, $3, $4) }
  case .lessOrEqual: { mapTile(L.self, .lessOrEqual, $0, $1, $2, $3, $4) }
  case .equal: { mapTile(L.self, .equal, $0, $1, $2, $3, $4) }
  case .fusedMultiplyAdd: { mapTile(L.self, .fusedMultiplyAdd, $0, $1, $2, $3, $4) }
  case .select: { mapTile(L.self, .select, $0, $1, $2, $3, $4) }
  case .negate: { mapTile(L.self, .negate, $0, $1, $2, $3, $4) }
  case .absolute: { mapTile(L.self, .absolute, $0, $1, $2, $3, $4) }
  case .squareRoot: { mapTile(L.self, .squareRoot, $0, $1, $2, $3, $4) }
  case .exp: { mapTile(L.self, .exp, $0, $1, $2, $3, $4) }
  case .expm1: { mapTile(L.self, .expm1, $0, $1, $2, $3, $4) }
  case .log: { mapTile(L.self, .log, $0, $1, $2, $3, $4) }
  case .log1p: { mapTile(L.self, .log1p, $0, $1, $2, $3, $4) }
  case .sin: { mapTile(L.self, .sin, $0, $1, $2, $3, $4) }
  case .cos: { mapTile(L.self, .cos, $0, $1, $2, $3, $4) }
  case .tanh: { mapTile(L.self, .tanh, $0, $1, $2, $3, $4) }
  case .erf: { mapTile(L.self, .erf, $0, $1, $2, $3, $4) }
  }
}

/// A primitive, known at compile time, over a tile; operands it does not have are not read.
@inlinable @inline(always)
public func mapTile<L: Lanes>(
  _: L.Type, _ opcode: LaneOpcode, _ result: UnsafeMutablePointer<L.Scalar>,
  _ a: UnsafePointer<L.Scalar>, _ b: UnsafePointer<L.Scalar>, _ c: UnsafePointer<L.Scalar>,
  _ count: Int
) {
  var i = 0
  while i < count {
    opcode(Vector<L>(loading: a + i), Vector(loading: b + i), Vector(loading: c + i))
      .store(to: result + i)
    i += L.laneCount
  }
}

/// The sines and cosines of a tile.
@inlinable @inline(always)
public func mapSineAndCosine<L: Lanes>(
  _: L.Type, sines: UnsafeMutablePointer<L.Scalar>, cosines: UnsafeMutablePointer<L.Scalar>,
  of angles: UnsafePointer<L.Scalar>, _ count: Int
) {
  var i = 0
  while i < count {
    let (sine, cosine) = Vector<L>.sinCos(Vector(loading: angles + i))
    sine.store(to: sines + i)
    cosine.store(to: cosines + i)
    i += L.laneCount
  }
}
