/// The extents of a tensor, slowest axis first; elements are stored in row-major order.
///
/// The empty shape is a scalar: rank 0, one element.
public struct Shape: Sendable, Hashable, ExpressibleByArrayLiteral, CustomStringConvertible {
  /// The number of elements along each axis.
  public var extents: [Int]

  /// A shape from its extents.
  public init(_ extents: [Int]) { self.extents = extents }

  /// A shape from its extents.
  public init(arrayLiteral extents: Int...) { self.extents = extents }

  /// The shape of a rank-0 tensor.
  public static let scalar = Shape([])

  /// The number of axes.
  public var rank: Int { extents.count }

  /// The number of elements; 1 for a scalar.
  public var elementCount: Int { extents.reduce(1, *) }

  /// The extent of an axis.
  public subscript(axis: Int) -> Int { extents[axis] }

  /// Row-major strides in elements.
  package var strides: [Int] {
    var strides = [Int](repeating: 1, count: rank)
    for axis in stride(from: rank - 2, through: 0, by: -1) {
      strides[axis] = strides[axis + 1] * extents[axis + 1]
    }
    return strides
  }

  /// Whether every extent is at least 0 and the bytes of a tensor of this shape fit the address
  /// space with room to spare.
  package var isRepresentable: Bool {
    var count = 1
    for extent in extents {
      if extent < 0 { return false }
      let (product, overflow) = count.multipliedReportingOverflow(by: max(extent, 1))
      if overflow || product > 1 << 48 { return false }
      count = product
    }
    return true
  }

  /// The shape both broadcast to by NumPy's rule (axes aligned at the end, an extent of 1 is
  /// repeated), or nil.
  public func broadcast(with other: Shape) -> Shape? {
    if self == other { return self }
    let rank = max(rank, other.rank)
    var result = [Int](repeating: 1, count: rank)
    for axis in 0..<rank {
      let a = extent(axis, ofRank: rank)
      let b = other.extent(axis, ofRank: rank)
      guard a == b || a == 1 || b == 1 else { return nil }
      result[axis] = a == 1 ? b : a
    }
    return Shape(result)
  }

  /// The extent at an axis when the shape is read with leading 1s up to `rank`.
  private func extent(_ axis: Int, ofRank rank: Int) -> Int {
    let own = axis - (rank - self.rank)
    return own < 0 ? 1 : extents[own]
  }

  /// Strides in elements with which a tensor of this shape is read as `shape`: 0 where repeated.
  ///
  /// - Precondition: this shape broadcasts to `shape`.
  package func broadcastStrides(to shape: Shape) -> [Int] {
    let own = strides
    return (0..<shape.rank).map { axis in
      let mine = axis - (shape.rank - rank)
      return mine < 0 || (extents[mine] == 1 && shape[axis] != 1) ? 0 : own[mine]
    }
  }

  /// The axes of `shape` along which a tensor of this shape is repeated.
  package func axesRepeated(in shape: Shape) -> [Int] {
    (0..<shape.rank).filter { axis in
      let mine = axis - (shape.rank - rank)
      return mine < 0 || (extents[mine] == 1 && shape[axis] != 1)
    }
  }

  /// The extents as in `[2, 3]`.
  public var description: String { "\(extents)" }
}
