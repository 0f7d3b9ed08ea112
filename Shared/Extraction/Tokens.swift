import Records
import Registry

/// A word, a number in digits, or a mark.
struct Token {
  enum Kind: UInt8 { case word, digits, mark }
  struct Shape: OptionSet {
    let rawValue: UInt16
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
    /// As the registry's plain words are.
    static let plain = Shape(rawValue: 256)
  }

  /// Of a word: the hash of its folded characters. Of a mark: its scalar. Of digits: their value,
  /// or more than any count where there are too many.
  let content: UInt64
  var marks: Marks = []
  /// UTF-8 offsets in the page.
  let start: Int32
  var end: Int32
  var numeral: Numeral = .none
  let kind: Kind
  var shape: Shape
  /// The kind of election that a word tells.
  var ballot: ElectionKind?
  /// One bit for each particle that a word is.
  var particles: UInt32 = 0

  var range: Range<Int> { Int(start)..<Int(end) }
  var isWord: Bool { kind == .word }
  var isDigits: Bool { kind == .digits }
  /// In digits, or a word for one.
  var isNumber: Bool { isDigits || numeral.kind == .value }
  var isCapital: Bool { shape.contains(.capital) }
  var isSpaced: Bool { shape.contains(.spaced) }
  var isPossessive: Bool { shape.contains(.possessive) }
  var digitCount: Int { Int(end - start) }
  /// A word as the registry knows it, if it is plain.
  var plainWord: PlainWord? {
    shape.contains(.plain) ? PlainWord(hash: content, isCapital: isCapital) : nil
  }

  func isMark(_ scalar: Unicode.Scalar) -> Bool { kind == .mark && content == UInt64(scalar.value) }
  /// A dash, or the line between two cells of a table.
  var isDash: Bool {
    guard kind == .mark else { return false }
    switch content {
    case 0x2D, 0x7C, 0x2013...0x2015, 0x2212: return true
    default: return false
    }
  }
  var isQuote: Bool {
    guard kind == .mark else { return false }
    switch content {
    case 0x22, 0x27, 0xAB, 0xBB, 0x2018, 0x2019, 0x201C...0x201E, 0x2039, 0x203A: return true
    default: return false
    }
  }
  var isStop: Bool {
    guard kind == .mark else { return false }
    switch content {
    case 0x21, 0x2E, 0x3F, 0x2026: return true
    default: return false
    }
  }
  func has(_ marks: Marks) -> Bool { !self.marks.isDisjoint(with: marks) }
}

extension Registry {
  /// Whether a name may begin with a word; sometimes `true` for one that begins none.
  func mayBegin(with word: Token) -> Bool { word.plainWord.map(mayBegin(with:)) ?? true }
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
    let text = page.bytes
    let bytes = text.span
    let table = Characters.table.readings
    let readings = table.span
    var index = 0
    while index < all.count {
      defer { index += 1 }
      guard all[index].marks.contains(.phrase) else { continue }
      var count = 1
      while count < vocabulary.longestPhrase, index + count < all.count, all[index + count].isWord {
        count += 1
      }
      guard count > 1,
        let found = vocabulary.phrase(all.span.extracting(index..<index + count), bytes, readings)
      else { continue }
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
    let text = page.bytes
    read(text.span, readings.span)
  }

  /// - Parameter readings: the table of characters.
  private mutating func read(_ bytes: Span<UInt8>, _ readings: Span<Characters.Reading>) {
    let table = vocabulary.stems
    tokens.reserveCapacity(bytes.count / 5)
    lines.reserveCapacity(bytes.count / 100 + 8)
    while place < bytes.count {
      let (scalar, length) = bytes.scalar(at: place)
      let kind = Characters.reading(scalar, readings).kind
      if kind.contains(.letter) {
        readWord(bytes, readings, table, isCapital: kind.contains(.capital))
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
        content: content, marks: entry.marks, start: Int32(start), end: Int32(end),
        numeral: entry.numeral, kind: kind, shape: shape, ballot: entry.ballot,
        particles: entry.particles))
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
  ///
  /// - Parameter isCapital: whether the first letter is.
  private mutating func readWord(
    _ bytes: Span<UInt8>, _ readings: Span<Characters.Reading>, _ table: HashTable,
    isCapital: Bool
  ) {
    let start = self.place
    if !stems.isEmpty { stems.removeAll(keepingCapacity: true) }
    let first = readLetters(bytes, readings, table, isCapital: isCapital)
    if first.isWhole {
      width += first.count
      add(
        .word, start, place, first.hash.value, first.shape,
        vocabulary.look(first.hash, first.count, stems))
    } else {
      readRest(of: first, from: start, bytes, readings, table)
    }
  }

  /// Goes on with a word that has more than letters.
  private mutating func readRest(
    of first: Letters, from start: Int, _ bytes: Span<UInt8>,
    _ readings: Span<Characters.Reading>, _ table: HashTable
  ) {
    var (place, hash, letters, capitals) = (self.place, first.hash, first.count, first.capitals)
    var shape: Token.Shape = first.beginsWithCapital ? .capital : []
    /// Where "l'" ends its word: the apostrophe.
    var elided: Int?
    /// The word without "'s", where it ends so.
    var owner: (end: Int, hash: WordHash, letters: Int)?
    /// How many characters the word has, hyphens and apostrophes among them, and how many count for
    /// nothing.
    var count = letters
    var nothings = 0
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
        place + length < bytes.count,
        Self.iotated.contains(bytes.scalar(at: place + length).value)
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
      if count >= 2, let stem = table[hash] { stems.append((count, stem)) }
      place &+= length
    }
    self.place = place
    width += count + nothings
    if Self.isAcronym(letters, capitals) { shape.insert(.acronym) }
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

  private static func isAcronym(_ letters: Int, _ capitals: Int) -> Bool {
    capitals >= 2 && capitals * 3 >= letters * 2
  }

  /// What a word begins with.
  private struct Letters {
    let hash: WordHash
    let count: Int
    let capitals: Int
    let beginsWithCapital: Bool
    /// Whether nothing follows that may belong to the word, as is so with most words.
    let isWhole: Bool
    /// Of all letters; none where they are of more than one.
    let script: Characters.Script

    /// Of the whole word.
    var shape: Token.Shape {
      var shape: Token.Shape = beginsWithCapital ? .capital : []
      if capitals < 2 {
        if script != [], count > 1, capitals == 0 || beginsWithCapital { shape.insert(.plain) }
      } else if TokenReader.isAcronym(count, capitals) {
        shape.insert(.acronym)
      }
      return shape
    }
  }

  /// The letters at the place at hand, which moves behind them.
  @inline(__always)
  private mutating func readLetters(
    _ bytes: Span<UInt8>, _ readings: Span<Characters.Reading>, _ table: HashTable,
    isCapital: Bool
  ) -> Letters {
    var place = self.place
    var hash = WordHash()
    var count = 0
    var capitals = 0
    var isWhole = true
    var script: Characters.Script = [.latin, .cyrillic]
    while place < bytes.count {
      guard let (scalar, length) = bytes.shortScalar(at: place) else {
        isWhole = false
        break
      }
      let character = readings[Int(scalar)]
      guard character.kind.contains(.letter) else {
        isWhole =
          character.kind.isSubset(of: [.blank, .line]) && scalar != 0x2E && scalar != 0x22
        break
      }
      if character.kind.contains(.capital) { capitals &+= 1 }
      script.formIntersection(character.script)
      hash.add(character.fold)
      count &+= 1
      place &+= length
      if count >= 2, let stem = table[hash] { stems.append((count, stem)) }
    }
    defer { self.place = place }
    return Letters(
      hash: hash, count: count, capitals: capitals, beginsWithCapital: isCapital,
      isWhole: isWhole, script: place - self.place <= PlainWord.longest ? script : [])
  }

  private static let s = UInt8(ascii: "s")
  private static let based = Array("-based".utf8)

  private static func isBased(_ bytes: Span<UInt8>, _ end: Int) -> Bool {
    end > based.count && based.indices.allSatisfy { bytes[end - based.count + $0] == based[$0] }
  }

  /// Letters that an apostrophe stands before: я, ю, є, ї, е, ё.
  private static let iotated: [UInt32] = [0x44F, 0x44E, 0x454, 0x457, 0x435, 0x451]

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
