/// The vector registers of a level: how large microtiles may be.
///
/// It is a type so that a level instantiates the microtiles that it uses and no others: each is a
/// function of its own, which takes time to build.
public protocol VectorRegisters: SendableMetatype {
  /// The most rows of a microtile of so many vectors, which leave registers for a row of the right
  /// operand and an element of the left one.
  static func mostRows(vectorCount: Int) -> Int

  /// How many vectors of a row ``DirectKernel`` takes at once of those that are left.
  static func stripVectorCount(of count: Int) -> Int

  /// The terms of a step of ``Microkernel``: after each it has cache lines fetched that are read or written
  /// later, a few at once, since many hold up those at hand.
  static var stepTermCount: Int { get }

  /// Multiplies row panels of more than six rows.
  static func multiplyTallPanels<L: Lanes>(_: L.Type, _ product: RowPanelProduct<L.Scalar>)

  /// Multiplies panels of more than six rows.
  static func multiplyTallPanels<L: Lanes, Width: MicrotileWidth>(
    _: L.Type, _: Width.Type, _ panels: inout DirectProduct<L.Scalar>, height: Int)

  /// Multiplies a strip of more than two vectors.
  static func multiplyWideStrip<L: Lanes>(
    _: L.Type, _ strip: inout DirectProduct<L.Scalar>, vectorCount: Int)
}

/// Sixteen registers: six rows of two vectors.
public enum SixteenRegisters: VectorRegisters {
  /// Six.
  @inlinable @inline(always)
  public static func mostRows(vectorCount: Int) -> Int { 6 }

  /// Up to two.
  @inlinable @inline(always)
  public static func stripVectorCount(of count: Int) -> Int { min(count, 2) }

  /// Half a chunk: a step takes as many instructions as two terms, and those are short here.
  @inlinable @inline(always)
  public static var stepTermCount: Int { 128 }

  /// There are none.
  @inlinable @inline(always)
  public static func multiplyTallPanels<L: Lanes>(
    _: L.Type, _ product: RowPanelProduct<L.Scalar>
  ) {}

  /// There are none.
  @inlinable @inline(always)
  public static func multiplyTallPanels<L: Lanes, Width: MicrotileWidth>(
    _: L.Type, _: Width.Type, _ panels: inout DirectProduct<L.Scalar>, height: Int
  ) {}

  /// There are none.
  @inlinable @inline(always)
  public static func multiplyWideStrip<L: Lanes>(
    _: L.Type, _ strip: inout DirectProduct<L.Scalar>, vectorCount: Int
  ) {}
}

/// Thirty-two registers: twelve rows of up to two vectors, eight of three, six of four.
public enum ThirtyTwoRegisters: VectorRegisters {
  /// 24 vectors of sums, and no more than twelve rows.
  @inlinable @inline(always)
  public static func mostRows(vectorCount: Int) -> Int {
    vectorCount < 3 ? 12 : 24 / vectorCount
  }

  /// Up to four; of five three, since one alone waits for each multiply-add.
  @inlinable @inline(always)
  public static func stripVectorCount(of count: Int) -> Int { count == 5 ? 3 : min(count, 4) }

  /// A quarter of a chunk: terms of twelve rows leave room for its instructions.
  @inlinable @inline(always)
  public static var stepTermCount: Int { 64 }

  /// Seven to twelve rows.
  @inlinable @inline(always)
  public static func multiplyTallPanels<L: Lanes>(
    _: L.Type, _ product: RowPanelProduct<L.Scalar>
  ) {
    switch product.rowCount {
    case 7: Microkernel.multiply(L.self, Self.self, SevenRows.self, product)
    case 8: Microkernel.multiply(L.self, Self.self, EightRows.self, product)
    case 9: Microkernel.multiply(L.self, Self.self, NineRows.self, product)
    case 10: Microkernel.multiply(L.self, Self.self, TenRows.self, product)
    case 11: Microkernel.multiply(L.self, Self.self, ElevenRows.self, product)
    default: Microkernel.multiply(L.self, Self.self, TwelveRows.self, product)
    }
  }

  /// Seven to twelve rows, or eight of three vectors.
  @inlinable @inline(always)
  public static func multiplyTallPanels<L: Lanes, Width: MicrotileWidth>(
    _: L.Type, _: Width.Type, _ panels: inout DirectProduct<L.Scalar>, height: Int
  ) {
    if mostRows(vectorCount: Width.vectorCount) >= 8 {
      switch height {
      case 7: DirectKernel.multiply(L.self, SevenRows.self, Width.self, &panels)
      case 8: DirectKernel.multiply(L.self, EightRows.self, Width.self, &panels)
      default: break
      }
    }
    if mostRows(vectorCount: Width.vectorCount) == 12 {
      switch height {
      case 9: DirectKernel.multiply(L.self, NineRows.self, Width.self, &panels)
      case 10: DirectKernel.multiply(L.self, TenRows.self, Width.self, &panels)
      case 11: DirectKernel.multiply(L.self, ElevenRows.self, Width.self, &panels)
      case 12: DirectKernel.multiply(L.self, TwelveRows.self, Width.self, &panels)
      default: break
      }
    }
  }

  /// Three vectors or four.
  @inlinable @inline(always)
  public static func multiplyWideStrip<L: Lanes>(
    _: L.Type, _ strip: inout DirectProduct<L.Scalar>, vectorCount: Int
  ) {
    if vectorCount == 3 {
      DirectKernel.multiplyStrip(L.self, ThirtyTwoRegisters.self, ThreeVectors.self, &strip)
    } else {
      DirectKernel.multiplyStrip(L.self, ThirtyTwoRegisters.self, FourVectorsWide.self, &strip)
    }
  }
}
