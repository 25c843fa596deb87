package import CostateExecution
import CostateGraph
package import CostateKernels
import CostateTopology

/// One way to compile and run a program; no two may differ in a bit.
package struct Configuration: Sendable, Equatable, CustomStringConvertible {
  /// How finely work is cut.
  package enum Grain: Sendable {
    /// As the cost model says.
    case modelled
    /// Every stage parallel, cut into as many items as the executor makes.
    case finest
  }

  /// The size of a product's blocks.
  package enum BlockSize: Sendable {
    /// As the model of the caches says.
    case modelled
    /// As the model says of a machine with tiny caches.
    case tinyCaches
    /// The smallest the level's microkernels allow.
    case smallest

    /// One of the cases.
    fileprivate static let choices: [Self] = [.modelled, .tinyCaches, .smallest]
  }

  /// The threads that enter the parallel region.
  package enum Workers: Sendable, Equatable {
    /// The process's pool.
    case pool
    /// Plain threads that arrive at random, or never.
    case threads(seed: UInt64)
  }

  /// The instruction-set level.
  package var level: InstructionSet
  /// The most workers.
  package var width: Int
  /// What simplification does.
  package var simplification: Options.Simplification = .full
  /// What stays readable.
  package var retention: Program.Retention = .outputs
  /// How finely work is cut.
  package var grain: Grain = .modelled
  /// The size of a product's blocks.
  package var blockSize: BlockSize = .modelled
  /// The threads that enter.
  package var workers: Workers = .pool

  /// A configuration with the defaults of a program.
  package init(level: InstructionSet, width: Int) {
    self.level = level
    self.width = width
  }

  /// Every level at every width from 1 to 8; the other choices alternate, so that each pair of
  /// them occurs.
  package static let all: [Configuration] = InstructionSet.available.enumerated()
    .flatMap { offset, level in
      (1...8).map { width in
        var configuration = Configuration(level: level, width: width)
        let choice = width + offset
        configuration.simplification = choice.isMultiple(of: 2) ? .full : .none
        configuration.retention = choice / 2 % 2 == 0 ? .all : .outputs
        configuration.grain = width % 4 == 3 ? .modelled : .finest
        configuration.blockSize = width < 4 ? .modelled : .smallest
        configuration.workers = width < 5 ? .pool : .threads(seed: UInt64(choice))
        return configuration
      }
    }

  /// A configuration with every choice made at random.
  package static func random(using generator: inout Generator) -> Configuration {
    var configuration = Configuration(
      level: generator.element(of: InstructionSet.available) ?? .baseline,
      width: Int.random(in: 1...8, using: &generator))
    configuration.simplification = generator.chance(0.5) ? .full : .none
    configuration.retention = generator.element(of: [.all, .outputs, .named]) ?? .all
    configuration.grain = generator.chance(0.8) ? .finest : .modelled
    configuration.blockSize = generator.element(of: BlockSize.choices) ?? .modelled
    configuration.workers =
      generator.chance(0.4) ? .pool : .threads(seed: generator.next())
    return configuration
  }

  /// The options that say all this.
  package var options: Options {
    var options = Options(width: width, instructionSet: level)
    options.simplification = simplification
    if grain == .finest { options.costModel = .finest(level) }
    switch blockSize {
    case .modelled: break
    case .tinyCaches: options.topology = .tiny
    case .smallest: options.blocking = .smallest(level)
    }
    return options
  }

  /// Runs a workspace with these workers.
  package func run(_ workspace: Workspace) throws(ProgramError) {
    switch workers {
    case .pool: try workspace.run()
    case .threads(let seed): try workspace.run(spawner: ThreadSpawner(seed: seed))
    }
  }

  /// As in `v3, width 3, simplification full, retention all, …`.
  package var description: String {
    "\(level.rawValue), width \(width), simplification \(simplification), retention \(retention), "
      + "grain \(grain), blocks \(blockSize), workers \(workers)"
  }
}

extension CostModel {
  /// Work takes long, there are no caches and sharing takes nothing: everything is parallel, and few
  /// scalars are a strand.
  fileprivate static func finest(_ level: InstructionSet) -> Self {
    var model = CostModel(topology: .current, instructionSet: level)
    model.memories.removeAll { $0.byteCount.isFinite }
    model.grainNanoseconds = 1e-6
    model.levelNanoseconds = 0
    model.regionNanoseconds = 0
    model.strandLength = 12
    return model
  }
}

extension Topology {
  /// Caches of a few microtiles, direct mapped.
  fileprivate static let tiny = Topology(
    caches: [
      Cache(
        level: 1, byteCount: 2048, lineByteCount: 64, associativity: 1, sharedByCoreCount: 1),
      Cache(
        level: 2, byteCount: 8192, lineByteCount: 64, associativity: 1, sharedByCoreCount: 1),
    ], coreCount: 1, processorCount: 1, memoryNodeCount: 1)
}
