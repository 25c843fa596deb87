import Foundation

/// Where peers that run in processes of their own are found: one executable for each, by its name.
///
/// They are not part of this program, which may be moved: `scripts/peers` puts them here.
struct PeerDirectory {
  /// The environment variable that names another directory.
  static let environmentVariable = "COSTATE_PEERS"

  /// The directory.
  let path: String

  /// The directory that the environment names, or `costate/peers/bin` in the user's cache.
  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    let cache =
      environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
      ?? environment["HOME", default: ""] + "/.cache"
    path = environment[Self.environmentVariable] ?? cache + "/costate/peers/bin"
  }

  /// The executable of a name; nil if it is not installed.
  func executable(_ name: String) -> URL? {
    let file = URL(fileURLWithPath: path).appendingPathComponent(name)
    return FileManager.default.isExecutableFile(atPath: file.path) ? file : nil
  }
}
