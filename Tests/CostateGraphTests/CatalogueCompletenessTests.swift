import CostateGraph
import Foundation
import TestSupport
import Testing

@Suite struct `Catalogue` {
  /// Sources/CostateGraph/Operations, beside the directory of tests.
  private static let directory = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/CostateGraph/Operations")

  /// The types declared there that conform to a protocol of operations.
  private static func declaredOperations() throws -> Set<String> {
    let files = try FileManager.default.contentsOfDirectory(
      at: directory, includingPropertiesForKeys: nil)
    var names: Set<String> = []
    for file in files where file.pathExtension == "swift" {
      let source = try String(contentsOf: file, encoding: .utf8)
      for match in source.matches(of: /struct\s+(\w+)[^{]*:[^{]*Operation\b/) {
        names.insert(String(match.1))
      }
    }
    return names
  }

  @Test func `every operation of the package is in the catalogue`() throws {
    let missing = try Self.declaredOperations()
      .subtracting(TestSupport.Catalogue.entries.map(\.typeName))
    #expect(missing.isEmpty)
  }

  @Test func `the scan of the sources finds operations and composites`() throws {
    #expect(try Self.declaredOperations().isSuperset(of: ["Add", "MatrixProduct", "Softmax"]))
  }
}
