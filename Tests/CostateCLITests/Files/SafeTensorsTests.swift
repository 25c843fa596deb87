import Testing

@testable import CostateCLI

@Suite struct SafeTensorsTests {
  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.path + "/weights.safetensors"
  }

  private let contents = SafeTensors(
    tensors: [
      "W1": StoredTensor(shape: [2, 3], values: .float([1, -2, 3, .nan, .infinity, -0.0])),
      "bias/λ \"quoted\"": StoredTensor(shape: [2], values: .double([0.1, 2])),
      "scalar": StoredTensor(shape: [], values: .float([7])),
      "empty": StoredTensor(shape: [0, 4], values: .float([])),
    ],
    metadata: ["seed": "1", "made by": "costate"])

  /// The bytes of a file with the given header and payload.
  private func file(_ header: String, payloadByteCount: Int) throws -> String {
    let length = bytes(UInt64(header.utf8.count))
    return try directory.file(
      "given.safetensors",
      length + Array(header.utf8) + [UInt8](repeating: 0, count: payloadByteCount))
  }

  private func error(_ path: String) -> FileError? {
    fileError { () throws(FileError) in try SafeTensors(reading: path) }
  }

  @Test("What was written is read, bit for bit")
  func roundTrip() throws {
    try contents.write(to: OutputFile(path: path))
    let read = try SafeTensors(reading: path)
    #expect(read.metadata == contents.metadata)
    #expect(read.tensors.keys.sorted() == contents.tensors.keys.sorted())
    for (name, tensor) in contents.tensors {
      #expect(read.tensors[name]?.shape == tensor.shape)
      switch (read.tensors[name]?.values, tensor.values) {
      case (.float(let first), .float(let second)):
        #expect(first.map(\.bitPattern) == second.map(\.bitPattern))
      case (.double(let first), .double(let second)):
        #expect(first.map(\.bitPattern) == second.map(\.bitPattern))
      default: Issue.record("\(name) changed its type")
      }
    }
  }

  @Test("The same contents give the same bytes")
  func deterministic() throws {
    try contents.write(to: OutputFile(path: path))
    let first = try directory.bytes("weights.safetensors")
    try contents.write(to: OutputFile(path: path))
    #expect(try directory.bytes("weights.safetensors") == first)
  }

  @Test("The numbers are aligned to their size")
  func alignment() throws {
    try contents.write(to: OutputFile(path: path))
    #expect(try directory.bytes("weights.safetensors")[0] % 8 == 0)
  }

  @Test("No tensors are a file, too")
  func empty() throws {
    try SafeTensors(tensors: [:]).write(to: OutputFile(path: path))
    #expect(try SafeTensors(reading: path) == SafeTensors(tensors: [:]))
  }

  @Test("Every truncation is an error in the file")
  func truncations() throws {
    try contents.write(to: OutputFile(path: path))
    let whole = try directory.bytes("weights.safetensors")
    for length in whole.indices {
      let error = error(try directory.file("cut", whole[..<length]))
      guard case .binary = error else {
        Issue.record("\(length) bytes: \(String(describing: error))")
        continue
      }
    }
  }

  @Test(
    "A header that does not describe the payload is an error",
    arguments: [
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#,
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#,
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#,
      #"{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#,
      #"{"a":{"dtype":"F32","shape":[4611686018427387904,2],"data_offsets":[0,8]}}"#,
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}}"#,
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[]}}"#,
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
      #"{"a":{"dtype":"BF16","shape":[4],"data_offsets":[0,8]}}"#,
      #"{"a":{"dtype":"F32","shape":[1e300],"data_offsets":[0,8]}}"#,
      #"{"a":{"dtype":"F32","shape":[2]}}"#,
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"__metadata__":{"seed":1}}"#,
      #"[]"#, #"{"#, #""#, #"null"#,
    ])
  func malformedHeader(header: String) throws {
    let error = error(try file(header, payloadByteCount: 8))
    guard case .binary = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("A length beyond the file is refused before memory is asked for")
  func longHeader() throws {
    let path = try directory.file("long", [UInt8](repeating: 0xFF, count: 16))
    #expect(
      error(path)
        == .binary(
          path: path, byteOffset: 0, expected: "a header of at most 8 bytes",
          found: "18446744073709551615"))
  }

  @Test("A sparse file longer than the memory is refused")
  func sparse() throws {
    let path = try directory.file("sparse", [])
    guard directory.lengthen("sparse", to: 1 << 40) else { return }
    #expect(
      error(path)
        == .content(path: path, expected: "at most 17179869184 bytes", found: "1099511627776"))
  }

  @Test("Deeply nested JSON is an error, not an overflow of the stack")
  func nesting() throws {
    let header = #"{"a":"# + String(repeating: "[", count: 100_000)
    #expect(error(try file(header, payloadByteCount: 0)) != nil)
  }

  @Test("Random bytes never trap")
  func randomBytes() throws {
    var generator = SeededGenerator(seed: 31)
    for _ in 0..<200 {
      let bytes = bytes(UInt64(generator.next(below: 20))) + generator.bytes(40)
      #expect(error(try directory.file("random", bytes)) != nil)
    }
  }

  @Test("Damaged files never trap")
  func damage() throws {
    try contents.write(to: OutputFile(path: path))
    let whole = try directory.bytes("weights.safetensors")
    var generator = SeededGenerator(seed: 32)
    for _ in 0..<300 {
      _ = error(try directory.file("damaged", generator.damaged(whole)))
    }
  }
}
