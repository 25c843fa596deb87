import CostateKernels
import CostateSIMD

/// One reduction with its terms in memory and the result that the specification gives.
struct ReductionCase<Scalar: TestScalar> {
  let kind: ReductionKind
  let layout: ReductionLayout
  let input: TestBuffer<Scalar>
  let second: TestBuffer<Scalar>
  let expected: [Scalar]

  init(
    _ kind: ReductionKind, _ layout: ReductionLayout,
    element: (inout TestGenerator) -> Scalar = { $0.number() }
  ) {
    var generator = TestGenerator(state: 7)
    let (outer, reduced, inner) =
      switch layout {
      case .trailing(let outer, let reduced): (outer, reduced, 1)
      case .leading(let outer, let reduced, let inner): (outer, reduced, inner)
      }
    let input = TestBuffer<Scalar>(count: outer * reduced * inner) { element(&generator) }
    let second = TestBuffer<Scalar>(count: outer * reduced * inner) { element(&generator) }
    self.kind = kind
    self.layout = layout
    self.input = input
    self.second = second
    expected = (0..<outer * inner).map { index in
      let first = index / inner * reduced * inner + index % inner
      let terms = (0..<reduced).map { input.base[first + $0 * inner] }
      let factors = (0..<reduced).map { second.base[$0] }
      return Self.reference(kind, layout, terms, factors)
    }
  }

  private static func reference(
    _ kind: ReductionKind, _ layout: ReductionLayout, _ terms: [Scalar], _ factors: [Scalar]
  ) -> Scalar {
    func fold(_ a: Scalar, _ b: Scalar) -> Scalar {
      kind == .maximum ? .standardMaximum(a, b) : a + b
    }
    func accumulate(_ partial: Scalar, _ term: Int) -> Scalar {
      kind == .sumOfProducts
        ? partial.addingProduct(terms[term], factors[term]) : fold(partial, terms[term])
    }
    let identity: Scalar = kind == .maximum ? -.infinity : -0.0
    let chunkResults =
      switch layout {
      case .trailing:
        trailingChunkResults(
          count: terms.count, identity: identity, accumulate: accumulate, fold: fold)
      case .leading:
        ascendingChunkResults(count: terms.count, identity: identity, accumulate: accumulate)
      }
    return folded(chunkResults, fold)
  }

  /// Whether the kernels of a level, cut into so many items, give the same bits and write nothing
  /// else.
  func isReproduced(by instructionSet: InstructionSet, itemCount: Int) -> Bool {
    let reduction = ReductionPlan<Scalar>(
      kind, layout, kernels: Scalar.kernels(instructionSet), desiredItemCount: itemCount)
    let result = TestBuffer<Scalar>(count: expected.count) { .nan }
    let chunkResults = TestBuffer<Scalar>(count: reduction.chunkResultCount) { .nan }
    for item in (0..<reduction.itemCount).reversed() {
      let scratch = TestBuffer<Scalar>(
        count: reduction.scratchByteCount / MemoryLayout<Scalar>.stride
      ) { .nan }
      reduction.run(
        item: item, input: input.pointer, second: second.pointer, result: result.base,
        chunkResults: chunkResults.base, scratch: scratch.base)
      guard scratch.isGuardIntact else { return false }
    }
    if reduction.chunkResultCount > 0 {
      reduction.combine(chunkResults: chunkResults.pointer, result: result.base)
    }
    return result.isGuardIntact && chunkResults.isGuardIntact
      && zip(result.elements, expected).allSatisfy { $0.isIdentical(to: $1) }
  }
}
