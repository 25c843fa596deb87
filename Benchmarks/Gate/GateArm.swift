/// What a process of a gate runs.
package enum GateArm: String, CaseIterable, Sendable, Codable {
  /// The executable that others are compared with.
  case base
  /// The executable in question.
  case head
  /// The base once more: what differs between the two is the machine's.
  case control
}
