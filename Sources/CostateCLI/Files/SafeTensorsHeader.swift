import Foundation

/// The header of a safetensors file: what stands where in the bytes behind it.
struct SafeTensorsHeader: Equatable {
  /// The key under which the header holds the metadata, among the names of the tensors.
  static let metadataKey = "__metadata__"

  /// The place of one tensor.
  struct Entry: Codable, Equatable {
    /// The element types that we read and write.
    enum ElementType: String, Codable {
      /// IEEE binary32.
      case float = "F32"
      /// IEEE binary64.
      case double = "F64"

      /// The size of an element.
      var byteCount: Int { self == .float ? 4 : 8 }
    }

    /// The type of an element.
    let elementType: ElementType
    /// The extents.
    let shape: [Int]
    /// The offset of the first byte and the one behind the last, from the end of the header.
    let dataOffsets: [Int]

    private enum CodingKeys: String, CodingKey {
      case elementType = "dtype"
      case shape
      case dataOffsets = "data_offsets"
    }
  }

  /// The tensors by name.
  var entries: [String: Entry] = [:]
  /// The metadata.
  var metadata: [String: String] = [:]
}

extension SafeTensorsHeader: Codable {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Reads the object whose keys are names of tensors, and perhaps the key of the metadata.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    for name in container.allKeys {
      if name.stringValue == SafeTensorsHeader.metadataKey {
        metadata = try container.decode([String: String].self, forKey: name)
      } else {
        entries[name.stringValue] = try container.decode(Entry.self, forKey: name)
      }
    }
  }

  /// Writes that object; empty metadata is left out.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Name.self)
    for (name, entry) in entries {
      try container.encode(entry, forKey: Name(stringValue: name))
    }
    if !metadata.isEmpty {
      try container.encode(
        metadata, forKey: Name(stringValue: SafeTensorsHeader.metadataKey))
    }
  }
}
