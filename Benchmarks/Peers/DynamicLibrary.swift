#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A library opened at run time, for good: threads of it may live as long as the process.
///
/// Its names stay its own: two libraries may export the same ones.
struct DynamicLibrary {
  /// The name it was opened by.
  let name: String
  /// Unchecked because the system's handle never changes and may be used from any thread.
  private nonisolated(unsafe) let handle: UnsafeMutableRawPointer

  /// Opens the first of these that the system finds; nil if it finds none.
  init?(anyOf names: [String]) {
    for name in names {
      if let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) {
        self.name = name
        self.handle = handle
        return
      }
    }
    return nil
  }

  /// The function of a name; nil if the library has none.
  ///
  /// - Parameter type: its C function type. Nothing checks it.
  func function<Function>(_ name: String, as type: Function.Type) -> Function? {
    dlsym(handle, name).map { unsafeBitCast($0, to: type) }
  }
}
