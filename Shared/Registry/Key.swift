private import CUtf8proc

/// A name as the index keeps it: its folded words in UTF-8, a blank before each, and before the letters
/// of some kinds of words a mark.
enum Key {
  /// What stands before the letters of a word that counts only as it is written.
  enum Mark: UInt8 {
    /// `^`: of a short acronym, which counts only in capitals. So "CIS" is found, and "us" is not "US".
    case acronym = 0x5E
    /// `=`: of a country's code, which counts only alone.
    case code = 0x3D
  }

  /// How a name is cut into words where there is more than one way.
  enum Cut {
    /// Hyphens part words, initials stay together: U.S.
    case plain
    /// What a hyphen joins is one word.
    case joined
    /// Initials are words of their own.
    case initialsApart
    /// Scripts without blanks are read letter by letter.
    case lettersApart
  }

  /// Longer keys (bytes) are nobody's.
  static let longest = 1000

  /// Lends the key of a name; empty when there is no word in it or it is too long.
  ///
  /// - Complexity: linear; allocates nothing for names of up to 256 scalars.
  static func with<Result>(
    of utf8: UnsafeBufferPointer<UInt8>, mark: Mark? = nil, cut: Cut = .plain,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    Folding.withScalars(of: utf8) { scalars in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longest + 16) { buffer in
        var writer = Writer(buffer, mark: mark)
        for index in scalars.indices {
          writer.write(scalars, index, cut)
          if writer.count > longest { return body(UnsafeBufferPointer(rebasing: buffer[..<0])) }
        }
        writer.endWord()
        return body(UnsafeBufferPointer(rebasing: buffer[..<writer.count]))
      }
    }
  }

  /// Whether a name consists of acronyms by its looks: words of at most four characters, capitals
  /// among them and no small letter.
  static func isAcronym(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    guard utf8.count <= 48 else { return false }
    var capitals = false
    var length = 0
    var index = 0
    while index < utf8.count {
      var scalar: Int32 = 0
      let taken = utf8proc_iterate(utf8.baseAddress! + index, utf8.count - index, &scalar)
      guard taken > 0 else { return false }
      index += taken
      switch utf8proc_category(scalar) {
      case UTF8PROC_CATEGORY_LU:
        capitals = true
        length += 1
      case UTF8PROC_CATEGORY_LL: return false
      case UTF8PROC_CATEGORY_LO, UTF8PROC_CATEGORY_LM, UTF8PROC_CATEGORY_ND: length += 1
      default:
        if scalar != 0x2E && scalar != 0x2D && scalar != 0x27 { length = 0 }
      }
      if length > 4 { return false }
    }
    return capitals
  }

  /// Whether the name may be a country's code: two or three capitals of ASCII and nothing else.
  static func isCode(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    (2...3).contains(utf8.count) && utf8.allSatisfy { (0x41...0x5A).contains($0) }
  }

  /// British and American spellings, and abbreviations that can be nothing else; empty for an article,
  /// `nil` for a word that is spelled as it is.
  static func spelling(_ word: UnsafeBufferPointer<UInt8>) -> StaticString? {
    guard word.count >= 2, word.count <= 13, mayBeSpelled(word[0]) else { return nil }
    for (written, spelled) in spellings where written.utf8CodeUnitCount == word.count {
      if written.withUTF8Buffer({ $0.elementsEqual(word) }) { return spelled }
    }
    return nil
  }

  /// Whether one of `spellings` begins with the letter.
  static func mayBeSpelled(_ first: UInt8) -> Bool {
    first >= firstLetter && first - firstLetter < 26 && spelled >> (first - firstLetter) & 1 != 0
  }

  private static let firstLetter = UInt8(ascii: "a")
  /// A bit for each letter that one of `spellings` begins with.
  private static let spelled: UInt32 = spellings.reduce(0) { letters, spelling in
    letters | 1 << (spelling.0.utf8Start.pointee - firstLetter)
  }

  static let spellings: [(StaticString, StaticString)] = [
    ("the", ""), ("st", "saint"), ("rep", "republic"), ("dem", "democratic"),
    ("organisation", "organization"), ("organisations", "organizations"), ("centre", "center"),
    ("programme", "program"), ("terr", "territory"),
  ]

  /// Puts one word after the other.
  private struct Writer {
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private let mark: Mark?
    private(set) var count = 0
    /// Where the letters of the word at hand begin; `nil` between words.
    private var word: Int?

    init(_ buffer: UnsafeMutableBufferPointer<UInt8>, mark: Mark?) {
      self.buffer = buffer
      self.mark = mark
    }

    mutating func write(
      _ scalars: UnsafeMutableBufferPointer<Int32>, _ index: Int, _ cut: Cut
    ) {
      let scalar = scalars[index]
      switch scalar {
      case 0x61...0x7A, 0x30...0x39:
        begin()
        append(UInt8(scalar))
      case 0x27: break
      case 0x2D: if cut != .joined { endWord() }
      case 0x2E: if cut == .initialsApart || !Key.isInitial(scalars, before: index) { endWord() }
      case 0x26:
        endWord()
        begin()
        for byte in "and".utf8 { append(byte) }
        endWord()
      case 0..<0x80: endWord()
      default:
        guard Key.isLetter(scalar) else { return endWord() }
        if cut == .lettersApart, Key.isUnspaced(scalar) { endWord() }
        begin()
        count += utf8proc_encode_char(scalar, buffer.baseAddress! + count)
      }
    }

    private mutating func begin() {
      guard word == nil else { return }
      append(UInt8(ascii: " "))
      if let mark { append(mark.rawValue) }
      word = count
    }

    private mutating func append(_ byte: UInt8) {
      buffer[count] = byte
      count += 1
    }

    mutating func endWord() {
      guard let start = word else { return }
      word = nil
      guard mark == nil,
        let spelled = Key.spelling(UnsafeBufferPointer(rebasing: buffer[start..<count]))
      else { return }
      count = start
      spelled.withUTF8Buffer { for byte in $0 { append(byte) } }
      if spelled.utf8CodeUnitCount == 0 { count = start - 1 }
    }
  }

  /// What stands for a letter that was lost on the way, U+FFFD.
  private static let replacement: Int32 = 0xFFFD

  /// Letters, digits and marks.
  private static func isLetter(_ scalar: Int32) -> Bool {
    switch scalar {
    case 0x61...0x7A, 0x30...0x39, 0xE0...0xF6, 0x400...0x481, 0x48A...0x52F: return true
    case replacement: return true
    case 0..<0x80: return false
    default:
      let category = utf8proc_category(scalar).rawValue
      return category >= UTF8PROC_CATEGORY_LU.rawValue && category <= UTF8PROC_CATEGORY_NO.rawValue
    }
  }

  /// The least first byte of a letter of those scripts.
  static let unspacedLead: UInt8 = 0xE0

  /// Whether the scalar's script writes no blanks between words: Han, kana, Thai; and Hangul, where
  /// official names are written as one word as often as not.
  static func isUnspaced(_ scalar: Int32) -> Bool {
    switch scalar {
    case 0xE00...0xE30, 0xE32, 0xE33, 0xE40...0xE46, 0x3040...0x30FF, 0x3400...0x9FFF,
      0xAC00...0xD7A3:
      true
    default: false
    }
  }

  /// Whether one letter stands alone before the dot, and another single letter follows at once.
  private static func isInitial(_ scalars: UnsafeMutableBufferPointer<Int32>, before dot: Int)
    -> Bool
  {
    func isLetter(at index: Int) -> Bool {
      scalars.indices.contains(index) && Key.isLetter(scalars[index])
    }
    return isLetter(at: dot - 1) && !isLetter(at: dot - 2) && isLetter(at: dot + 1)
      && !isLetter(at: dot + 2)
  }
}
