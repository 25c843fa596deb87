import CostateGraph
import CostateKernels

extension GraphRecipe {
  /// The graph as a program in Swift, written against the package's public interface: it stops
  /// where a value is not the specified one.
  ///
  /// - Parameter title: lines of a comment at the top.
  package func swiftSource(_ configuration: Configuration, title: [String]) throws -> String {
    let oracle = try build().oracle
    var lines = title.map { "// \($0)" } + ["// Run as \(configuration).", "import Costate", ""]
    lines.append("let graph = Graph()")
    for number in steps.indices {
      lines.append(declaration(number, shape: oracle.graph.node(NodeID(number)).shape))
    }
    lines += updates.map { "try graph.update(n\($0.target), to: n\($0.value))" }
    let names = self.outputs.map { "n\($0)" }.joined(separator: ", ")
    lines += [
      "",
      "var options = Options(width: \(configuration.width), "
        + "instructionSet: .\(configuration.level.rawValue))",
      "options.simplification = .\(configuration.simplification)",
      "let program = try Program(",
      "  outputs: [\(names)], retaining: .\(configuration.retention), options: options)",
      "let workspace = try program.makeWorkspace()",
    ]
    for (number, step) in steps.enumerated() {
      guard case .input(let tensor) = step.source else { continue }
      lines.append("try workspace.set(n\(number), to: \(tensor.swiftSource))")
    }
    lines += ["try workspace.run()", ""]
    for (number, node) in Set(self.outputs).sorted().map({ ($0, oracle.graph.node(NodeID($0))) }) {
      let bits = oracle.value(of: node).bitPatterns.map { hexadecimal($0) }
      lines.append("let z\(number) = try workspace.value(of: n\(number))")
      lines.append(
        "precondition(z\(number).bitPatterns == [\(bits.joined(separator: ", "))])")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func declaration(_ number: Int, shape: Shape) -> String {
    let step = steps[number]
    let made: String
    switch step.source {
    case .input(let tensor):
      made =
        "graph.input(\"\(Self.inputName(number))\", shape: \(tensor.shape), "
        + "elementType: .\(tensor.elementType))"
    case .operation(let constant as Constant):
      made = "graph.constant(\(constant.tensor.swiftSource))"
    case .operation(is any AliasOperation):
      // The result of a composite passes its first operand on, as a reshape does.
      made = "graph.apply(\(Reshape(to: shape).swiftSource), [n\(step.operands[0])])"
    case .operation(let operation):
      let operands = step.operands.map { "n\($0)" }.joined(separator: ", ")
      made = "graph.apply(\(operation.swiftSource), [\(operands)])"
    }
    return "let n\(number) = try \(made)" + (step.name.map { ".named(\"\($0)\")" } ?? "")
  }
}

/// As in `0xBF80_0000`.
private func hexadecimal(_ bits: some BinaryInteger) -> String {
  let digits = Array(String(bits, radix: 16, uppercase: true))
  return digits.enumerated().reduce("0x") { text, digit in
    let isGroupStart = digit.offset > 0 && (digits.count - digit.offset).isMultiple(of: 4)
    return text + (isGroupStart ? "_" : "") + String(digit.element)
  }
}

extension Tensor {
  fileprivate var swiftSource: String {
    let list =
      switch elements {
      case .float(let x): x.map(\.swiftSource)
      case .double(let x): x.map(\.swiftSource)
      case .int32(let x): x.map(\.description)
      }
    return "Tensor(.\(elementType)([\(list.joined(separator: ", "))]), shape: \(shape))"
  }
}

extension Float {
  /// A small whole number as such, anything else by its bits.
  fileprivate var swiftSource: String {
    Double(self).isPlain ? "\(Int(self))" : "Float(bitPattern: \(hexadecimal(bitPattern)))"
  }
}

extension Double {
  fileprivate var swiftSource: String {
    isPlain ? "\(Int(self))" : "Double(bitPattern: \(hexadecimal(bitPattern)))"
  }

  fileprivate var isPlain: Bool {
    magnitude <= 100 && self == rounded() && !(self == 0 && sign == .minus)
  }
}
