import Records

/// What a word can do in a sentence about observers.
struct Marks: OptionSet, Sendable {
  let rawValue: UInt64
  init(rawValue: UInt64) { self.rawValue = rawValue }
  private init(bit: UInt64) { rawValue = 1 << bit }

  // Nouns that numbers count.
  static let observer = Marks(bit: 0)
  static let person = Marks(bit: 1)
  static let organizations = Marks(bit: 2)
  static let countries = Marks(bit: 3)
  /// Counted people who are no observers: journalists, candidates, voters.
  static let stranger = Marks(bit: 4)
  // Whose.
  static let international = Marks(bit: 5)
  static let domestic = Marks(bit: 6)
  // What ties numbers to names.
  static let from = Marks(bit: 7)
  static let of = Marks(bit: 8)
  static let represent = Marks(bit: 9)
  static let give = Marks(bit: 10)
  static let each = Marks(bit: 11)
  static let including = Marks(bit: 12)
  static let listing = Marks(bit: 13)
  static let and = Marks(bit: 14)
  // What a number says.
  static let more = Marks(bit: 15)
  static let approximate = Marks(bit: 16)
  static let soFar = Marks(bit: 17)
  static let altogether = Marks(bit: 18)
  // What happened.
  static let accredited = Marks(bit: 19)
  static let proposed = Marks(bit: 20)
  static let expected = Marks(bit: 21)
  static let deployed = Marks(bit: 22)
  static let withdrawn = Marks(bit: 23)
  static let refused = Marks(bit: 24)
  static let cancelled = Marks(bit: 25)
  static let previous = Marks(bit: 26)
  static let watch = Marks(bit: 27)
  // Bodies.
  static let embassy = Marks(bit: 28)
  static let electionBody = Marks(bit: 29)
  static let parliament = Marks(bit: 30)
  static let bodyHead = Marks(bit: 31)
  static let notABody = Marks(bit: 32)
  static let connector = Marks(bit: 33)
  static let article = Marks(bit: 34)
  static let location = Marks(bit: 35)
  // What ends the search for a noun after a number.
  static let stop = Marks(bit: 36)
  static let money = Marks(bit: 37)
  static let measure = Marks(bit: 38)
  static let abroad = Marks(bit: 39)
  static let longTerm = Marks(bit: 40)
  static let shortTerm = Marks(bit: 41)
  static let independent = Marks(bit: 42)
  static let election = Marks(bit: 43)
  static let dayWord = Marks(bit: 44)
  static let other = Marks(bit: 45)
  static let denial = Marks(bit: 46)
  static let sitting = Marks(bit: 47)
  /// People are hurt, held, or heard of for another reason than their number.
  static let incident = Marks(bit: 48)
  /// What is allowed, and nobody has done.
  static let permission = Marks(bit: 49)

  static let events: Marks = [
    .accredited, .proposed, .expected, .deployed, .withdrawn, .refused, .cancelled, .previous,
  ]
}

/// The words of one language, by what they do. Adding a language is adding a file with its tables.
struct Lexicon: Sendable {
  /// ISO 639-1.
  let code: String
  let numbers: [String: Int]
  /// Words that multiply what stands before them.
  let multipliers: [String: Int]
  let months: [String: Int]
  let abbreviations: Set<String>
  /// Headings after which a page is about something else.
  let furniture: Set<String>
  /// Frequent short words that tell the language.
  let common: Set<String>
  let kinds: [(kind: ElectionKind, words: [String])]
  private let exact: [String: Marks]
  private let stems: [String: Marks]
  private let phrases: [String: [(words: [String], marks: Marks)]]
  private let longestStem: Int

  /// In `words`, entries are parted by commas; `*` ends a stem, and an entry with blanks is a phrase.
  init(
    code: String, words: [(marks: Marks, entries: String)], numbers: [String: Int],
    multipliers: [String: Int], months: [[String]], abbreviations: Set<String>,
    furniture: Set<String>, common: Set<String>, kinds: [(kind: ElectionKind, words: [String])]
  ) {
    self.code = code
    self.numbers = numbers
    self.multipliers = multipliers
    self.abbreviations = abbreviations
    self.furniture = furniture
    self.common = common
    self.kinds = kinds
    var byMonth: [String: Int] = [:]
    for (index, names) in months.enumerated() { for name in names { byMonth[name] = index + 1 } }
    self.months = byMonth
    var exact: [String: Marks] = [:]
    var stems: [String: Marks] = [:]
    var phrases: [String: [(words: [String], marks: Marks)]] = [:]
    for (marks, entries) in words {
      for entry in entries.split(separator: ",") {
        let parts = entry.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
        guard let first = parts.first else { continue }
        if parts.count > 1 {
          phrases[first, default: []].append((parts, marks))
        } else if first.hasSuffix("*") {
          stems[String(first.dropLast()), default: []].formUnion(marks)
        } else {
          exact[first, default: []].formUnion(marks)
        }
      }
    }
    self.exact = exact
    self.stems = stems
    self.phrases = phrases.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    longestStem = stems.keys.map(\.unicodeScalars.count).max() ?? 0
  }

  /// Marks of one word in lower case.
  func marks(_ word: String) -> Marks {
    var marks = exact[word] ?? []
    var stem = ""
    for (length, scalar) in word.unicodeScalars.prefix(longestStem).enumerated() {
      stem.unicodeScalars.append(scalar)
      if length >= 2, let found = stems[stem] { marks.formUnion(found) }
    }
    return marks
  }

  /// Adds what phrases say to the first of their words.
  func markPhrases(_ tokens: inout [Token]) {
    for index in tokens.indices {
      guard let candidates = phrases[tokens[index].key] else { continue }
      for (words, marks) in candidates where index + words.count <= tokens.count {
        let fits = words.indices.allSatisfy { offset in
          let word = words[offset]
          let key = tokens[index + offset].key
          return word.hasSuffix("*") ? key.hasPrefix(word.dropLast()) : key == word
        }
        guard fits else { continue }
        tokens[index].marks.formUnion(marks)
        // What a list hangs on is the end of the phrase.
        tokens[index + words.count - 1].marks.formUnion(marks.intersection(.listing))
      }
    }
  }

  /// Every language with rules.
  static let all: [Lexicon] = [.english, .russian]

  static func named(_ code: String) -> Lexicon? { all.first { $0.code == code } }

  /// The language whose frequent words fill most of the text's beginning; `nil` when none does.
  static func guess(_ scalars: [Unicode.Scalar]) -> Lexicon? {
    var hits = [Int](repeating: 0, count: all.count)
    var total = 0
    var word = ""
    for scalar in scalars.prefix(20_000) {
      if scalar.properties.isAlphabetic {
        if word.unicodeScalars.count < 24 { word.unicodeScalars.append(scalar) }
        continue
      }
      guard !word.isEmpty else { continue }
      total += 1
      let key = word.lowercased()
      for (index, lexicon) in all.enumerated() where lexicon.common.contains(key) {
        hits[index] += 1
      }
      word = ""
    }
    guard let best = hits.indices.max(by: { hits[$0] < hits[$1] }), hits[best] * 12 >= total,
      hits[best] > 0
    else { return nil }
    return all[best]
  }
}
