/// The kernels of scalar graphs.
public struct ScalarKernels<Scalar>: Sendable {
  /// Runs a narrow stretch of the graph node by node, fastest where arithmetic is written as fused
  /// multiply-adds.
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
  @inlinable @inline(always)
  public init<L: Lanes>(_: L.Type) where L.Scalar == Scalar {
    let blockLength = Self.blockLength
    runTape = { instructions, scalars in
      guard var step = instructions.baseAddress else { return }
      let end = step + instructions.count
      while step < end {
        // No jump through a table: arithmetic mostly follows arithmetic, and the branch that says so
        // is predicted.
        if step.pointee.opcode == .fusedMultiplyAdd {
          repeat {
            runStep(L.self, .fusedMultiplyAdd, step.pointee, scalars)
            step += 1
          } while step < end && step.pointee.opcode == .fusedMultiplyAdd
        } else {
          runStep(L.self, step.pointee.opcode, step.pointee, scalars)
          step += 1
        }
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

/// One step of a tape; its opcode may be known at compile time.
@inlinable @inline(__always)
func runStep<L: Lanes>(
  _: L.Type, _ opcode: LaneOpcode, _ step: TapeInstruction,
  _ scalars: UnsafeMutablePointer<L.Scalar>
) {
  let (a, b, c) = (scalars[Int(step.a)], scalars[Int(step.b)], scalars[Int(step.c)])
  scalars[Int(step.result)] = opcode(Vector<L>(a), Vector(b), Vector(c))[lane: 0]
}
