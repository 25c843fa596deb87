import CostateGraph
import Foundation

/// Test problems of unconstrained optimisation with their minima.
///
/// - Source: Moré, Garbow, Hillstrom (1981), "Testing unconstrained optimization software",
///   doi 10.1145/355934.355936; the numbers are those of the paper.
extension LeastSquaresProblem {
  static let rosenbrock = Self("1 Rosenbrock", from: [-1.2, 1], .zero(at: [1, 1])) { x in
    [try (x[1] - x[0] * x[0]) * 10, try 1 - x[0]]
  }

  /// A local minimum; the other is 0 at (5, 4).
  static let freudensteinRoth = Self(
    "2 Freudenstein and Roth", from: [0.5, -2], .digits(48.9842, unit: 1e-4)
  ) { x in
    let (a, b) = (try (5 - x[1]) * x[1] - 2, try (x[1] + 1) * x[1] - 14)
    return [try x[0] - 13 + a * x[1], try x[0] - 29 + b * x[1]]
  }

  /// The minimiser is published to four digits: 1.098e-5 and 9.106.
  static let powellBadlyScaled = Self(
    "3 Powell badly scaled", from: [0, 1], .zero(at: [1.098159e-5, 9.106147])
  ) { x in
    [try x[0] * x[1] * 1e4 - 1, try exp(-x[0]) + exp(-x[1]) - 1.0001]
  }

  static let brownBadlyScaled = Self(
    "4 Brown badly scaled", from: [1, 1], .zero(at: [1e6, 2e-6])
  ) { x in
    [try x[0] - 1e6, try x[1] - 2e-6, try x[0] * x[1] - 2]
  }

  static let beale = Self("5 Beale", from: [1, 1], .zero(at: [3, 0.5])) { x in
    let square = try x[1] * x[1]
    return [
      try 1.5 - x[0] * (1 - x[1]), try 2.25 - x[0] * (1 - square),
      try 2.625 - x[0] * (1 - square * x[1]),
    ]
  }

  static let jennrichSampson = Self(
    "6 Jennrich and Sampson", from: [0.3, 0.4], .digits(124.362, unit: 1e-3)
  ) { x in
    try (1...10).map { i in
      let sum = try exp(x[0] * Double(i)) + exp(x[1] * Double(i))
      return try Double(2 + 2 * i) - sum
    }
  }

  static let bard = Self("8 Bard", from: [1, 1, 1], .digits(8.21487e-3, unit: 1e-8)) { x in
    let y = [
      0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39,
    ]
    return try y.enumerated().map { offset, y in
      let (u, v) = (Double(offset + 1), Double(15 - offset))
      let below = try x[1] * v + x[2] * min(u, v)
      return try y - (x[0] + u / below)
    }
  }

  static let gaussian = Self(
    "9 Gaussian", from: [0.4, 1, 0], .digits(1.12793e-8, unit: 1e-13)
  ) { x in
    let half = [0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521]
    return try (half + [0.3989] + half.reversed()).enumerated().map { offset, y in
      let distance = try Double(7 - offset) / 2 - x[2]
      return try x[0] * exp(-x[1] * distance * distance / 2) - y
    }
  }

  static let meyer = Self("10 Meyer", from: [0.02, 4000, 250], .digits(87.9458, unit: 1e-4)) { x in
    let y: [Double] = [
      34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820,
      3307, 2872,
    ]
    return try y.enumerated().map { offset, y in
      try x[0] * exp(x[1] / (x[2] + Double(50 + 5 * offset))) - y
    }
  }

  static let box = Self("12 Box", from: [0, 10, 20], .zero(at: [1, 10, 1])) { x in
    try (1...10).map { i in
      let t = Double(i) / 10
      let known = Foundation.exp(-t) - Foundation.exp(-10 * t)
      return try exp(x[0] * -t) - exp(x[1] * -t) - x[2] * known
    }
  }

  /// The Jacobian is singular at the minimum.
  static let powellSingular = Self(
    "13 Powell singular", from: [3, -1, 0, 1], .zero(at: [0, 0, 0, 0])
  ) { x in
    let (a, b) = (try x[1] - x[2] * 2, try x[0] - x[3])
    return [
      try x[0] + x[1] * 10, try (x[2] - x[3]) * 5.0.squareRoot(), try a * a,
      try b * b * 10.0.squareRoot(),
    ]
  }

  static let wood = Self("14 Wood", from: [-3, -1, -3, -1], .zero(at: [1, 1, 1, 1])) { x in
    [
      try (x[1] - x[0] * x[0]) * 10, try 1 - x[0],
      try (x[3] - x[2] * x[2]) * 90.0.squareRoot(), try 1 - x[2],
      try (x[1] + x[3] - 2) * 10.0.squareRoot(), try (x[1] - x[3]) / 10.0.squareRoot(),
    ]
  }

  static let kowalikOsborne = Self(
    "15 Kowalik and Osborne", from: [0.25, 0.39, 0.415, 0.39], .digits(3.07505e-4, unit: 1e-9)
  ) { x in
    let y = [
      0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246,
    ]
    let u = [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625]
    return try zip(y, u).map { y, u in
      let (above, below) = (try x[1] * u + u * u, try x[2] * u + u * u + x[3])
      return try y - x[0] * above / below
    }
  }

  static let brownDennis = Self(
    "16 Brown and Dennis", from: [25, 5, -5, -1], .digits(85822.2, unit: 0.1)
  ) { x in
    try (1...20).map { i in
      let t = Double(i) / 5
      let a = try x[0] + x[1] * t - Foundation.exp(t)
      let b = try x[2] + x[3] * Foundation.sin(t) - Foundation.cos(t)
      return try a * a + b * b
    }
  }

  static let osborne = Self(
    "17 Osborne", from: [0.5, 1.5, -1, 0.01, 0.02], .digits(5.46489e-5, unit: 1e-10)
  ) { x in
    let y = [
      0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.850, 0.818, 0.784, 0.751, 0.718, 0.685,
      0.658, 0.628, 0.603, 0.580, 0.558, 0.538, 0.522, 0.506, 0.490, 0.478, 0.467, 0.457, 0.448,
      0.438, 0.431, 0.424, 0.420, 0.414, 0.411, 0.406,
    ]
    return try y.enumerated().map { offset, y in
      let t = Double(-10 * offset)
      let (first, second) = (try x[1] * exp(x[3] * t), try x[2] * exp(x[4] * t))
      return try y - (x[0] + first + second)
    }
  }

  /// A fit with certified parameters, of lower difficulty, from the farther start.
  ///
  /// - Source: NIST, Statistical Reference Datasets, Misra1a; residual sum of squares
  ///   1.2455138894E-01, b₁ = 2.3894212918E+02, b₂ = 5.5015643181E-04.
  static let misra = Self(
    "NIST Misra1a", from: [500, 1e-4], .digits(1.2455138894e-1, unit: 1e-11)
  ) { x in
    let data = [
      (10.07, 77.6), (14.73, 114.9), (17.94, 141.1), (23.93, 190.8), (29.61, 239.9),
      (35.18, 289.0), (40.02, 332.8), (44.82, 378.4), (50.76, 434.8), (55.05, 477.3),
      (61.01, 536.8), (66.40, 593.1), (75.47, 689.1), (81.78, 760.0),
    ]
    return try data.map { y, t in try y - x[0] * (1 - exp(x[1] * -t)) }
  }

  static let all = [
    rosenbrock, freudensteinRoth, powellBadlyScaled, brownBadlyScaled, beale, jennrichSampson,
    bard, gaussian, meyer, box, powellSingular, wood, kowalikOsborne, brownDennis, osborne, misra,
  ]
}
