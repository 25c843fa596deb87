// The lane primitives: one function, one IEEE 754 operation on every lane of a vector.
//
// Everything above this header is Swift. It is C because `ext_vector_type` and the elementwise
// builtins compile to one instruction each at every instruction-set level, in debug and release,
// which the standard library's SIMD types do not promise.
//
// `COSTATE_LANES` declares an empty struct F, which names the instruction-set level's vectors of N
// lanes, and imports each function as a static member of it, so that `extension F: Lanes {}` needs
// no body. F is empty on purpose: a type that held a vector would emit helpers for copying it, weak
// symbols compiled for this level that a linker may hand to code meant for every processor.
//
// No function holds two floating-point operations: nothing can be contracted.

#ifndef COSTATE_LANES_H
#define COSTATE_LANES_H

#include <stdint.h>
#if defined(__AVX2__)
#include <immintrin.h>
#endif

#define COSTATE_MEMBER(name) static inline __attribute__((always_inline, swift_name(name)))

// Vectors that exchange blocks of `length` lanes, a power of two: which lane each lane comes from, where
// lane i of the second is number N + i. The even blocks of both, those of the second in place of the odd
// ones of the first; and the odd blocks of both, likewise. `COSTATE_EXCHANGES_N` are the cases of a switch
// over the lengths.
#define COSTATE_EVEN(N, length, i) ((i) & (length) ? N + (i) - (length) : (i))
#define COSTATE_ODD(N, length, i) ((i) & (length) ? N + (i) : (i) + (length))
#define COSTATE_EACH_2(N, step, length, i) step(N, length, i), step(N, length, i + 1)
#define COSTATE_EACH_4(N, step, length, i)                                                        \
  COSTATE_EACH_2(N, step, length, i), COSTATE_EACH_2(N, step, length, i + 2)
#define COSTATE_EACH_8(N, step, length, i)                                                        \
  COSTATE_EACH_4(N, step, length, i), COSTATE_EACH_4(N, step, length, i + 4)
#define COSTATE_EACH_16(N, step, length, i)                                                       \
  COSTATE_EACH_8(N, step, length, i), COSTATE_EACH_8(N, step, length, i + 8)
#define COSTATE_EXCHANGED(N, step, length)                                                        \
  return __builtin_shufflevector(a, b, COSTATE_EACH_##N(N, step, length, 0))
#define COSTATE_EXCHANGES_2(N, step) default: COSTATE_EXCHANGED(N, step, 1)
#define COSTATE_EXCHANGES_4(N, step) case 2: COSTATE_EXCHANGED(N, step, 2); COSTATE_EXCHANGES_2(N, step)
#define COSTATE_EXCHANGES_8(N, step) case 4: COSTATE_EXCHANGED(N, step, 4); COSTATE_EXCHANGES_4(N, step)
#define COSTATE_EXCHANGES_16(N, step) case 8: COSTATE_EXCHANGED(N, step, 8); COSTATE_EXCHANGES_8(N, step)

#define COSTATE_LANES(F, scalar, bits, unsignedBits, N)                                           \
  typedef struct {} F;                                                                            \
  typedef scalar F##_floats __attribute__((ext_vector_type(N)));                                  \
  typedef bits F##_integers __attribute__((ext_vector_type(N)));                                  \
  typedef unsignedBits F##_unsigned __attribute__((ext_vector_type(N)));                          \
  typedef scalar F##_unaligned                                                                    \
      __attribute__((ext_vector_type(N), aligned(sizeof(scalar)), may_alias));                    \
                                                                                                  \
  COSTATE_MEMBER("getter:" #F ".laneCount()") intptr_t F##_laneCount(void) { return N; }          \
  COSTATE_MEMBER("getter:" #F ".significandBitCount()") intptr_t F##_significandBitCount(void) {  \
    return sizeof(scalar) == 4 ? 23 : 52;                                                         \
  }                                                                                               \
  COSTATE_MEMBER(#F ".splat(_:)") F##_floats F##_splat(scalar x) { return (F##_floats)(x); }      \
  COSTATE_MEMBER(#F ".splat(converting:)") F##_floats F##_splatConverting(double x) {             \
    return (F##_floats)((scalar)x);                                                               \
  }                                                                                               \
  COSTATE_MEMBER(#F ".load(_:)") F##_floats F##_load(const scalar *_Nonnull p) {                  \
    return *(const F##_unaligned *)p;                                                             \
  }                                                                                               \
  COSTATE_MEMBER(#F ".store(_:to:)") void F##_store(F##_floats x, scalar *_Nonnull p) {           \
    *(F##_unaligned *)p = x;                                                                      \
  }                                                                                               \
  COSTATE_MEMBER(#F ".prefetchResult(_:)")                                                        \
  void F##_prefetchResult(const scalar *_Nonnull p) { __builtin_prefetch(p, 1); }                 \
  COSTATE_MEMBER(#F ".prefetch(_:)")                                                              \
  void F##_prefetch(const scalar *_Nonnull p) { __builtin_prefetch(p, 0, 3); }                    \
  COSTATE_MEMBER(#F ".prefetchIntoSecondLevel(_:)")                                               \
  void F##_prefetchIntoSecondLevel(const scalar *_Nonnull p) { __builtin_prefetch(p, 0, 2); }     \
  COSTATE_MEMBER(#F ".gather(_:at:)")                                                             \
  F##_floats F##_gather(const scalar *_Nonnull base, const uint32_t *_Nonnull indices) {          \
    F##_floats x;                                                                                 \
    _Pragma("clang loop unroll(full)") for (int i = 0; i < N; i++) x[i] = base[indices[i]];       \
    return x;                                                                                     \
  }                                                                                               \
  COSTATE_MEMBER(#F ".add(_:_:)") F##_floats F##_add(F##_floats a, F##_floats b) {                \
    return a + b;                                                                                 \
  }                                                                                               \
  COSTATE_MEMBER(#F ".subtract(_:_:)") F##_floats F##_subtract(F##_floats a, F##_floats b) {      \
    return a - b;                                                                                 \
  }                                                                                               \
  COSTATE_MEMBER(#F ".multiply(_:_:)") F##_floats F##_multiply(F##_floats a, F##_floats b) {      \
    return a * b;                                                                                 \
  }                                                                                               \
  COSTATE_MEMBER(#F ".divide(_:_:)") F##_floats F##_divide(F##_floats a, F##_floats b) {          \
    return a / b;                                                                                 \
  }                                                                                               \
  COSTATE_MEMBER(#F ".fusedMultiplyAdd(_:_:_:)")                                                  \
  F##_floats F##_fusedMultiplyAdd(F##_floats a, F##_floats b, F##_floats c) {                     \
    return __builtin_elementwise_fma(a, b, c);                                                    \
  }                                                                                               \
  COSTATE_MEMBER(#F ".fusedMultiplyAdd(scalars:_:_:)")                                            \
  scalar F##_fusedMultiplyAddScalars(scalar a, scalar b, scalar c) {                              \
    return __builtin_elementwise_fma(a, b, c);                                                    \
  }                                                                                               \
  COSTATE_MEMBER(#F ".negate(_:)") F##_floats F##_negate(F##_floats x) { return -x; }             \
  COSTATE_MEMBER(#F ".magnitude(_:)") F##_floats F##_magnitude(F##_floats x) {                    \
    return __builtin_elementwise_abs(x);                                                          \
  }                                                                                               \
  COSTATE_MEMBER(#F ".squareRoot(_:)") F##_floats F##_squareRoot(F##_floats x) {                  \
    return __builtin_elementwise_sqrt(x);                                                         \
  }                                                                                               \
  COSTATE_MEMBER(#F ".roundToEven(_:)") F##_floats F##_roundToEven(F##_floats x) {                \
    return __builtin_elementwise_roundeven(x);                                                    \
  }                                                                                               \
  COSTATE_MEMBER(#F ".isLess(_:_:)") F##_integers F##_isLess(F##_floats a, F##_floats b) {        \
    return a < b;                                                                                 \
  }                                                                                               \
  COSTATE_MEMBER(#F ".isLessOrEqual(_:_:)")                                                       \
  F##_integers F##_isLessOrEqual(F##_floats a, F##_floats b) { return a <= b; }                   \
  COSTATE_MEMBER(#F ".isEqual(_:_:)") F##_integers F##_isEqual(F##_floats a, F##_floats b) {      \
    return a == b;                                                                                \
  }                                                                                               \
  COSTATE_MEMBER(#F ".select(_:_:_:)")                                                            \
  F##_floats F##_select(F##_integers mask, F##_floats a, F##_floats b) { return mask ? a : b; }   \
  COSTATE_MEMBER(#F ".evenBlocks(_:_:length:)")                                                   \
  F##_floats F##_evenBlocks(F##_floats a, F##_floats b, intptr_t length) {                        \
    switch (length) { COSTATE_EXCHANGES_##N(N, COSTATE_EVEN); }                                   \
  }                                                                                               \
  COSTATE_MEMBER(#F ".oddBlocks(_:_:length:)")                                                    \
  F##_floats F##_oddBlocks(F##_floats a, F##_floats b, intptr_t length) {                         \
    switch (length) { COSTATE_EXCHANGES_##N(N, COSTATE_ODD); }                                    \
  }                                                                                               \
  COSTATE_MEMBER(#F ".lane(_:_:)") scalar F##_lane(F##_floats x, intptr_t i) { return x[i]; }     \
  COSTATE_MEMBER(#F ".replacingLane(_:_:_:)")                                                     \
  F##_floats F##_replacingLane(F##_floats x, intptr_t i, scalar y) {                              \
    x[i] = y;                                                                                     \
    return x;                                                                                     \
  }                                                                                               \
                                                                                                  \
  COSTATE_MEMBER(#F ".bits(_:)") F##_integers F##_bits(F##_floats x) { return (F##_integers)x; }  \
  COSTATE_MEMBER(#F ".floats(bits:)") F##_floats F##_fromBits(F##_integers x) {                   \
    return (F##_floats)x;                                                                         \
  }                                                                                               \
  COSTATE_MEMBER(#F ".convert(_:)") F##_floats F##_convert(F##_integers x) {                      \
    return __builtin_convertvector(x, F##_floats);                                                \
  }                                                                                               \
  COSTATE_MEMBER(#F ".truncate(_:)") F##_integers F##_truncate(F##_floats x) {                    \
    return __builtin_convertvector(x, F##_integers);                                              \
  }                                                                                               \
  COSTATE_MEMBER(#F ".integers(repeating:)") F##_integers F##_integersRepeating(int64_t x) {      \
    return (F##_integers)((bits)x);                                                               \
  }                                                                                               \
  COSTATE_MEMBER(#F ".addIntegers(_:_:)")                                                         \
  F##_integers F##_addIntegers(F##_integers a, F##_integers b) {                                  \
    return (F##_integers)((F##_unsigned)a + (F##_unsigned)b);                                     \
  }                                                                                               \
  COSTATE_MEMBER(#F ".subtractIntegers(_:_:)")                                                    \
  F##_integers F##_subtractIntegers(F##_integers a, F##_integers b) {                             \
    return (F##_integers)((F##_unsigned)a - (F##_unsigned)b);                                     \
  }                                                                                               \
  COSTATE_MEMBER(#F ".and(_:_:)") F##_integers F##_and(F##_integers a, F##_integers b) {          \
    return a & b;                                                                                 \
  }                                                                                               \
  COSTATE_MEMBER(#F ".or(_:_:)") F##_integers F##_or(F##_integers a, F##_integers b) {            \
    return a | b;                                                                                 \
  }                                                                                               \
  COSTATE_MEMBER(#F ".exclusiveOr(_:_:)")                                                         \
  F##_integers F##_exclusiveOr(F##_integers a, F##_integers b) { return a ^ b; }                  \
  COSTATE_MEMBER(#F ".shiftLeft(_:_:)") F##_integers F##_shiftLeft(F##_integers a, intptr_t n) {  \
    return (F##_integers)((F##_unsigned)a << (F##_unsigned)((unsignedBits)n));                    \
  }                                                                                               \
  COSTATE_MEMBER(#F ".shiftRight(_:_:)")                                                          \
  F##_integers F##_shiftRight(F##_integers a, intptr_t n) { return a >> (F##_integers)((bits)n); } \
  COSTATE_MEMBER(#F ".shiftRightLogically(_:_:)")                                                 \
  F##_integers F##_shiftRightLogically(F##_integers a, intptr_t n) {                              \
    return (F##_integers)((F##_unsigned)a >> (F##_unsigned)((unsignedBits)n));                    \
  }                                                                                               \
  COSTATE_MEMBER(#F ".isLessIntegers(_:_:)")                                                      \
  F##_integers F##_isLessIntegers(F##_integers a, F##_integers b) { return a < b; }               \
  COSTATE_MEMBER(#F ".isEqualIntegers(_:_:)")                                                     \
  F##_integers F##_isEqualIntegers(F##_integers a, F##_integers b) { return a == b; }             \
  COSTATE_MEMBER(#F ".isAnySet(_:)") _Bool F##_isAnySet(F##_integers mask) {                      \
    return __builtin_reduce_or(mask) != 0;                                                        \
  }

// The portable level: 128 bits, SSE2 or NEON.
COSTATE_LANES(Float32x4, float, int32_t, uint32_t, 4)
COSTATE_LANES(Float64x2, double, int64_t, uint64_t, 2)

#if defined(__x86_64__)
// x86-64-v3: AVX2 and FMA, 256 bits.
COSTATE_LANES(Float32x8, float, int32_t, uint32_t, 8)
COSTATE_LANES(Float64x4, double, int64_t, uint64_t, 4)

// x86-64-v4: AVX-512, 512 bits.
COSTATE_LANES(Float32x16, float, int32_t, uint32_t, 16)
COSTATE_LANES(Float64x8, double, int64_t, uint64_t, 8)
#endif

// Four neighbouring elements of each of N rows, element i of each into the i-th of four vectors. These
// lie at an untyped pointer: to Swift, pointers to vectors are opaque.
//
// Blocks of 4 × 4 lanes side by side are transposed at once: a vector holds four elements of each
// fourth row, then elements of two vectors are interleaved, then pairs of those joined.
#define COSTATE_BLOCKS_4(N, step) step(N, 0)
#define COSTATE_BLOCKS_8(N, step) step(N, 0), step(N, 4)
#define COSTATE_BLOCKS_16(N, step) step(N, 0), step(N, 4), step(N, 8), step(N, 12)
#define COSTATE_FIRST_TWO(N, i) i, N + i, i + 1, N + i + 1
#define COSTATE_LAST_TWO(N, i) i + 2, N + i + 2, i + 3, N + i + 3
#define COSTATE_SHUFFLED(N, step, a, b) __builtin_shufflevector(a, b, COSTATE_BLOCKS_##N(N, step))

#define COSTATE_LOAD_TRANSPOSED(F, scalar)                                                        \
  COSTATE_MEMBER(#F ".loadTransposed(_:stride:into:)")                                            \
  void F##_loadTransposed(                                                                        \
      const scalar *_Nonnull p, intptr_t stride, void *_Nonnull vectors)

#define COSTATE_LOAD_TRANSPOSED_BLOCKS(F, scalar, N)                                              \
  static inline __attribute__((always_inline)) F##_floats F##_loadFours(                          \
      const scalar *_Nonnull p, intptr_t stride) {                                                \
    F##_floats x;                                                                                 \
    _Pragma("clang loop unroll(full)") for (int lane = 0; lane < N; lane += 4)                    \
        __builtin_memcpy((scalar *)&x + lane, p + lane * stride, 4 * sizeof(scalar));             \
    return x;                                                                                     \
  }                                                                                               \
  COSTATE_LOAD_TRANSPOSED(F, scalar) {                                                            \
    F##_floats a = F##_loadFours(p, stride), b = F##_loadFours(p + stride, stride);               \
    F##_floats c = F##_loadFours(p + 2 * stride, stride);                                         \
    F##_floats d = F##_loadFours(p + 3 * stride, stride);                                         \
    F##_floats firstAB = COSTATE_SHUFFLED(N, COSTATE_FIRST_TWO, a, b);                            \
    F##_floats lastAB = COSTATE_SHUFFLED(N, COSTATE_LAST_TWO, a, b);                              \
    F##_floats firstCD = COSTATE_SHUFFLED(N, COSTATE_FIRST_TWO, c, d);                            \
    F##_floats lastCD = COSTATE_SHUFFLED(N, COSTATE_LAST_TWO, c, d);                              \
    F##_floats *column = vectors;                                                                 \
    column[0] = F##_evenBlocks(firstAB, firstCD, 2);                                              \
    column[1] = F##_oddBlocks(firstAB, firstCD, 2);                                               \
    column[2] = F##_evenBlocks(lastAB, lastCD, 2);                                                \
    column[3] = F##_oddBlocks(lastAB, lastCD, 2);                                                 \
  }

COSTATE_LOAD_TRANSPOSED_BLOCKS(Float32x4, float, 4)
COSTATE_LOAD_TRANSPOSED(Float64x2, double) {
  Float64x2_floats *column = vectors;
  for (int i = 0; i < 4; i++) column[i] = (Float64x2_floats){p[i], p[stride + i]};
}
#if defined(__x86_64__)
COSTATE_LOAD_TRANSPOSED_BLOCKS(Float32x8, float, 8)
COSTATE_LOAD_TRANSPOSED_BLOCKS(Float64x4, double, 4)
COSTATE_LOAD_TRANSPOSED_BLOCKS(Float32x16, float, 16)
COSTATE_LOAD_TRANSPOSED_BLOCKS(Float64x8, double, 8)
#endif

// The first lanes of a vector, 1 to N of them: what lies beyond is neither read nor written. `count`
// and the pointer `p` are in scope of both expressions, the vector `x` of the second.
#define COSTATE_FIRST_LANES(F, scalar, loadFirst, storeFirst)                                     \
  COSTATE_MEMBER(#F ".load(first:of:)")                                                           \
  F##_floats F##_loadFirst(intptr_t count, const scalar *_Nonnull p) { return loadFirst; }        \
  COSTATE_MEMBER(#F ".store(first:_:to:)")                                                        \
  void F##_storeFirst(intptr_t count, F##_floats x, scalar *_Nonnull p) { storeFirst; }

// Without masks in hardware: the whole vector, or lane by lane.
#define COSTATE_FIRST_LANES_UNMASKED(F, scalar, N)                                                \
  static inline F##_floats F##_loadOneByOne(intptr_t count, const scalar *_Nonnull p) {           \
    F##_floats x = 0;                                                                             \
    for (intptr_t i = 0; i < count; i++) x[i] = p[i];                                             \
    return x;                                                                                     \
  }                                                                                               \
  static inline void F##_storeOneByOne(intptr_t count, F##_floats x, scalar *_Nonnull p) {        \
    for (intptr_t i = 0; i < count; i++) p[i] = x[i];                                             \
  }                                                                                               \
  COSTATE_FIRST_LANES(                                                                            \
      F, scalar, count == N ? F##_load(p) : F##_loadOneByOne(count, p),                           \
      count == N ? F##_store(x, p) : F##_storeOneByOne(count, x, p))

COSTATE_FIRST_LANES_UNMASKED(Float32x4, float, 4)
COSTATE_FIRST_LANES_UNMASKED(Float64x2, double, 2)

#if defined(__AVX2__)
static inline __m256i Float32x8_first(intptr_t count) {
  return (__m256i)((int32_t)count > (Float32x8_integers){0, 1, 2, 3, 4, 5, 6, 7});
}
static inline __m256i Float64x4_first(intptr_t count) {
  return (__m256i)((int64_t)count > (Float64x4_integers){0, 1, 2, 3});
}
COSTATE_FIRST_LANES(
    Float32x8, float,
    count == 8 ? Float32x8_load(p) : _mm256_maskload_ps(p, Float32x8_first(count)),
    count == 8 ? Float32x8_store(x, p) : _mm256_maskstore_ps(p, Float32x8_first(count), x))
COSTATE_FIRST_LANES(
    Float64x4, double,
    count == 4 ? Float64x4_load(p) : _mm256_maskload_pd(p, Float64x4_first(count)),
    count == 4 ? Float64x4_store(x, p) : _mm256_maskstore_pd(p, Float64x4_first(count), x))
#elif defined(__x86_64__)
COSTATE_FIRST_LANES_UNMASKED(Float32x8, float, 8)
COSTATE_FIRST_LANES_UNMASKED(Float64x4, double, 4)
#endif

#if defined(__AVX512F__)
COSTATE_FIRST_LANES(
    Float32x16, float, _mm512_maskz_loadu_ps((__mmask16)((1u << count) - 1), p),
    _mm512_mask_storeu_ps(p, (__mmask16)((1u << count) - 1), x))
COSTATE_FIRST_LANES(
    Float64x8, double, _mm512_maskz_loadu_pd((__mmask8)((1u << count) - 1), p),
    _mm512_mask_storeu_pd(p, (__mmask8)((1u << count) - 1), x))
#elif defined(__x86_64__)
COSTATE_FIRST_LANES_UNMASKED(Float32x16, float, 16)
COSTATE_FIRST_LANES_UNMASKED(Float64x8, double, 8)
#endif

#undef COSTATE_BLOCKS_4
#undef COSTATE_BLOCKS_8
#undef COSTATE_BLOCKS_16
#undef COSTATE_FIRST_TWO
#undef COSTATE_LAST_TWO
#undef COSTATE_SHUFFLED
#undef COSTATE_LOAD_TRANSPOSED
#undef COSTATE_LOAD_TRANSPOSED_BLOCKS
#undef COSTATE_FIRST_LANES
#undef COSTATE_FIRST_LANES_UNMASKED
#undef COSTATE_LANES
#undef COSTATE_MEMBER
#undef COSTATE_EVEN
#undef COSTATE_ODD
#undef COSTATE_EACH_2
#undef COSTATE_EACH_4
#undef COSTATE_EACH_8
#undef COSTATE_EACH_16
#undef COSTATE_EXCHANGED
#undef COSTATE_EXCHANGES_2
#undef COSTATE_EXCHANGES_4
#undef COSTATE_EXCHANGES_8
#undef COSTATE_EXCHANGES_16

#endif
