/// The seconds of one case in the processes of a block: one estimate for each process.
package struct GateBlock: Sendable, Hashable, Codable {
  /// The base's processes.
  package var base: [Double]
  /// The head's.
  package var head: [Double]
  /// Those of the base once more.
  package var control: [Double]

  /// A block of samples.
  package init(base: [Double] = [], head: [Double] = [], control: [Double] = []) {
    self.base = base
    self.head = head
    self.control = control
  }

  /// Adds the estimate of a process.
  package mutating func append(_ seconds: Double, of arm: GateArm) {
    switch arm {
    case .base: base.append(seconds)
    case .head: head.append(seconds)
    case .control: control.append(seconds)
    }
  }
}
