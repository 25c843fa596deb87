@testable import CostateBenchmarks
import Testing

@Suite struct `A linear law` {
  private func points(_ count: (Int, Int) -> Int) -> [LinearLaw.Point] {
    [(10, 15), (20, 31), (40, 59), (81, 122)].map {
      LinearLaw.Point(nodes: $0, edges: $1, count: count($0, $1))
    }
  }

  @Test func `has the coefficients of whole numbers`() throws {
    let law = try #require(LinearLaw(points { 2 * $0 + 3 * $1 - 7 }))
    #expect(law.description == "2 V + 3 E − 7")
  }

  @Test func `has the coefficients of fractions in lowest terms`() throws {
    let law = try #require(
      LinearLaw(
        points { (11 * $0 + 5 * $1) * 3 }.map {
          LinearLaw.Point(nodes: $0.nodes * 24, edges: $0.edges * 24, count: $0.count)
        }))
    #expect(law.description == "(11 V + 5 E) / 8")
  }

  @Test func `holds for every point of a linear count`() throws {
    let points = points { $0 + $1 }
    let law = try #require(LinearLaw(points))
    #expect(points.allSatisfy(law.holds))
  }

  @Test func `misses a count that is off by one`() throws {
    let points = points { $0 + $1 + ($0 == 81 ? 1 : 0) }
    let law = try #require(LinearLaw(points))
    #expect(points.filter(law.holds).count == 3)
  }

  @Test func `is one in nodes alone where edges grow in proportion`() throws {
    let points = (1...4).map { LinearLaw.Point(nodes: $0, edges: 2 * $0, count: 3 * $0 + 1) }
    let law = try #require(LinearLaw(points))
    #expect(law.description == "3 V + 1")
  }

  @Test func `is not determined by one size`() {
    #expect(LinearLaw([LinearLaw.Point(nodes: 1, edges: 2, count: 3)]) == nil)
  }
}
