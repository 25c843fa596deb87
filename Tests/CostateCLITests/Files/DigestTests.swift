import Testing

@testable import CostateCLI

@Suite struct DigestTests {
  @Test("The digest of nothing is the published one")
  func nothing() {
    #expect(
      sha256(of: [Float]())
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test("Values are hashed as little-endian bytes")
  func bytes() {
    // The letters "abc" and a zero, the lowest byte first; another tool gave the digest.
    #expect(
      sha256(of: [Float(bitPattern: 0x0063_6261)])
        == "dc1114cd074914bd872cc1f9a23ec910ea2203bc79779ab2e17da25782a624fc")
  }

  @Test("Arrays are hashed one after the other")
  func joined() {
    #expect(sha256(of: [1.0], [2.0, 3.0]) == sha256(of: [1.0, 2.0, 3.0]))
  }

  @Test("The signs of zeros count")
  func zeros() {
    #expect(sha256(of: [0.0]) != sha256(of: [-0.0]))
  }
}
