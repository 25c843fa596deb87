import Costate
import Testing

@testable import CostateCLI

@Suite struct LevelPictureTests {
  /// The report of alternating wide and narrow levels.
  private func report(levelCount: Int) throws -> Report {
    let graph = Graph()
    var node = try graph.input("x", shape: [3, 3])
    for _ in 0..<levelCount { node = try node • node }
    return try Program(outputs: [node], options: Options(width: 2)).report
  }

  private func columnCount(_ picture: LevelPicture) -> Int {
    picture.document.elements.count { if case .rectangle = $0 { true } else { false } } - 2
  }

  @Test(arguments: [1, 7, 24, 160])
  func `has a column for each level`(levelCount: Int) throws {
    let picture = LevelPicture(title: "levels", report: try report(levelCount: levelCount))
    #expect(columnCount(picture) == levelCount)
  }

  @Test func `merges neighbouring levels where there are too many`() throws {
    let picture = LevelPicture(title: "levels", report: try report(levelCount: 500))
    #expect((100...160).contains(columnCount(picture)))
  }

  @Test func `has a bounded line of widths`() throws {
    let picture = LevelPicture(title: "levels", report: try report(levelCount: 5000))
    let points = picture.document.elements.flatMap { element -> [Double] in
      if case .path(let runs, _, _) = element { return runs.joined().map(\.x) }
      return []
    }
    #expect((2...3200).contains(points.count))
    #expect(points.allSatisfy { (70...780.001).contains($0) })
  }

  @Test func `is well-formed for a program without levels`() throws {
    let graph = Graph()
    let program = try Program(outputs: [graph.input("x")])
    let markup = LevelPicture(title: "a < b & c", report: program.report).document.markup
    #expect(isWellFormed(markup))
  }
}
