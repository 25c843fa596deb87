/// The law count = (a |V| + b |E| + c) / divisor in whole numbers.
package struct LinearLaw: Sendable, Hashable, Codable {
  /// A graph and what was counted on it.
  package struct Point: Sendable, Hashable, Codable {
    /// |V|.
    package let nodes: Int
    /// |E|.
    package let edges: Int
    /// The count.
    package let count: Int
  }

  /// The numerator of the coefficient of |V|.
  package let nodes: Int
  /// The numerator of the coefficient of |E|.
  package let edges: Int
  /// The numerator of the constant.
  package let constant: Int
  /// The denominator of all three, in lowest terms.
  package let divisor: Int

  /// The one law through the first three points whose |V| and |E| do not lie on a line. When all
  /// do, |V| says what |E| is, and the law has no term in |E|. Nil for fewer than two sizes, or when
  /// numbers of that size have no exact products.
  init?(_ points: [Point]) {
    guard let p = points.first else { return nil }
    for (i, q) in points.enumerated() {
      for r in points[(i + 1)...] {
        let (v1, e1, n1) = (q.nodes - p.nodes, q.edges - p.edges, q.count - p.count)
        let (v2, e2, n2) = (r.nodes - p.nodes, r.edges - p.edges, r.count - p.count)
        guard let divisor = Self.determinant(v1, e1, v2, e2), divisor != 0 else { continue }
        guard let a = Self.determinant(n1, e1, n2, e2), let b = Self.determinant(v1, n1, v2, n2)
        else { return nil }
        self.init(through: p, a, b, divisor)
        return
      }
    }
    guard let q = points.first(where: { $0.nodes != p.nodes }) else { return nil }
    self.init(through: p, q.count - p.count, 0, q.nodes - p.nodes)
  }

  /// The law with these coefficients in lowest terms that gives a point's count.
  private init?(through point: Point, _ a: Int, _ b: Int, _ divisor: Int) {
    guard let c = Self.constant(point, a, b, divisor) else { return nil }
    let unit = Self.commonDivisor([a, b, c, divisor]) * divisor.signum()
    (nodes, edges, constant, self.divisor) = (a / unit, b / unit, c / unit, divisor / unit)
  }

  /// Whether the law gives a point's count, integer for integer.
  package func holds(for point: Point) -> Bool {
    Self.constant(point, nodes, edges, divisor) == constant
  }

  /// divisor · count − a |V| − b |E|.
  private static func constant(_ point: Point, _ a: Int, _ b: Int, _ divisor: Int) -> Int? {
    guard let rest = determinant(divisor, a, point.nodes, point.count) else { return nil }
    let (edges, overflow) = b.multipliedReportingOverflow(by: point.edges)
    let (constant, underflow) = rest.subtractingReportingOverflow(edges)
    return overflow || underflow ? nil : constant
  }

  /// a d − b c.
  private static func determinant(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Int? {
    let (first, overflow1) = a.multipliedReportingOverflow(by: d)
    let (second, overflow2) = b.multipliedReportingOverflow(by: c)
    let (difference, overflow3) = first.subtractingReportingOverflow(second)
    return overflow1 || overflow2 || overflow3 ? nil : difference
  }

  private static func commonDivisor(_ numbers: [Int]) -> Int {
    numbers.reduce(0) { a, b in
      var (a, b) = (a, b.magnitude)
      while b != 0 { (a, b) = (Int(b), UInt(a) % b) }
      return a
    }
  }
}

extension LinearLaw: CustomStringConvertible {
  /// `V + E − 3` with |V| and |E| for V and E, over a divisor where there is one.
  package var description: String {
    var text = ""
    for (factor, symbol) in [(nodes, "V"), (edges, "E"), (constant, "")] where factor != 0 {
      let sign = text.isEmpty ? (factor < 0 ? "−" : "") : (factor < 0 ? " − " : " + ")
      let digits = factor.magnitude == 1 && !symbol.isEmpty ? "" : "\(factor.magnitude) "
      text += sign + digits + symbol
      if symbol.isEmpty { text.removeLast() }
    }
    if text.isEmpty { return "0" }
    return divisor == 1 ? text : "(\(text)) / \(divisor)"
  }
}
