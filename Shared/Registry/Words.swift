/// The ways one written word may stand in the tables, each as the words it is made of there.
///
/// A word written in capitals also stands as `^word`, which is how short acronyms are kept: so "CIS"
/// is found and "cis" or the pronoun "us" is not. An empty way is a word that counts for nothing.
enum Words {
  /// Longer ones are no names, and are not looked at.
  static let limit = PlainWord.longest

  /// The ways of one word, by the hashes of the words of the tables; few words have more of them
  /// than there is room for here.
  struct Ways {
    /// Counts for nothing, as an article does.
    private(set) var isNothing = false
    /// Whether the tables spell it otherwise.
    private var isSpelled = false
    private var hasSmall = false
    /// Whether there are capital letters and no small ones.
    private(set) var isCapital = false
    /// Whether it begins as names do: with a capital, or in a script that has none.
    private(set) var beginsName = false
    /// The word, how it stands as an acronym, and with the "s" of an owner; unless there are more ways.
    private(set) var plain = Index.Hash()
    private(set) var marked: Index.Hash?
    private(set) var owner: Index.Hash?
    /// Where all ways stand of a word that has others than those; less than zero for any other.
    private(set) var others: Int32 = -1

    private init() {}

    /// Of a plain word: its hash, unless the tables spell it otherwise.
    init?(_ word: PlainWord) {
      plain = Index.Hash(word.hash)
      guard !Words.isSpelled(plain) else { return nil }
      hasSmall = true
      beginsName = word.isCapital
    }

    /// - Parameter others: takes the ways of a word that has others than its plain ones.
    init(_ utf8: UnsafeBufferPointer<UInt8>, _ others: inout [[[Index.Hash]]]) {
      if read(utf8) || readPossessive(utf8) || readHyphened(utf8, &others) { return }
      let word = Substring(decoding: utf8, as: UTF8.self)
      isCapital = Words.isCapital(word)
      beginsName = Words.beginsName(word)
      let ways = Words.ways(word)
      isNothing = ways == [[]]
      if !isNothing {
        self.others = Int32(others.count)
        others.append(ways.map { $0.map { Index.Hash.of($0) } })
      }
    }

    /// Reads words of plain letters that hyphens join, of which the tables may have each, or all as
    /// one; `false` for any other word, and for what may be an acronym with its ending.
    private mutating func readHyphened(
      _ word: UnsafeBufferPointer<UInt8>, _ others: inout [[[Index.Hash]]]
    ) -> Bool {
      // Letters of Latin may stand for those of Cyrillic in another part of the word.
      let isLatin = word.contains { (65...90).contains($0 & 0xDF) }
      guard word.count <= Words.limit, word.contains(0x2D),
        !isLatin || !word.contains(where: { (0xD0...0xD3).contains($0) })
      else { return false }
      let letters = Letter.all
      var parts: [Index.Hash] = []
      var joined = Index.Hash()
      for part in word.split(separator: 0x2D) {
        let part = UnsafeBufferPointer(rebasing: part)
        var way = Ways()
        guard way.read(part), !way.isSpelled, way.hasSmall || !parts.isEmpty else { return false }
        if parts.isEmpty { beginsName = way.beginsName }
        parts.append(way.plain)
        var index = 0
        while index < part.count, let value = Folding.short(part, &index) {
          letters[value].add(to: &joined)
        }
      }
      guard !parts.isEmpty, !Words.spellings.contains(where: { $0.written == joined }) else {
        return false
      }
      self.others = Int32(others.count)
      others.append(parts.count > 1 ? [parts, [joined]] : [parts])
      return true
    }

    /// Whether a name may begin with a word.
    static func mayBegin(_ word: Substring, in index: Index) -> Bool {
      var word = word
      var others: [[[Index.Hash]]] = []
      return word.withUTF8 { Ways($0, &others) }.mayBegin(in: index, others)
    }

    /// Whether a name may begin with the word, the `others` of which are there.
    func mayBegin(in index: Index, _ others: [[[Index.Hash]]]) -> Bool {
      if self.others >= 0 {
        return others[Int(self.others)].contains { $0.first.map(index.mayBegin(with:)) ?? false }
      }
      return !isNothing
        && (index.mayBegin(with: plain) || marked.map(index.mayBegin(with:)) ?? false
          || owner.map(index.mayBegin(with:)) ?? false)
    }

    /// Reads a word of plain letters that ends in "'s"; `false` for any other.
    private mutating func readPossessive(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
      guard word.count > 2, word.count <= Words.limit, word[word.count - 1] == 0x73 else {
        return false
      }
      var stem = word.count - 2
      if word[stem] != 0x27 {
        // The apostrophe that bends: U+2019.
        guard stem > 2, word[stem] == 0x99, word[stem - 1] == 0x80, word[stem - 2] == 0xE2 else {
          return false
        }
        stem -= 2
      }
      var ways = Ways()
      guard ways.read(UnsafeBufferPointer(rebasing: word[..<stem])), !ways.isSpelled else {
        return false
      }
      var whole = ways.plain
      whole.read(scalar: 0x73)
      ways.owner = whole
      ways.isCapital = false
      self = ways
      return true
    }

    /// Reads words of plain letters, which most are; `false` for the others.
    private mutating func read(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
      guard !word.isEmpty, word.count <= Words.limit else { return false }
      let letters = Letter.all
      var folded = Index.Hash()
      var seen: Letter.Traits = []
      var count = 0
      var capitals = 0
      var index = 0
      while index < word.count {
        guard let value = Folding.short(word, &index), value < letters.count else {
          return false
        }
        let letter = letters[value]
        if letter.traits.contains(.special) { return false }
        // ЕҚЫҰның: an ending after an acronym.
        if letter.traits.contains(.capital) {
          capitals += 1
        } else if capitals > 1, capitals == count, value >= 0x80 {
          return false
        }
        if seen.isDisjoint(with: [.capital, .small, .uncased]) {
          beginsName = !letter.traits.isDisjoint(with: [.capital, .uncased])
        }
        seen.formUnion(letter.traits)
        count += 1
        letter.add(to: &folded)
      }
      // A Latin letter typed within a Cyrillic word.
      if seen.contains([.latin, .cyrillic]) { return false }
      hasSmall = seen.contains(.small)
      isCapital = seen.contains(.capital) && !hasSmall
      plain = folded
      if Key.mayBeSpelled(word[0] | 0x20), count <= 13 {
        for spelling in Words.spellings where spelling.written == folded {
          isSpelled = true
          if let spelled = spelling.spelled { plain = spelled } else { isNothing = true }
        }
      }
      if isCapital, !isNothing { marked = Self.acronym(word, letters) }
      return true
    }

    /// The hash of a word of plain letters as an acronym.
    private static func acronym(
      _ word: UnsafeBufferPointer<UInt8>, _ letters: [Letter]
    ) -> Index.Hash {
      var hash = Index.Hash()
      hash.read(scalar: UInt32(Key.Mark.acronym.rawValue))
      var index = 0
      while index < word.count, let value = Folding.short(word, &index) {
        letters[value].add(to: &hash)
      }
      return hash
    }
  }

  /// What a scalar of two bytes at most is in a word.
  private struct Letter {
    struct Traits: OptionSet {
      let rawValue: UInt8
      static let capital = Traits(rawValue: 1)
      static let small = Traits(rawValue: 2)
      static let latin = Traits(rawValue: 4)
      static let cyrillic = Traits(rawValue: 8)
      /// To be looked at together with its neighbours, or no part of a word.
      static let special = Traits(rawValue: 16)
      /// Of a script without capitals.
      static let uncased = Traits(rawValue: 32)
    }

    let folded: UInt16
    let traits: Traits

    static let all = (0..<Folding.singles).map(Letter.init)

    /// Reads what the letter is folded to.
    @inline(__always)
    func add(to hash: inout Index.Hash) { hash.read(scalar: UInt32(folded)) }

    private init(_ value: Int) {
      let folded = Folding.single(value) ?? 0
      self.folded = UInt16(truncatingIfNeeded: folded)
      var traits: Traits = []
      if let scalar = Unicode.Scalar(value) {
        if scalar.properties.isUppercase { traits.insert(.capital) }
        if scalar.properties.isLowercase { traits.insert(.small) }
        if scalar.properties.isAlphabetic, !scalar.properties.isCased { traits.insert(.uncased) }
        if (65...90).contains(value & ~0x20) { traits.insert(.latin) }
        if (0x400...0x4FF).contains(value) { traits.insert(.cyrillic) }
        if !(0x21...0x7FF).contains(folded) || Words.isApostrophe(scalar) || Words.isDash(scalar)
          || value == 0x2E
        {
          traits.insert(.special)
        }
      }
      self.traits = traits
    }
  }

  /// Words that are spelled otherwise in the tables; without what stands there, articles.
  private static let spellings = Key.spellings.map { written, spelled in
    (
      written: Index.Hash.of(written.description),
      spelled: spelled.utf8CodeUnitCount > 0 ? Index.Hash.of(spelled.description) : nil
    )
  }

  /// The words that are spelled otherwise in the tables.
  static var spelled: [Index.Hash] { spellings.map(\.written) }

  /// Some bits of the hashes of these words.
  private static let spelledBits = spelled.reduce(0) { $0 | 1 << ($1.value & 63) }

  private static func isSpelled(_ word: Index.Hash) -> Bool {
    spelledBits >> (word.value & 63) & 1 != 0 && spellings.contains { $0.written == word }
  }

  static func ways(_ word: Substring) -> [[String]] {
    if word.utf8.count > limit { return [[Folding.fold(word.prefix(limit))]] }
    var text = word
    var isASCII = true
    var isPlain = true
    for byte in word.utf8 {
      if byte >= 0x80 { isASCII = false }
      if byte == 0x27 || byte == 0x2D || byte == 0x2E || byte == 0x60 { isPlain = false }
    }
    if !isASCII {
      text = repaired(unified(word))
      isPlain = isPlain && text.utf8.allSatisfy { $0 != 0x27 && $0 != 0x2D }
    }
    guard !isPlain else {
      let folded = Folding.fold(text)
      let spelled = spelling(folded)
      if spelled.isEmpty { return [[]] }
      if isCapital(text) { return [[spelled], ["^" + folded]] }
      guard !isASCII, let acronym = acronymWithEnding(text) else { return [[spelled]] }
      return [[spelled], [Folding.fold(acronym)], ["^" + Folding.fold(acronym)]]
    }
    if text.utf8.contains(where: { $0 == 0x2E || $0 == 0x60 }) {
      var kept = Substring.UnicodeScalarView()
      kept.append(contentsOf: text.unicodeScalars.lazy.filter { $0 != "." && $0 != "`" })
      text = Substring(kept)
    }
    let pieces = text.utf8.split(separator: 0x2D).map { Substring($0) }
    guard let last = pieces.last else { return [[]] }
    var ways = folded(pieces)
    if isCapital(text) { ways += marked(pieces) }
    // Kazakhstan's, the States', AGİT'in: an ending of English, Turkish or Uzbek after the name.
    if let mark = last.utf8.lastIndex(of: 0x27), mark != last.startIndex,
      suffixes.contains(Folding.fold(last[last.utf8.index(after: mark)...]))
    {
      let stem = Array(pieces.dropLast()) + [last[..<mark]]
      ways += folded(stem)
      if isCapital(last[..<mark]) { ways += marked(stem) }
    }
    // l'Union, d'Ivoire: an article or a preposition of French and Italian.
    if let mark = text.utf8.firstIndex(of: 0x27),
      elisions.contains(Folding.fold(text[..<mark])), text.utf8.index(after: mark) < text.endIndex
    {
      ways += Self.ways(text[text.utf8.index(after: mark)...])
    }
    // ЕҚЫҰ-ның, ATƏT-in: an ending after an acronym.
    if pieces.count > 1, isCapital(pieces.dropLast().joined()),
      endings.contains(String(last)) || suffixes.contains(Folding.fold(last))
    {
      ways += folded(Array(pieces.dropLast())) + marked(Array(pieces.dropLast()))
    }
    return ways
  }

  /// The acronym of ЕҚЫҰның: two capitals or more before a Kazakh or Kyrgyz ending.
  private static func acronymWithEnding(_ word: Substring) -> Substring? {
    guard let small = word.unicodeScalars.firstIndex(where: { !isCapital(String($0)) }),
      word.unicodeScalars[..<small].count > 1, endings.contains(String(word[small...]))
    else { return nil }
    return word[..<small]
  }

  /// Whether there are capital letters and no small ones.
  static func isCapital(_ text: some StringProtocol) -> Bool {
    var capital = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 97...122, 0x430...0x45F: return false
      case 65...90, 0x400...0x42F: capital = true
      case 0..<0x80: continue
      default:
        if scalar.properties.isLowercase { return false }
        if scalar.properties.isUppercase { capital = true }
      }
    }
    return capital
  }

  /// Whether a word begins with a capital, or in a script that has none; "l'Union" does behind the article.
  static func beginsName(_ word: Substring) -> Bool {
    let mark = word.unicodeScalars.firstIndex { $0 == "'" || $0.value == 0x2019 }
    if let mark, elisions.contains(Folding.fold(word[..<mark])),
      beginsName(word[word.unicodeScalars.index(after: mark)...])
    {
      return true
    }
    for scalar in word.unicodeScalars {
      let properties = scalar.properties
      if properties.isLowercase { return false }
      if properties.isUppercase || properties.isAlphabetic && !properties.isCased { return true }
    }
    return false
  }

  /// Cuts a whole name into words at everything that is no part of one. Initials stay together: U.S.
  ///
  /// - Parameter lettersApart: reads scripts that write no blanks letter by letter.
  static func cut(_ name: String, lettersApart: Bool = false) -> [Substring] {
    if !lettersApart, let words = cutPlain(name) { return words }
    return cutLetterByLetter(name, lettersApart: lettersApart)
  }

  /// Cuts a name that is nothing but plain letters, blanks and commas; `nil` for any other.
  private static func cutPlain(_ name: String) -> [Substring]? {
    var words: [Substring] = []
    let utf8 = name.utf8
    var start: String.Index?
    var index = utf8.startIndex
    while index < utf8.endIndex {
      let from = index
      var value = Int(utf8[index])
      utf8.formIndex(after: &index)
      if value >= 0x80 {
        guard value < 0xE0, index < utf8.endIndex else { return nil }
        value = (value & 0x1F) << 6 | Int(utf8[index] & 0x3F)
        utf8.formIndex(after: &index)
        guard
          (0xC0...0x24F).contains(value) && value != 0xD7 && value != 0xF7
            || (0x400...0x52F).contains(value) && !(0x482...0x489).contains(value)
        else { return nil }
      } else if value == 0x20 || value == 0x2C {
        if let start { words.append(name[start..<from]) }
        start = nil
        continue
      } else {
        guard (48...57).contains(value) || (97...122).contains(value | 0x20) else { return nil }
      }
      if start == nil { start = from }
    }
    if let start { words.append(name[start...]) }
    return words
  }

  private static func cutLetterByLetter(_ name: String, lettersApart: Bool) -> [Substring] {
    var words: [Substring] = []
    var word = ""
    let scalars = Array(name.unicodeScalars)
    func flush() {
      guard !word.isEmpty else { return }
      let trimmed = word.unicodeScalars.drop { $0 == "'" || $0 == "-" }
      if !trimmed.isEmpty { words.append(Substring(trimmed)) }
      word = ""
    }
    for (index, scalar) in scalars.enumerated() {
      if isPart(scalar) {
        if lettersApart, Key.isUnspaced(Int32(bitPattern: scalar.value)) { flush() }
        word.unicodeScalars.append(scalar)
      } else if isApostrophe(scalar) {
        word.append("'")
      } else if isDash(scalar), index + 1 < scalars.count, !word.isEmpty,
        isPart(scalars[index + 1])
      {
        word.append("-")
      } else if scalar == ".", isInitial(scalars, before: index) {
        continue
      } else if scalar == "&" {
        flush()
        words.append("and")
      } else {
        flush()
      }
    }
    flush()
    return words.map { word in
      // A closing quotation mark is dropped, the possessive of a plural is kept.
      word.utf8.last == UInt8(ascii: "'") && !word.hasSuffix("s'") ? word.dropLast() : word
    }
  }

  /// Letters, digits and marks; what joins Persian letters, too.
  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 48...57, 65...90, 97...122, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x400...0x481,
      0x48A...0x52F, 0x200C:
      return true
    case 0..<0x80, 0x2B9...0x2BF, 0x2C8: return false
    default:
      let properties = scalar.properties
      return properties.isAlphabetic || properties.numericType != nil
        || properties.generalCategory == .nonspacingMark
        || properties.generalCategory == .spacingMark
    }
  }

  /// Whether one letter stands alone before the dot, and the next letter follows at once or never.
  private static func isInitial(_ scalars: [Unicode.Scalar], before dot: Int) -> Bool {
    guard dot > 0, scalars[dot - 1].properties.isUppercase else { return false }
    guard dot == 1 || !scalars[dot - 2].properties.isAlphabetic else { return false }
    return dot + 1 < scalars.count && scalars[dot + 1].properties.isUppercase
      && (dot + 2 == scalars.count || !scalars[dot + 2].properties.isLowercase)
  }

  fileprivate static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x201B, 0x2032, 0x2B9...0x2BF, 0x2C8, 0xFF07: true
    default: false
    }
  }

  fileprivate static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2D, 0x2010...0x2015, 0x2212: true
    default: false
    }
  }

  private static let suffixes = Set(
    """
    s ın in un ün nın nin nun nün ning a e ı i u ü ya ye yı yi yu yü da de ta te dan den tan ten ga
    ka qa ni dagi daki deki ile la le yla yle
    """.split(whereSeparator: \.isWhitespace).map { Folding.fold($0) } + [""])
  private static let elisions: Set<String> = ["l", "d", "qu", "dell", "all", "nell", "sull"]
  private static let endings = Set(
    """
    ның нің дың дің тың тің ны ні ды ді ты ті ға ге қа ке да де та те дағы дегі тағы тегі нан нен дан
    ден тан тен мен бен пен нын нин нун нүн дин дун дүн тин тун түн
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  private static func folded(_ pieces: [Substring]) -> [[String]] {
    let words = pieces.map { spelling(Folding.fold(bare($0))) }
    return words.count > 1 ? [words, [spelling(words.joined())]] : [words]
  }

  private static func marked(_ pieces: [Substring]) -> [[String]] {
    let words = pieces.map { Folding.fold(bare($0)) }
    return words.count > 1
      ? [words.map { "^" + $0 }, ["^" + words.joined()]] : [words.map { "^" + $0 }]
  }

  private static func bare(_ piece: Substring) -> Substring {
    guard piece.utf8.contains(0x27) else { return piece }
    return Substring(decoding: piece.utf8.filter { $0 != 0x27 }, as: UTF8.self)
  }

  private static func spelling(_ word: String) -> String {
    var word = word
    return word.withUTF8(Key.spelling)?.description ?? word
  }

  private static func unified(_ text: Substring) -> Substring {
    guard text.unicodeScalars.contains(where: { isApostrophe($0) || isDash($0) }) else {
      return text
    }
    var result = ""
    for scalar in text.unicodeScalars {
      result.unicodeScalars.append(isApostrophe(scalar) ? "'" : isDash(scalar) ? "-" : scalar)
    }
    return Substring(result)
  }

  /// Latin letters typed within a Cyrillic word become the Cyrillic ones they look like; a word with
  /// any other Latin letter is left as it is.
  private static func repaired(_ text: Substring) -> Substring {
    let scalars = text.unicodeScalars
    guard text.utf8.contains(where: { (65...90).contains($0 & 0xDF) }),
      scalars.contains(where: { (0x400...0x4FF).contains($0.value) })
    else { return text }
    var result = ""
    for scalar in scalars {
      if scalar.isASCII, scalar.properties.isAlphabetic {
        guard let twin = twins[scalar] else { return text }
        result.unicodeScalars.append(twin)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return Substring(result)
  }

  private static let twins = Dictionary(
    uniqueKeysWithValues: zip(
      "ABCEHIKMOPTXaceiopxyk".unicodeScalars, "АВСЕНІКМОРТХасеіорхук".unicodeScalars)
  )
}
