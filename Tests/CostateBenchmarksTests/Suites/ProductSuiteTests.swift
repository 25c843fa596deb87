import Testing

@testable import CostateBenchmarks

@Suite struct ProductSuiteTests {
  private let all = ProductSuite.all

  @Test func `names are unique`() {
    #expect(Set(all.map(\.name)).count == all.count)
  }

  @Test(arguments: ProductGroup.allCases)
  func `every kind of shape has a case with odd extents`(_ group: ProductGroup) {
    #expect(
      all.contains { item in
        item.group == group && [item.m, item.n, item.k].contains { $0 > 1 && $0 % 2 == 1 }
      })
  }

  /// Padded rows that begin anywhere in a cache line. Not of outer products, whose operands are vectors, nor of
  /// batches, whose matrices lie one after another.
  @Test(arguments: ProductGroup.allCases.filter { ![.outer, .batch].contains($0) })
  func `every kind of shape has a case with odd strides`(_ group: ProductGroup) {
    #expect(
      all.contains { item in
        item.group == group
          && [item.storedLeft, item.storedRight].contains {
            $0.rowStride > $0.columns && $0.rowStride % 2 == 1
          }
      })
  }

  @Test func `squares reach from 32 to 4096`() {
    let extents = all.filter { $0.group == .square && $0.padding == 0 }.map(\.n)
    #expect(extents.min() == 32)
    #expect(extents.max() == 4096)
    #expect(extents.contains(512))
    #expect(extents.contains(1024))
  }

  @Test(arguments: ProductCase.Form.allCases)
  func `each form of a network's products has rows from 64 to 4096`(_ form: ProductCase.Form) {
    let network = all.filter { $0.group == .network && $0.form == form && $0.padding == 0 }
    let rows = network.map { form == .tn ? $0.k : $0.m }
    #expect(Set([64, 256, 1024, 4096]).isSubset(of: rows))
  }
}
