/// An unevaluated sum `head + tail` of twice the lanes' precision.
///
/// The tail is at most a few units in the last place of the head.
/// Source: Dekker (1971), doi:10.1007/BF01397083; with FMA, Joldes, Muller and Popescu (2017),
/// doi:10.1145/3121432.
@frozen @usableFromInline struct DoubleWord<L: Lanes> {
  @usableFromInline var head: Vector<L>
  @usableFromInline var tail: Vector<L>

  @inlinable @inline(always) init(head: Vector<L>, tail: Vector<L>) {
    self.head = head
    self.tail = tail
  }

  /// A constant of twice the precision: its head and tail in each element type.
  @inlinable @inline(always)
  init(single: (Double, Double), double: (Double, Double)) {
    head = .constant(single: single.0, double: double.0)
    tail = .constant(single: single.1, double: double.1)
  }

  /// `a + b` exactly, where `a` is zero or |a| ≥ |b|.
  @inlinable @inline(always) init(larger a: Vector<L>, plus b: Vector<L>) {
    head = a + b
    tail = (a - head) + b
  }

  /// `a + b` exactly.
  @inlinable @inline(always) init(sum a: Vector<L>, _ b: Vector<L>) {
    head = a + b
    let bRounded = head - a
    tail = (a - (head - bRounded)) + (b - bRounded)
  }

  /// `a · b` exactly, where it neither overflows nor leaves the normal numbers.
  @inlinable @inline(always) init(product a: Vector<L>, _ b: Vector<L>) {
    head = a * b
    tail = (-head).addingProduct(a, b)
  }

  /// `a · b` to a few units of the tail.
  @inlinable @inline(always) static func * (a: Self, b: Self) -> Self {
    var product = Self(product: a.head, b.head)
    product.tail = product.tail.addingProduct(a.head, b.tail).addingProduct(a.tail, b.head)
    return product
  }

  /// `a · b` to a few units of the tail.
  @inlinable @inline(always) static func * (a: Vector<L>, b: Self) -> Self {
    var product = Self(product: a, b.head)
    product.tail = product.tail.addingProduct(a, b.tail)
    return product
  }

  /// `self + b` to a few units of the tail, where the head is zero or |head| ≥ |b.head|.
  @inlinable @inline(always) func adding(smaller b: Self) -> Self {
    var sum = Self(larger: head, plus: b.head)
    sum.tail = sum.tail + (tail + b.tail)
    return sum
  }

  /// The sum, rounded.
  @inlinable @inline(always) var rounded: Vector<L> { head + tail }

  /// The same sum with the tail within half a unit in the last place of the head.
  @inlinable @inline(always) var normalized: Self { Self(larger: head, plus: tail) }
}
