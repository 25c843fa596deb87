import Testing

@testable import CostateCLI

@Suite struct ThinningTests {
  private func line(_ points: [(Double, Double)]) -> [SVGElement.Point] {
    points.map { SVGElement.Point(x: $0.0, y: $0.1) }
  }

  @Test("A column of pixels keeps its first, lowest, highest and last point, in order")
  func column() {
    let points = line([(0.1, 5), (0.2, 9), (0.3, 4), (0.4, 6), (0.5, 1), (0.6, 5), (1.1, 5)])
    #expect(
      thinned(points) == line([(0.1, 5), (0.2, 9), (0.5, 1), (0.6, 5), (1.1, 5)]))
  }

  @Test("A line with few points stays as it is")
  func sparse() {
    let points = line([(0, 1), (10, 2), (20, 0)])
    #expect(thinned(points) == points)
  }

  @Test("No points stay no points")
  func empty() {
    #expect(thinned([]) == [])
  }
}
