#include "digits.h"

// Clang offers C23's #embed in every language mode and says so with a warning.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t records[] = {
#embed "digits.bin"
};

_Static_assert(
    sizeof records == costate_digit_count * costate_digit_record_byte_count,
    "digits.bin must hold every record and nothing else");

const uint8_t *costate_digit_records(void) { return records; }
