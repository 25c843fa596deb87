import ArgumentParser
import Costate
import CostateBenchmarks

/// Which cases of which suites are measured.
struct BenchPlan {
  /// The suites that have cases left, with these.
  let suites: [(suite: BenchmarkSuite, cases: [BenchmarkCase])]

  /// - Parameters:
  ///   - names: the suites; all for none.
  ///   - elementTypes: nil for all that a suite has.
  ///   - texts: see ``BenchmarkSuite/cases(of:matching:isQuick:)``.
  /// - Throws: `ValidationError` for a name that no suite has, a type that a named suite does not
  ///   have, or when no case is left.
  init(
    suites names: [String], elementTypes: [ElementType]?, matching texts: [String], isQuick: Bool
  ) throws {
    let chosen = try names.isEmpty ? BenchmarkSuite.all : names.map(Self.suite)
    suites = try chosen.compactMap { suite in
      let known = suite.elementTypes
      let types = known.filter { elementTypes?.contains($0) ?? true }
      if types.isEmpty, names.isEmpty { return nil }
      guard !types.isEmpty else {
        let given = (elementTypes ?? []).map { "'\($0.rawValue)'" }.joined(separator: ", ")
        throw ValidationError(
          "--type: expected \(known.map(\.rawValue).joined(separator: " or ")) for \(suite.name), "
            + "got \(given)")
      }
      let cases = suite.cases(of: types, matching: texts, isQuick: isQuick)
      return cases.isEmpty ? nil : (suite, cases)
    }
    if suites.isEmpty, isQuick,
      chosen.contains(where: { !$0.cases(of: $0.elementTypes, matching: texts).isEmpty })
    {
      throw ValidationError(
        "--quick: leaves out all cases of \(texts.joined(separator: ",")), which take long")
    }
    guard !suites.isEmpty else {
      let parts = chosen.flatMap(\.cases).compactMap { item in
        item.name.split(separator: "/").first.map { String($0) }
      }.uniqued()
      throw ValidationError(
        "--cases: expected part of a case’s name, as of \(parts.joined(separator: ", "))")
    }
  }

  /// How many cases there are.
  var caseCount: Int { suites.reduce(0) { $0 + $1.cases.count } }

  /// The types of the cases' numbers.
  var elementTypes: [ElementType] {
    [.float, .double].filter { type in
      suites.contains { $0.cases.contains { $0.elementType == type } }
    }
  }

  private static func suite(_ name: String) throws -> BenchmarkSuite {
    guard let suite = BenchmarkSuite.named(name) else {
      let names = BenchmarkSuite.all.map(\.name).joined(separator: ", ")
      throw ValidationError("suite: expected blocking or one of \(names), got '\(name)'")
    }
    return suite
  }
}
