import Costate

/// An explanation for programs: what `costate explain --format json` prints.
struct ExplanationRecord: Encodable {
  struct Batch: Encodable {
    let name: String
    let itemCount: Int
  }
  struct Level: Encodable {
    let levelCount: Int
    let nodeCount: Int
    let batches: [Batch]
    let flops: Double
    let bytes: Double
    let nanoseconds: Double
    let isParallel: Bool
    let boundBy: String
    let shareOfRoof: Double?
  }
  struct Cores: Encodable {
    let cores: Int
    let nanoseconds: Double
    let levelNanoseconds: [Double]
    let speedUp: Double
    let utilisation: Double
    let boundNanoseconds: Double
  }
  struct Measurement: Encodable {
    let cores: Int
    let nanoseconds: Double
    let predictedNanoseconds: Double
    let levelNanoseconds: [Double]
    let medianError: Double
  }
  struct Roof: Encodable {
    let flopsPerNanosecond: Double
    let bytesPerNanosecond: Double
  }

  let workload: String
  let nodeCount: Int
  let sourceNodeCount: Int
  let edgeCount: Int
  let depth: Int
  let widestLevelNodeCount: Int
  let arenaByteCount: Int
  let unsharedByteCount: Int
  let scratchByteCount: Int
  let packedByteCount: Int
  let width: Int
  let instructionSet: String
  let flops: Double
  let bytes: Double
  let workNanoseconds: Double
  let spanNanoseconds: Double
  let roof: Roof
  let levels: [Level]
  let predictions: [Cores]
  let measurements: [Measurement]
}

extension Explanation {
  /// The explanation for programs.
  var record: ExplanationRecord {
    ExplanationRecord(
      workload: workload, nodeCount: report.nodeCount, sourceNodeCount: report.sourceNodeCount,
      edgeCount: report.edgeCount, depth: report.depth,
      widestLevelNodeCount: report.levelWidths.max() ?? 0,
      arenaByteCount: report.arenaByteCount, unsharedByteCount: report.unsharedByteCount,
      scratchByteCount: report.scratchByteCount, packedByteCount: report.packedByteCount,
      width: report.width,
      instructionSet: report.instructionSet.rawValue, flops: report.work.flops,
      bytes: report.work.bytes, workNanoseconds: report.workNanoseconds,
      spanNanoseconds: report.spanNanoseconds,
      roof: ExplanationRecord.Roof(
        flopsPerNanosecond: report.roofline.flopsPerNanosecond,
        bytesPerNanosecond: report.roofline.bytesPerNanosecond),
      levels: report.levels.map(levelRecord), predictions: predictions.map(coresRecord),
      measurements: measurements.map(measurementRecord))
  }

  private func levelRecord(_ level: Report.Level) -> ExplanationRecord.Level {
    ExplanationRecord.Level(
      levelCount: level.mergedLevelCount, nodeCount: level.nodeCount,
      batches: level.batches.map {
        ExplanationRecord.Batch(name: $0.name, itemCount: $0.itemCount)
      },
      flops: level.work.flops, bytes: level.work.bytes, nanoseconds: level.nanoseconds,
      isParallel: level.isParallel, boundBy: report.roofline.bound(level.work).rawValue,
      shareOfRoof: shareOfRoof(level))
  }

  private func coresRecord(_ prediction: Prediction) -> ExplanationRecord.Cores {
    ExplanationRecord.Cores(
      cores: prediction.coreCount, nanoseconds: prediction.nanoseconds,
      levelNanoseconds: prediction.levelNanoseconds,
      speedUp: speedUp(prediction.nanoseconds), utilisation: prediction.utilisation,
      boundNanoseconds: bound(coreCount: prediction.coreCount))
  }

  private func measurementRecord(_ measurement: LevelMeasurement) -> ExplanationRecord.Measurement {
    ExplanationRecord.Measurement(
      cores: measurement.coreCount, nanoseconds: measurement.nanoseconds,
      predictedNanoseconds: measurement.predictedNanoseconds,
      levelNanoseconds: measurement.levelNanoseconds, medianError: measurement.medianError)
  }
}
