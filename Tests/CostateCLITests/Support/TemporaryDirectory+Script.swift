import Foundation

extension TemporaryDirectory {
  /// Writes a shell script that can be run and returns its path.
  func script(_ name: String, _ lines: String) throws -> String {
    let path = try file(name, "#!/bin/sh\n\(lines)\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
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
