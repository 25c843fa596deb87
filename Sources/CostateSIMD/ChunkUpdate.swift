/// Lets the chunk sums of dot products enter a result that may be strided.
public enum ChunkUpdate {
  /// Updates `count` elements, `stride` apart, with as many contiguous sums; reads up to a vector of
  /// sums more.
  @inlinable @inline(always)
  public static func apply<L: Lanes>(
    _: L.Type, sums: UnsafePointer<L.Scalar>, count: Int, result: UnsafeMutablePointer<L.Scalar>,
    stride: Int, mode: ProductMode
  ) {
    var start = 0
    while start < count {
      let width = min(L.laneCount, count &- start)
      let target = result + start &* stride
      let sum = Vector<L>(loading: sums + start)
      if stride == 1 && width == L.laneCount {
        sum.update(target, mode)
      } else {
        updateLanes(L.self, sum, width, target, stride, mode)
      }
      start &+= L.laneCount
    }
  }

  @inlinable @inline(never)
  static func updateLanes<L: Lanes>(
    _: L.Type, _ sum: Vector<L>, _ width: Int, _ result: UnsafeMutablePointer<L.Scalar>,
    _ stride: Int, _ mode: ProductMode
  ) {
    var total = sum
    if mode.readsResult {
      for lane in 0..<width {
        total[lane: lane] = result[lane &* stride]
      }
    }
    switch mode {
    case .assign: break
    case .add: total = total + sum
    case .assignNegated: total = -sum
    case .subtract: total = total - sum
    }
    for lane in 0..<width {
      result[lane &* stride] = total[lane: lane]
    }
  }
}

extension Vector {
  /// Lets chunk sums enter the elements at `result`.
  @inlinable @inline(always)
  public func update(_ result: UnsafeMutablePointer<L.Scalar>, _ mode: ProductMode) {
    let sum = mode.negates ? -self : self
    (mode.readsResult ? Vector(loading: result) + sum : sum).store(to: result)
  }
}
