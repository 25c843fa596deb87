import Testing

@testable import CostateCLI

@Suite struct SeededGeneratorTests {
  @Test("The sequence is that of SplitMix64")
  func sequence() {
    var generator = SeededGenerator(seed: 1_234_567)
    #expect(generator.next() == 6_457_827_717_110_365_317)
    #expect(generator.next() == 3_203_168_211_198_807_973)
  }

  @Test("A permutation holds every number once")
  func permutation() {
    var generator = SeededGenerator(seed: 1)
    #expect(generator.permutation(of: 1000).sorted() == Array(0..<1000))
  }

  @Test("A seed gives the same permutation in every version")
  func fixedPermutation() {
    var generator = SeededGenerator(seed: 7)
    #expect(generator.permutation(of: 8) == [7, 4, 6, 1, 2, 5, 0, 3])
  }

  @Test("Permutations of nothing and of one are what they must be", arguments: [0, 1])
  func smallPermutation(count: Int) {
    var generator = SeededGenerator(seed: 1)
    #expect(generator.permutation(of: count) == Array(0..<count))
  }

  @Test("Every number below the bound comes about equally often")
  func uniformity() {
    var generator = SeededGenerator(seed: 3)
    var counts = [Int](repeating: 0, count: 6)
    for _ in 0..<6000 { counts[generator.next(below: 6)] += 1 }
    #expect(counts.allSatisfy { (850...1150).contains($0) })
  }
}
