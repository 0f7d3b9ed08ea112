internal import Records

/// Tells whose a whole text is by the shapes that names come in: an inverted official name, a bracket,
/// the same name twice, two names.
struct Shapes {
  private let registry: Registry

  init(_ registry: Registry) { self.registry = registry }

  /// - Parameter text: does not stand in the tables.
  func resolve(_ text: String) -> Answer {
    let name = Self.trimmed(text)
    if let flag = flag(name) { return flag }
    let whole = name == text ? apart(name) : plain(name)
    if whole.status != .unknown || whole.method == NameKind.excluded.rawValue { return whole }
    return bracket(name) ?? inverted(name) ?? repeated(name) ?? without(name) ?? several(name)
      ?? footnote(name) ?? .unknown
  }

  /// The words as they stand, with or without the article before them.
  private func plain(_ name: String) -> Answer {
    registry.standing(name) ?? apart(name)
  }

  private func apart(_ name: String) -> Answer {
    let words = Words.cut(name)
    guard !words.isEmpty, words.count <= 40 else { return .unknown }
    var answer = exact(words[...])
    // An article is no part of any name, nor is it ever the whole of one.
    if answer == .unknown, words.count > 1, Self.articles.contains(Folding.fold(words[0])) {
      answer = exact(words.dropFirst())
    }
    if answer == .unknown, name.utf8.contains(where: { $0 >= Key.unspacedLead }) {
      let letters = Words.cut(name, lettersApart: true)
      if letters.count > words.count, letters.count <= 40 { answer = exact(letters[...]) }
    }
    return answer
  }

  private func exact(_ words: ArraySlice<Substring>) -> Answer {
    var reader = Reader(registry, words, isWhole: true)
    return reader.wholeName()
  }

  /// Two regional indicators.
  private func flag(_ name: String) -> Answer? {
    let scalars = name.unicodeScalars
    guard name.utf8.count == 8, scalars.count == 2,
      scalars.allSatisfy({ (0x1F1E6...0x1F1FF).contains($0.value) })
    else {
      return nil
    }
    let code = String(decoding: scalars.map { UInt8($0.value - 0x1F1E6) + 65 }, as: UTF8.self)
    return registry.country(code: code).map { Answer([$0], method: "flag") } ?? .unknown
  }

  /// "Micronesia (Federated States of)", "Bahamas (the)", "Kazakhstan (2)", "X (its acronym)".
  private func bracket(_ name: String) -> Answer? {
    guard name.utf8.contains(where: { $0 == 0x28 || $0 == 0x5B || $0 == 0xEF }) else { return nil }
    let scalars = name.unicodeScalars
    guard let open = scalars.firstIndex(where: { $0 == "(" || $0 == "[" || $0 == "（" }),
      let close = scalars.lastIndex(where: { $0 == ")" || $0 == "]" || $0 == "）" }), open < close
    else { return nil }
    let inner = Self.trimmed(name[name.index(after: open)..<close])
    let before = Self.trimmed(name[..<open])
    let outer = Self.trimmed(before + " " + name[name.index(after: close)...])
    if let turned = turned(before: outer, after: inner) { return turned }
    let answer = plain(outer)
    guard answer.status != .unknown else { return .unknown }
    if inner.isEmpty || inner.allSatisfy(\.isNumber) || inner.allSatisfy({ $0 == "*" }) {
      return answer
    }
    let meant = plain(inner)
    let both = answer.candidates.filter(meant.candidates.contains)
    if !both.isEmpty { return Answer(both, method: answer.method, via: answer.via) }
    if let territory = territory(answer, of: meant) { return territory }
    // An acronym nobody knows does not speak against a body that is known by its full name.
    let isNew = meant == .unknown && Words.isCapital(inner) && !inner.contains(" ")
    return isNew && answer.type == .organization ? answer : .unknown
  }

  /// "Korea, Republic of", "Gambia, The", "Kazakhstan, Rep.", "Guadeloupe, France".
  private func inverted(_ name: String) -> Answer? {
    guard name.utf8.contains(where: { $0 == 0x2C || $0 == 0xD8 || $0 == 0xE3 }) else { return nil }
    let comma = name.unicodeScalars.lastIndex { $0 == "," || $0 == "،" || $0 == "、" }
    guard let comma else { return nil }
    let before = Self.trimmed(name[..<comma])
    let after = Self.trimmed(name[name.index(after: comma)...])
    return turned(before: before, after: after) ?? ofOne(before, after)
  }

  /// Puts words before the name they follow, or after it, if that is a name then.
  private func turned(before: String, after: String) -> Answer? {
    let words = Words.cut(after)
    guard !before.isEmpty, (1...6).contains(words.count) else { return nil }
    if words.count == 1, Self.articles.contains(Folding.fold(words[0])) {
      let answer = plain(before)
      return answer.status == .unknown ? nil : answer
    }
    // In Arabic a dash keeps the place of the name: إيران (جمهورية - الإسلامية).
    var tries = ["\(after) \(before)", "\(before) \(after)"]
    if after.contains("-") {
      tries.append(after.replacing("-", with: " \(before) ", maxReplacements: 1))
    }
    for text in tries {
      let answer = plain(text)
      if answer.status == .resolved || answer.status == .ambiguous && isTurnable(answer) {
        return answer
      }
    }
    return nil
  }

  private func isTurnable(_ answer: Answer) -> Bool { answer.method != Answer.list }

  /// The same subject twice: "Kazakhstan / Қазақстан", "KAZ: Kazakhstan"; a territory and whose it is:
  /// "China - Hong Kong". Two subjects are ambiguous.
  private func repeated(_ name: String) -> Answer? {
    let parts = Self.parts(of: name, by: Self.signs)
    if parts.count == 2 { return ofOne(parts[0], parts[1]) ?? agreed(parts) }
    return agreed(parts)
  }

  private static let signs = Separators(["/", "|", ":", ";", "=", "\t", " - ", " – ", " — "])

  /// A territory and the country it belongs to, in either order.
  private func ofOne(_ first: String, _ second: String) -> Answer? {
    let first = plain(first)
    let second = plain(second)
    return territory(first, of: second) ?? territory(second, of: first)
  }

  private func territory(_ answer: Answer, of owner: Answer) -> Answer? {
    guard let country = owner.id else { return nil }
    let kept = answer.candidates.filter { registry.isTerritory($0.id, of: country) }
    return kept.count == 1 ? Answer(kept, method: answer.method, via: answer.via) : nil
  }

  /// "Russia and Ukraine", "France, Germany".
  private func several(_ name: String) -> Answer? { agreed(Self.parts(of: name, by: Self.ands)) }

  private static let ands = Separators([
    ", ", " and ", " & ", " und ", " et ", " y ", " e ", " и ", " та ", " і ", " және ", " мен ",
    " жана ", " ve ", " və ", " va ", "、", "和", "及",
  ])

  private func agreed(_ parts: [String]) -> Answer? {
    guard (2...12).contains(parts.count) else { return nil }
    let answers = parts.map(plain)
    guard answers.allSatisfy({ $0.status != .unknown }) else { return nil }
    let common = answers.dropFirst().reduce(Set(answers[0].candidates)) {
      $0.intersection($1.candidates)
    }
    if common.isEmpty { return Answer(answers.flatMap(\.candidates), method: Answer.list) }
    return Answer(common, method: answers[0].method, via: answers[0].via)
  }

  /// "China excluding Hong Kong" is China; what is left out must be known as well.
  private func without(_ name: String) -> Answer? {
    let parts = Self.parts(of: name, by: Self.exceptions)
    guard parts.count == 2 else { return nil }
    let isKnown = several(parts[1]) != nil || plain(parts[1]).status != .unknown
    return isKnown ? plain(parts[0]) : .unknown
  }

  private static let exceptions = Separators([
    " excluding ", " except ", " without ", " excl. ", " кроме ", " без ", " sauf ", " ohne ",
  ])

  /// Texts that part a name from the next.
  private struct Separators {
    let all: [[UInt8]]
    private let isFirst: [Bool]

    init(_ all: [String]) {
      self.all = all.map { Array($0.utf8) }
      isFirst = (0..<256).map { byte in all.contains { $0.utf8.first == UInt8(byte) } }
    }

    /// The length of the separator at `index`, 0 when there is none.
    func length(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
      guard isFirst[Int(text[index])] else { return 0 }
      for separator in all where separator.count <= text.count - index {
        var same = 0
        while same < separator.count, separator[same] == text[index + same] { same += 1 }
        if same == separator.count { return same }
      }
      return 0
    }
  }

  /// The text cut at each of these, blanks and quotation marks trimmed off the parts; none when there
  /// is nothing to cut at.
  private static func parts(of text: String, by separators: Separators) -> [String] {
    var text = text
    return text.withUTF8 { text in
      var parts: [String] = []
      var start = 0
      var index = 0
      func add(_ end: Int) {
        parts.append(trimmed(String(decoding: text[start..<end], as: UTF8.self)))
      }
      while index < text.count {
        let length = separators.length(text, at: index)
        if length > 0 {
          add(index)
          start = index + length
        }
        index += max(1, length)
      }
      if parts.isEmpty { return [] }
      add(text.count)
      return parts
    }
  }

  /// A footnote's number or star stuck to the name.
  private func footnote(_ name: String) -> Answer? {
    let scalars = name.unicodeScalars
    guard let last = scalars.last, scalars.first == "*" || last == "*" || !Self.isLetter(last)
    else {
      return nil
    }
    let rest = scalars.drop { $0 == "*" }
    let digits = rest.reversed().prefix { $0 == "*" || $0.properties.numericType != nil }.count
    guard digits <= 2, digits > 0 || rest.startIndex > scalars.startIndex, rest.count - digits > 3
    else { return nil }
    let answer = plain(Self.trimmed(String(String.UnicodeScalarView(rest.dropLast(digits)))))
    return answer.status == .unknown ? nil : answer
  }

  private static let articles: Set<String> = [
    "the", "la", "le", "les", "los", "las", "el", "der", "die", "das", "den", "il", "lo",
    "gli", "os", "as", "l", "l'",
  ]

  private static func trimmed(_ text: some StringProtocol) -> String {
    if let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
      isLetter(first), isLetter(last) || last == ")"
    {
      return String(text)
    }
    let scalars = text.unicodeScalars.drop { isOuter($0) || $0 == "." || $0 == "'" }
    let end = scalars.lastIndex { !isOuter($0) }
    return end.map { String(String.UnicodeScalarView(scalars[...$0])) } ?? ""
  }

  /// Whether it is a letter of ASCII or of Russian; quick.
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 65...90, 97...122, 0x410...0x44F: true
    default: false
    }
  }

  /// Blanks and quotation marks, and what parts a name from the next.
  private static func isOuter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "«", "»", "“", "”", "„", ",", ";", ":": true
    case "\u{21}"..."\u{7E}": false
    default: scalar.properties.isWhitespace
    }
  }
}
