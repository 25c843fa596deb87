import CostateSIMD
import Foundation
import Testing

typealias FloatLane = Vector<ScalarLanes<Float>>
typealias DoubleLane = Vector<ScalarLanes<Double>>

/// A function of one argument under test: its templates on one lane, and what to compare them with.
struct ElementaryFunction: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let float: @Sendable (Float) -> Float
  let double: @Sendable (Double) -> Double
  /// The platform's function, right to about a unit in the last place of Double.
  let platform: @Sendable (Double) -> Double
  /// A table of ``References``.
  let table: String

  static let all = [exp, expm1, log, log1p, sin, cos, tanh, erf]

  static let exp = ElementaryFunction(
    testDescription: "exp", float: { FloatLane.exp(.init($0))[lane: 0] },
    double: { DoubleLane.exp(.init($0))[lane: 0] }, platform: Foundation.exp,
    table: References.exp)
  static let expm1 = ElementaryFunction(
    testDescription: "expm1", float: { FloatLane.expm1(.init($0))[lane: 0] },
    double: { DoubleLane.expm1(.init($0))[lane: 0] }, platform: Foundation.expm1,
    table: References.expm1)
  static let log = ElementaryFunction(
    testDescription: "log", float: { FloatLane.log(.init($0))[lane: 0] },
    double: { DoubleLane.log(.init($0))[lane: 0] }, platform: Foundation.log,
    table: References.log)
  static let log1p = ElementaryFunction(
    testDescription: "log1p", float: { FloatLane.log1p(.init($0))[lane: 0] },
    double: { DoubleLane.log1p(.init($0))[lane: 0] }, platform: Foundation.log1p,
    table: References.log1p)
  static let sin = ElementaryFunction(
    testDescription: "sin", float: { FloatLane.sin(.init($0))[lane: 0] },
    double: { DoubleLane.sin(.init($0))[lane: 0] }, platform: Foundation.sin,
    table: References.sin)
  static let cos = ElementaryFunction(
    testDescription: "cos", float: { FloatLane.cos(.init($0))[lane: 0] },
    double: { DoubleLane.cos(.init($0))[lane: 0] }, platform: Foundation.cos,
    table: References.cos)
  static let tanh = ElementaryFunction(
    testDescription: "tanh", float: { FloatLane.tanh(.init($0))[lane: 0] },
    double: { DoubleLane.tanh(.init($0))[lane: 0] }, platform: Foundation.tanh,
    table: References.tanh)
  static let erf = ElementaryFunction(
    testDescription: "erf", float: { FloatLane.erf(.init($0))[lane: 0] },
    double: { DoubleLane.erf(.init($0))[lane: 0] }, platform: Foundation.erf,
    table: References.erf)
}

/// The power templates on one lane.
enum Power {
  static func float(_ x: Float, _ y: Float) -> Float {
    FloatLane.pow(.init(x), .init(y))[lane: 0]
  }

  static func double(_ x: Double, _ y: Double) -> Double {
    DoubleLane.pow(.init(x), .init(y))[lane: 0]
  }
}
