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
    var reader = TokenReader(page, vocabulary)
    reader.read()
    all = reader.tokens
    lines = reader.lines
    markPhrases(page, vocabulary)
  }

  private mutating func markPhrases(_ page: Page, _ vocabulary: Vocabulary) {
    var index = 0
    while index < all.count {
      defer { index += 1 }
      guard all[index].marks.contains(.phrase) else { continue }
      var count = 1
      while count < 6, index + count < all.count, all[index + count].isWord { count += 1 }
      let found = vocabulary.phrase(
        count, { WordHash(all[index + $0]) },
        { TokenReader.beginning(page, all[index + $0].range, $1) })
      guard let found else { continue }
      all[index].marks = found.marks
      for inner in index + 1..<index + found.length {
        all[inner].marks = all[inner].marks.intersection([.head, .connector, .phrase])
        all[inner].shape.insert(.inPhrase)
      }
      index += found.length - 1
    }
  }
}

/// Cuts a page into tokens and lines, byte by byte.
struct TokenReader {
  private let bytes: [UInt8]
  private let vocabulary: Vocabulary
  private let characters = Characters.table
  private(set) var tokens: [Token] = []
  private(set) var lines: [Line] = []
  private var prefixes: [WordHash] = []

  private var place = 0
  private var isSpaced = true
  private var isFirst = true
  private var isEmptyBefore = true
  private var firstToken = 0
  private var width = 0
  private var widthAtToken = 0

  init(_ page: Page, _ vocabulary: Vocabulary) {
    bytes = page.bytes
    self.vocabulary = vocabulary
    tokens.reserveCapacity(bytes.count / 5)
  }

  /// The hash of the first characters of a word; `nil` when it has not so many.
  static func beginning(_ page: Page, _ range: Range<Int>, _ length: Int) -> WordHash? {
    guard range.count >= length else { return nil }
    let characters = Characters.table
    var hash = WordHash()
    var count = 0
    for scalar in page.substring(range).unicodeScalars
    where !characters.kind(scalar.value).contains(.nothing) {
      hash.add(characters.fold(scalar.value))
      count += 1
      if count == length { return hash }
    }
    return nil
  }

  mutating func read() {
    while place < bytes.count {
      let (scalar, length) = scalar(at: place)
      let kind = characters.kind(scalar)
      if kind.contains(.letter) {
        readWord()
      } else if kind.contains(.digit) {
        readDigits()
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

  /// The scalar at a byte; the page is valid UTF-8.
  private func scalar(at place: Int) -> (value: UInt32, length: Int) {
    let first = UInt32(bytes[place])
    if first < 0x80 { return (first, 1) }
    func next(_ offset: Int) -> UInt32 {
      place + offset < bytes.count ? UInt32(bytes[place + offset] & 0x3F) : 0
    }
    if first < 0xE0 { return ((first & 0x1F) << 6 | next(1), 2) }
    if first < 0xF0 { return ((first & 0xF) << 12 | next(1) << 6 | next(2), 3) }
    return ((first & 7) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
  }

  private mutating func add(
    _ kind: Token.Kind, _ start: Int, _ end: Int, _ content: UInt64, _ shape: Token.Shape
  ) {
    var shape = shape
    if isSpaced { shape.insert(.spaced) }
    if isFirst { shape.insert(.firstOfLine) }
    tokens.append(
      Token(kind: kind, shape: shape, start: Int32(start), end: Int32(end), content: content))
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

  private mutating func readDigits() {
    let start = place
    var value: UInt64 = 0
    while place < bytes.count, (48...57).contains(bytes[place]) {
      if place - start < 10 { value = value * 10 + UInt64(bytes[place] - 48) }
      place += 1
    }
    width += place - start
    add(.digits, start, place, place - start < 10 ? value : .max, [])
  }

  /// Letters, with hyphens, apostrophes and digits among them, and the full stops of "U.S.".
  private mutating func readWord() {
    let start = place
    var hash = WordHash()
    var letters = 0
    var capitals = 0
    var shape: Token.Shape = []
    /// Where "l'" ends its word: the apostrophe.
    var elided: Int?
    /// The word without "'s", where it ends so.
    var owner: (end: Int, hash: WordHash, letters: Int)?
    prefixes.removeAll(keepingCapacity: true)
    while place < bytes.count {
      let (scalar, length) = scalar(at: place)
      let kind = characters.kind(scalar)
      if kind.contains(.letter) || kind.contains(.digit) {
        // "ODIHR42", out of a table without blanks, is a name and a number; "G20" is a name.
        if kind.contains(.digit), letters > 2, shape.isDisjoint(with: .hyphened) { break }
        letters += 1
        if kind.contains(.capital) {
          capitals += 1
          if letters == 1 { shape.insert(.capital) }
        }
        hash.add(characters.fold(scalar))
        prefixes.append(hash)
      } else if kind.contains(.hyphen) || kind.contains(.apostrophe) {
        guard isLetter(after: place + length) else { break }
        if kind.contains(.hyphen) { shape.insert(.hyphened) }
        if kind.contains(.apostrophe) {
          if vocabulary.code == "fr", letters <= 2 {
            elided = place
            place += length
            width += 1
            shape.insert(.elided)
            break
          }
          owner = (place, hash, letters)
        }
        hash.add(characters.fold(scalar))
        prefixes.append(hash)
      } else if scalar == 0x2E, isInitials(start, letters, capitals) {
        hash.add(scalar)
        prefixes.append(hash)
      } else if !kind.contains(.nothing) {
        break
      }
      place += length
      width += 1
    }
    if capitals >= 2, capitals * 3 >= letters * 2 { shape.insert(.acronym) }
    var end = elided ?? place
    if let owner, letters == owner.letters + 1, prefixes.count > 2, isS(before: place) {
      shape.insert(.possessive)
      end = owner.end
      hash = owner.hash
      prefixes.removeLast(2)
    } else if isPlural(possessive: place, shape) {
      shape.insert(.possessive)
    }
    let entry = vocabulary.look(prefixes)
    add(.word, start, end, hash.value, shape)
    tokens[tokens.count - 1].marks = entry.marks
    tokens[tokens.count - 1].numeral = entry.numeral
    tokens[tokens.count - 1].ballot = entry.ballot
  }

  private func isLetter(after place: Int) -> Bool {
    place < bytes.count && !characters.kind(scalar(at: place).value).isDisjoint(with: [.letter])
  }

  private func isS(before place: Int) -> Bool { bytes[place - 1] | 0x20 == UInt8(ascii: "s") }

  /// A full stop inside "U.S." or at its end.
  private func isInitials(_ start: Int, _ letters: Int, _ capitals: Int) -> Bool {
    guard letters == capitals, letters > 0 else { return false }
    if letters == 1 {
      guard place + 1 < bytes.count else { return false }
      let next = scalar(at: place + 1)
      return characters.kind(next.value).contains(.capital)
        && (place + 1 + next.length >= bytes.count
          || !characters.kind(scalar(at: place + 1 + next.length).value).contains(.letter))
    }
    let previous = place - start >= 3 && bytes[place - 2] == 0x2E
    return previous && bytes[start..<place].contains(0x2E) && !isLowerCase(after: place + 1)
  }

  private func isLowerCase(after place: Int) -> Bool {
    guard place < bytes.count else { return false }
    let kind = characters.kind(scalar(at: place).value)
    return kind.contains(.letter) && !kind.contains(.capital)
  }

  /// "Belarus' election": an apostrophe behind the "s" of a name.
  private func isPlural(possessive place: Int, _ shape: Token.Shape) -> Bool {
    guard shape.contains(.capital), isS(before: place), place < bytes.count else { return false }
    let (value, length) = scalar(at: place)
    return characters.kind(value).contains(.apostrophe) && place + length < bytes.count
      && characters.kind(scalar(at: place + length).value).contains(.blank)
  }
}
