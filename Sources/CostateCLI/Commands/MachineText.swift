import CostateBenchmarks
import Foundation

/// A machine's fingerprint for people.
struct MachineText {
  let machine: Machine

  init(_ machine: Machine) { self.machine = machine }

  var text: String {
    let caches = machine.caches.map { "L\($0.level) \($0.byteCount / 1024) KiB" }
    var lines = [
      "machine  \(machine.cpu), \(machine.isa), \(machine.cores) cores, width \(machine.width) by "
        + machine.widthDecidedBy,
      "caches   \(caches.joined(separator: ", "))",
      "peaks    \(giga(machine.peakFlopsPerSecond)) GF/s float, "
        + "\(giga(machine.peakBytesPerSecond)) GB/s read on one core; "
        + "\(giga(machine.peakFlopsPerSecondAtWidth)), "
        + "\(giga(machine.peakBytesPerSecondAtWidth)) on all",
    ]
    let state = [
      machine.governor.map { "governor \($0)" },
      machine.loadBefore.map { String(format: "load %.2f", $0) },
      machine.noise.map { String(format: "noise %.2f %% between equal pairs", $0 * 100) },
    ].compactMap(\.self)
    if !state.isEmpty { lines.append("state    \(state.joined(separator: ", "))") }
    for library in machine.libraries {
      let name = library.name.padding(toLength: 8, withPad: " ", startingAt: 0)
      lines.append("\(name) \(library.version ?? "not installed (scripts/peers installs it)")")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func giga(_ value: Double) -> String { String(format: "%.1f", value * 1e-9) }
}
