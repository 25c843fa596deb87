/// One shape of the matrix product `C = op(A) · op(B)`, as the suite measures it.
package struct ProductCase: Sendable, Hashable {
  /// Which operands are read transposed.
  package enum Form: String, Sendable, Hashable, CaseIterable {
    /// Neither: the forward pass of a layer.
    case nn = "NN"
    /// The right one: `Λ · Bᵀ`.
    case nt = "NT"
    /// The left one: `Aᵀ · Λ`.
    case tn = "TN"
  }

  /// The kind of shapes it belongs to.
  package let group: ProductGroup
  /// The rows of `C`.
  package let m: Int
  /// The columns of `C`.
  package let n: Int
  /// The terms of each element of `C`.
  package let k: Int
  /// Which operands are transposed.
  package let form: Form
  /// The products of a batch.
  package let batchCount: Int
  /// The elements between the end of an operand's row and the next row.
  package let padding: Int

  init(
    _ group: ProductGroup, _ m: Int, _ n: Int, _ k: Int, _ form: Form = .nn, batch: Int = 1,
    padding: Int = 0
  ) {
    self.group = group
    self.m = m
    self.n = n
    self.k = k
    self.form = form
    batchCount = batch
    self.padding = padding
  }

  /// Group, shape and what is unusual: `network/1024x256x64/NT`, `square/511+2`.
  package var name: String {
    let batch = batchCount == 1 ? "" : "\(batchCount)x"
    let shape = m == n && n == k ? "\(m)" : "\(m)x\(n)x\(k)"
    let padding = padding == 0 ? "" : "+\(padding)"
    return "\(group.rawValue)/\(batch)\(shape)\(padding)"
      + (group.hasForms ? "/\(form.rawValue)" : "")
  }

  /// The flops of one computation.
  package var flops: Double { 2 * Double(batchCount) * Double(m) * Double(n) * Double(k) }

  /// The bytes read and written at least.
  package func byteCount(elementByteCount: Int) -> Int {
    batchCount * (m * k + k * n + m * n) * elementByteCount
  }

  /// Whether each element of an operand is used once: then reading is what takes the time.
  package var isMemoryBound: Bool { m == 1 || n == 1 || k == 1 }

  /// The left operand as stored.
  var storedLeft: StoredMatrix {
    form == .tn
      ? StoredMatrix(rows: k, columns: m, padding: padding)
      : StoredMatrix(rows: m, columns: k, padding: padding)
  }

  /// The right operand as stored.
  var storedRight: StoredMatrix {
    form == .nt
      ? StoredMatrix(rows: n, columns: k, padding: padding)
      : StoredMatrix(rows: k, columns: n, padding: padding)
  }
}

/// How an operand lies in memory, row by row. Vectors are dense.
struct StoredMatrix: Hashable {
  let rows: Int
  let columns: Int
  /// The elements between neighbouring rows.
  let rowStride: Int

  init(rows: Int, columns: Int, padding: Int) {
    self.rows = rows
    self.columns = columns
    rowStride = columns + (rows == 1 || columns == 1 ? 0 : padding)
  }

  /// The elements, padding included.
  var elementCount: Int { rows * rowStride }
}

/// The kinds of shapes in the suite.
package enum ProductGroup: String, Sendable, Hashable, CaseIterable {
  /// Squares up to 16, which take less time than a call of a library.
  case tiny
  case square
  case network
  /// Few rows and columns, many terms.
  case skinny
  /// Many rows, few columns.
  case narrow
  case matrixVector = "matrix-vector"
  case vectorMatrix = "vector-matrix"
  case outer
  case batch
  /// The right operand never changes: a layer with parameters that are known when it is compiled.
  case constant

  /// Whether its cases differ in what is transposed.
  var hasForms: Bool {
    switch self {
    case .network, .skinny, .batch, .constant: true
    case .tiny, .square, .narrow, .matrixVector, .vectorMatrix, .outer: false
    }
  }

  /// Whether its ratios to other libraries are judged: a library packs in each call what we pack once, and
  /// takes longer to be called than for what is tiny.
  var isJudged: Bool { self != .constant && self != .tiny }
}
