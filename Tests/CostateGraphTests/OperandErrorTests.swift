import CostateGraph
import TestSupport
import Testing

@Suite struct `Operand errors` {
  /// The error of applying an entry to inputs of the given types.
  private static func error(_ entry: CatalogueEntry, _ types: [TensorType]) throws -> GraphError? {
    let graph = Graph()
    var operands: [Node] = []
    for (position, type) in types.enumerated() {
      operands.append(
        try graph.input("x\(position)", shape: type.shape, elementType: type.elementType))
    }
    do {
      _ = try entry.apply(graph, operands)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: TestSupport.Catalogue.entries)
  func `operands that do not fit are a typed error`(_ entry: CatalogueEntry) throws {
    for misfit in entry.misfits {
      guard case .operands? = try Self.error(entry, misfit) else {
        Issue.record("\(misfit) gave \(String(describing: try Self.error(entry, misfit)))")
        continue
      }
    }
  }

  @Test(arguments: TestSupport.Catalogue.entries)
  func `the message says what was expected and what was given`(_ entry: CatalogueEntry) throws {
    for misfit in entry.misfits {
      let message = try Self.error(entry, misfit)?.description ?? ""
      #expect(message.contains("expected ") && message.contains(", got "))
      // A composite's error may come from one of its nodes, before others were read.
      if let first = misfit.first { #expect(message.contains("\(first)")) }
    }
  }
}
