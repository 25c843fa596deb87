import CostateExecution
import CostateGraph
import CostateKernels
import CostateTopology
import Testing

@Suite struct `Options of a program` {
  private func error(_ change: (inout Options) -> Void) throws -> ProgramError? {
    var options = Options()
    change(&options)
    let x = try Graph().input("x")
    do throws(ProgramError) {
      _ = try Program(outputs: [x], options: options)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [0, -1, 4097])
  func `a width that cannot be is an error`(_ width: Int) throws {
    #expect(try error { $0.width = width } == .width(given: width))
    #expect(
      ProgramError.width(given: width).description
        == "width: expected 1 to 4096 workers, got \(width)")
  }

  @Test(arguments: ["0", "-2", "many", "4097", "1.5", " 2"])
  func `a number of threads in the environment that cannot be is an error`(
    _ environment: String
  ) throws {
    #expect(throws: WidthError.invalidThreadCount(given: environment)) {
      try AllowedWidth(topology: .current, environment: environment)
    }
  }

  @Test func `an unknown instruction set names those that are available`() {
    let message = InstructionSetError(given: "v9").description
    #expect(message.contains("expected one of baseline") && message.contains("got 'v9'"))
  }

  @Test(arguments: [(100, 480, 480), (256, 7, 480), (256, 480, 0)])
  func `blocks a product cannot have are an error`(_ kc: Int, _ mc: Int, _ nc: Int) throws {
    let error = try error { $0.blocking = Options.Blocking(kc: kc, mc: mc, nc: nc) }
    guard case .blocking? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `a program without outputs is an error`() {
    #expect(throws: ProgramError.noOutputs) { try Program(outputs: []) }
  }

  @Test func `outputs of two graphs are an error`() throws {
    let (a, b) = (try Graph().input("a"), try Graph().input("b"))
    #expect(throws: ProgramError.unknownNode(name: "b")) { try Program(outputs: [a, b]) }
  }
}
