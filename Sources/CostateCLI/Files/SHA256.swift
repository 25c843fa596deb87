#if !canImport(CryptoKit)
  import CCrypto

  /// SHA-256 by OpenSSL, as CryptoKit has it elsewhere.
  struct SHA256 {
    private let context = Context()

    mutating func update(bufferPointer: UnsafeRawBufferPointer) {
      guard let bytes = bufferPointer.baseAddress else { return }
      check(EVP_DigestUpdate(context.pointer, bytes, bufferPointer.count))
    }

    /// The digest's 32 bytes; nothing can be added to it afterwards.
    func finalize() -> [UInt8] {
      [UInt8](unsafeUninitializedCapacity: Int(EVP_MD_get_size(EVP_sha256()))) { bytes, count in
        check(EVP_DigestFinal_ex(context.pointer, bytes.baseAddress, nil))
        count = bytes.count
      }
    }

    /// OpenSSL's state, freed with the digest.
    private final class Context {
      let pointer = EVP_MD_CTX_new()

      init() { check(EVP_DigestInit_ex(pointer, EVP_sha256(), nil)) }

      deinit { EVP_MD_CTX_free(pointer) }
    }
  }

  /// OpenSSL's functions fail where its providers cannot be loaded or memory is out.
  private func check(_ result: Int32) {
    precondition(result == 1, "libcrypto cannot compute SHA-256")
  }
#endif
