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
  private let handle: UnsafeMutableRawPointer

  /// Opens the first of these files that the system finds; nil if it finds none.
  init?(anyOf files: [String]) {
    guard let handle = files.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first else {
      return nil
    }
    self.handle = handle
  }

  /// The function of a name; nil if the library has none.
  ///
  /// - Parameter type: its C function type. Nothing checks it.
  func function<Function>(_ name: String, as type: Function.Type) -> Function? {
    dlsym(handle, name).map { unsafeBitCast($0, to: type) }
  }

  /// The text that a function without parameters returns; nil if the library has no such function.
  func text(_ name: String) -> String? {
    function(name, as: (@convention(c) () -> UnsafePointer<CChar>).self)
      .map { String(cString: $0()) }
  }
}
