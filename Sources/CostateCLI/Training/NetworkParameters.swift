/// The weights of the two-layer network; the last row of `first` belongs to a constant input of 1.
struct NetworkParameters: Sendable {
  /// Features and 1.
  let inputCount: Int
  /// Hidden units.
  let hiddenCount: Int
  /// Classes.
  let classCount: Int
  /// W1, `inputCount × hiddenCount`, row-major.
  var first: [Float]
  /// W2, `hiddenCount × classCount`, row-major.
  var second: [Float]

  /// Random weights, uniform with a variance of 1 over the number of inputs of a unit.
  init(inputCount: Int, hiddenCount: Int, classCount: Int, seed: UInt64) {
    self.inputCount = inputCount
    self.hiddenCount = hiddenCount
    self.classCount = classCount
    var generator = SeededGenerator(seed: seed &+ 0x9E37_79B9_7F4A_7C15)
    func weights(_ count: Int, fanIn: Int) -> [Float] {
      let scale = (12 / Float(fanIn)).squareRoot()
      return (0..<count).map { _ in
        (Float(generator.next() >> 40) / Float(1 << 24) - 0.5) * scale
      }
    }
    first = weights(inputCount * hiddenCount, fanIn: inputCount)
    second = weights(hiddenCount * classCount, fanIn: hiddenCount)
  }

  /// SHA-256 of both matrices' little-endian bytes, W1 first.
  var digest: String { sha256(of: first, second) }
}

extension NetworkParameters {
  private static let firstName = "W1"
  private static let secondName = "W2"

  /// The weights as a file's tensors.
  var safeTensors: SafeTensors {
    SafeTensors(
      tensors: [
        Self.firstName: StoredTensor(shape: [inputCount, hiddenCount], values: .float(first)),
        Self.secondName: StoredTensor(shape: [hiddenCount, classCount], values: .float(second)),
      ],
      metadata: ["network": "tanh(X W1) W2, X with a last column of ones"])
  }

  /// Reads weights; the number of hidden units is the file's.
  ///
  /// - Throws: `FileError` when a matrix is missing or has another shape.
  init(reading path: String, inputCount: Int, classCount: Int) throws(FileError) {
    let file = try SafeTensors(reading: path)
    func matrix(_ name: String, _ expected: String, _ fits: ([Int]) -> Bool) throws(FileError)
      -> (shape: [Int], values: [Float])
    {
      guard let tensor = file.tensors[name] else {
        throw .content(
          path: path, expected: "a tensor '\(name)'",
          found: file.tensors.keys.sorted().joined(separator: ", "))
      }
      guard case .float(let values) = tensor.values, fits(tensor.shape) else {
        throw .content(
          path: path, expected: "\(name) of floats, \(expected)",
          found: "\(tensor.shape.map(String.init).joined(separator: " × "))")
      }
      return (tensor.shape, values)
    }
    let first = try matrix(Self.firstName, "\(inputCount) × hidden") {
      $0.count == 2 && $0[0] == inputCount && $0[1] > 0
    }
    let hiddenCount = first.shape[1]
    let second = try matrix(Self.secondName, "\(hiddenCount) × \(classCount)") {
      $0 == [hiddenCount, classCount]
    }
    self.inputCount = inputCount
    self.hiddenCount = hiddenCount
    self.classCount = classCount
    self.first = first.values
    self.second = second.values
  }
}
