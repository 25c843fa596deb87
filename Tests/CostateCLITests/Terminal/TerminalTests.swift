import Testing

@testable import CostateCLI

@Suite struct TerminalTests {
  private func terminal(
    isInteractive: Bool = true, window: Int? = nil, _ environment: [String: String] = [:]
  ) -> Terminal {
    Terminal(
      isInteractive: isInteractive, windowColumnCount: window, environment: environment)
  }

  @Test("A terminal draws lines again and shows colour")
  func interactive() {
    #expect(terminal().redrawsLines)
    #expect(terminal().showsColour)
  }

  @Test("A file or a pipe does neither")
  func pipe() {
    #expect(!terminal(isInteractive: false).redrawsLines)
    #expect(!terminal(isInteractive: false).showsColour)
  }

  @Test("A dumb terminal does neither")
  func dumb() {
    #expect(!terminal(["TERM": "dumb"]).redrawsLines)
    #expect(!terminal(["TERM": "dumb"]).showsColour)
  }

  @Test("NO_COLOR turns colour off, and only colour")
  func noColour() {
    #expect(!terminal(["NO_COLOR": "1"]).showsColour)
    #expect(terminal(["NO_COLOR": "1"]).redrawsLines)
  }

  @Test("An empty NO_COLOR says nothing")
  func emptyNoColour() {
    #expect(terminal(["NO_COLOR": ""]).showsColour)
  }

  @Test("The width is the window's, else that of COLUMNS, else 80")
  func width() {
    #expect(terminal(window: 132, ["COLUMNS": "100"]).columnCount == 132)
    #expect(terminal(window: 0, ["COLUMNS": "100"]).columnCount == 100)
    #expect(terminal(["COLUMNS": "-5"]).columnCount == 80)
    #expect(terminal().columnCount == 80)
  }

  @Test("The width of a file is a guess, unless COLUMNS states it")
  func guessedWidth() {
    #expect(!terminal().isWidthGuessed)
    #expect(terminal(isInteractive: false).isWidthGuessed)
    #expect(!terminal(isInteractive: false, ["COLUMNS": "100"]).isWidthGuessed)
  }

  @Test("A style ends where its text ends")
  func style() {
    #expect(terminal().styled("text", .red) == "\u{1B}[31mtext\u{1B}[0m")
  }

  @Test("Without colour a style leaves the text as it is")
  func plainStyle() {
    #expect(terminal(isInteractive: false).styled("text", .red) == "text")
  }
}
