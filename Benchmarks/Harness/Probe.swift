/// What the machine can do at the moment, in units per second: sampled between the engines, because
/// a machine's clock drifts while it is measured.
package struct Probe {
  /// What it is called in tables.
  package let name: String
  /// Takes one sample, of about a millisecond.
  let sample: () -> Double

  /// A probe.
  package init(name: String, sample: @escaping () -> Double) {
    self.name = name
    self.sample = sample
  }
}
