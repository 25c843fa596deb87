/// A line that looks the same with fewer points: of all the points in a column of pixels it keeps
/// the first, the lowest, the highest and the last.
///
/// - Complexity: linear; the result has at most four points per pixel of width.
func thinned(_ line: [SVGElement.Point]) -> [SVGElement.Point] {
  var result: [SVGElement.Point] = []
  var start = line.startIndex
  while start < line.endIndex {
    let column = line[start].x.rounded(.down)
    let end =
      line[start...].firstIndex { $0.x.rounded(.down) != column } ?? line.endIndex
    let points = line[start..<end]
    let extremes = [
      points.indices.min { points[$0].y < points[$1].y },
      points.indices.max { points[$0].y < points[$1].y },
    ]
    let kept = Set([start, end - 1] + extremes.compactMap { $0 })
    result += kept.sorted().map { line[$0] }
    start = end
  }
  return result
}
