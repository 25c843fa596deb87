extension Workspace {
  /// The earliest node whose value is not finite when the program runs with the inputs as they are
  /// now, found by running it again with every value kept; nil when all values are finite.
  ///
  /// A run that throws ``ProgramError/nonFinite(_:)`` has written no update. After a run that wrote
  /// some, the inputs are those of the next run, and so is what this finds.
  ///
  /// - Throws: ``ProgramError/checkingOff`` unless the program was compiled with
  ///   ``Options/Checking/nonFinite``, ``ProgramError/missingInputs(_:)``,
  ///   ``ProgramError/outOfMemory(byteCount:)``.
  public func firstNonFinite() throws(ProgramError) -> NonFiniteValue? {
    guard let (source, options) = plan.replay else { throw .checkingOff }
    try checkInputs()
    return try Replay(source, options, inputs: self).firstNonFinite
  }

  /// Whether every computed value that stays readable is finite.
  var hasOnlyFiniteValues: Bool {
    plan.readable.computed.allSatisfy { firstNonFiniteElement(of: $0) == nil }
  }

  /// The position of an element that is not finite, if there is one.
  func firstNonFiniteElement(of place: ReadableNodes.Place) -> Int? {
    CostateExecution.firstNonFinite(memory.arena + place.offset, place.type)
  }
}
