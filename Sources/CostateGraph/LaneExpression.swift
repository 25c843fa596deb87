public import CostateSIMD

/// An elementwise formula: lane primitives composed over an operation's operands.
///
/// Build it with operators and functions: `1 - y * y`, `.exp(-x) / (1 + .exp(-x))`. Each operator
/// is one rounding; nothing is fused unless written with ``fusedMultiplyAdd(_:_:_:)``.
public indirect enum LaneExpression: Sendable, Hashable {
  /// An operand by position.
  case operand(Int)
  /// The operation's own result; meaningful in partial derivatives only.
  case result
  /// A number, rounded to the element type.
  case literal(Double)
  /// A primitive applied to expressions.
  case primitive(LaneOpcode, [LaneExpression])
}

extension LaneExpression {
  /// Literals are equal when their bits are: −0 is not +0, NaN is itself.
  public static func == (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.operand(let i), .operand(let j)): i == j
    case (.result, .result): true
    case (.literal(let x), .literal(let y)): x.bitPattern == y.bitPattern
    case (.primitive(let f, let x), .primitive(let g, let y)): f == g && x == y
    default: false
    }
  }

  /// Hashes literals by their bits.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .operand(let i): hasher.combine(i)
    case .result: hasher.combine(-1)
    case .literal(let x): hasher.combine(x.bitPattern)
    case .primitive(let opcode, let arguments):
      hasher.combine(opcode)
      hasher.combine(arguments)
    }
  }
}

extension LaneExpression: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// A literal.
  public init(floatLiteral x: Double) { self = .literal(x) }
  /// A literal.
  public init(integerLiteral x: Int) { self = .literal(Double(x)) }
}

extension LaneExpression {
  /// The sum.
  public static func + (a: Self, b: Self) -> Self { .primitive(.add, [a, b]) }
  /// The difference.
  public static func - (a: Self, b: Self) -> Self { .primitive(.subtract, [a, b]) }
  /// The product.
  public static func * (a: Self, b: Self) -> Self { .primitive(.multiply, [a, b]) }
  /// The quotient.
  public static func / (a: Self, b: Self) -> Self { .primitive(.divide, [a, b]) }
  /// The negative.
  public static prefix func - (a: Self) -> Self { .primitive(.negate, [a]) }
  /// `a * b + c` with one rounding.
  public static func fusedMultiplyAdd(_ a: Self, _ b: Self, _ c: Self) -> Self {
    .primitive(.fusedMultiplyAdd, [a, b, c])
  }
  /// The smaller; NaN if either is NaN; −0 < +0.
  public static func minimum(_ a: Self, _ b: Self) -> Self { .primitive(.minimum, [a, b]) }
  /// The larger; NaN if either is NaN; −0 < +0.
  public static func maximum(_ a: Self, _ b: Self) -> Self { .primitive(.maximum, [a, b]) }
  /// 1 where `a < b`, else 0; 0 for NaN.
  public static func less(_ a: Self, _ b: Self) -> Self { .primitive(.less, [a, b]) }
  /// 1 where `a <= b`, else 0; 0 for NaN.
  public static func lessOrEqual(_ a: Self, _ b: Self) -> Self { .primitive(.lessOrEqual, [a, b]) }
  /// 1 where `a == b`, else 0; 0 for NaN; −0 equals +0.
  public static func equal(_ a: Self, _ b: Self) -> Self { .primitive(.equal, [a, b]) }
  /// `a` where `condition` is not zero (NaN counts as not zero), else `b`.
  public static func select(_ condition: Self, _ a: Self, _ b: Self) -> Self {
    .primitive(.select, [condition, a, b])
  }
  /// The magnitude.
  public static func abs(_ x: Self) -> Self { .primitive(.absolute, [x]) }
  /// The square root.
  public static func sqrt(_ x: Self) -> Self { .primitive(.squareRoot, [x]) }
  /// e^x.
  public static func exp(_ x: Self) -> Self { .primitive(.exp, [x]) }
  /// e^x − 1.
  public static func expm1(_ x: Self) -> Self { .primitive(.expm1, [x]) }
  /// The natural logarithm.
  public static func log(_ x: Self) -> Self { .primitive(.log, [x]) }
  /// The natural logarithm of 1 + x.
  public static func log1p(_ x: Self) -> Self { .primitive(.log1p, [x]) }
  /// The sine; x in radians.
  public static func sin(_ x: Self) -> Self { .primitive(.sin, [x]) }
  /// The cosine; x in radians.
  public static func cos(_ x: Self) -> Self { .primitive(.cos, [x]) }
  /// The hyperbolic tangent.
  public static func tanh(_ x: Self) -> Self { .primitive(.tanh, [x]) }
  /// The error function.
  public static func erf(_ x: Self) -> Self { .primitive(.erf, [x]) }
  /// x to the power y.
  public static func pow(_ x: Self, _ y: Self) -> Self { .primitive(.power, [x, y]) }
}

extension LaneExpression {
  /// The expression as a program in single-assignment form, equal subexpressions once.
  ///
  /// ``result`` reads the input after the operands.
  package func program(operandCount: Int) -> LaneProgram {
    var literals: [Double] = []
    collectLiterals(&literals)
    let inputCount = operandCount + (usesResult ? 1 : 0)
    var program = LaneProgram(
      inputCount: inputCount, literals: literals, instructions: [], result: 0)
    var numbers: [LaneProgram.Instruction: Int32] = [:]
    program.result = emit(into: &program, operandCount: operandCount, &numbers)
    return program
  }

  private func collectLiterals(_ literals: inout [Double]) {
    switch self {
    case .operand, .result: break
    case .literal(let x):
      if !literals.contains(where: { $0.bitPattern == x.bitPattern }) { literals.append(x) }
    case .primitive(_, let operands): for operand in operands { operand.collectLiterals(&literals) }
    }
  }

  private func emit(
    into program: inout LaneProgram, operandCount: Int,
    _ numbers: inout [LaneProgram.Instruction: Int32]
  ) -> Int32 {
    switch self {
    case .operand(let position): return Int32(position)
    case .result: return Int32(operandCount)
    case .literal(let x):
      let position = program.literals.firstIndex { $0.bitPattern == x.bitPattern } ?? 0
      return Int32(program.inputCount + position)
    case .primitive(let opcode, let operands):
      let instruction = LaneProgram.Instruction(
        opcode, operands.map { $0.emit(into: &program, operandCount: operandCount, &numbers) })
      if let number = numbers[instruction] { return number }
      let number = Int32(
        program.inputCount + program.literals.count + program.instructions.count)
      program.instructions.append(instruction)
      numbers[instruction] = number
      return number
    }
  }

  /// Whether ``result`` occurs.
  package var usesResult: Bool {
    switch self {
    case .result: true
    case .operand, .literal: false
    case .primitive(_, let operands): operands.contains { $0.usesResult }
    }
  }
}
