/// The kernels of scalar graphs.
public struct ScalarKernels<Scalar>: Sendable {
  /// Runs a narrow stretch of the graph node by node.
  public let runTape:
    @Sendable (
      _ instructions: UnsafeBufferPointer<TapeInstruction>, _ scalars: UnsafeMutablePointer<Scalar>
    ) -> Void

  /// The adjoint gather: `result[i] = Σ_t adjoints[t][i] · weights[t][i]` by FMA, `t` ascending,
  /// the first product as it is.
  ///
  /// `terms` holds, for each of the `arity` terms, `stride` indices of adjoints and then `stride`
  /// indices of weights. Results and indices are accessed up to the next multiple of the lane count
  /// beyond `count`.
  public let accumulate:
    @Sendable (
      _ result: UnsafeMutablePointer<Scalar>, _ scalars: UnsafePointer<Scalar>,
      _ terms: UnsafePointer<UInt32>, _ arity: Int, _ stride: Int, _ count: Int
    ) -> Void

  /// Instantiates the kernels for one level's lanes.
  @inlinable @inline(always)
  public init<L: Lanes>(_: L.Type) where L.Scalar == Scalar {
    runTape = { instructions, scalars in
      for step in instructions {
        let a = Vector<L>(scalars[Int(step.a)])
        let b = Vector<L>(scalars[Int(step.b)])
        let c = Vector<L>(scalars[Int(step.c)])
        scalars[Int(step.result)] = step.opcode(a, b, c)[lane: 0]
      }
    }
    accumulate = { result, scalars, terms, arity, stride, count in
      var i = 0
      while i < count {
        var sum = Vector<L>(constant: -0.0)
        var term = terms + i
        for _ in 0..<arity {
          let adjoint = Vector<L>(gathering: scalars, at: term)
          let weight = Vector<L>(gathering: scalars, at: term + stride)
          sum = sum.addingProduct(adjoint, weight)
          term += 2 * stride
        }
        sum.store(to: result + i)
        i += L.laneCount
      }
    }
  }
}
