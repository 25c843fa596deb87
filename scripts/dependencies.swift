// The module dependencies of the package: prints, draws and checks them. Run by
// scripts/dependencies, which feeds it the manifest as JSON.

import Foundation

/// The order of the modules: each imports only modules before it.
let order = [
  "CHwloc", "CCrypto", "CPlatform", "CLanes", "CDigits", "CostateTopology", "CostateSIMD",
  "CostateISABaseline", "CostateISAV3", "CostateISAV4", "CostateKernels", "CostateGraph",
  "CostateTransforms", "CostateExecution", "CostateVerification", "Costate", "CostateBenchmarks",
  "CostateCLI",
]

/// What comes with the toolchain or the system and is never listed in a manifest.
let systemModules: Set = [
  "Swift", "Glibc", "Musl", "Darwin", "Dispatch", "Synchronization", "Foundation", "Testing",
  "FoundationEssentials", "PackageDescription", "CryptoKit",
]

/// Modules that only the command line tool and the tests may import.
let foundation: Set = ["Foundation", "FoundationEssentials"]

/// Ends with the exit code for a usage or input error.
func giveUp(_ message: String) -> Never {
  FileHandle.standardError.write(Data("dependencies: \(message)\n".utf8))
  exit(2)
}

// MARK: - The modules

/// One target of the manifest, with what its sources import.
struct Module {
  var name: String
  var isTest: Bool
  /// The modules and products of its manifest entry.
  var listed: Set<String>
  /// The files that import each module.
  var imports: [String: [String]]

  /// The modules before it that it depends on: a picture of a wrong order must end too.
  var dependencies: [String] {
    order.prefix { $0 != name }.filter { listed.contains($0) || imports.keys.contains($0) }
  }
}

/// The modules that `swift package dump-package` describes.
func modules(manifest: Data) throws -> [Module] {
  let package = try JSONSerialization.jsonObject(with: manifest) as? [String: Any]
  let targets = package?["targets"] as? [[String: Any]] ?? []
  // Imports of modules that the manifest leaves out on this host are conditional.
  let absent = Set(order).subtracting(targets.compactMap { $0["name"] as? String })
  return targets.compactMap { target in
    guard let name = target["name"] as? String, let type = target["type"] as? String else {
      return nil
    }
    let folder = target["path"] as? String ?? (type == "test" ? "Tests/" : "Sources/") + name
    // Each dependency is a dictionary of one kind (byName, target, product) to a list that
    // starts with the name.
    let dependencies = target["dependencies"] as? [[String: Any]] ?? []
    let listed = dependencies.compactMap { ($0.values.first as? [Any])?.first as? String }
    let imports = imports(inFolder: folder).filter { !absent.contains($0.key) }
    // Support that only tests use keeps the rules of tests.
    return Module(
      name: name, isTest: folder.hasPrefix("Tests/"), listed: Set(listed), imports: imports)
  }
}

/// The imported modules of all Swift files in a folder, each with the files that import it.
func imports(inFolder folder: String) -> [String: [String]] {
  var result: [String: [String]] = [:]
  let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
  for file in files.sorted() where file.hasSuffix(".swift") {
    let path = folder + "/" + file
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { continue }
    for line in text.split(whereSeparator: \.isNewline) {
      guard let module = importedModule(line) else { continue }
      result[module, default: []].append(path)
    }
  }
  return result
}

/// The module that a line imports, after attributes and an access level, or a part of it
/// (`import struct Module.Type`).
func importedModule(_ line: Substring) -> String? {
  let words = line.split(separator: " ")
  let levels: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
  guard let keyword = words.firstIndex(of: "import"),
    words[..<keyword].allSatisfy({ $0.hasPrefix("@") || levels.contains($0) })
  else { return nil }
  let kinds: Set<Substring> = [
    "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
  ]
  let name = words[(keyword + 1)...].first { !kinds.contains($0) }
  return name?.split(separator: ".").first.map(String.init)
}

// MARK: - The check

/// What a module imports against the rules, one sentence each.
func violations(of module: Module) -> [String] {
  let position = order.firstIndex(of: module.name)
  var sentences: [String] = []
  if position == nil, !module.isTest {
    sentences.append("\(module.name) has no place in the order of scripts/dependencies.swift")
  }
  for (imported, files) in module.imports.sorted(by: { $0.key < $1.key }) {
    let found = "\(module.name) imports \(imported)"
    let place = " (\(files[0]))"
    if let position, let other = order.firstIndex(of: imported), other >= position {
      sentences.append(found + ", which is not before it in the order" + place)
    }
    if !systemModules.contains(imported), !module.listed.contains(imported) {
      sentences.append(found + ", which its manifest entry does not list" + place)
    }
    if foundation.contains(imported), !module.isTest, module.name != "CostateCLI" {
      sentences.append(found + ", which only the command line tool may" + place)
    }
  }
  return sentences
}

// MARK: - The picture

/// The dependencies that no other dependency implies.
func direct(_ module: Module, in modules: [String: Module]) -> [String] {
  func reaches(_ from: String, _ to: String) -> Bool {
    modules[from]?.dependencies.contains { $0 == to || reaches($0, to) } ?? false
  }
  return module.dependencies.filter { candidate in
    !module.dependencies.contains { $0 != candidate && reaches($0, candidate) }
  }
}

/// The modules in rows, each below all rows it depends on: the command line tool at the top.
func rows(_ modules: [String: Module]) -> [[String]] {
  var depths: [String: Int] = [:]
  for name in order {
    guard let module = modules[name] else { continue }
    depths[name] = module.dependencies.compactMap { depths[$0] }.max().map { $0 + 1 } ?? 0
  }
  // A module without dependencies of its own sits just below the first that needs it.
  for (name, module) in modules where module.dependencies.isEmpty {
    let users = modules.values.filter { $0.dependencies.contains(name) }
    if let lowest = users.compactMap({ depths[$0.name] }).min() { depths[name] = lowest - 1 }
  }
  let top = depths.values.max() ?? 0
  return (0...top).reversed().map { depth in order.filter { depths[$0] == depth } }
}

/// The picture: modules as boxes, direct dependencies as arrows.
func picture(_ modules: [String: Module]) -> String {
  let (width, height, columnGap, rowGap, margin) = (160, 36, 28, 56, 24)
  let rows = rows(modules)
  let pageWidth = (rows.map(\.count).max() ?? 1) * (width + columnGap) - columnGap + 2 * margin
  let pageHeight = rows.count * (height + rowGap) - rowGap + 2 * margin
  var corners: [String: (x: Int, y: Int)] = [:]
  for (index, row) in rows.enumerated() {
    let rowWidth = row.count * (width + columnGap) - columnGap
    for (column, name) in row.enumerated() {
      corners[name] = (
        (pageWidth - rowWidth) / 2 + column * (width + columnGap),
        margin + index * (height + rowGap)
      )
    }
  }
  var lines = [
    """
    <svg xmlns="http://www.w3.org/2000/svg" width="\(pageWidth)" height="\(pageHeight)" \
    viewBox="0 0 \(pageWidth) \(pageHeight)" font-family="sans-serif" font-size="13">
    <title>The modules of Costate: an arrow points to what a module imports</title>
    <defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" \
    markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="#57606a"/></marker></defs>
    <rect width="100%" height="100%" fill="#ffffff"/>
    """
  ]
  for name in order {
    guard let module = modules[name], let from = corners[name] else { continue }
    for dependency in direct(module, in: modules) {
      guard let to = corners[dependency] else { continue }
      let (x1, y1, x2, y2) = (from.x + width / 2, from.y + height, to.x + width / 2, to.y)
      let bend = (y2 - y1) / 2
      lines.append(
        """
        <path d="M\(x1) \(y1) C\(x1) \(y1 + bend) \(x2) \(y2 - bend) \(x2) \(y2)" fill="none" \
        stroke="#57606a" marker-end="url(#arrow)"/>
        """)
    }
  }
  for name in order {
    guard let corner = corners[name] else { continue }
    let fill = name.hasPrefix("Costate") ? "#ddf4ff" : "#f6f8fa"
    lines.append(
      """
      <rect x="\(corner.x)" y="\(corner.y)" width="\(width)" height="\(height)" rx="6" \
      fill="\(fill)" stroke="#57606a"/>
      <text x="\(corner.x + width / 2)" y="\(corner.y + height / 2 + 5)" \
      text-anchor="middle" fill="#1f2328">\(name)</text>
      """)
  }
  return lines.joined(separator: "\n") + "\n</svg>\n"
}

// MARK: - The command

let described = try modules(manifest: FileHandle.standardInput.readDataToEndOfFile())
let library = Dictionary(
  uniqueKeysWithValues: described.filter { !$0.isTest }.map { ($0.name, $0) })

switch CommandLine.arguments.dropFirst().first {
case nil:
  for name in order {
    guard let module = library[name] else { continue }
    let dependencies = direct(module, in: library).joined(separator: ", ")
    print(dependencies.isEmpty ? name : "\(name) → \(dependencies)")
  }
case "--check":
  let found = described.flatMap(violations)
  found.forEach { print($0) }
  if found.isEmpty { print("dependencies: \(described.count) modules keep the order") }
  exit(found.isEmpty ? 0 : 1)
case "--svg" where CommandLine.arguments.count == 3:
  try picture(library).write(
    toFile: CommandLine.arguments[2], atomically: true, encoding: .utf8)
default:
  giveUp("see scripts/dependencies --help")
}
