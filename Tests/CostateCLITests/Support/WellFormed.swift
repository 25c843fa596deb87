/// Whether every tag is closed in order and no bare `<` or `&` stands in the text: as much of XML as
/// our pictures use.
func isWellFormed(_ markup: String) -> Bool {
  var open: [Substring] = []
  var rest = markup[...]
  while let start = rest.firstIndex(of: "<") {
    guard let end = rest[start...].firstIndex(of: ">") else { return false }
    let tag = rest[rest.index(after: start)..<end]
    guard !tag.contains("<"), tag.count(where: { $0 == "\"" }).isMultiple(of: 2) else {
      return false
    }
    let name = tag.drop { $0 == "/" }.prefix { $0 != " " && $0 != "/" }
    if tag.hasPrefix("/") {
      guard open.popLast() == name else { return false }
    } else if !tag.hasSuffix("/") {
      open.append(name)
    }
    rest = rest[rest.index(after: end)...]
  }
  let entities = markup.split(separator: "&", omittingEmptySubsequences: false).dropFirst()
  return open.isEmpty
    && entities.allSatisfy { text in
      ["amp;", "lt;", "gt;", "quot;"].contains { text.hasPrefix($0) }
    }
}
