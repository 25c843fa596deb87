/// Numbers as a line of bars, as in `▁▃█▂`.
///
/// - Parameters:
///   - values: at least 0.
///   - columnCount: the most characters; where there are more values, neighbours share a character
///     that shows the largest of them.
func sparkline(_ values: [Double], columnCount: Int) -> String {
  let bars = Array("▁▂▃▄▅▆▇█")
  let groupLength = max(1, (values.count + columnCount - 1) / columnCount)
  let columns = stride(from: 0, to: values.count, by: groupLength).map { start in
    values[start..<min(start + groupLength, values.count)].max() ?? 0
  }
  let largest = columns.max() ?? 0
  return String(
    columns.map { column in
      let share = largest > 0 ? column / largest : 0
      return bars[min(Int(share * Double(bars.count)), bars.count - 1)]
    })
}
