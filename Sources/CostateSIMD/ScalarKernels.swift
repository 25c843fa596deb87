/// The kernels of scalar graphs.
public struct ScalarKernels<Scalar>: Sendable {
  /// Runs a narrow stretch of the graph node by node, fastest where arithmetic is written as fused
  /// multiply-adds. Instruction `i` writes `results[i]`, one of the scalars.
  public let runTape:
    @Sendable (
      _ instructions: UnsafeBufferPointer<TapeInstruction>, _ scalars: UnsafePointer<Scalar>,
      _ results: UnsafeMutablePointer<Scalar>
    ) -> Void

  /// The nodes of a block: for each block come the indices of its first operands, of its second
  /// ones, and so on. A multiple of every level's lane count.
  @inlinable public static var blockLength: Int { 16 }

  /// The adjoint gather: `result[i] = Σ_t adjoints[t][i] · weights[t][i]` by FMA, `t` ascending,
  /// the first product as it is.
  ///
  /// `operands` holds block by block, for each of the `arity` terms, the indices of adjoints and then
  /// those of weights. Results and indices are accessed up to the next multiple of the lane count
  /// beyond `count`.
  public let accumulate:
    @Sendable (
      _ result: UnsafeMutablePointer<Scalar>, _ scalars: UnsafePointer<Scalar>,
      _ operands: UnsafePointer<UInt32>, _ arity: Int, _ count: Int
    ) -> Void

  /// `result[i] = a[i] + b[i]`, where `operands` holds block by block the indices of `a` and of `b`.
  ///
  /// Results and indices are accessed as by `accumulate`.
  public let add: ScalarMap<Scalar>
  /// `result[i] = a[i] − b[i]`, as ``add``.
  public let subtract: ScalarMap<Scalar>
  /// `result[i] = a[i] · b[i]`, as ``add``.
  public let multiply: ScalarMap<Scalar>

  /// Fetches the cache lines of scalars into the first-level cache.
  public let fetch:
    @Sendable (_ scalars: UnsafePointer<Scalar>, _ places: UnsafeBufferPointer<UInt32>) -> Void

  /// Instantiates the kernels for one level's lanes.
  ///
  /// Gathers are not prefetched: the loads of a vector overlap as it is. With the operands one block
  /// ahead prefetched, nodes of arity 2 took 1.8 ns instead of 1.2 in cache; with random operands
  /// 12.7 instead of 10.6 at 10⁶ nodes and 36.2 instead of 35.2 at 10⁷ (Xeon with AVX-512, one core).
  @inlinable @inline(always)
  public init<L: Lanes>(_: L.Type) where L.Scalar == Scalar {
    let blockLength = Self.blockLength
    runTape = { runInstructions(L.self, $0, $1, $2) }
    accumulate = { result, scalars, operands, arity, count in
      var block = operands
      var i = 0
      while i < count {
        let end = min(i + blockLength, count)
        var lanes = block
        while i < end {
          var sum = Vector<L>(constant: -0.0)
          var term = lanes
          prefetchScalars(L.self, after: result + i)
          for _ in 0..<arity {
            prefetchIndices(L.self, after: term)
            prefetchIndices(L.self, after: term + blockLength)
            let adjoint = Vector<L>(gathering: scalars, at: term)
            let weight = Vector<L>(gathering: scalars, at: term + blockLength)
            sum = sum.addingProduct(adjoint, weight)
            term += 2 * blockLength
          }
          sum.store(to: result + i)
          lanes += L.laneCount
          i += L.laneCount
        }
        block += 2 * blockLength * arity
      }
    }
    add = { mapPairs(L.self, .add, $0, $1, $2, $3) }
    subtract = { mapPairs(L.self, .subtract, $0, $1, $2, $3) }
    multiply = { mapPairs(L.self, .multiply, $0, $1, $2, $3) }
    fetch = { scalars, places in
      for place in places { L.prefetch(scalars + Int(place)) }
    }
  }
}

/// Prefetches indices that are read soon: those of the next steps follow at once, and prefetchers in
/// hardware stop at each page.
@inlinable @inline(always)
func prefetchIndices<L: Lanes>(_: L.Type, after indices: UnsafePointer<UInt32>) {
  L.prefetch(UnsafeRawPointer(indices + 256).assumingMemoryBound(to: L.Scalar.self))
}

/// Prefetches where results go soon.
@inlinable @inline(always)
func prefetchScalars<L: Lanes>(_: L.Type, after result: UnsafePointer<L.Scalar>) {
  L.prefetchResult(result + 64)
}

/// An operation on scalars gathered by index: `(result, scalars, operands, count)`.
public typealias ScalarMap<Scalar> =
  @Sendable (
    _ result: UnsafeMutablePointer<Scalar>, _ scalars: UnsafePointer<Scalar>,
    _ operands: UnsafePointer<UInt32>, _ count: Int
  ) -> Void

/// A primitive of two operands, known at compile time, on scalars gathered by index.
@inlinable @inline(always)
func mapPairs<L: Lanes>(
  _: L.Type, _ opcode: LaneOpcode, _ result: UnsafeMutablePointer<L.Scalar>,
  _ scalars: UnsafePointer<L.Scalar>, _ operands: UnsafePointer<UInt32>, _ count: Int
) {
  let blockLength = ScalarKernels<L.Scalar>.blockLength
  var block = operands
  var i = 0
  while i < count {
    let end = min(i + blockLength, count)
    var lanes = block
    while i < end {
      prefetchIndices(L.self, after: lanes)
      prefetchIndices(L.self, after: lanes + blockLength)
      prefetchScalars(L.self, after: result + i)
      let a = Vector<L>(gathering: scalars, at: lanes)
      let b = Vector<L>(gathering: scalars, at: lanes + blockLength)
      opcode(a, b, b).store(to: result + i)
      lanes += L.laneCount
      i += L.laneCount
    }
    block += 2 * blockLength
  }
}
