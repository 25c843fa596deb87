import Foundation
import Testing

extension TemporaryDirectory {
  /// Writes a shell script that can be run and returns its path.
  func script(_ name: String, _ lines: String) throws -> String {
    let file = path + "/" + name
    // A process of its own writes it. Were it open for writing here, a process that another test starts
    // meanwhile would hold it open too, and the system refuses to run what somebody may be writing.
    let writer = Process()
    writer.executableURL = URL(fileURLWithPath: "/bin/sh")
    writer.arguments = [
      "-c", #"printf '%s\n' '#!/bin/sh' "$1" >"$0" && chmod 755 "$0""#, file, lines,
    ]
    try writer.run()
    writer.waitUntilExit()
    try #require(writer.terminationStatus == 0)
    return file
  }

  /// Writes a script that prints benchmark JSON with one case of a time.
  ///
  /// - Parameter isa: what the machine calls its instruction set.
  func benchmark(
    _ name: String, nanoseconds: Int, isa: String = "v3", case: String = "c", before: String = ""
  ) throws -> String {
    // The last digits differ from process to process, as times do.
    try script(
      name,
      """
      \(before)
      cat <<JSON
      {"schemaVersion": 1, "machine": {"cpu": "a processor", "isa": "\(isa)", "width": 2},
       "records": [{"workload": "w", "case": "\(`case`)", "engine": "e", "threads": 1,
         "medianSeconds": \(nanoseconds)$(($$ % 10))e-10,
         "minimumSeconds": \(nanoseconds)$(($$ % 10))e-10}]}
      JSON
      """)
  }
}
