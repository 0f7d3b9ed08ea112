// Counts the calls of malloc, calloc, realloc and the aligned allocators in the executable it is linked into.
#pragma once
#include <stdint.h>

/// How many allocations all threads have made so far.
uint64_t allocations_count(void);
