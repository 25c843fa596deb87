/// What nodes of one operation and one type share: everything but their operands.
@usableFromInline
package struct NodeKind: Sendable {
  /// The operation with its parameters.
  @usableFromInline package let operation: any Operation
  /// The result's type, as an index in the graph's table.
  @usableFromInline package let type: UInt32

  /// A kind.
  package init(_ operation: any Operation, type: UInt32) {
    self.operation = operation
    self.type = type
  }
}

/// The numbers of the kinds a graph has, by operation and type.
///
/// An operation without parameters is known by its type alone, and the ones asked for last stand in
/// a table without hashing or collisions: a scalar graph asks millions of times.
package struct KindTable {
  private var plain: [PlainKey: UInt32] = [:]
  private var recent = [(key: PlainKey, kind: UInt32)?](repeating: nil, count: recentCount)
  /// For each type of operations with parameters, a ``ParameterTable``.
  private var tables: [ObjectIdentifier: AnyObject] = [:]

  private static let recentCount = 64

  private struct PlainKey: Hashable {
    var operation: ObjectIdentifier
    var type: UInt32

    /// Metadata lie at multiples of 16 bytes.
    var slot: Int {
      (Int(bitPattern: operation) >> 4 ^ Int(bitPattern: operation) >> 10 ^ Int(type))
        & (recentCount - 1)
    }
  }

  package init() {}

  /// The number of a kind; `make` gives it when it is new.
  @inline(__always)
  package mutating func kind<O: Operation>(
    _ operation: O, _ type: UInt32, orNew make: () -> UInt32
  ) -> UInt32 {
    if MemoryLayout<O>.size > 0 { return kindWithParameters(operation, type, orNew: make) }
    let key = PlainKey(operation: ObjectIdentifier(O.self), type: type)
    if let known = recent[key.slot], known.key == key { return known.kind }
    let kind = plain[key] ?? make()
    plain[key] = kind
    recent[key.slot] = (key, kind)
    return kind
  }

  private mutating func kindWithParameters<O: Operation>(
    _ operation: O, _ type: UInt32, orNew make: () -> UInt32
  ) -> UInt32 {
    let table: ParameterTable<O>
    if let known = tables[ObjectIdentifier(O.self)] as? ParameterTable<O> {
      table = known
    } else {
      table = ParameterTable()
      tables[ObjectIdentifier(O.self)] = table
    }
    let key = ParameterTable<O>.Key(operation: operation, type: type)
    if let known = table.kinds[key] { return known }
    let kind = make()
    table.kinds[key] = kind
    return kind
  }
}

/// The kinds of one type of operations, by their parameters.
private final class ParameterTable<O: Operation> {
  struct Key: Hashable {
    var operation: O
    var type: UInt32
  }

  var kinds: [Key: UInt32] = [:]
}
