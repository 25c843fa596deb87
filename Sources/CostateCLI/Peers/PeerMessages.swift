/// A request to a peer: a line of JSON on its standard input.
///
/// `Benchmarks/Peers/Programs/peer.py` describes requests and answers.
struct PeerRequest: Encodable {
  /// What is asked for.
  enum Command: String, Encodable {
    case load
    case run
    case values
  }

  let command: Command
  var file: String?
  var kind: String?
  var count: Int?
}

/// The answers of a peer: lines of JSON on its standard output.
enum PeerAnswer {
  /// To `load`: whether it knows the kind.
  struct Loaded: Decodable { let known: Bool }
  /// To `run`: the time of all computations.
  struct Timed: Decodable { let seconds: Double }
  /// To `values`: how many there are in the file.
  struct Written: Decodable { let count: Int }
  /// To any: what went wrong.
  struct Failure: Decodable { let error: String }
}
