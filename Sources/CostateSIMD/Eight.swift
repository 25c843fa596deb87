/// Eight values.
@frozen @usableFromInline struct Eight<Element> {
  @usableFromInline let first: Element
  @usableFromInline let second: Element
  @usableFromInline let third: Element
  @usableFromInline let fourth: Element
  @usableFromInline let fifth: Element
  @usableFromInline let sixth: Element
  @usableFromInline let seventh: Element
  @usableFromInline let eighth: Element

  /// The values of a function at 0 to 7.
  @inlinable @inline(always) init(_ value: (Int) -> Element) {
    first = value(0)
    second = value(1)
    third = value(2)
    fourth = value(3)
    fifth = value(4)
    sixth = value(5)
    seventh = value(6)
    eighth = value(7)
  }

  /// One of them; with a constant index no more than a register.
  @inlinable @inline(always) subscript(index: Int) -> Element {
    switch index {
    case 0: first
    case 1: second
    case 2: third
    case 3: fourth
    case 4: fifth
    case 5: sixth
    case 6: seventh
    default: eighth
    }
  }
}
