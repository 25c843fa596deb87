@testable import CostateKernels
import CostateSIMD
import CostateTopology
import Testing

@Suite struct ProductPlanTests {
  @Test(arguments: InstructionSet.available)
  func extentsAroundTheMicrotileGiveTheSpecifiedBits(_ instructionSet: InstructionSet) throws {
    try checkMicrotileBorders(Float.self, instructionSet)
    try checkMicrotileBorders(Double.self, instructionSet)
  }

  private func checkMicrotileBorders<Scalar: TestScalar>(
    _: Scalar.Type, _ instructionSet: InstructionSet
  ) throws {
    let products = Scalar.kernels(instructionSet).products
    for m in [2, products.mr - 1, products.mr, products.mr + 1, 5 * products.mr - 1] {
      for n in [2, products.nr - 1, products.nr, products.nr + 1, 3 * products.nr - 1] {
        let product = ProductCase<Scalar>(m: m, n: n, k: 5, mode: .add)
        #expect(try product.isReproduced(by: instructionSet), "\(Scalar.self) \(m) × \(n)")
      }
    }
  }

  @Test(arguments: InstructionSet.available)
  func everyNumberOfRowsAndColumnsUpToTwoMicrotilesGivesTheSpecifiedBits(
    _ instructionSet: InstructionSet
  ) throws {
    try checkEveryMicrotile(Float.self, instructionSet)
    try checkEveryMicrotile(Double.self, instructionSet)
  }

  private func checkEveryMicrotile<Scalar: TestScalar>(
    _: Scalar.Type, _ instructionSet: InstructionSet
  ) throws {
    let products = Scalar.kernels(instructionSet).products
    for m in 2...2 * products.mr + 1 {
      for n in 2...2 * products.nr + 1 where m < 4 || n % 3 == m % 3 {
        let product = ProductCase<Scalar>(m: m, n: n, k: 3, mode: .subtract)
        #expect(try product.isReproduced(by: instructionSet), "\(Scalar.self) \(m) × \(n)")
      }
    }
  }

  @Test(arguments: TestOrder.allCases, TestOrder.allCases)
  func bordersOfBlocksGiveTheSpecifiedBits(_ left: TestOrder, _ right: TestOrder) throws {
    for (m, n, k) in [(11, 31, 257), (12, 33, 511), (13, 65, 256), (49, 15, 513)] {
      try checkBothTypes(m: m, n: n, k: k, orders: (left, right))
    }
  }

  /// More columns than are packed at once; terms that a cache holds, and more.
  @Test(arguments: TestOrder.allCases)
  func manyColumnsGiveTheSpecifiedBits(_ left: TestOrder) throws {
    for (m, n, k) in [(19, 256, 40), (20, 261, 257), (27, 383, 65), (20, 2100, 260)] {
      try checkBothTypes(m: m, n: n, k: k, orders: (left, .rowMajor))
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func randomShapesGiveTheSpecifiedBits(_ seed: UInt64) throws {
    var generator = TestGenerator(state: seed &+ 77)
    func extent(_ largest: Int) -> Int { 2 + Int(generator.next() % UInt64(largest)) }
    let orders = TestOrder.allCases
    let (m, n, k) = (extent(60), extent(90), extent(300))
    let order = (orders[extent(300) % orders.count], orders[extent(300) % orders.count])
    let mode = ProductMode.allCases[extent(300) % ProductMode.allCases.count]
    try checkBothTypes(m: m, n: n, k: k, orders: order, mode: mode, seed: seed)
  }

  @Test(arguments: TestOrder.allCases)
  func operandsReadWhereTheyLieGiveTheSpecifiedBits(_ left: TestOrder) throws {
    // Strips of every width, several blocks of rows, several chunks, and work items.
    for (m, n, k) in [(70, 31, 16), (33, 145, 20), (2000, 9, 8), (60, 5, 600), (300, 40, 200)] {
      for itemCount in [1, 3] {
        try checkEverywhere(
          ProductCase<Float>(m: m, n: n, k: k, orders: (left, .rowMajor), mode: .subtract),
          itemCount: itemCount)
        try checkEverywhere(
          ProductCase<Double>(m: m, n: n, k: k, orders: (left, .rowMajor), mode: .add),
          itemCount: itemCount)
      }
    }
  }

  @Test(arguments: ProductMode.allCases, 1...13)
  func fewTermsAndColumnsGiveTheSpecifiedBits(_ mode: ProductMode, _ k: Int) throws {
    // As many terms as stay in registers and one more; whole vectors of each level and parts of them,
    // alone and after whole strips; rows that leave one to three after fours.
    for n in [2, 3, 4, 7, 8, 11, 16, 33] {
      for m in [2, 4, 5, 11, 38] {
        try checkBothTypes(m: m, n: n, k: k, mode: mode)
      }
    }
  }

  @Test(arguments: ProductMode.allCases, TestOrder.allCases)
  func fewTermsGiveTheSpecifiedBits(_ mode: ProductMode, _ left: TestOrder) throws {
    // As many terms as are summed row by row and one more; rows that leave no, some and many columns
    // after four vectors, and several strips of them; one block of rows, several, and work items.
    for k in 1...9 {
      for (m, n, itemCount) in [(2, 256, 1), (29, 2 * 259, 2), (60, 383, 3), (3, 4200, 4)] {
        try checkBothTypes(
          m: m, n: n, k: k, orders: (left, .rowMajor), mode: mode, itemCount: itemCount)
      }
    }
  }

  @Test func longRowsOfFewTermsAreWrittenWhole() {
    // Odd numbers of rows, and columns that are a whole number of parts, too.
    for (m, n, k, itemCount) in [
      (256, 256, 1, 8), (1024, 1024, 1, 8), (1023, 2047, 8, 8), (8, 300, 3, 8), (129, 2064, 1, 8),
      (300, 4097, 8, 8), (17, 2064, 1, 2), (33, 3072, 1, 2), (65, 2064, 4, 4),
    ] {
      let product = makeProduct(m: m, n: n, k: k, itemCount: itemCount)
      #expect(product.formName == .rowwise)
      #expect(product.scratchByteCount == 0)
      #expect(product.partition.rows.partCount == itemCount, "\(m) × \(n)")
    }
    // Columns where there are too few rows for the workers.
    #expect(makeProduct(m: 2, n: 8192, k: 1, itemCount: 8).itemCount == 8)
    func isRowwise(_ right: MatrixStrides, k: Int, n: Int) -> Bool {
      RowwiseForm<Float>.suits(ProductShape(m: 2, n: n, k: k, left: (k, 1), right: right))
    }
    #expect(isRowwise((256, 1), k: 8, n: 256))
    #expect(!isRowwise((256, 1), k: 9, n: 256) && !isRowwise((255, 1), k: 8, n: 255))
    #expect(!isRowwise((1, 8), k: 8, n: 256))
  }

  /// Several chunks of terms, of operands that are read where they lie.
  @Test(arguments: [TestOrder.rowMajor, .columnMajor])
  func fewRowsGiveTheSpecifiedBits(_ left: TestOrder) throws {
    for (m, n, k, itemCount) in [
      (48, 60, 300, 1), (62, 60, 513, 2), (30, 200, 257, 3), (7, 33, 900, 1), (128, 40, 400, 2),
    ] {
      let orders = (left, TestOrder.rowMajor)
      try checkFewRows(
        ProductCase<Float>(m: m, n: n, k: k, orders: orders, mode: .add), itemCount)
      try checkFewRows(
        ProductCase<Double>(m: m, n: n, k: k, orders: orders, mode: .subtract), itemCount)
    }
  }

  private func checkFewRows<Scalar>(_ product: ProductCase<Scalar>, _ itemCount: Int) throws {
    for instructionSet in InstructionSet.available {
      #expect(
        try product.isReproduced(by: instructionSet, itemCount: itemCount) {
          try BlockSizes(
            mr: $0.products.mr, nr: $0.products.nr, kc: 512, mc: 4 * $0.products.mr,
            nc: 16 * $0.products.nr)
        }, "\(Scalar.self) \(product.m) × \(product.k) × \(product.n) on \(instructionSet)")
    }
  }

  @Test func rightOperandsOfShortRowsAreNotPackedForFewRows() {
    func form(
      m: Int = 64, n: Int = 64, k: Int = 500, isTransposed: Bool = false
    ) -> ProductFormName {
      let left: MatrixStrides = isTransposed ? (1, m) : (k, 1)
      return makeProduct(m: m, n: n, k: k, left: left, itemCount: 1).formName
    }
    #expect(form() == .direct && form(isTransposed: true) == .direct)
    // More rows, longer rows of the right operand, or more of them than a cache holds.
    #expect(form(m: 128) == .direct && form(m: 129) == .blocked)
    #expect(form(m: 65, isTransposed: true) == .blocked)
    #expect(form(n: 257) == .blocked && form(n: 257, isTransposed: true) == .blocked)
    #expect(form(k: 5000) == .blocked && form(k: 5000, isTransposed: true) == .blocked)
  }

  @Test(arguments: ProductMode.allCases, [TestOrder.rowMajor, .columnMajor])
  func lastColumnsGiveTheSpecifiedBits(_ mode: ProductMode, _ left: TestOrder) throws {
    // One to four columns alone or after whole vectors of every level; one block and several, chunks
    // that leave one term to four, and rows that leave some after whole vectors.
    for (m, n, k, itemCount) in [
      (37, 17, 40, 1), (37, 34, 41, 2), (500, 33, 60, 3), (70, 17, 300, 1), (400, 65, 257, 1),
      (127, 18, 63, 1), (64, 2, 66, 1), (49, 3, 259, 2), (33, 4, 100, 1), (16, 2, 4, 1),
      (15, 2, 50, 1), (40, 2, 3, 1),
    ] {
      try checkBothTypes(
        m: m, n: n, k: k, orders: (left, .rowMajor), mode: mode, itemCount: itemCount)
    }
  }

  @Test(arguments: ProductMode.allCases)
  func lastColumnsOfRowsThatShareASetOfTheCacheGiveTheSpecifiedBits(_ mode: ProductMode) throws {
    // Rows 4 KiB apart are copied; more than half a cache of them are fetched ahead as well.
    for (m, n, k) in [(37, 3, 60), (70, 17, 257), (200, 4, 300), (49, 2, 512), (130, 33, 259)] {
      func check<Scalar: TestScalar>(_: Scalar.Type) throws {
        let rowStride = 4096 / MemoryLayout<Scalar>.stride
        let product = ProductCase<Scalar>(
          m: m, n: n, k: k, strides: (left: (rowStride, 1), right: (n + 1, 1)), mode: mode)
        for instructionSet in InstructionSet.available {
          for itemCount in [1, 3] {
            #expect(
              try product.isReproduced(by: instructionSet, itemCount: itemCount),
              "\(Scalar.self) \(m) × \(k) · \(n), \(itemCount) items on \(instructionSet)")
          }
        }
      }
      try check(Float.self)
      try check(Double.self)
    }
  }

  @Test(arguments: ProductMode.allCases)
  func vectorsByMatricesOfSeveralPiecesGiveTheSpecifiedBits(_ mode: ProductMode) throws {
    // Pieces of 256 columns of a matrix that the second-level cache holds, of 1024 where the third does,
    // and all columns of one in memory.
    let topology = Topology.oneCore([
      .init(1, kibibytes: 32), .init(2, kibibytes: 32), .init(3, kibibytes: 256),
    ])
    func check<Scalar: TestScalar>(_: Scalar.Type) throws {
      for (n, k, count) in [(300, 5, 256), (1100, 20, 1024), (1100, 60, 1100)] {
        let product = ProductCase<Scalar>(m: 1, n: n, k: k, mode: mode)
        for instructionSet in InstructionSet.available {
          let plan = try product.plan(for: instructionSet) { BlockSizes(topology, $0) }
          guard case .dots(let form) = plan.form else { preconditionFailure("\(plan.formName)") }
          #expect(form.groupCount == count)
          #expect(
            product.isReproduced(by: plan), "\(Scalar.self) \(k) × \(n) on \(instructionSet)")
        }
      }
    }
    try check(Float.self)
    try check(Double.self)
  }

  @Test func fewLastColumnsAreRowsOfTheTransposedProduct() {
    func count(_ n: Int, _ left: MatrixStrides, m: Int = 127, k: Int = 63) -> Int {
      LastColumns<Float>.count(
        ProductShape(m: m, n: n, k: k, left: left, right: (n, 1)), laneCount: 16)
    }
    let columnMajor = (row: 1, column: 127)
    #expect((count(65, columnMajor), count(66, columnMajor), count(2, columnMajor)) == (1, 2, 2))
    #expect((count(64, columnMajor), count(79, columnMajor)) == (0, 0))
    let rowMajor = (row: 63, column: 1)
    #expect((count(65, rowMajor), count(66, rowMajor), count(2, rowMajor)) == (1, 2, 2))
    #expect((count(64, rowMajor), count(69, rowMajor)) == (0, 0))
    // Less than a vector of rows, or of terms than are read at once.
    #expect((count(65, rowMajor, m: 15), count(65, rowMajor, k: 3)) == (0, 0))
  }

  @Test(arguments: zip(ProductMode.allCases, [2, 3, 5, 8]))
  func sumsCutAlongTheTermsHaveTheBitsOfWholeOnes(_ mode: ProductMode, _ itemCount: Int) throws {
    try checkSplitK(ProductCase<Float>(m: 14, n: 33, k: 8800, mode: mode), itemCount)
    if mode == .subtract {
      try checkSplitK(ProductCase<Double>(m: 14, n: 33, k: 8800, mode: mode), itemCount)
    }
  }

  @Test(arguments: ProductMode.allCases, 2...8)
  func dotProductsCutAlongTheTermsHaveTheBitsOfWholeOnes(
    _ mode: ProductMode, _ workerCount: Int
  ) throws {
    // One chunk, several, and the last one short; rows or columns of the matrix side by side or neither.
    for k in [512, 515, 1030, 4096, 4097, 9000] {
      let order = TestOrder.allCases[k % 3]
      try checkSplitDots(m: 1, n: 45, k: k, orders: (order, .rowMajor), mode, workerCount)
      try checkSplitDots(m: 37, n: 1, k: k, orders: (.columnMajor, order), mode, workerCount)
    }
    // Shares of several pieces of the columns.
    try checkSplitDots(m: 1, n: 300, k: 515, orders: (.rowMajor, .rowMajor), mode, workerCount)
    for order in TestOrder.allCases {
      try checkSplitDots(m: 3, n: 1, k: 8193, orders: (order, order), mode, workerCount)
      try checkSplitDots(m: 1, n: 1, k: 12300, orders: (order, order), mode, workerCount)
    }
  }

  private func checkSplitDots(
    m: Int, n: Int, k: Int, orders: (TestOrder, TestOrder), _ mode: ProductMode, _ workerCount: Int
  ) throws {
    try checkSplitK(
      ProductCase<Float>(m: m, n: n, k: k, orders: orders, mode: mode), 2 * workerCount,
      workerCount: workerCount)
    try checkSplitK(
      ProductCase<Double>(m: m, n: n, k: k, orders: orders, mode: mode), 2 * workerCount,
      workerCount: workerCount)
  }

  private func checkSplitK<Scalar>(
    _ product: ProductCase<Scalar>, _ itemCount: Int, workerCount: Int? = nil
  ) throws {
    for instructionSet in InstructionSet.available {
      #expect(
        try product.isReproducedBySplitK(
          by: instructionSet, itemCount: itemCount, workerCount: workerCount ?? itemCount),
        "\(Scalar.self) \(product.m) × \(product.k) · \(product.n) on \(instructionSet)")
    }
  }

  @Test func productsAreCutAlongTheTermsWhereThatIsBetter() {
    func itemCount(
      m: Int, n: Int, k: Int, isTransposed: Bool = false, workerCount: Int = 2
    ) -> Int? {
      let plan = makeProduct(
        m: m, n: n, k: k, right: isTransposed ? (1, k) : nil, itemCount: 2 * workerCount,
        workerCount: workerCount)
      return SplitKPlan(plan, desiredItemCount: 2 * workerCount, workerCount: workerCount)?
        .productItemCount
    }
    // Partial sums of one chunk, unless there are few terms, or more columns than they are kept for.
    #expect(itemCount(m: 1, n: 512, k: 512) == 2)
    #expect(itemCount(m: 1, n: 512, k: 511) == nil && itemCount(m: 1, n: 4097, k: 512) == nil)
    #expect(itemCount(m: 1, n: 64, k: 4096, workerCount: 4) == 4)
    #expect(itemCount(m: 1, n: 64, k: 4096, workerCount: 3) == 6)
    // Chunks and their shares.
    #expect(itemCount(m: 1, n: 512, k: 8192) == 2 && itemCount(m: 1, n: 512, k: 12_288) == 4)
    // Whole chunks of rows, unless they are many.
    #expect(itemCount(m: 1, n: 1, k: 10_000) == 3 && itemCount(m: 1, n: 1, k: 4096) == nil)
    #expect(itemCount(m: 1, n: 64, k: 100_000, isTransposed: true) == 4)
    #expect(itemCount(m: 1, n: 512, k: 100_000, isTransposed: true) == nil)
    // Without terms or results there is nothing to share.
    #expect(itemCount(m: 1, n: 512, k: 0) == nil && itemCount(m: 1, n: 0, k: 9000) == nil)
    // Of both operands several rows and columns.
    #expect(itemCount(m: 8, n: 8, k: 4096) == 4 && itemCount(m: 512, n: 512, k: 4096) == nil)
  }

  @Test func rowsThatEachItemInterleavesMakeFewerItems() {
    func itemCount(_ left: MatrixStrides) -> Int {
      makeProduct(m: 128, n: 4096, k: 4096, left: left, itemCount: 8, workerCount: 2).itemCount
    }
    #expect(itemCount((4097, 1)) == 4)
    #expect(itemCount((1, 128)) == 2)
  }

  @Test(arguments: [1, 2, 255, 256, 257, 511, 512, 513, 1025])
  func depthsAroundTheChunkGiveTheSpecifiedBits(_ k: Int) throws {
    try checkBothTypes(m: 7, n: 9, k: k)
  }

  @Test(arguments: TestOrder.allCases, TestOrder.allCases)
  func anyStridesGiveTheSpecifiedBits(_ left: TestOrder, _ right: TestOrder) throws {
    try checkBothTypes(m: 14, n: 35, k: 37, orders: (left, right))
  }

  @Test(arguments: TestOrder.allCases)
  func rowsReadForManyColumnsGiveTheSpecifiedBits(_ order: TestOrder) throws {
    try checkWidePanel(ProductCase<Float>(m: 31, n: 290, k: 41, orders: (order, order)))
    try checkWidePanel(ProductCase<Double>(m: 31, n: 290, k: 41, orders: (order, order)))
    // Rows 4 KiB apart.
    try checkWidePanel(ProductCase<Float>(m: 31, n: 290, k: 1023, orders: (order, .rowMajor)))
    try checkWidePanel(ProductCase<Double>(m: 31, n: 290, k: 511, orders: (order, .rowMajor)))
  }

  @Test func rowsAreCopiedWhereTheyFallIntoOneSetOfTheCache() throws {
    let blocks = try BlockSizes(mr: 12, nr: 32, kc: 512, mc: 60, nc: 512)
    func packs(rowStride: Int, columnCount: Int = 512) -> Bool {
      LeftMicropanels<Float>.packs(
        (rowStride, 1), termCount: 512, columnCount: columnCount, blocks)
    }
    #expect([1024, 2048, 5120, 1023, 1025].allSatisfy { packs(rowStride: $0) })
    #expect(![512, 1000, 1022, 1026, 1040, 1536].contains { packs(rowStride: $0) })
    #expect(!packs(rowStride: 1024, columnCount: 7 * 32))
    #expect(packs(rowStride: 1024, columnCount: 7 * 32 + 1))
  }

  /// Columns enough in one panel for the left operand to be packed if its order asks for it.
  private func checkWidePanel<Scalar>(_ product: ProductCase<Scalar>) throws {
    for instructionSet in InstructionSet.available {
      #expect(
        try product.isReproduced(by: instructionSet) {
          try BlockSizes(
            mr: $0.products.mr, nr: $0.products.nr, kc: 256, mc: 2 * $0.products.mr, nc: 320)
        }, "\(Scalar.self) on \(instructionSet)")
    }
  }

  @Test(arguments: ProductMode.allCases)
  func everyModeTakesChunkByChunk(_ mode: ProductMode) throws {
    try checkEverywhere(ProductCase<Float>(m: 13, n: 33, k: 600, mode: mode))
    try checkEverywhere(ProductCase<Double>(m: 13, n: 17, k: 600, mode: mode))
  }

  @Test(arguments: ProductMode.allCases)
  func anEmptySumIsPositiveZero(_ mode: ProductMode) throws {
    for (m, n) in [(2, 3), (1, 4), (4, 1)] {
      try checkEverywhere(ProductCase<Float>(m: m, n: n, k: 0, mode: mode) { _ in -0.0 })
      try checkEverywhere(ProductCase<Double>(m: m, n: n, k: 0, mode: mode) { _ in -0.0 })
    }
  }

  @Test func anEmptyResultHasNoItems() {
    for (m, n) in [(0, 5), (5, 0), (0, 0), (1, 0), (0, 1)] {
      #expect(makeProduct(m: m, n: n, k: 3, itemCount: 2).itemCount == 0)
    }
  }

  @Test(arguments: ProductMode.allCases)
  func edgeValuesGiveTheSpecifiedBits(_ mode: ProductMode) throws {
    for (m, n, k) in [
      (13, 9, 70), (5, 270, 3), (1, 40, 3), (40, 1, 3), (1, 40, 20), (40, 1, 20), (1, 40, 40),
      (1, 40, 70), (40, 1, 70),
    ] {
      try checkEverywhere(ProductCase<Float>(m: m, n: n, k: k, mode: mode) { $0.edgeValue() })
      try checkEverywhere(ProductCase<Double>(m: m, n: n, k: k, mode: mode) { $0.edgeValue() })
    }
  }

  @Test(arguments: [1, 8, 55, 57, 63, 64, 65, 111, 113, 127, 128, 129, 192, 4095, 4096, 4097, 8200])
  func dotProductsOfAnyLengthGiveTheSpecifiedBits(_ k: Int) throws {
    for order in TestOrder.allCases {
      for (m, n) in [(1, 1), (1, 3), (3, 1), (9, 1)] {
        try checkBothTypes(m: m, n: n, k: k, orders: (order, order))
      }
    }
  }

  @Test(arguments: [2, 15, 16, 17, 63, 64, 65, 300])
  func dotProductsOfAnyNumberGiveTheSpecifiedBits(_ count: Int) throws {
    for order in TestOrder.allCases {
      for (m, n) in [(1, count), (count, 1)] {
        for k in [70, 64, 40] {
          try checkBothTypes(m: m, n: n, k: k, orders: (order, order), mode: .subtract)
        }
      }
    }
  }

  /// Rows that are read side by side, and the last ones that have fewer beside them.
  @Test(arguments: InstructionSet.available)
  func rowsSideBySideHaveTheBitsOfSingleRows(_ instructionSet: InstructionSet) {
    #expect(rowsHaveTheBitsOfSingleRows(instructionSet.float))
    #expect(rowsHaveTheBitsOfSingleRows(instructionSet.double))
  }

  private func rowsHaveTheBitsOfSingleRows<Scalar: TestScalar>(
    _ kernels: KernelTable<Scalar>
  ) -> Bool {
    let (rowCount, count) = (11, 6 * 64 + 7)
    let rowStride = 400
    var generator = TestGenerator(state: 1)
    let rows = TestBuffer<Scalar>(count: rowCount * rowStride) { 0 }
    for row in 0..<rowCount {
      for term in 0..<count { rows.base[row * rowStride + term] = generator.number() }
    }
    let vector = TestBuffer<Scalar>(count: count) { generator.number() }
    let results = TestBuffer<Scalar>(count: 2 * rowCount + 64) { .nan }
    let scratch = TestBuffer<Scalar>(count: kernels.reductions.rowScratchCount) { .nan }
    let all = ReducedRows(
      first: rows.pointer, rowStride: rowStride, second: vector.pointer, termCount: count,
      rowCount: rowCount, results: results.base, scratch: scratch.base)
    kernels.products.multiplyRows(all)
    return (0..<rowCount).allSatisfy { row in
      var single = all
      single.first += row * rowStride
      (single.rowStride, single.rowCount) = (0, 1)
      single.results += rowCount + 32
      kernels.products.multiplyRows(single)
      return results.base[row].isIdentical(to: single.results.pointee)
    }
  }

  @Test func workersShareLongPiecesOfRows() {
    func unit<Scalar: LaneScalar>(
      _ n: Int, _ workerCount: Int, alongTerms: Bool = false, _: Scalar.Type = Float.self
    ) -> Int {
      let right = alongTerms ? (1, 99) : (n, 1)
      let shape = ProductShape(m: 1, n: n, k: 99, left: (99, 1), right: right)
      return DotForm<Scalar>.unit(shape, workerCount: workerCount).column
    }
    // A share in cache lines, 1 KiB at least and 16 KiB at most.
    #expect((unit(2047, 2), unit(1025, 2), unit(300, 8)) == (1024, 528, 256))
    #expect((unit(4096, 2), unit(100_000, 4)) == (2048, 4096))
    #expect(unit(2047, 2, alongTerms: true) == 64)
    #expect((unit(2047, 2, Double.self), unit(1025, 2, Double.self)) == (1024, 520))
    #expect(unit(300, 8, Double.self) == 128 && unit(2047, 2, alongTerms: true, Double.self) == 32)
  }

  /// More columns than one call takes, and more terms of a partial sum than are read side by side.
  @Test func dotProductsDownLongRowsGiveTheSpecifiedBits() throws {
    try checkBothTypes(m: 1, n: 4130, k: 300, mode: .add)
  }

  /// Partial sums of one term to 18, all of them or some, in columns that fill pairs of vectors and parts of
  /// one.
  @Test(arguments: [5, 8, 11, 16, 24, 32, 40, 63, 64, 65, 100, 127, 128, 135, 143])
  func dotProductsOfFewTermsGiveTheSpecifiedBits(_ k: Int) throws {
    for n in [1, 3, 8, 9, 17, 40] {
      try checkEverywhere(ProductCase<Float>(m: 1, n: n, k: k, mode: .add))
      try checkEverywhere(ProductCase<Double>(m: 1, n: n, k: k, mode: .subtract))
    }
  }

  @Test func blockingNeverChangesABit() throws {
    let product = ProductCase<Float>(m: 50, n: 70, k: 700, mode: .subtract)
    for instructionSet in InstructionSet.available {
      for (kc, mc, nc) in [(256, 1, 1), (512, 2, 1), (256, 3, 2), (1024, 50, 50)] {
        #expect(
          try product.isReproduced(by: instructionSet) {
            try BlockSizes(
              mr: $0.products.mr, nr: $0.products.nr, kc: kc, mc: mc * $0.products.mr,
              nc: nc * $0.products.nr)
          })
      }
    }
  }

  @Test func theNumberOfItemsNeverChangesABit() throws {
    let product = ProductCase<Double>(m: 200, n: 130, k: 300, mode: .add)
    for itemCount in [2, 3, 8] {
      #expect(try product.isReproduced(by: .best, itemCount: itemCount))
    }
  }

  @Test func itemsCoverTheResultOnce() {
    for (m, n, itemCount) in [(1000, 1000, 2), (5000, 40, 3), (13, 9000, 7), (1, 100_000, 4)] {
      let product = makeProduct(m: m, n: n, k: 1000, itemCount: itemCount)
      var cover = [Int](repeating: 0, count: m * n)
      for item in 0..<product.itemCount {
        let (rows, columns) = product.partition.block(ofItem: item)
        for row in rows { for column in columns { cover[row * n + column] += 1 } }
      }
      #expect(cover.allSatisfy { $0 == 1 })
      #expect(product.itemCount <= itemCount)
      #expect(2 * product.itemCount > itemCount)
    }
  }

  private func makeProduct(
    m: Int, n: Int, k: Int, left: MatrixStrides? = nil, right: MatrixStrides? = nil,
    itemCount: Int, workerCount: Int? = nil
  ) -> ProductPlan<Float> {
    let kernels = InstructionSet.baseline.float
    let topology = Topology(caches: [], coreCount: 1, processorCount: 1, memoryNodeCount: 1)
    let blocks = BlockSizes(
      topology: topology, elementByteCount: 4, mr: kernels.products.mr, nr: kernels.products.nr)
    return ProductPlan(
      ProductShape(m: m, n: n, k: k, left: left ?? (k, 1), right: right ?? (n, 1)),
      blocks: blocks, kernels: kernels, desiredItemCount: itemCount, workerCount: workerCount)
  }

  /// The same product of both element types.
  private func checkBothTypes(
    m: Int, n: Int, k: Int, orders: (TestOrder, TestOrder) = (.rowMajor, .rowMajor),
    mode: ProductMode = .assign, seed: UInt64 = 1, itemCount: Int = 1
  ) throws {
    try checkEverywhere(
      ProductCase<Float>(m: m, n: n, k: k, orders: orders, mode: mode, seed: seed),
      itemCount: itemCount)
    try checkEverywhere(
      ProductCase<Double>(m: m, n: n, k: k, orders: orders, mode: mode, seed: seed),
      itemCount: itemCount)
  }

  private func checkEverywhere<Scalar>(
    _ product: ProductCase<Scalar>, itemCount: Int = 1
  ) throws {
    for instructionSet in InstructionSet.available {
      #expect(
        try product.isReproduced(by: instructionSet, itemCount: itemCount),
        "\(Scalar.self) \(product.m) × \(product.k) × \(product.n) on \(instructionSet)")
    }
  }
}
