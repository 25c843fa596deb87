/// A number a workload is built from.
public struct Parameter: Sendable, Hashable {
  /// What it is called on a command line.
  public let name: String
  /// What it counts, in a few words.
  public let summary: String
  /// Its value when none is given.
  public let defaultValue: Int
  /// The values it may have.
  public let range: ClosedRange<Int>

  init(_ name: String, _ summary: String, _ defaultValue: Int, in range: ClosedRange<Int>) {
    self.name = name
    self.summary = summary
    self.defaultValue = defaultValue
    self.range = range
  }
}

/// A value for each parameter of a workload.
struct ParameterValues: Sendable {
  /// By name.
  let values: [String: Int]

  subscript(name: String) -> Int {
    guard let value = values[name] else { preconditionFailure("no parameter '\(name)'") }
    return value
  }
}

extension Workload {
  /// The defaults with some values replaced.
  func values(_ given: [String: Int]) throws(WorkloadError) -> ParameterValues {
    for name in given.keys.sorted() where !parameters.contains(where: { $0.name == name }) {
      throw .unknownParameter(name, workload: self.name, known: parameters.map(\.name))
    }
    var values: [String: Int] = [:]
    for parameter in parameters {
      let value = given[parameter.name] ?? parameter.defaultValue
      guard parameter.range.contains(value) else {
        throw .parameterRange(parameter.name, given: value, allowed: parameter.range)
      }
      values[parameter.name] = value
    }
    return ParameterValues(values: values)
  }
}

/// What a caller can get wrong about workloads.
public enum WorkloadError: Error, Equatable, Sendable {
  /// No workload has the name.
  case unknownWorkload(String, known: [String])
  /// The workload has no parameter of the name.
  case unknownParameter(String, workload: String, known: [String])
  /// A parameter's value lies outside its range.
  case parameterRange(String, given: Int, allowed: ClosedRange<Int>)
}

extension WorkloadError: CustomStringConvertible {
  /// One line: what was expected and what came.
  public var description: String {
    switch self {
    case .unknownWorkload(let name, let known):
      "workload: expected one of \(known.joined(separator: ", ")), got '\(name)'"
    case .unknownParameter(let name, let workload, []):
      "\(workload): expected no parameters, got '\(name)'"
    case .unknownParameter(let name, let workload, let known):
      "\(workload): expected a parameter among \(known.joined(separator: ", ")), got '\(name)'"
    case .parameterRange(let name, let given, let allowed):
      "\(name): expected \(allowed.lowerBound) to \(allowed.upperBound), got \(given)"
    }
  }
}
