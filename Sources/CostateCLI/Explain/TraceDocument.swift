import Costate
import Foundation

/// A trace as a file that Chrome's `about:tracing` and Perfetto read: a track for each worker, a slice
/// for each work item.
///
/// The format: "Trace Event Format", Google 2016; times are in microseconds.
struct TraceDocument {
  let trace: Trace

  /// The file's text.
  var text: String {
    let tracks = (0..<trace.width).map { worker in
      """
      {"ph":"M","pid":1,"tid":\(worker),"name":"thread_name",\
      "args":{"name":"worker \(worker)"}}
      """
    }
    let names = trace.batches.map { TraceDocument.quoted($0.name) }
    let slices = trace.items.map { item in
      let batch = trace.batches[item.batch]
      return """
        {"ph":"X","pid":1,"tid":\(item.worker),"name":\(names[item.batch]),\
        "cat":"level \(batch.level + 1)","ts":\(item.begin / 1000),\
        "dur":\((item.end - item.begin) / 1000),\
        "args":{"level":\(batch.level + 1),"stage":\(batch.stage + 1),"item":\(item.number)}}
        """
    }
    return "{\"traceEvents\":[\n" + (tracks + slices).joined(separator: ",\n") + "\n]}\n"
  }

  /// A text in quotation marks, with JSON's escapes.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\0"..."\u{1F}": quoted += String(format: "\\u%04x", scalar.value)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
