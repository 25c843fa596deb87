import TestSupport

// Coverage-guided fuzzing of building, compiling and running graphs, by libFuzzer: see
// scripts/fuzz-bytes. Bytes become the choices of the generator of random graphs.

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do {
    let outcome = try FuzzCase(Generator(bytes: bytes)).run()
    if let difference = outcome.difference { fatalError(difference) }
  } catch {
    fatalError("\(error)")
  }
  return 0
}
