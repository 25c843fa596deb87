import CostateGraph
import CostateKernels
import CostateSIMD

/// The scalars of a plan as kernels.
struct ScalarPrograms: Sendable {
  let float: ScalarProgram<Float>
  let double: ScalarProgram<Double>

  init(_ layout: ScalarLayout, _ memory: MemoryPlan, _ instructionSet: InstructionSet) {
    float = ScalarProgram(
      layout.code(.float), layout.forms.all, region: memory.regions[ElementType.float.index],
      instructionSet.float)
    double = ScalarProgram(
      layout.code(.double), layout.forms.all, region: memory.regions[ElementType.double.index],
      instructionSet.double)
  }
}

extension Lowering {
  /// The kernels of a segment's scalars.
  func scalarKernels(_ segment: Int) -> [LoweredBatch] {
    scalars.stretches[segment].map { stretch in
      stretch.type == .double
        ? kernel(stretch, scalarPrograms.double) : kernel(stretch, scalarPrograms.float)
    }
  }

  private func kernel<Scalar: LaneScalar>(
    _ stretch: ScalarLayout.Stretch, _ program: ScalarProgram<Scalar>
  ) -> LoweredBatch {
    let first = program.steps[stretch.steps.lowerBound]
    let isShared = stretch.steps.count == 1 && !first.isTape
    let name =
      isShared
      ? "\(scalars.forms[first.form].name) × \(first.count)"
      : "scalars × \(stretch.nodeCount)"
    return LoweredBatch(
      ScalarBatch(
        name: name, work: stretch.work, code: program, steps: stretch.steps,
        partition: isShared
          ? partition(Int(first.count), stretch.work, TileKernels<Scalar>.tileLength) : nil))
  }

  func partition(_ count: Int, _ work: Work, _ grain: Int) -> Partition {
    Partition(
      count: count, grain: grain,
      itemCount: itemCount(work))
  }
}
