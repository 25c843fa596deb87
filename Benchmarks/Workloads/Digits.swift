import CDigits

/// The handwritten digits of E. Alpaydin and C. Kaynak (1998), doi 10.24432/C50P49, CC BY 4.0:
/// real data that is part of the binary.
package struct Digits {
  /// The number of images.
  package static let count = costate_digit_count
  /// The number of pixels of one image, 8 rows of 8.
  package static let pixelCount = costate_digit_pixel_count
  /// The number of different labels.
  package static let classCount = costate_digit_class_count

  /// The pixels, image by image and row by row: 0 is paper, 1 is ink.
  package let images: [Float]
  /// The digit that each image shows, 0…9.
  package let labels: [Int]

  /// Decodes the embedded records.
  package init() {
    let records = UnsafeBufferPointer(
      start: costate_digit_records(), count: Digits.count * costate_digit_record_byte_count)
    let starts = stride(from: 0, to: records.count, by: costate_digit_record_byte_count)
    images = starts.flatMap { start in
      records[start..<start + Digits.pixelCount].map {
        Float($0) / Float(costate_digit_maximum_pixel)
      }
    }
    labels = starts.map { Int(records[$0 + Digits.pixelCount]) }
  }
}
