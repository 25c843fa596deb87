/// Named tensors and a map of strings, the contents of a file in the safetensors format
/// (https://github.com/huggingface/safetensors): a length, a header in JSON, the numbers.
struct SafeTensors: Equatable, Sendable {
  /// The tensors by name.
  var tensors: [String: StoredTensor]
  /// What else there is to say about them.
  var metadata: [String: String]

  /// Creates the contents of a file.
  init(tensors: [String: StoredTensor], metadata: [String: String] = [:]) {
    precondition(
      tensors[SafeTensorsHeader.metadataKey] == nil,
      "\(SafeTensorsHeader.metadataKey) cannot be the name of a tensor")
    self.tensors = tensors
    self.metadata = metadata
  }
}
