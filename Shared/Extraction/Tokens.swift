import Records

/// A word, a number in digits, or a mark.
struct Token {
  enum Kind: UInt8 { case word, digits, mark }
  struct Shape: OptionSet {
    let rawValue: UInt8
    static let capital = Shape(rawValue: 1)
    /// Two letters in three are capitals.
    static let acronym = Shape(rawValue: 2)
    static let possessive = Shape(rawValue: 4)
    /// A blank or a line's edge stands before it.
    static let spaced = Shape(rawValue: 8)
    static let firstOfLine = Shape(rawValue: 16)
    /// A part of a phrase that begins before it.
    static let inPhrase = Shape(rawValue: 32)
    static let hyphened = Shape(rawValue: 64)
    static let elided = Shape(rawValue: 128)
  }

  let kind: Kind
  var shape: Shape
  /// UTF-8 offsets in the page.
  let start: Int32
  var end: Int32
  var marks: Marks = []
  var numeral: Numeral = .none
  /// The kind of election that a word tells.
  var ballot: ElectionKind?
  /// Of a word: the hash of its folded characters. Of a mark: its scalar. Of digits: their value, or
  /// more than any count where there are too many.
  let content: UInt64

  var range: Range<Int> { Int(start)..<Int(end) }
  var isWord: Bool { kind == .word }
  var isDigits: Bool { kind == .digits }
  var isCapital: Bool { shape.contains(.capital) }
  var isSpaced: Bool { shape.contains(.spaced) }
  var isPossessive: Bool { shape.contains(.possessive) }
  var digitCount: Int { Int(end - start) }

  func isMark(_ scalar: Unicode.Scalar) -> Bool { kind == .mark && content == UInt64(scalar.value) }
  /// A dash, or the line between two cells of a table.
  var isDash: Bool {
    isMark("–") || isMark("—") || isMark("-") || isMark("―") || isMark("−") || isMark("|")
  }
  var isQuote: Bool {
    guard kind == .mark else { return false }
    switch Unicode.Scalar(UInt32(content)) {
    case "\"", "“", "”", "„", "«", "»", "'", "’", "‘", "‹", "›": return true
    default: return false
    }
  }
  var isStop: Bool { isMark(".") || isMark("!") || isMark("?") || isMark("…") }
  func has(_ marks: Marks) -> Bool { !self.marks.isDisjoint(with: marks) }
}

/// One line of the page with text on it.
struct Line {
  /// Indices of its tokens.
  var tokens: Range<Int>
  /// In scalars, without blanks at its edges.
  let width: Int
  /// An empty line, or none, stands before it.
  let opens: Bool
}

/// The words of a whole page, and its lines.
struct Tokens {
  private(set) var all: [Token] = []
  private(set) var lines: [Line] = []

  /// - Complexity: linear in the length of the page.
  init(_ page: Page, _ vocabulary: Vocabulary) {
    var reader = TokenReader(vocabulary)
    reader.read(page)
    (all, lines) = reader.give()
    markPhrases(page, vocabulary)
  }

  private mutating func markPhrases(_ page: Page, _ vocabulary: Vocabulary) {
    var beginnings: [WordHash] = []
    var index = 0
    while index < all.count {
      defer { index += 1 }
      guard all[index].marks.contains(.phrase) else { continue }
      var count = 1
      while count < vocabulary.longestPhrase, index + count < all.count, all[index + count].isWord {
        count += 1
      }
      beginnings.removeAll(keepingCapacity: true)
      Self.hash(page, all[index], vocabulary.longestPhraseStem) { beginnings.append($0) }
      let found = vocabulary.phrase(
        count, { WordHash(all[index + $0]) }, beginnings,
        { Self.beginning(page, all[index + $0], $1) })
      guard let found else { continue }
      all[index].marks = found.marks
      for inner in index + 1..<index + found.length {
        all[inner].marks = all[inner].marks.intersection([.head, .connector, .phrase])
        all[inner].shape.insert(.inPhrase)
      }
      index += found.length - 1
    }
  }

  /// Tells the hash of each beginning of a word, up to `length` characters.
  private static func hash(
    _ page: Page, _ token: Token, _ length: Int, _ hear: (WordHash) -> Void
  ) {
    let bytes = page.bytes.span
    let table = Characters.table.readings
    let readings = table.span
    var hash = WordHash()
    var count = 0
    var place = Int(token.start)
    while place < token.end, count < length {
      let scalar = bytes.scalar(at: place)
      place += scalar.length
      let character = Characters.reading(scalar.value, readings)
      guard !character.kind.contains(.nothing) else { continue }
      hash.add(character.fold)
      count += 1
      hear(hash)
    }
  }

  /// The hash of the first characters of a word; `nil` when it has not so many.
  private static func beginning(_ page: Page, _ token: Token, _ length: Int) -> WordHash? {
    var count = 0
    var last = WordHash()
    hash(page, token, length) {
      count += 1
      last = $0
    }
    return count == length ? last : nil
  }
}

/// Cuts a page into tokens and lines, byte by byte.
struct TokenReader {
  private let vocabulary: Vocabulary
  private let isFrench: Bool
  private let isEnglish: Bool
  /// Languages whose apostrophe is at times typed as a quotation mark: "п”ять".
  private let hasApostrophes: Bool
  private var tokens: [Token] = []
  private var lines: [Line] = []
  /// The stems that the word at hand begins with.
  private var stems: [(length: Int, place: Int)] = []

  private var place = 0
  private var isSpaced = true
  private var isFirst = true
  private var isEmptyBefore = true
  private var firstToken = 0
  private var width = 0
  private var widthAtToken = 0

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    isFrench = vocabulary.code == "fr"
    isEnglish = vocabulary.code == "en"
    hasApostrophes = vocabulary.code == "uk" || vocabulary.code == "be"
  }

  /// What has been read, of which the reader keeps nothing.
  mutating func give() -> (tokens: [Token], lines: [Line]) {
    defer { (tokens, lines) = ([], []) }
    return (tokens, lines)
  }

  mutating func read(_ page: Page) {
    let readings = Characters.table.readings
    read(page.bytes.span, readings.span)
  }

  /// - Parameter readings: the table of characters.
  private mutating func read(_ bytes: Span<UInt8>, _ readings: Span<Characters.Reading>) {
    let table = vocabulary.stems
    tokens.reserveCapacity(bytes.count / 5)
    while place < bytes.count {
      let (scalar, length) = bytes.scalar(at: place)
      let kind = Characters.reading(scalar, readings).kind
      if kind.contains(.letter) {
        readWord(bytes, readings, table)
      } else if kind.contains(.digit) {
        readDigits(bytes)
      } else if kind.contains(.line) {
        endLine()
        place += length
      } else if kind.contains(.blank) {
        isSpaced = true
        width += 1
        place += length
      } else if kind.contains(.nothing) {
        place += length
      } else {
        let start = place
        place += length
        width += 1
        add(.mark, start, place, UInt64(scalar), [])
      }
    }
    endLine()
  }

  private mutating func add(
    _ kind: Token.Kind, _ start: Int, _ end: Int, _ content: UInt64, _ shape: Token.Shape,
    _ entry: Vocabulary.Entry = Vocabulary.Entry()
  ) {
    var shape = shape
    if isSpaced { shape.insert(.spaced) }
    if isFirst { shape.insert(.firstOfLine) }
    tokens.append(
      Token(
        kind: kind, shape: shape, start: Int32(start), end: Int32(end), marks: entry.marks,
        numeral: entry.numeral, ballot: entry.ballot, content: content))
    isSpaced = false
    isFirst = false
    widthAtToken = width
  }

  private mutating func endLine() {
    if firstToken < tokens.count {
      lines.append(
        Line(tokens: firstToken..<tokens.count, width: widthAtToken, opens: isEmptyBefore))
      isEmptyBefore = false
    } else {
      isEmptyBefore = true
    }
    firstToken = tokens.count
    isSpaced = true
    isFirst = true
    width = 0
  }

  private mutating func readDigits(_ bytes: Span<UInt8>) {
    let start = place
    var end = place
    var value: UInt64 = 0
    while end < bytes.count, (48...57).contains(bytes[end]) {
      if end - start < 10 { value = value * 10 + UInt64(bytes[end] - 48) }
      end += 1
    }
    place = end
    width += end - start
    add(.digits, start, end, end - start < 10 ? value : .max, [])
  }

  /// Letters, with hyphens, apostrophes and digits among them, and the full stops of "U.S.".
  private mutating func readWord(
    _ bytes: Span<UInt8>, _ readings: Span<Characters.Reading>, _ table: HashTable
  ) {
    let start = self.place
    var place = start
    var hash = WordHash()
    var letters = 0
    var capitals = 0
    var shape: Token.Shape = []
    /// Where "l'" ends its word: the apostrophe.
    var elided: Int?
    /// The word without "'s", where it ends so.
    var owner: (end: Int, hash: WordHash, letters: Int)?
    /// How many characters the word has, hyphens and apostrophes among them, and how many count for
    /// nothing.
    var count = 0
    var nothings = 0
    let longest = vocabulary.longestStem
    if !stems.isEmpty { stems.removeAll(keepingCapacity: true) }
    while place < bytes.count {
      let (scalar, length) = bytes.scalar(at: place)
      let character = Characters.reading(scalar, readings)
      let kind = character.kind
      if !kind.isDisjoint(with: [.letter, .digit]) {
        // "ODIHR42", out of a table without blanks, is a name and a number; "G20" is a name.
        if kind.contains(.digit), letters > 2, shape.isDisjoint(with: .hyphened) { break }
        letters &+= 1
        if kind.contains(.capital) {
          capitals &+= 1
          if letters == 1 { shape.insert(.capital) }
        }
      } else if !kind.isDisjoint(with: [.hyphen, .apostrophe]) {
        guard Self.kind(place + length, bytes, readings).contains(.letter) else { break }
        if kind.contains(.hyphen) { shape.insert(.hyphened) }
        if kind.contains(.apostrophe) {
          if isFrench, letters <= 2 {
            elided = place
            place &+= length
            nothings += 1
            shape.insert(.elided)
            break
          }
          owner = (place, hash, letters)
        }
      } else if kind.contains(.nothing) {
        place &+= length
        nothings += 1
        continue
      } else if hasApostrophes, scalar == 0x201D || scalar == 0x22, letters > 0, capitals < 2,
        Self.iotated.contains(
          place + length < bytes.count ? bytes.scalar(at: place + length).value : 0)
      {
        hash.add(0x27)
        count &+= 1
        place &+= length
        continue
      } else if scalar != 0x2E
        || !Self.isInitials(start, place, letters, capitals, bytes, readings)
      {
        break
      }
      hash.add(character.fold)
      count &+= 1
      if count >= 2, count <= longest, let stem = table[hash] { stems.append((count, stem)) }
      place &+= length
    }
    self.place = place
    width += count + nothings
    if capitals >= 2, capitals * 3 >= letters * 2 { shape.insert(.acronym) }
    var end = elided ?? place
    if let owner, letters == owner.letters + 1, count > 2, bytes[place - 1] | 0x20 == Self.s {
      shape.insert(.possessive)
      end = owner.end
      hash = owner.hash
      count -= 2
    } else if shape.contains(.capital), Self.isPlural(possessive: place, bytes, readings) {
      shape.insert(.possessive)
    }
    var entry = vocabulary.look(hash, count, stems)
    // "the Warsaw-based Office"
    if isEnglish, shape.contains(.hyphened), Self.isBased(bytes, end) {
      entry.marks.insert(.article)
    }
    add(.word, start, end, hash.value, shape, entry)
  }

  private static let s = UInt8(ascii: "s")
  private static let based = Array("-based".utf8)

  private static func isBased(_ bytes: Span<UInt8>, _ end: Int) -> Bool {
    end > based.count && based.indices.allSatisfy { bytes[end - based.count + $0] == based[$0] }
  }

  /// Letters that an apostrophe stands before: я, ю, є, ї, е, ё.
  private static let iotated: Set<UInt32> = [0x44F, 0x44E, 0x454, 0x457, 0x435, 0x451]

  /// What the character at a byte is; empty at the end.
  private static func kind(
    _ place: Int, _ bytes: Span<UInt8>, _ readings: Span<Characters.Reading>
  ) -> Characters.Kind {
    place < bytes.count
      ? Characters.reading(bytes.scalar(at: place).value, readings).kind : []
  }

  /// A full stop inside "U.S." or at its end.
  private static func isInitials(
    _ start: Int, _ place: Int, _ letters: Int, _ capitals: Int, _ bytes: Span<UInt8>,
    _ readings: Span<Characters.Reading>
  ) -> Bool {
    guard letters == capitals, letters > 0 else { return false }
    let next = kind(place + 1, bytes, readings)
    if letters == 1 {
      guard place + 1 < bytes.count, next.contains(.capital) else { return false }
      let behind = place + 1 + bytes.scalar(at: place + 1).length
      return !kind(behind, bytes, readings).contains(.letter)
    }
    guard place - start >= 3, bytes[place - 2] == 0x2E else { return false }
    return !next.contains(.letter) || next.contains(.capital)
  }

  /// "Belarus' election": an apostrophe behind the "s" of a name.
  private static func isPlural(
    possessive place: Int, _ bytes: Span<UInt8>, _ readings: Span<Characters.Reading>
  ) -> Bool {
    guard place < bytes.count, bytes[place - 1] | 0x20 == s else { return false }
    let (value, length) = bytes.scalar(at: place)
    return Characters.reading(value, readings).kind.contains(.apostrophe)
      && kind(place + length, bytes, readings).contains(.blank)
  }
}
