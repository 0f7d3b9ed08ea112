private import Registry

/// What the characters of a text are: one table for the scripts of the languages that are read.
struct Characters: Sendable {
  struct Kind: OptionSet {
    let rawValue: UInt8
    static let letter = Kind(rawValue: 1)
    static let capital = Kind(rawValue: 2)
    static let digit = Kind(rawValue: 4)
    /// Blanks of every width.
    static let blank = Kind(rawValue: 8)
    /// Ends a line.
    static let line = Kind(rawValue: 16)
    static let apostrophe = Kind(rawValue: 32)
    static let hyphen = Kind(rawValue: 64)
    /// Has no width and no meaning: soft hyphens, byte order marks.
    static let nothing = Kind(rawValue: 128)
  }

  /// What one scalar is, and what stands for it where words compare: lower case, `ё` as `е`, one
  /// apostrophe and one hyphen.
  struct Reading {
    fileprivate let rawValue: UInt32
    fileprivate init(_ kind: Kind, _ fold: UInt32, _ script: Script = []) {
      rawValue = UInt32(kind.rawValue) << 24 | UInt32(script.rawValue) << 21 | fold
    }
    var kind: Kind { Kind(rawValue: UInt8(truncatingIfNeeded: rawValue >> 24)) }
    var fold: UInt32 { rawValue & 0x1F_FFFF }
    var script: Script { Script(rawValue: UInt8(truncatingIfNeeded: rawValue >> 21) & 7) }
  }

  /// The script of a letter that the registry folds as we do.
  struct Script: OptionSet {
    let rawValue: UInt8
    static let latin = Script(rawValue: 1)
    static let cyrillic = Script(rawValue: 2)

    /// None for the other letters.
    fileprivate init(_ letter: UInt32, folded fold: UInt32) {
      guard let known = PlainWord.folded(letter), known.scalar == fold else {
        self = []
        return
      }
      self = known.script == .latin ? .latin : .cyrillic
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }
  }

  static let table = Characters()

  /// Scalars beyond are looked up one by one.
  private static let size: UInt32 = 0x3000
  let readings: [Reading]

  private init() { readings = (0..<Self.size).map(Self.read) }

  subscript(_ scalar: UInt32) -> Reading {
    scalar < Self.size ? readings[Int(scalar)] : Self.read(scalar)
  }

  /// The same by `readings`, taken out of `table` once for many scalars.
  @inline(__always)
  static func reading(_ scalar: UInt32, _ readings: Span<Reading>) -> Reading {
    Int(scalar) < readings.count ? readings[Int(scalar)] : read(scalar)
  }

  func kind(_ scalar: UInt32) -> Kind { self[scalar].kind }

  func fold(_ scalar: UInt32) -> UInt32 { self[scalar].fold }

  private static func read(_ value: UInt32) -> Reading {
    guard let scalar = Unicode.Scalar(value) else { return Reading([], value) }
    switch scalar {
    case "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}":
      return Reading(.line, value)
    case " ", "\t", "\u{A0}", "\u{2000}"..."\u{200A}", "\u{202F}", "\u{205F}", "\u{3000}":
      return Reading(.blank, value)
    case "\u{AD}", "\u{200B}"..."\u{200F}", "\u{202A}"..."\u{202E}", "\u{2060}", "\u{FEFF}", "¬":
      return Reading(.nothing, value)
    case "'", "’", "‘", "ʼ", "ʻ", "`", "´": return Reading(.apostrophe, 0x27)
    case "-", "‑", "‐": return Reading(.hyphen, 0x2D)
    case "0"..."9": return Reading(.digit, value)
    case "Ё", "ё":
      return Reading(
        value == 0x401 ? [.letter, .capital] : .letter, 0x435, Script(value, folded: 0x435))
    default: break
    }
    let properties = scalar.properties
    guard properties.isAlphabetic || properties.canonicalCombiningClass != .notReordered else {
      return Reading([], value)
    }
    let lower = properties.lowercaseMapping.unicodeScalars
    let fold = lower.count == 1 ? lower.first?.value ?? value : value
    return Reading(
      properties.isUppercase ? [.letter, .capital] : .letter, fold, Script(value, folded: fold))
  }
}

/// Keeps a large value that holds it at its place: without it the compiler copies such a value for each
/// call that only reads it; with it, the layout is nothing that a copy could be made by.
struct Pin: Sendable {
  private let anything: any Sendable = ()
}

extension Span<UInt8> {
  /// The scalar at a byte of valid UTF-8, and how many bytes it takes.
  @inline(__always)
  func scalar(at place: Int) -> (value: UInt32, length: Int) {
    let first = UInt32(self[place])
    if first < 0x80 { return (first, 1) }
    func next(_ offset: Int) -> UInt32 {
      place &+ offset < count ? UInt32(self[place &+ offset] & 0x3F) : 0
    }
    if first < 0xE0 { return ((first & 0x1F) << 6 | next(1), 2) }
    if first < 0xF0 { return ((first & 0xF) << 12 | next(1) << 6 | next(2), 3) }
    return ((first & 7) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
  }

  /// The same for a scalar that takes one byte or two; `nil` for any other.
  @inline(__always)
  func shortScalar(at place: Int) -> (value: UInt32, length: Int)? {
    let first = UInt32(self[place])
    if first < 0x80 { return (first, 1) }
    guard first < 0xE0, place &+ 1 < count else { return nil }
    return ((first & 0x1F) << 6 | UInt32(self[place &+ 1] & 0x3F), 2)
  }
}

/// A running hash of a word's folded characters: equal for words that the tables hold to be the same.
struct WordHash: Hashable {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ scalar: UInt32) {
    value = (value ^ UInt64(scalar)) &* 0x0000_0100_0000_01b3
  }

  init() {}

  /// Of a token that is a word.
  init(_ token: Token) { value = token.content }

  /// Of the first `length` characters of a word; `nil` when it has not so many.
  init?(
    beginning length: Int, of token: Token, _ bytes: Span<UInt8>,
    _ readings: Span<Characters.Reading>
  ) {
    var count = 0
    var place = Int(token.start)
    while count < length {
      guard place < token.end else { return nil }
      let scalar = bytes.scalar(at: place)
      place &+= scalar.length
      let character = Characters.reading(scalar.value, readings)
      guard !character.kind.contains(.nothing) else { continue }
      add(character.fold)
      count &+= 1
    }
  }

  /// Of some bytes of UTF-8.
  init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let characters = Characters.table
    var place = range.lowerBound
    while place < range.upperBound {
      let scalar = bytes.scalar(at: place)
      add(characters.fold(scalar.value))
      place += scalar.length
    }
  }

  /// Of a word of the tables.
  init(_ word: some StringProtocol) {
    let characters = Characters.table
    for scalar in word.unicodeScalars { add(characters.fold(scalar.value)) }
  }
}
