import Costate
import CostateBenchmarks

/// The SHA-256 of workloads' numbers: the same on every machine, at every width, instruction set,
/// blocking and build configuration.
struct IdentityBook: Equatable, Encodable {
  /// One digest and what it is of.
  struct Entry: Hashable, Encodable {
    /// What is hashed.
    enum Numbers: String, CaseIterable, Encodable {
      /// Every node's value.
      case values
      /// Every node's adjoint.
      case adjoints
      /// f and the adjoints of its variables, computed with nothing else retained.
      case results
    }

    let workload: String
    let elementType: String
    let numbers: Numbers
    let digest: String

    /// What the digest is of, as in `two-layer float values`.
    var subject: String { "\(workload) \(elementType) \(numbers.rawValue)" }
  }

  /// In the order of the workloads.
  private(set) var entries: [Entry] = []
}

extension IdentityBook {
  /// The types every workload is computed in.
  static let elementTypes: [ElementType] = [.float, .double]

  /// Computes workloads with their default parameters.
  ///
  /// - Parameter progress: called before each with what is computed.
  init(
    _ workloads: [Workload], options: Options, progress: (String) -> Void = { _ in }
  ) throws {
    for workload in workloads {
      for elementType in Self.elementTypes {
        progress("\(workload.name) \(elementType.rawValue)")
        let bits = try workload.bits(elementType, options: options)
        let patterns: [(Entry.Numbers, [UInt64])] = [
          (.values, bits.values), (.adjoints, bits.adjoints), (.results, bits.results),
        ]
        for (numbers, patterns) in patterns {
          entries.append(
            Entry(
              workload: workload.name, elementType: elementType.rawValue, numbers: numbers,
              digest: sha256(of: patterns)))
        }
      }
    }
  }

  /// Reads a book from its lines: workload, element type, numbers, digest.
  init(lines text: String) {
    entries = text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 4, let numbers = Entry.Numbers(rawValue: words[2]) else { return nil }
      return Entry(
        workload: words[0], elementType: words[1], numbers: numbers, digest: words[3])
    }
  }

  /// The book as such lines.
  var lines: String { entries.map { "\($0.subject) \($0.digest)" }.joined(separator: "\n") }

  /// One sentence for each entry that is not as another book has it.
  func differences(from expected: IdentityBook) -> [String] {
    let digests = Dictionary(expected.entries.map { ($0.subject, $0.digest) }) { first, _ in first }
    return entries.filter { digests[$0.subject] != $0.digest }.map {
      "\($0.subject): expected \(digests[$0.subject] ?? "an entry in the book"), got \($0.digest)"
    }
  }
}
