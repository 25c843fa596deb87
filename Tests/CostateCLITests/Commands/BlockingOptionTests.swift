import ArgumentParser
import Costate
import Testing

@testable import CostateCLI

@Suite struct BlockingOptionTests {
  private func message(_ blocking: String, for type: ElementType = .float) -> String {
    do {
      let option = try BlockingOption.parse(["--blocking", blocking])
      _ = try option.sizes(for: [type], on: .best)
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
  func fitting() {
    let (mr, nr) = InstructionSet.best.microkernel(.float)
    #expect(message(sizes("256,\(2 * mr),\(4 * nr)")) == "")
  }

  @Test("A depth that cuts chunks is named with the chunk length")
  func depth() {
    let (mr, nr) = InstructionSet.best.microkernel(.float)
    let text = message(sizes("300,\(mr),\(nr)"))
    #expect(text.contains("--blocking"))
    #expect(text.contains("kc must be a multiple of the chunk length, 256, not 300"))
  }

  @Test("Another microkernel than the machine's is named")
  func microkernel() {
    #expect(message("5,7,256,5,7").contains("microkernel’s mr,nr"))
  }

  @Test(
    "Anything but five numbers is refused", arguments: ["", "1,2,3,4", "a,b,c,d,e", "1,2,3,4,5,6"])
  func numbers(_ text: String) {
    #expect(message(text).contains("expected five whole numbers mr,nr,kc,mc,nc"))
  }

  @Test("A microkernel of the other element type is named with what to add")
  func otherType() {
    let (mr, nr) = InstructionSet.best.microkernel(.float)
    let text = message("\(mr),\(nr),256,\(mr),\(nr)", for: .double)
    #expect(text.contains("with --type float these fit"))
  }
}
