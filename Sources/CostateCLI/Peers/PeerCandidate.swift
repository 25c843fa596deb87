/// A peer that may be installed as a program.
struct PeerCandidate {
  /// What it is called in tables and records.
  let name: String

  /// What it is called on a command line, and its executable's name.
  var key: String { name == "PyTorch" ? "torch" : name.lowercased().filter { $0 != "-" } }

  /// Every program that is looked for.
  static let all = ["CasADi", "ADOL-C", "JAX", "PyTorch"].map { PeerCandidate(name: $0) }
}
