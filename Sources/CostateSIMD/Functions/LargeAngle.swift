/// A large angle, reduced by as many bits of 2/π as it takes (Payne and Hanek).
///
/// Source: Payne and Hanek (1983), doi:10.1145/1057600.1057602.
@usableFromInline struct LargeAngle {
  /// The number of quarter turns modulo 4.
  @usableFromInline let quadrant: Int
  /// The remainder and its rounding error, |head + tail| ≤ π/4.
  @usableFromInline let head: Double
  @usableFromInline let tail: Double

  /// Reduces x ≥ 2^16; not a number for +∞.
  ///
  /// x = m · 2^e with an integer m of 53 bits. Bits of 2/π whose product with x is a multiple of 4
  /// are left out; the 192 bits that follow give 2 bits of quadrant and 190 of fraction, of which
  /// the product with m spoils 53 and the worst cancellation for a Double takes 62.
  @usableFromInline init(reducing x: Double) {
    guard x.isFinite else {
      (quadrant, head, tail) = (0, .nan, .nan)
      return
    }
    let turns = Self.quarterTurns(of: x)
    quadrant = turns.quadrant

    // The fraction has its leading digit at 1/2 now; times π/2, to twice the precision.
    let first = Double(UInt64(truncatingIfNeeded: turns.digits >> 75)) * 0x1p-53
    let next = Double(UInt64(truncatingIfNeeded: turns.digits >> 22) & (1 << 53 - 1)) * 0x1p-106
    let rightAngle = 0x1.921fb54442d18p+0
    let product = first * rightAngle
    let error = (-product).addingProduct(first, rightAngle)
      .addingProduct(first, 0x1.1a62633145c07p-54).addingProduct(next, rightAngle)
    let sum = product + error
    let scale = Double(
      sign: turns.isNegative ? .minus : .plus, exponent: -turns.shift, significand: 1)
    head = sum * scale
    tail = ((product - sum) + error) * scale
  }

  /// x in quarter turns: the nearest integer modulo 4 and the rest, ±digits · 2^(−128 − shift).
  private static func quarterTurns(
    of x: Double
  ) -> (quadrant: Int, isNegative: Bool, digits: UInt128, shift: Int) {
    let m = x.significandBitPattern | 1 << 52
    let window = twoOverPi(from: Int(x.exponent) - 52 + 62)
    // m times the window, modulo 2^192.
    let low = m.multipliedFullWidth(by: window.2)
    let middle = m.multipliedFullWidth(by: window.1)
    let (second, carry) = low.high.addingReportingOverflow(middle.low)
    let top = m &* window.0 &+ middle.high &+ (carry ? 1 : 0)

    // The fraction as a two's complement number in [−1/2, 1/2): its sign rounds the quadrant. The
    // complement is one unit short of the negative, far below what is kept.
    let quadrant = Int(((top >> 62) + (top >> 61 & 1)) & 3)
    let isNegative = top >> 61 & 1 == 1
    let signMask: UInt64 = isNegative ? .max : 0
    let digits = (
      (top << 2 | second >> 62) ^ signMask, (second << 2 | low.low >> 62) ^ signMask,
      (low.low << 2) ^ signMask
    )
    let leading = UInt128(digits.0) << 64 | UInt128(digits.1)
    let shift = leading.leadingZeroBitCount
    return (
      quadrant, isNegative, leading << shift | UInt128(digits.2) >> (64 - shift), shift
    )
  }

  /// 192 bits of 2/π from a bit position, where position 0 has the weight 2^63.
  private static func twoOverPi(from position: Int) -> (UInt64, UInt64, UInt64) {
    let word = position >> 6
    let shift = UInt64(position & 63)
    func bits(_ i: Int) -> UInt64 {
      digits[word + i] << shift | (digits[word + i + 1] >> 1) >> (63 - shift)
    }
    return (bits(0), bits(1), bits(2))
  }

  /// The binary digits of 2/π: a word of zeros before the point, then the fraction. Computed with
  /// 1600 bits of precision.
  private static let digits: [UInt64] = [
    0x0000_0000_0000_0000, 0xa2f9_836e_4e44_1529, 0xfc27_57d1_f534_ddc0, 0xdb62_9599_3c43_9041,
    0xfe51_63ab_debb_c561, 0xb724_6e3a_424d_d2e0, 0x0649_2eea_09d1_921c, 0xfe1d_eb1c_b129_a73e,
    0xe882_35f5_2ebb_4484, 0xe99c_7026_b45f_7e41, 0x3991_d639_8353_39f4, 0x9c84_5f8b_bdf9_283b,
    0x1ff8_97ff_de05_980f, 0xef2f_118b_5a0a_6d1f, 0x6d36_7ecf_27cb_09b7, 0x4f46_3f66_9e5f_ea2d,
    0x7527_bac7_ebe5_f17b, 0x3d07_39f7_8a52_92ea, 0x6bfb_5fb1_1f8d_5d08, 0x5603_3046_fc7b_6bab,
    0xf0cf_bc20_9af4_361d,
  ]
}
