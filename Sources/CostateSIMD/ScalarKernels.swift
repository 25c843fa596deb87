/// The kernels of scalar graphs.
public struct ScalarKernels<Scalar>: Sendable {
  /// Runs a narrow stretch of the graph node by node.
  public let runTape:
    @Sendable (
      _ instructions: UnsafeBufferPointer<TapeInstruction>, _ scalars: UnsafeMutablePointer<Scalar>
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

  /// Instantiates the kernels for one level's lanes.
  @inlinable @inline(__always)
  public init<L: Lanes>(_: L.Type) where L.Scalar == Scalar {
    let blockLength = Self.blockLength
    runTape = { instructions, scalars in
      for step in instructions {
        let a = Vector<L>(scalars[Int(step.a)])
        let b = Vector<L>(scalars[Int(step.b)])
        let c = Vector<L>(scalars[Int(step.c)])
        scalars[Int(step.result)] = step.opcode(a, b, c)[lane: 0]
      }
    }
    accumulate = { result, scalars, operands, arity, count in
      var block = operands
      var i = 0
      while i < count {
        let end = min(i + blockLength, count)
        var lanes = block
        while i < end {
          var sum = Vector<L>(constant: -0.0)
          var term = lanes
          for _ in 0..<arity {
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
  }
}
