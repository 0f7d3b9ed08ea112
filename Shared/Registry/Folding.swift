private import CUtf8proc

/// One spelling for all the ways a name is written; the same for tables and for questions.
enum Folding {
  /// NFKC and case folded; Latin letters without their marks, one kind of quotation mark and dash,
  /// single blanks. Arabic, Cyrillic and other letters keep their marks, but for ё.
  ///
  /// - Complexity: linear; ASCII takes no detour.
  static func fold(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      guard let folded = simple(scalar.value) else {
        bytes = unmarked(decomposed(text))
        break
      }
      append(folded, to: &bytes)
    }
    if bytes.last == space { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let space = UInt8(ascii: " ")

  /// The folded scalar where one stands for one and no table is needed: ASCII and the Cyrillic letters
  /// of Russian, Ukrainian and Kazakh.
  private static func simple(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0..<0x80: scalar
    case 0x401, 0x451: 0x435  // ё
    case 0x404...0x406, 0x408...0x40B, 0x40F: scalar + 80
    case 0x410...0x42F: scalar + 32
    case 0x430...0x44F, 0x454...0x456, 0x458...0x45B, 0x45F: scalar
    case 0x490...0x4BF, 0x4D8, 0x4D9, 0x4E8, 0x4E9: scalar | 1
    default: nil
    }
  }

  /// Lower case for ASCII; blanks are collapsed and never stand first.
  private static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    switch scalar {
    case 0...32:
      if let last = bytes.last, last != space { bytes.append(space) }
    case 65...90: bytes.append(UInt8(scalar) + 32)
    case 96: bytes.append(UInt8(ascii: "'"))
    case 33..<128: bytes.append(UInt8(scalar))
    default:
      if let scalar = Unicode.Scalar(scalar) { bytes.append(contentsOf: UTF8.encode(scalar)!) }
    }
  }

  /// Compatibility decomposition, case folded, without what is not to be seen.
  private static func decomposed(_ text: some StringProtocol) -> [UInt8] {
    map(
      Array(text.utf8),
      UTF8PROC_STABLE.rawValue | UTF8PROC_DECOMPOSE.rawValue | UTF8PROC_COMPAT.rawValue
        | UTF8PROC_CASEFOLD.rawValue | UTF8PROC_IGNORE.rawValue)
  }

  private static func map(_ bytes: [UInt8], _ options: UInt32) -> [UInt8] {
    var result: UnsafeMutablePointer<UInt8>?
    let count = bytes.withUnsafeBufferPointer {
      utf8proc_map(
        $0.baseAddress, $0.count, &result, utf8proc_option_t(rawValue: options))
    }
    guard count >= 0, let result else { return bytes }
    defer { free(result) }
    return Array(UnsafeBufferPointer(start: result, count: count))
  }

  private static func unmarked(_ decomposed: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(decomposed.count)
    var afterLatin = false
    var compose = false
    for scalar in String(decoding: decomposed, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x300...0x36F:
        // й, ї and ў are letters of their own; the dots of ё are left out by most writers.
        if afterLatin || (scalar.value == 0x308 && bytes.suffix(2) == [0xD0, 0xB5]) { continue }
        append(scalar.value, to: &bytes)
        compose = true
        continue
      case 0x131: append(105, to: &bytes)  // ı
      case 0x142: append(108, to: &bytes)  // ł
      case 0xF8: append(111, to: &bytes)  // ø
      case 0x111: append(100, to: &bytes)  // đ
      case 0x2018, 0x2019, 0x201B, 0x2B9...0x2BF, 0x60, 0xB4, 0x2032, 0x55A, 0x2C8, 0xFF07:
        append(39, to: &bytes)
      case 0x2010...0x2015, 0x2212, 0xAD: append(45, to: &bytes)
      case 0x201C...0x201F, 0xAB, 0xBB: append(34, to: &bytes)
      case 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x3000: append(32, to: &bytes)
      case 0x200B...0x200F, 0xFEFF, 0x640: continue
      default:
        append(scalar.value, to: &bytes)
        if scalar.value > 0x36F { compose = true }
      }
      afterLatin = scalar.value < 0x370
    }
    return compose
      ? map(bytes, UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue) : bytes
  }
}
