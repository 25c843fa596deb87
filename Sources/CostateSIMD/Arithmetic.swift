/// The constants of the arithmetic specification.
///
/// They fix the order of every sum. They are part of what a program computes, not of how fast it
/// runs, and never depend on the machine: changing one changes bits.
public enum Arithmetic {
  /// A matrix product adds `k` terms by FMA in ascending order inside chunks of this many terms,
  /// then adds the chunk sums in ascending order.
  @inlinable public static var productChunkLength: Int { 256 }

  /// Dot products and sums over trailing axes keep this many interleaved partial sums, 64 bytes of them: 16
  /// in single and 8 in double precision. Term `i` of a chunk belongs to partial sum `i mod count`. They fold
  /// by halves.
  @inlinable public static func partialSumCount<Scalar>(of _: Scalar.Type) -> Int {
    64 / MemoryLayout<Scalar>.stride
  }

  /// Dot products and sums over trailing axes run in chunks of this many terms; the chunk sums are
  /// added in ascending order.
  @inlinable public static var reductionChunkLength: Int { 4096 }

  /// A scalar adjoint with more terms than this is a tree of accumulations of this fan-in.
  @inlinable public static var accumulationFanIn: Int { 32 }
}
