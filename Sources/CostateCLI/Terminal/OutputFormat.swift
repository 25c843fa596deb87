import Foundation

/// In which form a command prints its result.
enum OutputFormat: String, CaseIterable, Sendable {
  /// For people.
  case text
  /// For programs.
  case json

  /// The result in this form, without a line break at the end.
  func render(_ table: Table, for terminal: Terminal) -> String {
    switch self {
    case .text: table.text(for: terminal)
    case .json: jsonText(table)
    }
  }
}

/// The value as JSON, with sorted keys; what is not finite is the text `inf`, `-inf` or `nan`, for
/// which JSON has no number.
func jsonText(_ value: some Encodable) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  encoder.nonConformingFloatEncodingStrategy = .convertToString(
    positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  do {
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  } catch {
    preconditionFailure("a result cannot be written as JSON: \(error)")
  }
}
