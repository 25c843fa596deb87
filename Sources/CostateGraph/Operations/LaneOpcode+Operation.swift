import CostateSIMD

extension LaneOpcode {
  /// The operation that is this one primitive: where its derivative is written.
  package var operation: any ElementwiseOperation {
    switch self {
    case .add: Add()
    case .subtract: Subtract()
    case .multiply: Multiply()
    case .divide: Divide()
    case .minimum: Minimum()
    case .maximum: Maximum()
    case .power: Power()
    case .less: Less()
    case .lessOrEqual: LessOrEqual()
    case .equal: Equal()
    case .fusedMultiplyAdd: FusedMultiplyAdd()
    case .select: Select()
    case .negate: Negate()
    case .absolute: Absolute()
    case .squareRoot: SquareRoot()
    case .exp: Exponential()
    case .expm1: ExponentialMinusOne()
    case .log: Logarithm()
    case .log1p: LogarithmOnePlus()
    case .sin: Sine()
    case .cos: Cosine()
    case .tanh: HyperbolicTangent()
    case .erf: ErrorFunction()
    }
  }
}
