#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Zeroed memory aligned to cache lines, or nil.
func allocate(byteCount: Int) -> UnsafeMutableRawPointer? {
  var pointer: UnsafeMutableRawPointer?
  guard byteCount >= 0, posix_memalign(&pointer, 4096, max(byteCount, 64)) == 0, let pointer else {
    return nil
  }
  pointer.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
  return pointer
}

/// Gives memory of ``allocate(byteCount:)`` back.
func release(_ pointer: UnsafeMutableRawPointer) { free(pointer) }

extension UnsafeMutableRawPointer {
  /// Copies bytes here.
  func copyBytes(_ bytes: UnsafeRawBufferPointer) {
    if let base = bytes.baseAddress { copyMemory(from: base, byteCount: bytes.count) }
  }
}
