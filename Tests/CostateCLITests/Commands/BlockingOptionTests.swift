import ArgumentParser
import Costate
import Testing

@testable import CostateCLI

@Suite struct BlockingOptionTests {
  private func message(_ blocking: String) throws -> String {
    let option = try BlockingOption.parse(["--blocking", blocking])
    do {
      _ = try option.sizes(for: [.float], on: .best)
      return ""
    } catch {
      return BlockingOption.message(for: error)
    }
  }

  /// The microkernel of this machine, then the sizes given.
  private func sizes(_ rest: String) -> String {
    let (mr, nr) = InstructionSet.best.microkernel(.float)
    return "\(mr),\(nr),\(rest)"
  }

  @Test("Sizes that fit are accepted")
  func fitting() throws {
    let (mr, nr) = InstructionSet.best.microkernel(.float)
    #expect(try message(sizes("256,\(2 * mr),\(4 * nr)")) == "")
  }

  @Test("A depth that cuts chunks is named with the chunk length")
  func depth() throws {
    let (mr, nr) = InstructionSet.best.microkernel(.float)
    let text = try message(sizes("300,\(mr),\(nr)"))
    #expect(text.contains("--blocking"))
    #expect(text.contains("kc must be a multiple of the chunk length, 256, not 300"))
  }

  @Test("Another microkernel than the machine's is named")
  func microkernel() throws {
    #expect(try message("5,7,256,5,7").contains("microkernel’s mr,nr"))
  }

  @Test(
    "Anything but five numbers is refused", arguments: ["", "1,2,3,4", "a,b,c,d,e", "1,2,3,4,5,6"])
  func numbers(_ text: String) {
    #expect(BlockingArgument(argument: text) == nil)
  }
}
