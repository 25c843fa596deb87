// Counts the calls that take memory from the heap, of all threads of the process.

#ifndef COSTATE_ALLOCATIONS_H
#define COSTATE_ALLOCATIONS_H

// The calls so far; -1 where they cannot be counted (another C library, a sanitizer).
long costate_allocation_count(void);

#endif
