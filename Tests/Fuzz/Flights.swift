import Foundation
import Synchronization

/// A graph under way; relaxed, because its numbers are for messages only.
private struct Flight: ~Copyable {
  /// No graph.
  static let none = UInt64.max

  let number = Atomic<UInt64>(none)
  /// When it began, in nanoseconds.
  let start = Atomic<UInt64>(0)
}

/// The numbers of the graphs under way: printed when one of them brings the process down.
///
/// Unchecked because of the pointer, whose memory is never given back and holds atomics alone.
final class Flights: @unchecked Sendable {
  private let flights: UnsafeMutablePointer<Flight>
  private let count: Int

  /// Room for so many jobs; from now on a crash prints their graphs.
  init(count: Int, seed: UInt64) {
    self.count = count
    flights = .allocate(capacity: count)
    for job in 0..<count { (flights + job).initialize(to: Flight()) }
    crash = (flights, count, seed)
    for signalNumber in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] {
      signal(signalNumber) { number in
        reportCrash()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// A job starts with a graph.
  func takeOff(_ job: Int, _ number: UInt64) {
    flights[job].start.store(DispatchTime.now().uptimeNanoseconds, ordering: .relaxed)
    flights[job].number.store(number, ordering: .relaxed)
  }

  /// A job has ended.
  func land(_ job: Int) { flights[job].number.store(Flight.none, ordering: .relaxed) }

  /// A graph that has been under way for longer than so many seconds.
  func longest(than seconds: Double) -> UInt64? {
    let now = Double(DispatchTime.now().uptimeNanoseconds)
    for job in 0..<count {
      let number = flights[job].number.load(ordering: .relaxed)
      let start = flights[job].start.load(ordering: .relaxed)
      if number != Flight.none, now - Double(start) > seconds * 1e9 { return number }
    }
    return nil
  }
}

/// What the signal handler prints; set before the first job starts.
nonisolated(unsafe) private var crash:
  (flights: UnsafeMutablePointer<Flight>?, count: Int, seed: UInt64) = (nil, 0, 0)

/// Writes the numbers without allocating: a signal handler may not.
private func reportCrash() {
  write("costate-fuzz: crashed; seed ")
  write(crash.seed)
  write(", one of the graphs")
  for job in 0..<crash.count {
    guard let number = crash.flights?[job].number.load(ordering: .relaxed) else { continue }
    if number == Flight.none { continue }
    write(" ")
    write(number)
  }
  write(": run again with --seed and --only\n")
}

private func write(_ text: StaticString) {
  _ = Foundation.write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
}

private func write(_ number: UInt64) {
  var rest = number
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
    var first = digits.count
    repeat {
      first -= 1
      digits[first] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    } while rest > 0
    _ = Foundation.write(
      STDERR_FILENO, digits.baseAddress.map { $0 + first }, digits.count - first)
  }
}
