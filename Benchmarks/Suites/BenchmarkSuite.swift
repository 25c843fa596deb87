package import Costate

/// Cases that are measured, shown and judged alike: what `costate bench` calls by name.
///
/// A new benchmark is one file: a suite, and its line in ``all``.
package struct BenchmarkSuite: Sendable {
  /// What it is called on a command line and in records.
  package let name: String
  /// What it measures, in one line.
  package let summary: String
  /// What tables show: the first figure of every engine, the others of ours.
  package let figures: [BenchmarkFigure]
  /// Every case, in the order of the tables.
  package let cases: [BenchmarkCase]
  /// What the results say as a whole.
  package let findings: @Sendable ([BenchmarkResult]) -> [Finding]

  init(
    name: String, summary: String, figures: [BenchmarkFigure], cases: [BenchmarkCase],
    findings: @escaping @Sendable ([BenchmarkResult]) -> [Finding] = { _ in [] }
  ) {
    self.name = name
    self.summary = summary
    self.figures = figures
    self.cases = cases
    self.findings = findings
  }

  /// The types of numbers that it has cases for.
  package var elementTypes: [ElementType] {
    [.float, .double].filter { type in cases.contains { $0.elementType == type } }
  }

  /// The cases of some types whose names hold one of these texts; all for none.
  ///
  /// - Parameter isQuick: leaves out what takes long.
  package func cases(
    of elementTypes: [ElementType], matching texts: [String] = [], isQuick: Bool = false
  ) -> [BenchmarkCase] {
    elementTypes.flatMap { type in
      cases.filter { item in
        item.elementType == type && (item.isQuick || !isQuick)
          && (texts.isEmpty || texts.contains { item.name.contains($0) })
      }
    }
  }

  /// What a case is called in records: with its type where the suite has several.
  package func recordName(of item: BenchmarkCase) -> String {
    elementTypes.count > 1 ? "\(item.elementType.rawValue)/\(item.name)" : item.name
  }
}
