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
    var hits = [Int](repeating: 0, count: all.count)
    var strangers = 0
    var total = 0
    for scalar in page.text.unicodeScalars.prefix(4_000) {
      for (index, vocabulary) in all.enumerated() where vocabulary.letters.contains(scalar) {
        hits[index] += 1
      }
    }
    for hash in words(page) {
      total += 1
      if let languages = frequent[hash] {
        for index in hits.indices where languages & (1 << index) != 0 { hits[index] += 1 }
      }
      if neighbours.contains(hash) { strangers += 1 }
    }
    guard let best = hits.indices.max(by: { hits[$0] < hits[$1] }), hits[best] > 0,
      hits[best] * 14 >= total || hits[best] > 1 && hits[best] * 40 >= total, hits[best] > strangers
    else { return nil }
    return all[best]
  }

  /// The frequent words of all languages, each with one bit for every language it is of.
  private static let frequent: [WordHash: Int] = {
    var words: [WordHash: Int] = [:]
    for (index, vocabulary) in all.enumerated() {
      for word in vocabulary.common { words[word, default: 0] |= 1 << index }
    }
    return words
  }()

  /// Frequent words of languages that are written like ours and have no rules.
  private static let neighbours = Set(
    """
    și în din cu pentru sunt este la care alegeri | os dos das não uma pelo pela eleições | il gli della \
    delle sono nel con per che | der die das und ist von mit für den | ve bir için ile olarak seçim | və \
    üçün ilə bu seçki | się jest oraz przez wyborów | за да се на избори | және ұшін үчүн жана менен \
    шайлоо | je u na za i da izbora
    """.split { $0 == " " || $0 == "\n" || $0 == "|" }.filter { $0.count > 1 }.map { WordHash($0) }
  ).subtracting(all.flatMap(\.common))

  /// The hashes of the first words of a page.
  private static func words(_ page: Page) -> [WordHash] {
    let characters = Characters.table
    var words: [WordHash] = []
    var hash = WordHash()
    var isWord = false
    let start = page.text.unicodeScalars
    for scalar in start.prefix(12_000) {
      let kind = characters.kind(scalar.value)
      if !kind.isDisjoint(with: [.letter, .apostrophe]) {
        hash.add(characters.fold(scalar.value))
        isWord = true
      } else if isWord, !kind.contains(.nothing) {
        words.append(hash)
        hash = WordHash()
        isWord = false
      }
    }
    if isWord { words.append(hash) }
    return words
  }
}
