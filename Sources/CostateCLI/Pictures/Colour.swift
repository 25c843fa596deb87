/// The colours of our pictures. Each is a middle tone that reads on white and on black paper alike,
/// because a picture on a page does not know the colour behind it.
enum Colour: String, CaseIterable {
  /// Text and axes: contrast 4.3 on white, 4.4 on the near-black of dark pages.
  case foreground = "#757b84"
  /// Lines that help the eye and should not be looked at.
  case grid = "#8b919a"
  /// The first series, blue.
  case first = "#2b7de9"
  /// The second series, orange: told from the blue by every kind of colour vision.
  case second = "#d9700b"
}
