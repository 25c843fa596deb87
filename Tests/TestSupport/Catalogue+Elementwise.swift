import CostateGraph

extension Catalogue {
  static let elementwise: [CatalogueEntry] = [
    CatalogueEntry(Absolute(), .signed(0.1...2), derivatives: .piecewise),
    CatalogueEntry(Add()),
    CatalogueEntry(Cosine()),
    CatalogueEntry(Divide(), .uniform(-2...2), .signed(0.5...2)),
    CatalogueEntry(Equal(), derivatives: .piecewise),
    CatalogueEntry(ErrorFunction()),
    CatalogueEntry(Exponential()),
    CatalogueEntry(ExponentialMinusOne()),
    CatalogueEntry(
      Formula(.tanh(.operand(0)) * .operand(1) - 0.5, operandCount: 2)),
    CatalogueEntry(
      Formula(.fusedMultiplyAdd(.operand(2), .operand(0), .sin(.operand(1))), operandCount: 3)),
    CatalogueEntry(FusedMultiplyAdd()),
    CatalogueEntry(HyperbolicTangent()),
    CatalogueEntry(Less(), derivatives: .piecewise),
    CatalogueEntry(LessOrEqual(), derivatives: .piecewise),
    CatalogueEntry(Logarithm(), .uniform(0.5...4)),
    CatalogueEntry(LogarithmOnePlus(), .uniform(-0.5...2)),
    CatalogueEntry(Maximum(), derivatives: .piecewise),
    CatalogueEntry(Minimum(), derivatives: .piecewise),
    CatalogueEntry(Multiply()),
    CatalogueEntry(Negate()),
    CatalogueEntry(Power(), .uniform(0.5...2), .uniform(-2...2)),
    CatalogueEntry(RectifiedLinear(), .signed(0.1...2), derivatives: .piecewise),
    CatalogueEntry(Scale(by: -1.75)),
    CatalogueEntry(Scale(by: 0.1)),
    CatalogueEntry(Select(), .flags, .uniform(-2...2), .uniform(-2...2)),
    CatalogueEntry(Sigmoid()),
    CatalogueEntry(Sine()),
    CatalogueEntry(Softplus(), .signed(0.1...3)),
    CatalogueEntry(SquareRoot(), .uniform(0.5...4)),
    CatalogueEntry(Subtract()),
  ]
}
