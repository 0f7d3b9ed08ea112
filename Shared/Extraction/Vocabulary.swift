import Records

/// What a word can do in a text about observers.
struct Marks: OptionSet, Hashable, Sendable {
  let rawValue: UInt64
  init(rawValue: UInt64) { self.rawValue = rawValue }
  private init(bit: UInt64) { rawValue = 1 << bit }

  // Nouns that numbers count.
  /// People who observe.
  static let observer = Marks(bit: 0)
  /// People who may: representatives, members, "people"; also certificates and accreditations.
  static let person = Marks(bit: 1)
  /// Organizations, missions, groups.
  static let body = Marks(bit: 2)
  static let state = Marks(bit: 3)
  /// Who is counted and observes nothing: journalists, candidates, voters.
  static let stranger = Marks(bit: 4)
  // Whose.
  static let foreign = Marks(bit: 5)
  static let domestic = Marks(bit: 6)
  // What ties numbers to names.
  static let from = Marks(bit: 7)
  static let of = Marks(bit: 8)
  /// "by", before whoever acts.
  static let by = Marks(bit: 9)
  static let represent = Marks(bit: 10)
  /// Says that its subject has people: "sent", "has", "delegated".
  static let give = Marks(bit: 11)
  static let with = Marks(bit: 12)
  static let each = Marks(bit: 13)
  static let including = Marks(bit: 14)
  /// Begins a list of names: "namely", "such as".
  static let listing = Marks(bit: 15)
  static let and = Marks(bit: 16)
  // What is said of a number.
  static let more = Marks(bit: 17)
  static let other = Marks(bit: 18)
  static let approximate = Marks(bit: 19)
  static let soFar = Marks(bit: 20)
  static let altogether = Marks(bit: 21)
  /// "number", before what is numbered.
  static let number = Marks(bit: 22)
  // What happened.
  static let accredited = Marks(bit: 23)
  static let proposed = Marks(bit: 24)
  static let expected = Marks(bit: 25)
  static let deployed = Marks(bit: 26)
  static let withdrawn = Marks(bit: 27)
  static let refused = Marks(bit: 28)
  static let cancelled = Marks(bit: 29)
  static let previous = Marks(bit: 30)
  static let watch = Marks(bit: 31)
  static let denial = Marks(bit: 32)
  /// People are hurt, held, or heard of for another reason than their number.
  static let incident = Marks(bit: 33)
  /// What is allowed or asked, and nobody has done.
  static let permission = Marks(bit: 34)
  // Bodies.
  static let embassy = Marks(bit: 35)
  static let electionBody = Marks(bit: 36)
  static let parliament = Marks(bit: 37)
  /// The word that makes a name a body's.
  static let head = Marks(bit: 38)
  /// Makes a body one that observes nothing: a ministry, a party.
  static let notABody = Marks(bit: 39)
  /// May stand inside a name without a capital.
  static let connector = Marks(bit: 40)
  static let article = Marks(bit: 41)
  static let place = Marks(bit: 42)
  // What a number counts when it counts no people.
  /// Money, shares and hours: a number beside it counts nothing.
  static let money = Marks(bit: 43)
  static let measure = Marks(bit: 44)
  /// Ends the search for a noun behind a number.
  static let stop = Marks(bit: 45)
  /// "abroad", "various countries": everybody.
  static let abroad = Marks(bit: 46)
  static let longTerm = Marks(bit: 47)
  static let shortTerm = Marks(bit: 48)
  static let independent = Marks(bit: 49)
  static let election = Marks(bit: 50)
  static let weekday = Marks(bit: 51)
  static let sitting = Marks(bit: 52)
  /// Diplomats and their offices as a sort of observers.
  static let diplomatic = Marks(bit: 53)
  /// "they", "these", in the place of people named before.
  static let pronoun = Marks(bit: 54)
  /// "remain": what was told before holds no longer.
  static let remain = Marks(bit: 55)
  static let abbreviation = Marks(bit: 56)
  /// Counts people one by one in front of their noun: "nafar", "адам".
  static let classifier = Marks(bit: 57)
  /// Calls the words behind it a name: "named after".
  static let namesake = Marks(bit: 58)
  /// Turns to another subject: "while", "tandis que".
  static let turn = Marks(bit: 59)
  /// A year or a day that is over: "since 2002".
  static let since = Marks(bit: 60)
  /// "than", before what is compared.
  static let than = Marks(bit: 61)
  /// Begins a phrase of several words.
  static let phrase = Marks(bit: 62)
  /// "respectively": several names and as many numbers, in the same order.
  static let respectively = Marks(bit: 63)

  static let events: Marks = [
    .accredited, .proposed, .expected, .deployed, .withdrawn, .refused, .cancelled,
  ]
  static let offices: Marks = [.embassy, .electionBody, .parliament]
}

/// A word as a number, or as the name of a month.
struct Numeral: Sendable, Hashable {
  enum Kind: UInt8 { case none, value, factor, month }
  var value: Int32 = 0
  var kind: Kind = .none
  static let none = Numeral()
}

/// The words of one language by what they do. Adding a language is adding a file of tables.
final class Vocabulary: Sendable {
  /// How a language builds what the rules need to know.
  struct Traits: OptionSet, Sendable {
    let rawValue: Int
    /// The last of several nouns is what is counted: "observer groups".
    static let compounds = Traits(rawValue: 1)
    /// A name behind a noun may be its owner without a word between: "наблюдатели ОБСЕ".
    static let genitive = Traits(rawValue: 2)
    /// The sender stands before the number, with an ending for "from": "Ресейден 5 бақылаушы".
    static let senderFirst = Traits(rawValue: 4)
    /// Names of months take a capital.
    static let capitalMonths = Traits(rawValue: 8)
    /// Adjectives of nationality are written with a capital and stand for their country.
    static let capitalAdjectives = Traits(rawValue: 16)
    /// "soixante-dix": a number below twenty may follow sixty and eighty.
    static let scores = Traits(rawValue: 32)
    /// Adjectives stand behind their noun.
    static let adjectivesBehind = Traits(rawValue: 64)
  }

  /// What small words do of which a rule or two asks.
  enum Particle: UInt32 {
    /// Before a verb that asks the reader for something: "please register".
    case request
    /// Before a verb that is named only: "to watch".
    case infinitive
    /// Before such a verb, what is to come: "are to watch".
    case duty
    /// Whoever has just been told to say something: "they", "we".
    case speaker
    /// Begins what somebody says: "that".
    case conjunction
    /// Before another name of the same: "or".
    case alternative
    /// Points to names that "like" begins: "such bodies as", "такие организации, как".
    case such
    case like
    /// People of a country, as those who observe: "citizens".
    case national
    /// Who asks to observe, where another text would speak of an election's: "candidates".
    case applicant
    /// An office in a country of a body that is elsewhere: "branch".
    case branch
    /// What "human" stands before in a name, and no body: "rights".
    case rights
    /// Several thousands behind a number, and an unknown number without: "тысяч".
    case thousands
    /// Verbs of what voters do: "elect".
    case elect
    /// Before those left out: "except".
    case except
    /// Before a country's name that stands for a part of the world: "North America".
    case region
    /// Verbs of what somebody told: "it was reported that".
    case report
    /// Of people whom a mission takes from bodies that send nobody: "drawn from".
    case drawn
    /// Before what tells which of several in a row it is: "phase two".
    case series
    /// Before what holds for each of those just counted: "34, all from the union".
    case all
    /// Before what somebody asks for: "for accreditation".
    case purpose
    /// Verbs of a number that is greater now: "grew by 34".
    case growth
    /// Before what people are accredited as: "as observers".
    case capacity
    /// Before each of those for whom a number is a rule: "per".
    case per
    /// Articles that stand for one: "an observer".
    case one
    /// Before what a number is compared with: "than".
    case comparison
    /// Begins a sentence that tells who those are of whom the one before has told: "Это депутаты из …".
    case those
    /// Verbs of a host: "receive", "welcome".
    case host
    /// Begins what several owners share: the plural of `sharedHeads` and `sharedStates`.
    case shared
  }

  /// ISO 639-1.
  let code: String
  let traits: Traits
  /// Headings after which a page is about something else, folded.
  let furniture: HashTable
  /// Frequent short words that tell the language.
  let common: [WordHash]
  /// The words of each weekday, from Sunday on; of some languages those of Sunday alone.
  let weekdays: [[WordHash]]
  /// Words for the pandemic of 2020 to 2022.
  let pandemic: [WordHash]
  /// Words by which two numbers differ: "16 fewer", "16 more", "на 16 больше".
  let fewer: [WordHash]
  let more: [WordHash]
  let by: [WordHash]
  /// What a mission named before is called from then on: "the mission", "it".
  let missions: HashTable
  /// Tell of what is over: "were".
  let past: HashTable
  /// Tell of what is to come: "will".
  let futures: HashTable
  /// Begin a clause about what stands before them: "which".
  let relatives: HashTable
  /// Offices of a government that send observers for it: "ministry".
  let governments: HashTable
  /// Stand between people and the body they observe for: "for".
  let sides: HashTable
  /// What a number is joined with where it counts the people of what follows: "16-member".
  let members: HashTable
  /// Beginnings of words by which a body tells that it is of more countries than one.
  let continents: [String]
  /// The first letters of these.
  private let continentLetters: [UInt32]
  /// Endings of nouns that stand for several: "parties".
  let plurals: [String]
  /// Letters that tell it from its neighbours.
  let letters: Set<Unicode.Scalar>
  /// Endings of names that mean "from" or "of", and what stands in their place without: "dan" and
  /// nothing, "ыі" and "ыя". The longest first.
  let endings: [Ending]
  /// The same for "in".
  let placeEndings: [Ending]
  /// Both.
  let allEndings: [Ending]
  /// Plurals that several owners share, and the singular that each of them has.
  let sharedHeads: [(plural: [WordHash], singular: String)]
  /// The word that several adjectives share behind them, and the one that each has: "Латвийской и
  /// Словацкой Республик".
  let sharedStates: [(plural: WordHash, singular: String)]
  /// Endings of numbers written in digits: "131-і".
  let digitEndings: HashTable

  /// Whole words, and the beginnings of words; the values are places in `entries`.
  private let words: HashTable
  let stems: HashTable
  private let phraseStarts: HashTable
  /// In words.
  let longestPhrase: Int
  private let entries: [Entry]
  /// Those that begin alike stand together, the longest first.
  private let phrases: [Phrase]
  /// Where in `phrases` those stand that begin alike.
  private let phraseLists: [Range<Int>]
  /// How many characters the stems have that begin a phrase.
  private let phraseStems: [Int]

  /// An ending of a word, and what stands in its place without.
  struct Ending {
    let text: String
    let plain: String
    let bytes: [UInt8]
    /// In characters.
    let length: Int

    init(_ text: String, plain: String) {
      self.text = text
      self.plain = plain
      bytes = Array(text.utf8)
      length = text.count
    }
  }

  /// All that a word of the tables can do.
  struct Entry: Hashable {
    var marks: Marks = []
    var numeral = Numeral.none
    /// The kind of election that it tells.
    var ballot: ElectionKind?
    /// One bit for each particle that it is.
    var particles: UInt32 = 0

    mutating func add(_ other: Entry) {
      marks.formUnion(other.marks)
      particles |= other.particles
      if other.numeral != .none { numeral = other.numeral }
      ballot = other.ballot ?? ballot
    }
  }

  /// Several words that do one thing.
  private struct Phrase {
    let words: [Matcher]
    /// The second of the words, and how many there are, by which most phrases are told apart.
    let second: Matcher
    let count: Int
    let marks: Marks

    init(_ words: [Matcher], _ marks: Marks) {
      self.words = words
      second = words[1]
      count = words.count
      self.marks = marks
    }
  }

  /// A word of a phrase.
  private struct Matcher {
    let hash: WordHash
    /// How many characters it has where it is but the beginning of a word; 0 for a whole word.
    let stem: Int

    init(_ word: String) {
      let isStem = word.hasSuffix("*")
      hash = isStem ? WordHash(word.dropLast()) : WordHash(word)
      stem = isStem ? word.unicodeScalars.count - 1 : 0
    }

    func matches(
      _ token: Token, _ bytes: Span<UInt8>, _ readings: Span<Characters.Reading>
    ) -> Bool {
      hash
        == (stem == 0
          ? WordHash(token) : WordHash(beginning: stem, of: token, bytes, readings))
    }
  }

  /// In `words`, entries are parted by commas; `*` ends a stem, and an entry with blanks is a phrase,
  /// which takes the place of what its words can do alone. In `numbers` and `factors`, each value is
  /// followed by its words; `months` begin with January, `weekdays` with Sunday. In `endings`, `>`
  /// stands between an ending and what takes its place.
  init(
    code: String, traits: Traits = [], words: [(marks: Marks, entries: String)],
    numbers: [(value: Int32, words: String)], factors: [(value: Int32, words: String)],
    months: [String], weekdays: [String], pandemic: String,
    differences: (fewer: String, more: String, by: String), past: String = "", futures: String = "",
    missions: String,
    particles: [(particle: Particle, words: String)] = [],
    relatives: String = "", governments: String = "", sides: String = "",
    members: String = "",
    continents: String, plurals: String = "",
    furniture: String, common: String,
    letters: String = "",
    kinds: [(kind: ElectionKind, stems: String)], endings: String = "", placeEndings: String = "",
    digitEndings: String = "", sharedHeads: [(plural: String, singular: String)] = [],
    sharedStates: [(plural: String, singular: String)] = []
  ) {
    self.code = code
    self.traits = traits
    self.weekdays = weekdays.map(Self.hashes)
    self.pandemic = Self.hashes(pandemic)
    fewer = Self.hashes(differences.fewer)
    more = Self.hashes(differences.more)
    by = Self.hashes(differences.by)
    self.missions = HashTable(Self.hashes(missions))
    self.past = HashTable(Self.hashes(past))
    self.futures = HashTable(Self.hashes(futures))
    self.relatives = HashTable(Self.hashes(relatives))
    self.governments = HashTable(Self.hashes(governments))
    self.sides = HashTable(Self.hashes(sides))
    self.members = HashTable(Self.hashes(members))
    self.continents = Self.entries(continents).map { $0[0] }
    continentLetters = Array(
      Set(self.continents.compactMap(\.unicodeScalars.first?.value).map(Characters.table.fold)))
    self.plurals = Self.entries(plurals).map { $0[0] }
    self.furniture = HashTable(Self.entries(furniture).map { WordHash($0.joined(separator: " ")) })
    self.common = Self.hashes(common)
    self.letters = Set(letters.unicodeScalars)
    self.endings = Self.pairs(endings)
    self.placeEndings = Self.pairs(placeEndings)
    allEndings = self.endings + self.placeEndings
    self.sharedHeads = sharedHeads.map {
      ($0.plural.split(separator: " ").map { WordHash($0) }, $0.singular)
    }
    self.sharedStates = sharedStates.map { (WordHash($0.plural), $0.singular) }
    self.digitEndings = HashTable(Self.hashes(digitEndings))
    var exact: [WordHash: Int] = [:]
    var open: [WordHash: Int] = [:]
    var starts: [WordHash: Int] = [:]
    var entries: [Entry] = []
    var phrases: [[Phrase]] = []
    func place(_ hash: WordHash, in table: inout [WordHash: Int]) -> Int {
      if let known = table[hash] { return known }
      table[hash] = entries.count
      entries.append(Entry())
      return entries.count - 1
    }
    func place(_ word: String) -> Int {
      guard word.hasSuffix("*") else { return place(WordHash(word), in: &exact) }
      return place(WordHash(word.dropLast()), in: &open)
    }
    for (mark, list) in words {
      for parts in Self.entries(list) {
        guard parts.count > 1 else {
          entries[place(parts[0])].marks.formUnion(mark)
          continue
        }
        entries[place(parts[0])].marks.insert(.phrase)
        let phrase = Phrase(parts.map(Matcher.init), mark)
        let start = phrase.words[0].hash
        if let known = starts[start] {
          phrases[known].append(phrase)
        } else {
          starts[start] = phrases.count
          phrases.append([phrase])
        }
      }
    }
    func number(_ kind: Numeral.Kind, _ value: Int32, _ list: String) {
      for parts in Self.entries(list) {
        entries[place(parts[0])].numeral = Numeral(value: value, kind: kind)
      }
    }
    for (value, list) in numbers { number(.value, value, list) }
    for (value, list) in factors { number(.factor, value, list) }
    for (index, list) in months.enumerated() { number(.month, Int32(index + 1), list) }
    for (kind, list) in kinds {
      for parts in Self.entries(list) { entries[place(parts[0])].ballot = kind }
    }
    func mark(_ words: [WordHash], _ particle: Particle) {
      for word in words { entries[place(word, in: &exact)].particles |= 1 << particle.rawValue }
    }
    for (particle, list) in particles { mark(Self.hashes(list), particle) }
    mark(self.sharedHeads.map { $0.plural[0] } + self.sharedStates.map(\.plural), .shared)
    // Many words do the same, and few entries are quicker at hand than many.
    var places: [Entry: Int] = [:]
    self.entries = entries.filter { entry in
      guard places[entry] == nil else { return false }
      places[entry] = places.count
      return true
    }
    self.words = HashTable(exact.mapValues { places[entries[$0]] ?? 0 })
    stems = HashTable(open.mapValues { places[entries[$0]] ?? 0 })
    phraseStarts = HashTable(starts)
    longestPhrase = phrases.joined().map(\.count).max() ?? 1
    phraseStems = Set(phrases.joined().map(\.words[0].stem)).subtracting([0]).sorted()
    var lists: [Range<Int>] = []
    self.phrases = phrases.flatMap { list in
      let start = lists.last?.upperBound ?? 0
      lists.append(start..<start + list.count)
      return list.sorted { $0.count > $1.count }
    }
    phraseLists = lists
  }

  private static func entries(_ list: String) -> [[String]] {
    list.split(separator: ",").map { entry in
      entry.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
    }.filter { !$0.isEmpty }
  }

  /// Of entries that are single words.
  private static func hashes(_ list: String) -> [WordHash] {
    entries(list).map { WordHash($0[0]) }
  }

  private static func pairs(_ list: String) -> [Ending] {
    entries(list).map { entry in
      let parts = entry[0].split(separator: ">", omittingEmptySubsequences: false)
      return Ending(String(parts[0]), plain: String(parts.last ?? ""))
    }
  }

  // MARK: - Looking up

  /// What a word can do that begins with `found`, stems told by their places and lengths in characters.
  @inline(__always)
  func look(_ word: WordHash, _ length: Int, _ found: [(length: Int, place: Int)]) -> Entry {
    // Most words begin with no stem.
    found.isEmpty && length > 0 ? look(word: word) : add(word, length, found)
  }

  private func add(_ word: WordHash, _ length: Int, _ found: [(length: Int, place: Int)]) -> Entry {
    var entry = Entry()
    for stem in found where stem.length <= length { entry.add(entries[stem.place]) }
    if length > 0, let place = words[word] { entry.add(entries[place]) }
    return entry
  }

  /// What a whole word can do, stems left aside.
  @inline(__always)
  func look(word: WordHash) -> Entry { words[word].map { entries[$0] } ?? Entry() }

  /// Whether one of `continents` begins with a letter.
  func mayBeOfContinent(_ letter: UInt32) -> Bool { continentLetters.contains(letter) }

  func isA(_ particle: Particle, _ token: Token) -> Bool {
    token.particles >> particle.rawValue & 1 == 1
  }

  /// Whether a word is what a mission named before is called from then on.
  func isMission(_ token: Token) -> Bool { missions.contains(WordHash(token)) }

  /// Whether a noun ends as those do that stand for several.
  func isPlural(_ token: Token, _ page: Page) -> Bool {
    let word = page.substring(token.range)
    return plurals.contains { word.hasSuffix($0) }
  }

  /// The numeral of a whole word, or of a part of one between hyphens.
  func numeral(_ hash: WordHash) -> Numeral { look(word: hash).numeral }

  /// The longest phrase that some words begin with: how many of them it takes, and what they do
  /// together.
  func phrase(
    _ words: Span<Token>, _ bytes: Span<UInt8>, _ readings: Span<Characters.Reading>
  ) -> (length: Int, marks: Marks)? {
    var best: (length: Int, marks: Marks) = (0, [])
    hear(WordHash(words[0]), words, bytes, readings, &best)
    for length in phraseStems {
      guard let start = WordHash(beginning: length, of: words[0], bytes, readings) else { break }
      hear(start, words, bytes, readings, &best)
    }
    return best.length > 0 ? best : nil
  }

  /// Looks among the phrases that begin with `start` for one that is as long as `best` or longer.
  private func hear(
    _ start: WordHash, _ words: Span<Token>, _ bytes: Span<UInt8>,
    _ readings: Span<Characters.Reading>, _ best: inout (length: Int, marks: Marks)
  ) {
    guard let list = phraseStarts[start] else { return }
    for place in phraseLists[list] where phrases[place].count <= words.count {
      let count = phrases[place].count
      if best.length > count { break }
      guard phrases[place].second.matches(words[1], bytes, readings) else { continue }
      var left = count
      while left > 0, phrases[place].words[left - 1].matches(words[left - 1], bytes, readings) {
        left -= 1
      }
      guard left == 0 else { continue }
      let known = best.length == count ? best.marks : []
      best = (count, known.union(phrases[place].marks))
    }
  }
}

/// Whole numbers by the hashes of words; made once, then only read.
struct HashTable: Sendable {
  private struct Slot {
    var key: UInt64 = 0
    /// Less than zero where the slot is free.
    var value: Int32 = -1
  }

  private var slots: [Slot]
  /// One bit for some bits of a hash that some word has: most words of a text are in no table, and
  /// need no look at the slots.
  private var filter: [UInt64]
  private let mask: Int
  /// Of the words of `filter`, of which there are fewer for small tables.
  private let filterMask: UInt32

  init(_ entries: [WordHash: Int]) {
    var size = 16
    while size < entries.count * 3 { size *= 2 }
    mask = size - 1
    slots = [Slot](repeating: Slot(), count: size)
    filter = [UInt64](repeating: 0, count: min(size / 4, 1 << 10))
    filterMask = UInt32(filter.count - 1)
    for (hash, value) in entries {
      let start = Self.place(hash)
      var place = start & mask
      while slots[place].value >= 0 { place = (place + 1) & mask }
      slots[place] = Slot(key: hash.value, value: Int32(value))
      filter[filterPlace(start)] |= 1 << UInt64(start & 63)
    }
  }

  /// A set of words.
  init(_ words: some Sequence<WordHash>) {
    self.init(Dictionary(words.map { ($0, 0) }, uniquingKeysWith: { $1 }))
  }

  @inline(__always)
  subscript(_ hash: WordHash) -> Int? {
    let start = Self.place(hash)
    guard filter[filterPlace(start)] >> UInt64(start & 63) & 1 != 0 else { return nil }
    return find(hash, from: start)
  }

  @inline(__always)
  private func filterPlace(_ start: Int) -> Int {
    Int(UInt32(truncatingIfNeeded: start >> 6) & filterMask)
  }

  func contains(_ hash: WordHash) -> Bool { self[hash] != nil }

  private func find(_ hash: WordHash, from start: Int) -> Int? {
    var place = start & mask
    while slots[place].value >= 0 {
      if slots[place].key == hash.value { return Int(slots[place].value) }
      place = (place + 1) & mask
    }
    return nil
  }

  private static func place(_ hash: WordHash) -> Int {
    Int(truncatingIfNeeded: hash.value ^ (hash.value >> 29))
  }
}
