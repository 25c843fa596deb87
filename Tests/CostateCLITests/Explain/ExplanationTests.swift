import Costate
import CostateBenchmarks
import Testing

@testable import CostateCLI

@Suite struct `An explanation` {
  private func explanation(levelCount: Int, coreCounts: [Int] = [1, 2, 4]) throws -> Explanation {
    let graph = Graph()
    var node = try graph.input("x", shape: [3, 3])
    for _ in 0..<levelCount { node = try node • node }
    let report = try Program(outputs: [node], options: Options(width: 2)).report
    return Explanation(workload: "t", report: report, coreCounts: coreCounts, measurements: [])
  }

  @Test func `is of bounded length`() throws {
    let text = try explanation(levelCount: 3000).text(for: .plain(columnCount: 100))
    #expect(text.split(separator: "\n").count < 70)
    #expect(text.contains("… and 2976 more"))
  }

  @Test func `has a row for each number of cores`() throws {
    let explanation = try explanation(levelCount: 3, coreCounts: [1, 3, 128])
    #expect(explanation.record.predictions.map(\.cores) == [1, 3, 128])
  }

  @Test func `tells planned bytes from those of all buffers`() throws {
    let record = try explanation(levelCount: 50).record
    #expect(record.arenaByteCount < record.unsharedByteCount)
  }

  @Test func `counts the nodes of the widest level`() throws {
    let graph = Graph()
    let x = try graph.input("x")
    let report = try Program(outputs: [sin(x), cos(x), exp(x) * 2]).report
    #expect(report.levelWidths == [3, 1])
  }

  @Test func `of a program without levels is well-formed`() throws {
    let text = try explanation(levelCount: 0).text(for: .plain(columnCount: 100))
    #expect(text.contains("0 levels"))
  }
}

@Suite struct `A measurement of levels` {
  @Test func `has a time for each level and a median error`() throws {
    let problem = try Workload.named("two-layer").problem(["rows": 32, "columns": 16])
    let program = try Program(
      outputs: [problem.objective] + problem.objective.adjoints(of: problem.variables))
    let measurement = try LevelMeasurement(program, problem)
    #expect(measurement.levelNanoseconds.count == program.report.levels.count)
    #expect(measurement.levelNanoseconds.allSatisfy { $0 > 0 })
    #expect(measurement.medianError.isFinite)
  }
}
