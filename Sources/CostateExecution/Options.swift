public import CostateKernels
import CostateSIMD
public import CostateTopology

/// How a program is compiled. Nothing here changes the bits of a result.
public struct Options: Sendable {
  /// The most workers a run uses; nil for what the process may use.
  public var width: Int?
  /// The instruction-set level; nil for the best, or what `COSTATE_ISA` says.
  public var instructionSet: InstructionSet?
  /// Whether equal nodes are merged, constants computed and identities removed.
  public var simplification: Simplification = .full
  /// What each run makes sure of before it writes updates.
  public var checking: Checking = .none
  /// The machine that block sizes are derived from.
  public var topology: Topology
  /// What serial, parallel and grain are decided with; nil for what topology and instruction set say.
  public var costModel: CostModel?
  /// Block sizes in place of the model's, for single and double precision.
  package var blocking: Blocking?

  /// What simplification does.
  public enum Simplification: Sendable {
    /// Nothing but dropping what no output needs.
    case none
    /// Every rewrite that keeps every bit.
    case full
  }

  /// What a run checks.
  public enum Checking: Sendable {
    /// Nothing.
    case none
    /// That every computed value that stays readable is finite, updates' values included. If one is
    /// not, the run throws ``ProgramError/nonFinite(_:)`` and writes no update.
    ///
    /// The check reads those values once a run; the program keeps the graph for the search.
    case nonFinite
  }

  /// Overrides of the sizes of a product's blocks.
  package struct Blocking: Sendable {
    package var kc: Int
    package var mc: Int
    package var nc: Int

    package init(kc: Int, mc: Int, nc: Int) {
      self.kc = kc
      self.mc = mc
      self.nc = nc
    }
  }

  /// The defaults for this machine.
  public init(
    width: Int? = nil, instructionSet: InstructionSet? = nil, topology: Topology = .current
  ) {
    self.width = width
    self.instructionSet = instructionSet
    self.topology = topology
  }
}

/// Options with every choice made and checked.
struct ResolvedOptions: Sendable {
  let width: Int
  let instructionSet: InstructionSet
  let topology: Topology
  let costModel: CostModel
  let blocking: Options.Blocking?

  init(_ options: Options) throws(ProgramError) {
    topology = options.topology
    blocking = options.blocking
    if let width = options.width {
      guard AllowedWidth.permitted.contains(width) else { throw .width(given: width) }
      self.width = width
    } else {
      do {
        width = try AllowedWidth.detect(topology: options.topology).workerCount
      } catch {
        throw .widthEnvironment(error)
      }
    }
    if let level = options.instructionSet {
      guard InstructionSet.available.contains(level) else {
        throw .instructionSet(InstructionSetError(given: level.rawValue))
      }
      instructionSet = level
    } else {
      do {
        instructionSet = try .chosen()
      } catch {
        throw .instructionSet(error)
      }
    }
    costModel =
      options.costModel ?? CostModel(topology: topology, instructionSet: instructionSet)
    if blocking != nil {
      do {
        _ = try checkedBlocks(instructionSet.float.products)
        _ = try checkedBlocks(instructionSet.double.products)
      } catch {
        throw .blocking("\(error)")
      }
    }
  }

  private func checkedBlocks<Scalar>(
    _ kernels: ProductKernels<Scalar>
  ) throws(BlockSizesError) -> BlockSizes? {
    guard let blocking else { return nil }
    return try BlockSizes(
      mr: kernels.mr, nr: kernels.nr, kc: blocking.kc, mc: blocking.mc, nc: blocking.nc)
  }

  /// The blocks of a product: the overrides, which were checked, or the model's.
  func blocks<Scalar>(_ kernels: ProductKernels<Scalar>) -> BlockSizes {
    (try? checkedBlocks(kernels))
      ?? BlockSizes(
        topology: topology, elementByteCount: MemoryLayout<Scalar>.size, mr: kernels.mr,
        nr: kernels.nr)
  }
}
