import CostateKernels
import CostateSIMD
import Testing

@Suite struct `A tape` {
  /// Three numbers, then what the instructions compute.
  private static let numberCount: UInt32 = 3

  @Test(arguments: InstructionSet.available)
  func `computes what its instructions say, wherever they find their operands`(
    _ instructionSet: InstructionSet
  ) {
    check(Float.kernels(instructionSet))
    check(Double.kernels(instructionSet))
  }

  /// A primitive and the places of its operands.
  private struct Step {
    let opcode: LaneOpcode
    let a, b, c: UInt32

    init(_ opcode: LaneOpcode, _ a: UInt32, _ b: UInt32, _ c: UInt32) {
      self.opcode = opcode
      (self.a, self.b, self.c) = (a, b, c)
    }
  }

  /// Every triple of a number and the last three results, after an even and an odd number of
  /// instructions, and before one more.
  private func check<Scalar: TestScalar>(_ kernels: KernelTable<Scalar>) {
    for count in 3...4 {
      let first = Self.numberCount
      let next = first + UInt32(count)
      let places = [0, next - 3, next - 2, next - 1]
      for a in places {
        for b in places {
          for c in places {
            for opcode in [LaneOpcode.fusedMultiplyAdd, .select] {
              let before = (first..<next).map { Step(.fusedMultiplyAdd, $0 - 1, $0 - 2, 0) }
              let after = Step(.fusedMultiplyAdd, next, 1, next - 1)
              check(kernels, before + [Step(opcode, a, b, c), after])
            }
          }
        }
      }
    }
  }

  private func check<Scalar: TestScalar>(_ kernels: KernelTable<Scalar>, _ steps: [Step]) {
    let numbers: [Scalar] = [0.75, -1.5, 0.375]
    let first = UInt32(numbers.count)
    let tape = zip(first..., steps).map { place, step in
      TapeInstruction(step.opcode, step.a, step.b, step.c, after: first..<place)
    }
    var expected = numbers
    for step in steps {
      let (a, b, c) = (expected[Int(step.a)], expected[Int(step.b)], expected[Int(step.c)])
      expected.append(step.opcode == .select ? (a == 0 ? c : b) : c.addingProduct(a, b))
    }
    let scalars = UnsafeMutablePointer<Scalar>.allocate(capacity: expected.count)
    defer { scalars.deallocate() }
    for (place, number) in numbers.enumerated() { scalars[place] = number }
    tape.withUnsafeBufferPointer { kernels.scalars.runTape($0, scalars, scalars + numbers.count) }
    #expect(expected.indices.allSatisfy { scalars[$0] == expected[$0] }, "\(steps)")
  }
}
