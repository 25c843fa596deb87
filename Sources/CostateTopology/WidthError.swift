/// A width that cannot be used.
public enum WidthError: Error, Equatable, CustomStringConvertible {
  /// ``AllowedWidth/environmentVariable`` is not a number in ``AllowedWidth/permitted``.
  case invalidThreadCount(given: String)

  /// One line: where, what was expected, what came.
  public var description: String {
    switch self {
    case .invalidThreadCount(let given):
      let permitted = AllowedWidth.permitted
      return """
        \(AllowedWidth.environmentVariable): expected a whole number from \
        \(permitted.lowerBound) to \(permitted.upperBound), got “\(given)”
        """
    }
  }
}
