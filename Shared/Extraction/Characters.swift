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

  static let table = Characters()

  /// Scalars beyond are looked up one by one.
  private static let size: UInt32 = 0x3000
  private let kinds: [UInt8]
  private let folds: [UInt32]

  private init() {
    var kinds: [UInt8] = []
    var folds: [UInt32] = []
    for value in 0..<Self.size {
      let (kind, fold) = Self.read(value)
      kinds.append(kind.rawValue)
      folds.append(fold)
    }
    self.kinds = kinds
    self.folds = folds
  }

  func kind(_ scalar: UInt32) -> Kind {
    scalar < Self.size ? Kind(rawValue: kinds[Int(scalar)]) : Self.read(scalar).kind
  }

  /// Lower case, `ё` as `е`, one apostrophe and one hyphen, so that words of the tables compare.
  func fold(_ scalar: UInt32) -> UInt32 {
    scalar < Self.size ? folds[Int(scalar)] : Self.read(scalar).fold
  }

  private static func read(_ value: UInt32) -> (kind: Kind, fold: UInt32) {
    guard let scalar = Unicode.Scalar(value) else { return ([], value) }
    switch scalar {
    case "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": return (.line, value)
    case " ", "\t", "\u{A0}", "\u{2000}"..."\u{200A}", "\u{202F}", "\u{205F}", "\u{3000}":
      return (.blank, value)
    case "\u{AD}", "\u{200B}"..."\u{200F}", "\u{202A}"..."\u{202E}", "\u{2060}", "\u{FEFF}", "¬":
      return (.nothing, value)
    case "'", "’", "‘", "ʼ", "ʻ", "`", "´": return (.apostrophe, 0x27)
    case "-", "‑", "‐": return (.hyphen, 0x2D)
    case "0"..."9": return (.digit, value)
    case "Ё", "ё": return (value == 0x401 ? [.letter, .capital] : .letter, 0x435)
    default: break
    }
    let properties = scalar.properties
    guard properties.isAlphabetic || properties.canonicalCombiningClass != .notReordered else {
      return ([], value)
    }
    let lower = properties.lowercaseMapping.unicodeScalars
    let fold = lower.count == 1 ? lower.first?.value ?? value : value
    return (properties.isUppercase ? [.letter, .capital] : .letter, fold)
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

  /// Of a word of the tables.
  init(_ word: some StringProtocol) {
    let characters = Characters.table
    for scalar in word.unicodeScalars { add(characters.fold(scalar.value)) }
  }
}
