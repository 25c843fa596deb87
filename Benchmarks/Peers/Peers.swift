/// Who computes cases beside us.
package struct Peers {
  /// Libraries of this process.
  package let libraries: [BLASLibrary]
  /// Programs in other processes.
  package let programs: [any PeerProgram]

  /// Peers that are installed.
  package init(libraries: [BLASLibrary], programs: [any PeerProgram]) {
    self.libraries = libraries
    self.programs = programs
  }

  /// Nobody.
  package static var none: Peers { Peers(libraries: [], programs: []) }
}
