import Foundation

/// The numbers of the graphs under way: printed when one of them brings the process down.
///
/// Unchecked because each job writes its own slots only; the signal handler and the watcher may read
/// a number that is just being replaced, which is one or the other.
final class Flights: @unchecked Sendable {
  /// No graph.
  private static let none = UInt64.max

  private let numbers: UnsafeMutableBufferPointer<UInt64>
  private let starts: UnsafeMutableBufferPointer<Double>

  /// Slots for so many jobs; from now on a crash prints them.
  init(count: Int, seed: UInt64) {
    numbers = .allocate(capacity: count)
    numbers.initialize(repeating: Self.none)
    starts = .allocate(capacity: count)
    starts.initialize(repeating: 0)
    crashNumbers = numbers
    crashSeed = seed
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
    starts[job] = Date.now.timeIntervalSinceReferenceDate
    numbers[job] = number
  }

  /// A job has ended.
  func land(_ job: Int) { numbers[job] = Self.none }

  /// A graph that has been under way for longer than so many seconds.
  func longest(than seconds: Double) -> UInt64? {
    let limit = Date.now.timeIntervalSinceReferenceDate - seconds
    return zip(numbers, starts).first { $0 != Self.none && $1 < limit }?.0
  }
}

nonisolated(unsafe) private var crashNumbers = UnsafeMutableBufferPointer<UInt64>(
  start: nil, count: 0)
nonisolated(unsafe) private var crashSeed: UInt64 = 0

/// Writes the numbers without allocating: a signal handler may not.
private func reportCrash() {
  write("costate-fuzz: crashed; seed ")
  write(crashSeed)
  write(", one of the graphs")
  for number in crashNumbers where number != .max {
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
