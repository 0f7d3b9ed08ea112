extension Vocabulary {
  /// Every language with rules.
  static let all: [Vocabulary] = [
    .english, .russian, .ukrainian, .belarusian, .kazakh, .uzbek, .french, .spanish,
  ]

  static func named(_ tag: String) -> Vocabulary? {
    let code = tag.prefix(2).lowercased()
    return all.first { $0.code == code }
  }

  /// The language whose frequent words fill most of the text's beginning; `nil` when none does, or when
  /// a neighbour without rules does better.
  static func guess(_ page: Page) -> Vocabulary? {
    var counter = WordCounter()
    counter.count(page)
    let hits = counter.hits
    if counter.strangers == 0, page.bytes.count < 4000,
      hits.allSatisfy({ $0 * 14 < counter.total && $0 < 3 })
    {
      return guess(table: page)
    }
    guard let best = hits.indices.max(by: { hits[$0] < hits[$1] }), hits[best] > 0,
      hits[best] * 14 >= counter.total || hits[best] > 1 && hits[best] * 40 >= counter.total,
      hits[best] > counter.strangers
    else { return nil }
    return all[best]
  }

  /// The language of a short text that has hardly a sentence, by the terms of the field in it; `nil`
  /// unless one language knows more of them than any other, and observers among them.
  private static func guess(table page: Page) -> Vocabulary? {
    let known = all.map { vocabulary in
      let words = Tokens(page, vocabulary).all.filter(\.isWord)
      let hasObservers = words.contains { $0.has(.observer) }
      return hasObservers ? words.count { !$0.marks.isEmpty } : 0
    }
    guard let most = known.max(), most > 2, known.filter({ $0 == most }).count == 1 else {
      return nil
    }
    return known.firstIndex(of: most).map { all[$0] }
  }
}

/// Counts the frequent words of each language at the beginning of a page, and the letters of its own.
private struct WordCounter {
  /// By language, in the order of `Vocabulary.all`.
  private(set) var hits = [Int](repeating: 0, count: Vocabulary.all.count)
  /// Words of languages without rules.
  private(set) var strangers = 0
  private(set) var total = 0

  private static let stranger = 1 << 20

  mutating func count(_ page: Page) {
    let table = Characters.table.readings
    let readings = table.span
    let frequent = Self.frequent
    let letters = Self.letters
    let text = page.bytes
    let bytes = text.span
    var hash = WordHash()
    var isWord = false
    var place = 0
    var left = 12_000
    while place < bytes.count, left > 0 {
      let (scalar, length) = bytes.scalar(at: place)
      place &+= length
      left &-= 1
      let character = Characters.reading(scalar, readings)
      if !character.kind.isDisjoint(with: [.letter, .apostrophe]) {
        hash.add(character.fold)
        isWord = true
        guard scalar >= 0x80, scalar < letters.count else { continue }
        let language = Int(letters[Int(scalar)])
        if language >= 0 { hits[language] &+= 1 }
      } else if isWord, !character.kind.contains(.nothing) {
        hear(frequent[hash])
        hash = WordHash()
        isWord = false
        if total & 63 == 0, isDecided { return }
      }
    }
    if isWord { hear(frequent[hash]) }
  }

  /// Whether one language is so far ahead that no other will be.
  private var isDecided: Bool {
    let best = hits.max() ?? 0
    return best >= 16 && best * 7 >= total && strangers * 8 <= best
      && hits.count { $0 * 8 > best } == 1
  }

  private mutating func hear(_ languages: Int?) {
    total += 1
    guard let languages else { return }
    if languages & Self.stranger != 0 { strangers += 1 }
    var left = languages & ~Self.stranger
    while left != 0 {
      hits[left.trailingZeroBitCount] += 1
      left &= left - 1
    }
  }

  /// By scalar, the language that alone has the letter; less than zero where there is none.
  private static let letters: [Int8] = {
    let all = Vocabulary.all.flatMap { $0.letters.map(\.value) }
    var letters = [Int8](repeating: -1, count: Int(all.max() ?? 0) + 1)
    for (index, vocabulary) in Vocabulary.all.enumerated() {
      for letter in vocabulary.letters { letters[Int(letter.value)] = Int8(index) }
    }
    return letters
  }()

  /// The frequent words of all languages, each with one bit for every language it is of, and of the
  /// languages that are written like ours and have no rules.
  private static let frequent: HashTable = {
    var words: [WordHash: Int] = [:]
    for (index, vocabulary) in Vocabulary.all.enumerated() {
      for word in vocabulary.common { words[word, default: 0] |= 1 << index }
    }
    for word in neighbours.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      words[WordHash(word), default: stranger] |= 0
    }
    return HashTable(words)
  }()

  /// Romanian, Portuguese, Italian, German, Turkish, Azerbaijani, Polish, Bulgarian, Tatar and Kyrgyz,
  /// Serbian.
  private static let neighbours = """
    și în din cu pentru sunt este care alegeri os dos das não uma pelo pela eleições il gli della delle sono
    nel con per che der die das und ist von mit für den ve bir için ile olarak seçim və üçün ilə bu seçki się
    jest oraz przez wyborów се избори һәм өчен үчүн жана менен шайлоо je izbora
    """
}
