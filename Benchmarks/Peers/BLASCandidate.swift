package import CostateKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A library that may be installed, and how it is asked about itself.
package struct BLASCandidate: Sendable {
  /// What it is called in tables and records.
  package let name: String
  /// The files to try, in this order.
  let files: [String]
  /// The environment variable that says for which processor its kernels are, and its value on an
  /// instruction set; nil where the library is left to find out by itself.
  let coreVariable: @Sendable (InstructionSet) -> (name: String, value: String)?
  let describe: @Sendable (DynamicLibrary) -> BLASLibrary?

  /// The library; nil if the system does not have it.
  ///
  /// A library older than the processor may not know it and fall back to kernels of twenty years ago,
  /// which would be no peer: it is told what it has, unless the user has told it already.
  ///
  /// - Parameter best: the processor's instruction set.
  package func load(on best: InstructionSet = .best) -> BLASLibrary? {
    if let variable = coreVariable(best) { setenv(variable.name, variable.value, 0) }
    return DynamicLibrary(anyOf: files).flatMap(describe)
  }

  /// The same library in other files.
  func inFiles(_ files: [String]) -> BLASCandidate {
    BLASCandidate(name: name, files: files, coreVariable: coreVariable, describe: describe)
  }

  /// Every library that is looked for.
  package static let all: [BLASCandidate] = [.openBLAS, .blis]
}
