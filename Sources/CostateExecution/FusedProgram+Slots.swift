import CostateSIMD

extension FusedProgram {
  /// The program with its values in slots.
  struct Slots {
    var instructions: [TileInstruction] = []
    /// For each external, its slot.
    var externals: [UInt16] = []
    var literals: [(slot: UInt16, value: Double)] = []
    var results: [UInt16] = []
    /// Slots that need a tile of their own.
    var tiles: [UInt16] = []
    var count = 0
  }

  /// Gives each value a slot; temporaries share tiles once they are read for the last time.
  ///
  /// - Parameters:
  ///   - results: the distinct values that are stored, each in a slot of its own.
  ///   - needsTile: for each external whether it is copied into a tile.
  func slots(results: [Int], needsTile: [Bool]) -> Slots {
    var slots = Slots()
    var slotOf = [UInt16](repeating: 0, count: values.count)
    func newSlot(tile: Bool) -> UInt16 {
      if tile { slots.tiles.append(UInt16(slots.count)) }
      slots.count += 1
      return UInt16(slots.count - 1)
    }
    var lastUse = [Int](repeating: -1, count: values.count)
    for (i, value) in values.enumerated() {
      if case .instruction(_, let operands) = value { for x in operands { lastUse[x] = i } }
    }
    for result in results {
      slotOf[result] = newSlot(tile: false)
      slots.results.append(slotOf[result])
    }
    let isResult = Set(results)
    let companions = sineCosineCompanions()
    var free: [UInt16] = []
    func place(_ value: Int) {
      if !isResult.contains(value) { slotOf[value] = free.popLast() ?? newSlot(tile: true) }
    }
    for (i, value) in values.enumerated() {
      switch value {
      case .external(let external):
        slotOf[i] = newSlot(tile: needsTile[external])
        slots.externals.append(slotOf[i])
      case .literal(let x):
        slotOf[i] = newSlot(tile: true)
        slots.literals.append((slotOf[i], x))
      case .instruction(let opcode, let operands):
        let companion = companions[i] ?? i
        if companion == i {
          place(i)
          slots.instructions.append(
            TileInstruction(opcode, result: slotOf[i], operands: operands.map { slotOf[$0] }))
        } else if companion > i {
          place(i)
          place(companion)
          let (sine, cosine) = opcode == .sin ? (i, companion) : (companion, i)
          slots.instructions.append(
            TileInstruction(
              sine: slotOf[sine], cosine: slotOf[cosine], ofAngle: slotOf[operands[0]]))
        }
        for (position, x) in operands.enumerated()
        where lastUse[x] == i && !isResult.contains(x) && !operands[..<position].contains(x) {
          if case .instruction = values[x] { free.append(slotOf[x]) }
        }
      }
    }
    return slots
  }
}

extension FusedProgram {
  /// For each sine whose cosine is computed too, and the other way round, the other's value.
  private func sineCosineCompanions() -> [Int: Int] {
    var companions: [Int: Int] = [:]
    var unpaired: [LaneOpcode: [Int: Int]] = [.sin: [:], .cos: [:]]
    for (i, value) in values.enumerated() {
      guard case .instruction(let opcode, let operands) = value else { continue }
      guard opcode == .sin || opcode == .cos else { continue }
      let other: LaneOpcode = opcode == .sin ? .cos : .sin
      if let companion = unpaired[other]?.removeValue(forKey: operands[0]) {
        (companions[i], companions[companion]) = (companion, i)
      } else {
        unpaired[opcode]?[operands[0]] = i
      }
    }
    return companions
  }
}
