import ArgumentParser
import CostateBenchmarks

/// The option that chooses who is measured beside us.
struct PeerSelection: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The peers to measure beside, separated by commas, or none; all that are installed when it "
        + "is not given.", valueName: "peer,…"))
  var against: String?

  /// What peers are called on a command line.
  static var names: [String] {
    BLASCandidate.all.map { $0.name.lowercased() } + PeerCandidate.all.map(\.key)
  }

  /// The chosen peers that are installed, and what is known of each.
  ///
  /// - Throws: `ValidationError` for a name that no peer has.
  func open() throws -> (peers: Peers, libraries: [Machine.Library]) {
    let chosen = try names()
    let libraries = BLASCandidate.all.filter { chosen.contains($0.name.lowercased()) }
      .map { (name: $0.name, library: $0.load()) }
    let programs = PeerCandidate.all.filter { chosen.contains($0.key) }
      .map { (name: $0.name, program: InstalledPeer($0)) }
    return (
      Peers(
        libraries: libraries.compactMap(\.library), programs: programs.compactMap(\.program)),
      libraries.map { Machine.Library(name: $0.name, version: $0.library?.description) }
        + programs.map { Machine.Library(name: $0.name, version: $0.program?.version) }
    )
  }

  /// Which peers were asked for and are installed, but are not among the engines of any case.
  func idle(among libraries: [Machine.Library], engines: Set<String>) -> [String] {
    if against == nil { return [] }
    return libraries.filter { $0.version != nil && !engines.contains($0.name) }.map(\.name)
  }

  private func names() throws -> [String] {
    guard let against else { return Self.names }
    if against == "none" { return [] }
    let names = against.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
    if let unknown = names.first(where: { !Self.names.contains($0) }) {
      throw ValidationError(
        "--against: expected none alone or some of \(Self.names.joined(separator: ", ")), "
          + "got '\(unknown)'")
    }
    return names
  }
}
