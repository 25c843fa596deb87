import CPlatform

extension Workspace {
  /// Runs the program and records every work item.
  ///
  /// The result has the bits of every other run. An item takes some 60 ns longer, and the record 24
  /// bytes.
  ///
  /// - Parameter width: the most workers, 1 up to the program's width; nil for that.
  /// - Throws: as ``run(width:)-(Int)``.
  public func runTraced(width: Int? = nil) throws(ProgramError) -> Trace {
    try withPool { (spawner) throws(ProgramError) in
      try runTraced(width: width, spawner: spawner)
    }
  }

  /// The same with workers from elsewhere: tests enter with plain threads.
  package func runTraced(
    width: Int? = nil, spawner: some RegionSpawner
  ) throws(ProgramError) -> Trace {
    let width = try checked(width)
    let mode = try enter()
    defer { costate_restore_floating_point(mode) }
    let recorder = TraceRecorder(plan.stages)
    let begin = monotonicNanoseconds()
    recorder.stages.map(Unmanaged.passUnretained).withUnsafeBufferPointer { stages in
      region.run(
        RegionRun(stages: stages, memory: memory, width: width, stop: nil), spawner: spawner)
    }
    return recorder.trace(from: begin, to: monotonicNanoseconds(), width: width)
  }
}
