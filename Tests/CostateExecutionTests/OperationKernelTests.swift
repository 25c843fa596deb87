import CostateGraph
import TestSupport
import Testing

@Suite struct `Kernels equal the reference` {
  @Test(arguments: Catalogue.entries)
  func `at every level and width, in single precision`(_ entry: CatalogueEntry) throws {
    try Self.compare(entry, .float)
  }

  @Test(arguments: Catalogue.entries)
  func `at every level and width, in double precision`(_ entry: CatalogueEntry) throws {
    try Self.compare(entry, .double)
  }

  @Test(arguments: Catalogue.copies.filter { $0.typeName != "\(ScatterAddRows.self)" })
  func `at every level and width, for integers`(_ entry: CatalogueEntry) throws {
    try Self.compare(entry, .int32)
  }

  private static func compare(_ entry: CatalogueEntry, _ elementType: ElementType) throws {
    for sample in entry.samples {
      let graph = try SampleGraph(entry, sample, elementType)
      #expect(try graph.oracle.firstDifference([graph.result]) == nil)
    }
  }
}
