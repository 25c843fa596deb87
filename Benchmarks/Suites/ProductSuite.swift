import Costate

extension BenchmarkSuite {
  /// Matrix products beside OpenBLAS and BLIS.
  static let gemm = BenchmarkSuite(
    name: "gemm", summary: "matrix products of many shapes, as a compiled graph",
    figures: [.gigaflopsPerSecond],
    cases: [ElementType.float, .double].flatMap { type in
      ProductGroup.allCases.flatMap { group in
        ProductSuite.all.filter { $0.group == group }.map { $0.benchmark(type) }
      } + [.microkernel(type)]
    },
    findings: ProductSummary.findings)
}

/// The shapes on which matrix products are compared.
package enum ProductSuite {
  /// Every case, smallest kinds first.
  package static let all: [ProductCase] =
    tiny + squares + network + skinny + narrow + vectors + outer + batches + constants

  /// The largest case of a first look, in flops: a square of 1024.
  package static let quickFlops = 2 * 1024.0 * 1024 * 1024

  private static let tiny: [ProductCase] =
    [4, 8, 16].map { ProductCase(.tiny, $0, $0, $0) }
    + [ProductCase(.tiny, 7, 9, 5), ProductCase(.tiny, 15, 15, 15, padding: 2)]

  private static let squares: [ProductCase] =
    [32, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096].map {
      ProductCase(.square, $0, $0, $0)
    }
    + [33, 65, 127, 255, 513, 1023, 2047].map { ProductCase(.square, $0, $0, $0) }
    + [63, 129, 511, 1025].map { ProductCase(.square, $0, $0, $0, padding: 2) }

  /// A layer from `k` to `n` features for `m` rows: the value, and both adjoints.
  private static let network: [ProductCase] = {
    let layers = [(64, 64), (64, 1024), (256, 256), (1024, 64), (1024, 1024)]
    var shapes = [64, 256, 1024, 4096].flatMap { m in
      layers.map { (m: m, n: $0.0, k: $0.1, padding: 0) }
    }
    shapes += [(63, 65, 127, 0), (257, 255, 129, 0), (1023, 511, 257, 2), (4095, 63, 129, 2)]
    return shapes.flatMap { m, n, k, padding in
      [
        ProductCase(.network, m, n, k, .nn, padding: padding),
        ProductCase(.network, m, k, n, .nt, padding: padding),
        ProductCase(.network, k, n, m, .tn, padding: padding),
      ]
    }
  }()

  private static let skinny: [ProductCase] =
    ProductCase.Form.allCases.map { ProductCase(.skinny, 64, 64, 100_000, $0) }
    + [
      ProductCase(.skinny, 63, 65, 99_999, .nn),
      ProductCase(.skinny, 63, 65, 99_999, .tn, padding: 2),
    ]

  private static let narrow: [ProductCase] = [
    ProductCase(.narrow, 4096, 8, 8), ProductCase(.narrow, 4095, 7, 9),
    ProductCase(.narrow, 2048, 16, 2048), ProductCase(.narrow, 4096, 4, 1024),
    ProductCase(.narrow, 2047, 3, 1025, padding: 2),
  ]

  private static let vectors: [ProductCase] =
    [
      (64, 64, 0), (512, 512, 0), (1024, 1024, 0), (4096, 4096, 0), (4096, 64, 0), (2047, 1025, 2),
    ].map { ProductCase(.matrixVector, $0.0, 1, $0.1, padding: $0.2) }
    + [
      (64, 64, 0), (512, 512, 0), (1024, 1024, 0), (4096, 4096, 0), (64, 4096, 0), (1025, 2047, 2),
    ].map { ProductCase(.vectorMatrix, 1, $0.0, $0.1, padding: $0.2) }

  private static let outer: [ProductCase] = [
    ProductCase(.outer, 256, 256, 1), ProductCase(.outer, 1024, 1024, 1),
    ProductCase(.outer, 1023, 2047, 1),
  ]

  private static let batches: [ProductCase] =
    ProductCase.Form.allCases.map { ProductCase(.batch, 32, 32, 32, $0, batch: 64) }
    + [ProductCase(.batch, 33, 31, 35, .nn, batch: 64)]

  private static let constants: [ProductCase] = [
    (8, 1024, 1024, 0), (64, 256, 256, 0), (64, 1024, 256, 0), (63, 257, 255, 2),
  ]
  .flatMap { m, n, k, padding in
    [
      ProductCase(.constant, m, n, k, .nn, padding: padding),
      ProductCase(.constant, m, n, k, .nt, padding: padding),
    ]
  }
}
