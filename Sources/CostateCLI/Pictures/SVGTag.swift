import Foundation

/// An element of XML while its attributes are collected.
struct SVGTag {
  /// The element's name.
  let name: String
  /// The text inside; nil for an empty element.
  var content: String?
  private var attributes = ""

  /// An element without attributes yet.
  init(name: String, content: String? = nil) {
    self.name = name
    self.content = content
  }

  /// The element with one more attribute; nil leaves it out.
  func with(_ attribute: String, _ value: String?) -> SVGTag {
    guard let value else { return self }
    var tag = self
    tag.attributes += " \(attribute)=\"\(SVGTag.escaped(value))\""
    return tag
  }

  /// The element with one more number, left out if it is what the format assumes anyway.
  func with(_ attribute: String, _ value: Double, unless assumed: Double? = nil) -> SVGTag {
    with(attribute, value == assumed ? nil : SVGTag.number(value))
  }

  /// The element as XML.
  var markup: String {
    if let content {
      "<\(name)\(attributes)>\(SVGTag.escaped(content))</\(name)>"
    } else {
      "<\(name)\(attributes)/>"
    }
  }

  /// A number with at most two decimals: a hundredth of a pixel is enough.
  static func number(_ value: Double) -> String {
    let rounded = (value * 100).rounded() / 100
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? "\(Int(rounded))" : "\(rounded)"
  }

  /// The text with the characters of XML's own replaced, and those that XML forbids left out.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\t", "\n", "\r": escaped += " "
      case "\0"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": break
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
