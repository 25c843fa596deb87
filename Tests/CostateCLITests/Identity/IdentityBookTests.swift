import Costate
import CostateBenchmarks
import Testing

@testable import CostateCLI

@Suite struct IdentityBookTests {
  /// Small workloads with and without matrix products.
  private static func workloads() throws -> [Workload] {
    try ["warm-up", "two-layer", "optimal-control"].map { try Workload.named($0) }
  }

  @Test(arguments: InstructionSet.available, [1, 2, 3, 8])
  func `holds at every width and instruction set`(_ level: InstructionSet, _ width: Int) throws {
    let options = Options(width: width, instructionSet: level)
    let book = try IdentityBook(Self.workloads(), options: options)
    #expect(book.differences(from: .expected) == [])
  }

  @Test(arguments: InstructionSet.available)
  func `holds with the smallest blocks`(_ level: InstructionSet) throws {
    var options = Options(width: 3, instructionSet: level)
    options.blocking = .smallest(level)
    let book = try IdentityBook(Self.workloads(), options: options)
    #expect(book.differences(from: .expected) == [])
  }

  @Test func `has every workload in every type`() {
    let subjects = Workload.all.flatMap { workload in
      IdentityBook.elementTypes.flatMap { type in
        IdentityBook.Entry.Numbers.allCases.map {
          "\(workload.name) \(type.rawValue) \($0.rawValue)"
        }
      }
    }
    #expect(Set(IdentityBook.expected.entries.map(\.subject)) == Set(subjects))
  }

  @Test func `names what differs`() {
    let (one, other) = (
      IdentityBook(lines: "a float values 1\nb double adjoints 2"),
      IdentityBook(lines: "a float values 1\nb double adjoints 3")
    )
    #expect(one.differences(from: other) == ["b double adjoints: expected 3, got 2"])
  }

  @Test func `names what the expected book lacks`() {
    let (one, none) = (IdentityBook(lines: "a float values 1"), IdentityBook(lines: ""))
    #expect(
      one.differences(from: none) == ["a float values: expected an entry in the book, got 1"])
  }

  @Test func `is read as it is written`() {
    #expect(IdentityBook(lines: IdentityBook.expected.lines) == .expected)
  }
}
