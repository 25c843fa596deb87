import Foundation

// Coverage-guided fuzzing of the file readers, by libFuzzer: see scripts/fuzz-bytes.

/// The readers, by the names the script gives.
private enum Reader: String {
  case csv, npy, safetensors

  /// Reads a file; an error is as good as a result, as long as it is a `FileError` of one line.
  func read(_ path: String) {
    do throws(FileError) {
      switch self {
      case .csv: check(try NumericTable(csv: path))
      case .npy: check(try NumericTable(npy: path))
      case .safetensors: check(try SafeTensors(reading: path))
      }
    } catch {
      let message = error.description
      precondition(!message.isEmpty && !message.contains { $0.isNewline }, message)
    }
  }

  private func check(_ table: NumericTable) {
    precondition(table.columnCount >= 1 && table.rowCount >= 1)
    precondition(table.values.count == table.rowCount * table.columnCount)
    precondition(table.values.allSatisfy(\.isFinite))
    precondition([0, table.columnCount].contains(table.columnNames.count))
  }

  private func check(_ contents: SafeTensors) {
    for tensor in contents.tensors.values {
      precondition(tensor.values.count == tensor.shape.reduce(1, *))
    }
  }
}

/// The reader that `COSTATE_READER` names.
private let reader: Reader = {
  let name = ProcessInfo.processInfo.environment["COSTATE_READER"] ?? ""
  guard let reader = Reader(rawValue: name) else {
    fatalError("COSTATE_READER: expected csv, npy or safetensors, got '\(name)'")
  }
  return reader
}()

/// A file in memory, where there is one, that each input replaces.
private let path = NSTemporaryDirectory() + "costate-fuzz-\(getpid())"
private let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, start, count, 0) == count else {
    fatalError("cannot write \(path)")
  }
  reader.read(path)
  return 0
}
