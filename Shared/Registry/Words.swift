/// The ways one written word may stand in the tables, each as the words it is made of there.
///
/// A word written in capitals also stands as `^word`, which is how short acronyms are kept: so "CIS"
/// is found and "cis" or the pronoun "us" is not. An empty way is a word that counts for nothing.
enum Words {
  /// Longer ones are no names, and are not looked at.
  static let limit = 64

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
    if let mark = last.lastIndex(of: "'"), mark != last.startIndex,
      suffixes.contains(Folding.fold(last[last.index(after: mark)...]))
    {
      let stem = Array(pieces.dropLast()) + [last[..<mark]]
      ways += folded(stem)
      if isCapital(last[..<mark]) { ways += marked(stem) }
    }
    // l'Union, d'Ivoire: an article or a preposition of French and Italian.
    if let mark = text.firstIndex(of: "'"),
      elisions.contains(Folding.fold(text[..<mark])), text.index(after: mark) < text.endIndex
    {
      ways += Self.ways(text[text.index(after: mark)...])
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

  /// Cuts a whole name into words at everything that is no part of one. Initials stay together: U.S.
  ///
  /// - Parameter lettersApart: reads scripts that write no blanks letter by letter.
  static func cut(_ name: some StringProtocol, lettersApart: Bool = false) -> [Substring] {
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

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x201B, 0x2032, 0x2B9...0x2BF, 0x2C8, 0xFF07: true
    default: false
    }
  }

  private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
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
    piece.utf8.contains(0x27) ? Substring(piece.filter { $0 != "'" }) : piece
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
