/// Where the label of each row of a file of features stands.
enum LabelSource: Equatable, Sendable {
  /// A column, by its number from 1.
  case columnNumber(Int)
  /// A column, by its name in the header line.
  case columnName(String)
  /// Another file with one label per row.
  case file(String)

  /// Reads a command-line argument: a whole number is a column's number, a path that ends in `.csv`
  /// or `.npy` is a file, and anything else is a column's name.
  init(argument: String) {
    if let number = Int(argument) {
      self = .columnNumber(number)
    } else if argument.lowercased().hasSuffix(".csv") || argument.lowercased().hasSuffix(".npy") {
      self = .file(argument)
    } else {
      self = .columnName(argument)
    }
  }
}
