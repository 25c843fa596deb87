import ArgumentParser
import Costate
import CostateExecution
import CostateKernels

/// `mr,nr,kc,mc,nc`: block sizes of the matrix product in place of the model's.
struct BlockingArgument: ExpressibleByArgument {
  let mr: Int
  let nr: Int
  let kc: Int
  let mc: Int
  let nc: Int

  init?(argument: String) {
    let sizes = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard sizes.count == 5, let mr = sizes[0], let nr = sizes[1], let kc = sizes[2],
      let mc = sizes[3], let nc = sizes[4]
    else { return nil }
    (self.mr, self.nr, self.kc, self.mc, self.nc) = (mr, nr, kc, mc, nc)
  }

  /// The sizes, checked for a microkernel.
  func blocks(mr: Int, nr: Int, _ elementType: ElementType) throws -> BlockSizes {
    guard self.mr == mr, self.nr == nr else {
      throw ValidationError(
        "--blocking: expected the \(elementType.rawValue) microkernel’s mr,nr = \(mr),\(nr), "
          + "got \(self.mr),\(self.nr)")
    }
    do {
      return try BlockSizes(mr: mr, nr: nr, kc: kc, mc: mc, nc: nc)
    } catch {
      throw ValidationError("--blocking: \(error)")
    }
  }
}

/// The option that overrides block sizes.
struct BlockingOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Block sizes of the matrix product in place of the model’s.", valueName: "mr,nr,kc,mc,nc"))
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
  /// The overrides as the block sizes of an element type's products.
  func blocks(_ blocking: BlockingArgument, _ elementType: ElementType) throws -> BlockSizes {
    elementType == .double
      ? try blocking.blocks(mr: double.products.mr, nr: double.products.nr, elementType)
      : try blocking.blocks(mr: float.products.mr, nr: float.products.nr, elementType)
  }
}
