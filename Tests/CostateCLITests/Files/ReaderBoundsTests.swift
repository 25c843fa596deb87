import Foundation
import Testing

@testable import CostateCLI

/// Files that pretend to be large, or never end, in a process that may not grow by more than the
/// readers are allowed.
@Suite struct `Readers of hostile files` {
  private static func errors(_ path: String) -> [FileError?] {
    [
      fileError { () throws(FileError) in try NumericTable(csv: path) },
      fileError { () throws(FileError) in try NumericTable(npy: path) },
      fileError { () throws(FileError) in try SafeTensors(reading: path) },
    ]
  }

  @Test(arguments: ["/dev/zero", "/dev/urandom", "/dev/null", "/", "/nowhere"])
  func `give an error of one line for what is no such file`(_ path: String) {
    for error in Self.errors(path) {
      #expect(error?.description.contains(path) == true)
      #expect(error?.description.contains { $0.isNewline } == false)
    }
  }

  #if os(Linux)
    /// Lets the address space of the process grow by so many bytes and no more.
    private static func limitMemory(growth: Int) throws {
      let pages = try #require(
        String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
          .split(separator: " ").first.flatMap { Int($0) })
      let byteCount = rlim_t(pages * sysconf(Int32(_SC_PAGESIZE)) + growth)
      var limit = rlimit(rlim_cur: byteCount, rlim_max: byteCount)
      try #require(setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0)
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["COSTATE_SANITIZER"] == nil))
    func `stay within 256 MiB whatever length a file has or claims`() async {
      await #expect(processExitsWith: .success) {
        let directory = try TemporaryDirectory()
        let header = npyFile(header: npyHeader("<f8", shape: "(1099511627776,)"), payload: [])
        let claim = bytes(UInt64(90_000_000)) + Array(repeating: 0x20, count: 16)
        let commas = Array(repeating: UInt8(ascii: ","), count: (1 << 20) + 1)
        let paths = [
          try directory.file("large.npy", header), try directory.file("claim", claim),
          try directory.file("commas.csv", commas),
        ]
        for name in ["large.npy", "claim"] {
          // 8 TiB that take no space on the disk.
          _ = directory.lengthen(name, to: 8 << 40)
        }
        try Self.limitMemory(growth: 256 << 20)
        for path in paths { #expect(Self.errors(path).allSatisfy { $0 != nil }) }
      }
    }
  #endif
}
