// What Swift cannot say about the processor: its features and its floating-point mode.

#ifndef COSTATE_PLATFORM_H
#define COSTATE_PLATFORM_H

#include <stdint.h>

#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
#endif

#if defined(__x86_64__)
#include <cpuid.h>
#include <xmmintrin.h>

// The state components that the operating system saves (XCR0).
static inline __attribute__((target("xsave"))) uint64_t costate_enabled_state(void) {
  return __builtin_ia32_xgetbv(0);
}
#endif

// The x86-64 level this processor and operating system support: 2, 3 or 4 as the psABI defines
// them; 0 on any other architecture.
static inline int costate_x86_64_level(void) {
#if defined(__x86_64__)
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d)) return 2;
  const unsigned level3c = bit_FMA | bit_MOVBE | bit_OSXSAVE | bit_AVX | bit_F16C;
  if ((c & level3c) != level3c) return 2;
  const uint64_t state = costate_enabled_state();
  if ((state & 0x6) != 0x6) return 2;
  unsigned a7, b7, c7, d7, a8, b8, c8, d8;
  if (!__get_cpuid_count(7, 0, &a7, &b7, &c7, &d7)) return 2;
  if (!__get_cpuid(0x80000001, &a8, &b8, &c8, &d8)) return 2;
  const unsigned level3b = bit_AVX2 | bit_BMI | bit_BMI2;
  if ((b7 & level3b) != level3b || !(c8 & bit_LZCNT)) return 2;
  const unsigned level4b = bit_AVX512F | bit_AVX512BW | bit_AVX512CD | bit_AVX512DQ | bit_AVX512VL;
  if ((b7 & level4b) != level4b || (state & 0xE6) != 0xE6) return 3;
  return 4;
#else
  return 0;
#endif
}

// The mode without the flags that say what has happened.
#define COSTATE_MODE(csr) ((csr) & ~0x3Fu)
#define COSTATE_DEFAULT_MODE 0x1F80u

// Sets the default floating-point mode on the calling thread (round to nearest, subnormals kept,
// no traps) and returns the mode before, for `costate_restore_floating_point`, which is called in the default
// mode.
static inline uint64_t costate_default_floating_point(void) {
#if defined(__x86_64__)
  const unsigned before = _mm_getcsr();
  if (COSTATE_MODE(before) != COSTATE_DEFAULT_MODE) _mm_setcsr(COSTATE_DEFAULT_MODE);
  return before;
#elif defined(__aarch64__)
  uint64_t before;
  __asm__ volatile("mrs %0, fpcr" : "=r"(before));
  __asm__ volatile("msr fpcr, %0" : : "r"((uint64_t)0));
  return before;
#else
  return 0;
#endif
}

static inline void costate_restore_floating_point(uint64_t mode) {
#if defined(__x86_64__)
  // The default mode is what the thread is in. Even to read the register waits for all that was begun.
  if (COSTATE_MODE((unsigned)mode) != COSTATE_DEFAULT_MODE) _mm_setcsr((unsigned)mode);
#elif defined(__aarch64__)
  __asm__ volatile("msr fpcr, %0" : : "r"(mode));
#endif
}

// Asks for the shortest slices of time that the scheduler grants. The thread's share stays what it is,
// but once woken it runs before threads that have longer slices, not after their slice.
//
// Linux 6.12 and newer; others leave things as they are. Source: the kernel's sched-eevdf.rst.
static inline void costate_request_short_slices(void) {
#if defined(__linux__)
  // struct sched_attr, which C libraries before 2.41 do not declare.
  struct {
    uint32_t size, policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t nanoseconds, deadline, period;
  } attributes = {0};
  if (syscall(SYS_sched_getattr, 0, &attributes, sizeof attributes, 0) != 0) return;
  // Of real-time threads this number is something else.
  if (attributes.policy != 0) return;
  attributes.nanoseconds = 100000;
  syscall(SYS_sched_setattr, 0, &attributes, 0);
#endif
}

// Tells the core that this is a spin loop.
static inline void costate_spin_pause(void) {
#if defined(__x86_64__)
  _mm_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

#endif
