private import CUtf8proc

/// One spelling for all the ways a name is written; the same for tables and for questions.
enum Folding {
  /// NFKC and case folded; letters without their marks (й, ї and ў keep theirs), one form of each
  /// Arabic letter, one kind of quotation mark, apostrophe and dash, single blanks.
  ///
  /// - Complexity: linear.
  static func fold(_ text: some StringProtocol) -> String {
    var text = String(text)
    return text.withUTF8 { utf8 in
      withScalars(of: utf8) { scalars in
        var folded = String.UnicodeScalarView()
        for scalar in scalars {
          if scalar == blank, folded.last.map({ $0 == " " }) ?? true { continue }
          if let scalar = Unicode.Scalar(UInt32(bitPattern: scalar)) { folded.append(scalar) }
        }
        if folded.last == " " { folded.removeLast() }
        return String(folded)
      }
    }
  }

  /// Lends the folded scalars of `utf8`; blanks are as many as there were.
  ///
  /// - Complexity: linear; allocates nothing for names of up to 256 scalars.
  static func withScalars<Result>(
    of utf8: UnsafeBufferPointer<UInt8>, _ body: (UnsafeMutableBufferPointer<Int32>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: onStack) { buffer in
      if let count = simple(utf8, into: buffer) {
        return body(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      }
      let needed = decompose(utf8, into: buffer)
      if needed <= buffer.count {
        return body(UnsafeMutableBufferPointer(rebasing: buffer[..<unmark(buffer, needed)]))
      }
      return withUnsafeTemporaryAllocation(of: Int32.self, capacity: needed) { buffer in
        let count = unmark(buffer, decompose(utf8, into: buffer))
        return body(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      }
    }
  }

  private static let blank: Int32 = 32
  /// As much as fits the kilobyte that a temporary allocation may take from the stack.
  private static let onStack = 256

  /// Scalars below this may fold to one whatever stands beside them.
  static let singles = 0x700

  /// The folded scalar of a scalar below `singles` that folds to one whatever stands beside it.
  static func single(_ value: Int) -> Int32? { single[value] < 0 ? nil : single[value] }

  /// Those, and −1 for the others.
  private static let single: [Int32] = (0..<singles).map { value in
    guard value > 0, let scalar = Unicode.Scalar(value),
      utf8proc_get_property(Int32(value)).pointee.combining_class == 0
    else {
      return -1
    }
    let utf8 = UTF8.encode(scalar).map { Array($0) } ?? []
    return utf8.withUnsafeBufferPointer { utf8 in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: onStack) { buffer in
        unmark(buffer, decompose(utf8, into: buffer)) == 1 ? buffer[0] : -1
      }
    }
  }

  /// The scalar at `index`, which moves behind it; `nil` where it takes more than two bytes, which reach
  /// up to U+07FF.
  @inline(__always)
  static func short(_ utf8: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int? {
    let first = Int(utf8[index])
    index += 1
    if first < 0x80 { return first }
    guard first < 0xE0, index < utf8.count else { return nil }
    defer { index += 1 }
    return (first & 0x1F) << 6 | Int(utf8[index] & 0x3F)
  }

  /// Folds without a detour what is all in `single`; `nil` when it is not.
  private static func simple(
    _ utf8: UnsafeBufferPointer<UInt8>, into buffer: UnsafeMutableBufferPointer<Int32>
  ) -> Int? {
    guard utf8.count <= buffer.count else { return nil }
    return single.withUnsafeBufferPointer { single in
      var count = 0
      var index = 0
      while index < utf8.count {
        guard let value = short(utf8, &index), value < single.count, single[value] >= 0 else {
          return nil
        }
        buffer[count] = single[value]
        count += 1
      }
      return count
    }
  }

  /// Compatibility decomposition, case folded, without what is not to be seen; how many scalars it has,
  /// which may be more than fit.
  private static func decompose(
    _ utf8: UnsafeBufferPointer<UInt8>, into buffer: UnsafeMutableBufferPointer<Int32>
  ) -> Int {
    let options =
      UTF8PROC_STABLE.rawValue | UTF8PROC_DECOMPOSE.rawValue | UTF8PROC_COMPAT.rawValue
      | UTF8PROC_CASEFOLD.rawValue | UTF8PROC_IGNORE.rawValue
    // Fails on malformed UTF-8 only, which a String never is.
    return max(
      0,
      utf8proc_decompose(
        utf8.baseAddress, utf8.count, buffer.baseAddress, buffer.count,
        utf8proc_option_t(rawValue: options)))
  }

  /// Takes the marks off, unifies and composes again, in place; the new count.
  private static func unmark(_ buffer: UnsafeMutableBufferPointer<Int32>, _ count: Int) -> Int {
    var kept = 0
    var compose = false
    for index in 0..<count {
      guard let scalar = unified(buffer[index], after: kept > 0 ? buffer[kept - 1] : 0) else {
        continue
      }
      buffer[kept] = scalar
      kept += 1
      compose = compose || scalar > 0x2FF
    }
    guard compose else { return kept }
    let options = UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue
    return max(
      0,
      utf8proc_normalize_utf32(
        buffer.baseAddress, kept, utf8proc_option_t(rawValue: options)))
  }

  /// What stands for a decomposed scalar; `nil` for what is left out.
  private static func unified(_ scalar: Int32, after last: Int32) -> Int32? {
    switch scalar {
    case 0...32, 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x3000: blank
    case 33..<0x60, 0x61..<0x80: scalar
    // й, ї and ў are letters of their own; the dots of ё are left out by most writers.
    case 0x306: (0x400...0x52F).contains(last) ? scalar : nil
    case 0x308: last == 0x456 ? scalar : nil
    case 0x300...0x36F: nil
    case 0x131: 0x69  // ı
    case 0x142: 0x6C  // ł
    case 0xF8: 0x6F  // ø
    case 0x111: 0x64  // đ
    case 0x491: 0x433  // ґ, which many leave to г
    case 0x60, 0x2018, 0x2019, 0x201B, 0x2B9...0x2BF, 0xB4, 0x2032, 0x55A, 0x2C8, 0x5F3, 0xFF07:
      0x27
    case 0x2010...0x2015, 0x2212, 0xAD, 0x5BE: 0x2D
    case 0x201C...0x201F, 0xAB, 0xBB, 0x5F4: 0x22
    // Vowel points of Hebrew and Arabic; hamza and madda on their letters; tatweel; joiners; nukta.
    case 0x591...0x5BD, 0x5BF...0x5C7, 0x64B...0x65F, 0x670, 0x640, 0x200B...0x200F, 0xFEFF, 0x93C:
      nil
    case 0x649, 0x6CC: 0x64A  // ى, ی
    case 0x6A9: 0x643  // ک
    case 0x629, 0x6C1, 0x6C3, 0x6D5: 0x647  // ة, ہ, ۃ, ە
    case 0x901: 0x902  // ँ
    default: scalar
    }
  }
}
