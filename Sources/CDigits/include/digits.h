#ifndef COSTATE_DIGITS_H
#define COSTATE_DIGITS_H

#include <stdint.h>

// The UCI "Optical Recognition of Handwritten Digits" test set, part of this binary: the command
// line can train on real data without a download. README.md beside digits.bin says where the table
// comes from, how it was made and under which licence.
//
// One record per image, 65 bytes: 64 pixels row by row (8 × 8, each 0…16), then the label (0…9).

enum {
  costate_digit_count = 1797,
  costate_digit_pixel_count = 64,
  costate_digit_record_byte_count = 65,
  costate_digit_maximum_pixel = 16,
  costate_digit_class_count = 10,
};

/// The first byte of `costate_digit_count` records; lives as long as the program.
const uint8_t *_Nonnull costate_digit_records(void);

#endif
