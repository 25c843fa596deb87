import CostateExecution
import CostateGraph
import Foundation
import Testing

@Suite struct `Memory for a workspace` {
  private static func program(elementCount: Int) throws -> Program {
    let x = try Graph().input("x", shape: [elementCount], elementType: .double)
    return try Program(outputs: [exp(x)], options: Options(width: 1))
  }

  @Test func `that the machine does not have is an error`() throws {
    let program = try Self.program(elementCount: 1 << 38)
    let needed = program.report.arenaByteCount
    do {
      _ = try program.makeWorkspace()
      Issue.record("\(needed) bytes were allocated")
    } catch ProgramError.outOfMemory(let byteCount) {
      #expect(byteCount >= needed && needed >= 8 << 38)
    }
  }

  #if os(Linux)
    @Test(.enabled(if: ProcessInfo.processInfo.environment["COSTATE_SANITIZER"] == nil))
    func `that the system refuses is an error`() async {
      await #expect(processExitsWith: .success) {
        // The address space may grow by 64 MiB more; the arena needs 256.
        let pages =
          try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
          .split(separator: " ").first.flatMap { Int($0) } ?? 0
        var limit = rlimit()
        limit.rlim_cur = rlim_t(pages * sysconf(Int32(_SC_PAGESIZE)) + 64 << 20)
        limit.rlim_max = limit.rlim_cur
        let program = try Self.program(elementCount: 1 << 24)
        try #require(setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0)
        #expect(throws: ProgramError.self) { try program.makeWorkspace() }
        // A smaller one still fits.
        _ = try Self.program(elementCount: 1 << 10).makeWorkspace()
      }
    }
  #endif

  @Test func `is as large as the plan says and zero at first`() throws {
    let graph = Graph()
    let x = try graph.input("x", shape: [1000])
    let workspace = try Program(outputs: [exp(x)]).makeWorkspace()
    #expect(try workspace.value(of: x).doubles.allSatisfy { $0 == 0 })
  }
}
