import ArgumentParser
import Costate
import CostateKernels

/// `mr,nr,kc,mc,nc`: block sizes of the matrix product in place of the model's.
struct BlockingArgument {
  let mr: Int
  let nr: Int
  let kc: Int
  let mc: Int
  let nc: Int

  /// Reads five whole numbers.
  ///
  /// - Throws: `ValidationError` for anything else.
  init(_ text: String) throws {
    let sizes = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard sizes.count == 5, let mr = sizes[0], let nr = sizes[1], let kc = sizes[2],
      let mc = sizes[3], let nc = sizes[4]
    else { throw ValidationError("expected five whole numbers mr,nr,kc,mc,nc") }
    (self.mr, self.nr, self.kc, self.mc, self.nc) = (mr, nr, kc, mc, nc)
  }

  /// Sizes for single precision on this machine.
  static var example: String {
    let (mr, nr) = InstructionSet.best.microkernel(.float)
    return "\(mr),\(nr),512,\(8 * mr),\(64 * nr)"
  }
}

/// The option that overrides block sizes.
struct BlockingOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Block sizes of the matrix product in place of the model’s.", valueName: "mr,nr,kc,mc,nc"),
    transform: BlockingArgument.init)
  var blocking: BlockingArgument?

  /// The overrides as an option of programs; nil when none are given.
  ///
  /// - Throws: `ValidationError` when they do not fit the microkernel of one of the element types.
  func sizes(
    for elementTypes: [ElementType], on level: InstructionSet
  ) throws -> Options.Blocking? {
    guard let blocking else { return nil }
    for elementType in elementTypes {
      _ = try level.blocks(blocking, elementType)
    }
    return Options.Blocking(kc: blocking.kc, mc: blocking.mc, nc: blocking.nc)
  }
}

extension InstructionSet {
  /// The rows and columns of an element type's microtile.
  func microkernel(_ elementType: ElementType) -> (mr: Int, nr: Int) {
    elementType == .double
      ? (double.products.mr, double.products.nr) : (float.products.mr, float.products.nr)
  }

  /// Whether the overrides are for an element type's microkernel.
  func hasMicrokernel(of blocking: BlockingArgument, _ elementType: ElementType) -> Bool {
    microkernel(elementType) == (blocking.mr, blocking.nr)
  }

  /// The overrides as the block sizes of an element type's products.
  func blocks(_ blocking: BlockingArgument, _ elementType: ElementType) throws -> BlockSizes {
    let (mr, nr) = microkernel(elementType)
    guard hasMicrokernel(of: blocking, elementType) else {
      let other = [ElementType.float, .double].first { hasMicrokernel(of: blocking, $0) }
      throw ValidationError(
        "--blocking: expected the \(elementType.rawValue) microkernel’s mr,nr = \(mr),\(nr), "
          + "got \(blocking.mr),\(blocking.nr)"
          + (other.map { "; with --type \($0.rawValue) these fit" } ?? ""))
    }
    do {
      return try BlockSizes(
        mr: mr, nr: nr, kc: blocking.kc, mc: blocking.mc, nc: blocking.nc)
    } catch {
      throw ValidationError("--blocking: \(error)")
    }
  }
}
