import Records
import Registry

/// A sentence of the text with what it names, for reading what the whole text is about.
final class Passage {
  let sentence: Sentence
  let tokens: ArraySlice<Token>
  let names: [Name]
  let dates: [DateMention]
  let gist: Gist

  var marks: Marks { gist.marks }

  init(
    _ sentence: Sentence, _ tokens: ArraySlice<Token>, names: [Name], dates: [DateMention],
    _ gist: Gist
  ) {
    self.sentence = sentence
    self.tokens = tokens
    self.names = names
    self.dates = dates
    self.gist = gist
  }
}

/// What the words of a sentence are together, by which most rules see that it is none of theirs.
struct Gist {
  /// Everything that its words can do.
  private(set) var marks: Marks = []
  /// Marks that few sentences have.
  private(set) var signs: Signs = []
  /// One bit for each particle that one of its words is.
  private var particles: UInt32 = 0
  /// A number of it has as many digits as a year.
  private(set) var hasYear = false
  /// A word of it tells a kind of election.
  private(set) var hasBallot = false

  struct Signs: OptionSet {
    let rawValue: UInt8
    static let colon = Signs(rawValue: 1)
    static let semicolon = Signs(rawValue: 2)
    static let plus = Signs(rawValue: 4)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    fileprivate init(_ mark: Token) {
      switch mark.content {
      case 0x3A: self = .colon
      case 0x3B: self = .semicolon
      case 0x2B: self = .plus
      default: self = []
      }
    }
  }

  init(_ tokens: ArraySlice<Token>) {
    for index in tokens.indices {
      if tokens[index].kind == .mark { signs.formUnion(Signs(tokens[index])) }
      marks.formUnion(tokens[index].marks)
      particles |= tokens[index].particles
      hasYear = hasYear || tokens[index].isDigits && tokens[index].digitCount == 4
      hasBallot = hasBallot || tokens[index].ballot != nil
    }
  }

  func has(_ particle: Vocabulary.Particle) -> Bool { particles >> particle.rawValue & 1 == 1 }
}

/// Tells the election a text is about, when it was published and of which day its numbers are.
struct ElectionReader {
  let passages: [Passage]
  let vocabulary: Vocabulary
  private let registry: Registry
  private let page: Page
  /// Years of elections that are over.
  let overYears: Set<Int>

  init(_ passages: [Passage], _ vocabulary: Vocabulary, _ registry: Registry, _ page: Page) {
    self.passages = passages
    overYears = Self.overYears(passages, vocabulary)
    self.vocabulary = vocabulary
    self.registry = registry
    self.page = page
  }

  // MARK: - Published

  /// From a line that is a date, or begins with one, near the beginning.
  func published() -> Day? {
    for passage in passages.prefix(40) where passage.sentence.paragraph < 14 {
      for date in passage.dates where date.tokens.lowerBound < passage.tokens.startIndex + 30 {
        guard let year = date.year, let day = Day(year: year, month: date.month, day: date.day)
        else {
          continue
        }
        let before = date.tokens.lowerBound - passage.tokens.startIndex
        if before <= 2 || passage.sentence.isHeading && passage.tokens.count <= 24 { return day }
      }
    }
    return nil
  }

  /// The day that the text counts as of, where it is long before the day that its page tells: pages tell
  /// the day they are read on.
  func counted(before published: Day?) -> Day? {
    guard let published else { return nil }
    for passage in passages where !passage.marks.isDisjoint(with: [.observer, .accredited]) {
      for date in passage.dates {
        guard let year = date.year, let day = Day(year: year, month: date.month, day: date.day),
          published.ordinal - day.ordinal > 200
        else { continue }
        let before = passage.tokens[..<date.tokens.lowerBound].suffix(4)
        if before.contains(where: { $0.has(.soFar) }), !passage.marks.contains(.previous) {
          return day
        }
      }
    }
    return nil
  }

  /// Month and day of publication, from a line that begins with a day and does not tell its year.
  func dateline() -> (month: Int, day: Int)? {
    for passage in passages.prefix(20) where passage.sentence.paragraph < 8 {
      for date in passage.dates where date.year == nil {
        if date.tokens.lowerBound - passage.tokens.startIndex <= 2 { return (date.month, date.day) }
      }
    }
    return nil
  }

  /// Years at whose election something was, in sentences behind the beginning: "At the elections of 2019
  /// there were …"; those alone that no other sentence tells.
  private static func overYears(_ passages: [Passage], _ vocabulary: Vocabulary) -> Set<Int> {
    var over: Set<Int> = []
    var others: Set<Int> = []
    for (place, passage) in passages.enumerated() where passage.gist.hasYear {
      let tokens = passage.tokens
      let isPast =
        place > 0 && !passage.marks.isDisjoint(with: [.election, .observer])
        && tokens.contains { $0.isWord && vocabulary.past.contains(WordHash($0)) }
      for index in tokens.indices {
        guard let year = Dates.year(tokens[index]) else { continue }
        let before = tokens[max(tokens.startIndex, index - 5)..<index]
        if isPast,
          before.contains(where: { $0.has(.place) || $0.isWord && WordHash($0) == Words.purpose })
        {
          over.insert(year)
        } else {
          others.insert(year)
        }
      }
    }
    return over.subtracting(others)
  }

  /// Years that the text tells as those of earlier elections.
  func pastYears() -> Set<Int> {
    overYears.union(
      passages.filter { $0.gist.hasYear && $0.marks.contains(.previous) }
        .flatMap { $0.tokens.compactMap(Dates.year) })
  }

  // MARK: - Host

  /// The country whose election it is: its election commission speaks, or its name stands at the
  /// election.
  func host() -> String? {
    var scores: [(country: String, score: Int)] = []
    func add(_ country: String, _ score: Int) {
      guard score > 0 else { return }
      if let known = scores.firstIndex(where: { $0.country == country }) {
        scores[known].score += score
      } else {
        scores.append((country, score))
      }
    }
    let institutions = Institutions.words
    for passage in passages {
      let names = passage.names
      // A line of many countries is a row of links.
      let isRow =
        passage.sentence.isHeading && names.count > 3
        && names.indices.count { names[$0].type == .country } > 3
      // "(undesirable in X)", said of each name of a list, is said once.
      var weak: [String] = []
      for index in names.indices where names[index].type == .country && !isRow {
        let name = names[index]
        guard let id = name.id, name.role != .adjective || !isOfCountedObservers(name, passage)
        else { continue }
        let score = score(name, passage)
        if score <= 2 {
          if weak.contains(id) { continue }
          weak.append(id)
        }
        add(id, score)
      }
      for index in names.indices
      where names[index].tokens.count > 2 && passage.marks.contains(.place)
        && (names[index].type == .organization || names[index].via == .embassy)
      {
        if let country = destination(names[index], passage) { add(country, 3) }
      }
      if passage.marks.contains(.election) {
        for country in adjectives(passage) { add(country, 4) }
      }
      // "Los guatemaltecos fueron a las urnas"
      if vocabulary.traits.contains(.adjectivesBehind), !passage.marks.speakOfObservers {
        for country in peoples(passage) { add(country, 2) }
      }
      let words = passage.tokens
      let tokens = words.span
      for index in tokens.indices where tokens[index].isWord {
        if let place = institutions[WordHash(tokens[index])] {
          let (country, weight, isTown) = Institutions.hosts[place]
          // "en paz", "el domingo"
          if isTown, !tokens[index].isCapital { continue }
          if country != "UA" || vocabulary.code != "be" { add(country, weight) }
        }
      }
    }
    guard let best = scores.map(\.score).max(), best >= 2 || scores.count == 1 else { return nil }
    return scores.first { $0.score == best }?.country
  }

  /// "the Election Observation Mission to Zambia"
  private func destination(_ name: Name, _ passage: Passage) -> String? {
    let tokens = passage.tokens[name.tokens]
    guard let place = tokens.lastIndex(where: { $0.has(.place) && !$0.isCapital }),
      place > tokens.startIndex,
      let first = tokens[(place + 1)...].first(where: \.isWord), registry.mayBegin(with: first)
    else { return nil }
    let words = tokens[(place + 1)...].filter(\.isWord).map { page.substring($0.range) }
    let found = registry.longestName(in: words, at: 0)
    return found?.answer.type == .country ? found?.answer.id : nil
  }

  /// "élection togolaise", "казахстанские выборы": adjectives in lower case beside the election.
  private func adjectives(_ passage: Passage) -> [String] {
    guard !vocabulary.traits.contains(.capitalAdjectives) else { return [] }
    var found: [String] = []
    let tokens = passage.tokens
    for index in tokens.indices where tokens[index].has(.election) {
      let near = max(tokens.startIndex, index - 3)..<min(tokens.endIndex, index + 4)
      for place in near
      where tokens[place].isWord && !tokens[place].isCapital && tokens[place].marks == []
        && !(place + 1 < tokens.endIndex && tokens[place + 1].has([.observer, .person]))
        && registry.mayBegin(with: tokens[place])
      {
        let word = page.substring(tokens[place].range)
        guard word.utf8.count >= 6, let answer = registry.longestName(in: [word], at: 0)?.answer,
          answer.method == "demonym", answer.type == .country, let id = answer.id
        else { continue }
        found.append(id)
      }
    }
    return found
  }

  /// Peoples that the sentence speaks of, in lower case.
  private func peoples(_ passage: Passage) -> [String] {
    passage.tokens.compactMap { token in
      guard token.isWord, !token.isCapital, token.marks == [], registry.mayBegin(with: token),
        case let word = page.substring(token.range), word.utf8.count >= 6, word.hasSuffix("s"),
        let answer = registry.longestName(in: [word], at: 0)?.answer, answer.method == "demonym",
        answer.type == .country
      else { return nil }
      return answer.id
    }
  }

  /// "12 Chilean observers for the election": theirs by their adjective, and no election of Chile.
  private func isOfCountedObservers(_ name: Name, _ passage: Passage) -> Bool {
    let tokens = passage.tokens
    let isBehind = vocabulary.traits.contains(.adjectivesBehind)
    let noun = isBehind ? name.tokens.lowerBound - 1 : name.tokens.upperBound
    let number = (isBehind ? noun : name.tokens.lowerBound) - 1
    guard tokens.indices.contains(noun), tokens.indices.contains(number) else { return false }
    return tokens[noun].has(.observer) && tokens[number].isNumber
  }

  private func score(_ name: Name, _ passage: Passage) -> Int {
    let tokens = passage.tokens
    let (start, end) = (name.tokens.lowerBound, name.tokens.upperBound)
    let after = tokens[end..<min(end + 7, tokens.endIndex)].prefix {
      $0.kind != .mark || $0.isQuote
    }
    let before = tokens[max(tokens.startIndex, start - 10)..<start].reversed().prefix(
      while: \.isWord)
    let tie = before.first { !$0.has(.article) || $0.has(.place) }
    if name.via != nil {
      // "Electoral Commission of Zambia", one of them and no sender.
      let isMany = tokens[name.tokens].contains { $0.has(.electionBody) && $0.has(.body) }
      let isSender =
        before.prefix(3).contains {
          $0.has([.observer, .person, .from, .represent]) && !$0.has(.by) && !$0.has(.notABody)
            || $0.numeral.kind == .value
        } || isListed(name, passage)
      let body = tokens[start..<min(end + 2, tokens.endIndex)].firstIndex { $0.has(.electionBody) }
      let isNamed = body.map { !isCounted(behind: $0, tokens) } ?? false
      let isHeadline = isHeadline(behind: end, tokens)
      let isNumbered =
        end + 1 < tokens.endIndex && tokens[end].kind == .mark
        && tokens[end + 1].isNumber
      let hasNumber =
        isNumbered && !isHeadline || end < tokens.endIndex && tokens[end].isDigits
      // "the election of the parliament of Kyrgyzstan"
      if name.via == .parliament, before.prefix(4).contains(where: { $0.has(.election) }) {
        return 4
      }
      let acts = end < tokens.endIndex && tokens[end].has(.accredited)
      return !hasNumber && name.via == .electionBody && isNamed && !isMany
        && (!isSender || acts)
        && !name.isSender ? 5 : 0
    }
    if let tie, tie.has([.from, .represent]), !tie.has([.by, .place]) { return 0 }
    // "of the election commission of each of Ghana, Nepal and Kenya"
    if before.prefix(3).contains(where: { $0.has(.each) }), after.first?.kind != .word { return 0 }
    // "Наблюдать за выборами будут представители Чили"
    if let tie, vocabulary.traits.contains(.genitive), tie.has([.observer, .person]),
      before.dropFirst().first?.has(.election) != true
    {
      return 0
    }
    // "Togo: who observes the election", "Togo, presidential election"
    if start == tokens.startIndex, end < tokens.endIndex {
      if tokens[end].isMark(":") { return 3 }
      // "Таджикистан. В ЦКВР сообщили, …"
      if tokens.count == name.tokens.count + 1, tokens[end].isStop { return 2 }
      let isTitle = tokens[end].isMark(",") || tokens[end].isDash
      let isShort = passage.sentence.isHeading || passage.tokens.count <= 6
      if isTitle, isShort, passage.marks.contains(.election) { return 3 }
    }
    if name.isPlace { return passage.marks.isDisjoint(with: [.election, .observer]) ? 1 : 3 }
    var score = 0
    // "Kazakhstan's Central Election Commission", "Zimbabwe Electoral Commission".
    if let body = after.prefix(3).firstIndex(where: { $0.has(.electionBody) && !$0.has(.body) }),
      !isCounted(behind: body, tokens)
    {
      score += 5
    }
    if let word = after.firstIndex(where: { $0.has(.election) }),
      after[..<word].allSatisfy({
        !$0.has([.from, .of, .place, .watch]) && !Self.isName($0)
      })
    {
      score += 4
    }
    // "the Central Election Commission of Kazakhstan", "elections in Turkey", "выборы Президента РК".
    if let tie, tie.has([.of, .place]) || vocabulary.traits.contains(.genitive) {
      let near = before.drop { $0.has([.article, .of, .place]) }
      if near.prefix(8).contains(where: { $0.has(.electionBody) && !$0.has(.body) }) {
        score += isListedCommission(before: start, passage) ? 0 : 5
      } else if near.prefix(4).contains(where: { $0.has(.election) }) {
        score += 4
      } else if tie.has(.place) {
        score += 1
      }
      if tie.has(.place),
        !passage.marks.isDisjoint(with: [.election, .observer, .accredited, .watch])
      {
        score += 1
      }
    }
    // "Norway has registered 300 observers"
    if name.role == .subject, vocabulary.code == "en", before.allSatisfy({ $0.has(.article) }),
      passage.marks.contains(.observer),
      after.prefix(2).contains(where: { $0.has(.accredited) && !$0.has(.observer) })
    {
      score += 2
    }
    if after.contains(where: { $0.has(.parliament) }) { score += 1 }
    // "Sri Lankan legislation", "Kenyan voters"
    if score == 0, name.role == .adjective, let noun = after.first,
      noun.has(.notABody) && !noun.has(.person) || noun.has(.stranger)
    {
      score += 1
    }
    return score
  }

  /// "of the CIS mission and of the election commission of Turkmenistan"
  private func isListedCommission(before name: Int, _ passage: Passage) -> Bool {
    guard !passage.marks.isDisjoint(with: [.observer, .person, .accredited]),
      var body = passage.tokens[..<name].suffix(10).lastIndex(where: { $0.has(.electionBody) })
    else { return false }
    while body > passage.tokens.startIndex, passage.tokens[body].shape.contains(.inPhrase) {
      body -= 1
    }
    // "3 — ЦИК России, один — ЦИК Молдовы"
    if body > passage.tokens.startIndex + 1, passage.tokens[body - 1].isDash,
      passage.tokens[body - 2].isDigits || passage.tokens[body - 2].numeral.kind == .value
    {
      return true
    }
    var before = body - 1
    while before > passage.tokens.startIndex,
      passage.tokens[before].has([.and, .article]) || passage.tokens[before].isMark(",")
    {
      before -= 1
    }
    return before < body - 1
      && passage.names.contains { $0.role == .subject && $0.tokens.contains(before) }
  }

  /// Behind another name of a list: "of the CIS mission and the commission of Turkmenistan".
  private func isListed(_ name: Name, _ passage: Passage) -> Bool {
    guard !passage.marks.isDisjoint(with: [.observer, .person, .accredited]),
      let before = passage.names.last(where: { $0.tokens.upperBound <= name.tokens.lowerBound }),
      before.role == .subject
    else { return false }
    let between = passage.tokens[before.tokens.upperBound..<name.tokens.lowerBound]
    return !between.isEmpty
      && between.allSatisfy { $0.has([.and, .article]) || $0.isMark(",") || $0.isQuote }
  }

  /// "India's election commission 3", "Lesotho's electoral commission (2)": one of the senders.
  private func isCounted(behind body: Int, _ tokens: ArraySlice<Token>) -> Bool {
    var place = body + 1
    while place < tokens.endIndex, tokens[place].shape.contains(.inPhrase) { place += 1 }
    if place < tokens.endIndex, tokens[place].isMark("(") || tokens[place].isDash { place += 1 }
    return place < tokens.endIndex && tokens[place].isDigits
  }

  /// "Electoral Commission of Uganda: 2,030 observers accredited": who says it, before what it says.
  private func isHeadline(behind end: Int, _ tokens: ArraySlice<Token>) -> Bool {
    guard end < tokens.endIndex, tokens[end].isMark(":") else { return false }
    let counted = tokens[(end + 1)...].prefix(7).first { $0.isWord && $0.numeral == .none }
    return counted?.has([.observer, .body, .state, .foreign, .domestic]) ?? false
  }

  /// A word of another name.
  private static func isName(_ token: Token) -> Bool {
    token.isCapital && token.marks == [] && token.numeral == .none && token.ballot == nil
  }

  // MARK: - Kind

  func kind() -> ElectionKind? {
    // How many passages tell each kind beside the election, and how many anywhere.
    var counts = [Int](repeating: 0, count: Kinds.order.count)
    var loose = counts
    var isMixed = false
    for passage in passages
    where passage.gist.hasBallot
      && !passage.marks.isDisjoint(with: [.election, .observer, .accredited]) && !isOver(passage)
    {
      let tokens = passage.tokens
      var all: Kinds = []
      for index in tokens.indices where tokens[index].ballot != nil {
        // "the Interparliamentary Assembly" elects nobody.
        if isOfBody(index, passage) { continue }
        // "both local and international"
        if tokens[index].ballot == .local, tokens[index].has(.domestic),
          index + 1 >= tokens.endIndex || !tokens[index + 1].has(.election)
        {
          continue
        }
        if let kind = kind(tokens[index]) { all.insert(Kinds(kind)) }
      }
      guard !all.isEmpty else { continue }
      var here: Kinds = []
      for index in tokens.indices where tokens[index].has(.election) {
        if let kind = kind(tokens[index]) { here.insert(Kinds(kind)) }
        let near = max(tokens.startIndex, index - 5)..<min(tokens.endIndex, index + 6)
        for place in near where place != index && tokens[place].ballot != nil {
          if isOfBody(place, passage) { continue }
          guard isClose(place, index, tokens), let kind = kind(tokens[place]) else { continue }
          if kind != .referendum || tokens[place].has(.election) { here.insert(Kinds(kind)) }
        }
      }
      here.count(in: &counts)
      all.count(in: &loose)
      isMixed = isMixed || here.isMixed
    }
    let isTold = counts.contains { $0 > 0 }
    if isMixed || !isTold && Kinds(in: loose).isMixed { return .mixed }
    let told = isTold ? counts : loose
    guard let most = told.max(), most > 0 else { return nil }
    return told.firstIndex(of: most).map { Kinds.order[$0] }
  }

  private func isOfBody(_ token: Int, _ passage: Passage) -> Bool {
    passage.names.contains {
      $0.tokens.contains(token) && $0.type == .organization && $0.role == .subject
        && !passage.tokens[$0.tokens].contains { $0.has(.election) }
    }
  }

  private func isOver(_ passage: Passage) -> Bool {
    !overYears.isEmpty && passage.gist.hasYear
      && passage.tokens.contains { Dates.year($0).map(overYears.contains) ?? false }
  }

  /// Some of the kinds of elections.
  private struct Kinds: OptionSet {
    let rawValue: UInt8

    /// Of kinds told as often, the first counts.
    static let order: [ElectionKind] = [
      .byElection, .presidential, .parliamentary, .referendum, .local, .mixed,
    ]

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ kind: ElectionKind) { rawValue = 1 << UInt8(Self.order.firstIndex(of: kind) ?? 0) }

    init(in counts: [Int]) {
      rawValue = counts.indices.reduce(0) { counts[$1] > 0 ? $0 | 1 << UInt8($1) : $0 }
    }

    func count(in counts: inout [Int]) {
      for index in counts.indices where rawValue >> UInt8(index) & 1 == 1 { counts[index] += 1 }
    }

    /// Local councils elected with a parliament are not told apart.
    var isMixed: Bool {
      contains(Kinds(.presidential)) && contains(Kinds(.parliamentary))
        || contains(Kinds(.referendum)) && rawValue.nonzeroBitCount > 1
    }
  }

  /// Whether nothing but small words stands between two words, or the one is right at the other.
  private func isClose(_ one: Int, _ other: Int, _ tokens: ArraySlice<Token>) -> Bool {
    let between = min(one, other) + 1..<max(one, other)
    // "local" may speak of anything else in the sentence.
    if tokens[one].ballot == .local, between.count > 1 { return false }
    return tokens[between].allSatisfy { token in
      !token.has([.electionBody, .observer, .accredited, .previous])
        && !(token.kind == .mark && !token.isQuote && !token.isMark(","))
    }
  }

  private func kind(_ token: Token) -> ElectionKind? {
    // The title of a commission tells what it holds at other times: "for elections and referendums".
    let isTitle = token.shape.contains(.inPhrase) && token.ballot == .referendum
    return token.has(.electionBody) || isTitle ? nil : token.ballot
  }

  // MARK: - Day and year

  /// Polling day, where a date stands by the word.
  func day(published: Day?) -> Day? {
    var best: (distance: Int, day: Day)?
    for (mention, distance) in mentions(published: published) {
      guard let day = mention.day(near: published),
        published.map({ day.ordinal >= $0.ordinal - 3 }) ?? true
      else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (distance, day) }
    }
    return best?.day
  }

  /// Month and day of polling where no year can be told.
  func yearlessDay() -> (month: Int, day: Int)? {
    mentions(published: nil).filter { $0.mention.year == nil }.min { $0.distance < $1.distance }
      .map { ($0.mention.month, $0.mention.day) }
  }

  /// The days that stand by the election, and how far from it.
  private func mentions(published: Day?) -> [(mention: DateMention, distance: Int)] {
    var found: [(mention: DateMention, distance: Int)] = []
    for passage in passages where passage.marks.contains(.election) {
      let tokens = passage.tokens
      for date in passage.dates {
        if let day = date.day(near: published), day == published,
          passage.sentence.isHeading || date.tokens.lowerBound <= tokens.startIndex + 1
        {
          continue
        }
        if isOlder(date, tokens) { continue }
        // "Выборы в Милли Меджлис … состоятся 7 ноября": the sentence is about nothing else.
        let opens =
          passage.dates.count == 1 && tokens.prefix(2).contains { $0.has(.election) }
          && passage.marks.isDisjoint(with: [.accredited, .observer])
        let reach =
          max(
            tokens.startIndex, date.tokens.lowerBound - (opens ? 14 : 8))..<min(
            date.tokens.upperBound + 6, tokens.endIndex)
        for place in reach
        where tokens[place].has(.election) && !date.tokens.contains(place)
          && !tokens[place].shape.contains(.inPhrase)
        {
          let between =
            place < date.tokens.lowerBound
            ? place + 1..<date.tokens.lowerBound : date.tokens.upperBound..<place
          if tokens[between].contains(where: isBarrier) { continue }
          found.append((date, between.count))
        }
      }
    }
    return found
  }

  /// "Compared with the election of January 7, 2024": the day of another.
  private func isOlder(_ date: DateMention, _ tokens: ArraySlice<Token>) -> Bool {
    if let year = date.year, overYears.contains(year) { return true }
    let before = tokens[..<date.tokens.lowerBound].suffix(12)
    guard let place = before.lastIndex(where: { $0.has(.previous) }) else { return false }
    return !before[place...].contains { $0.isMark(";") || $0.has(.turn) || $0.has(.observer) }
  }

  /// What parts a day from an election that it is not the day of.
  private func isBarrier(_ token: Token) -> Bool {
    token.has([.accredited, .electionBody, .sitting, .soFar, .since])
      || token.isStop && token.isSpaced
      || token.isMark(";")
  }

  /// "2022 presidential election", "elections 2021".
  func year() -> Int? {
    for passage in passages
    where passage.gist.hasYear && passage.marks.contains(.election)
      && !passage.marks.contains(.previous)
    {
      let tokens = passage.tokens
      for index in tokens.indices {
        guard let year = Dates.year(tokens[index]), !overYears.contains(year) else { continue }
        let near = tokens[max(tokens.startIndex, index - 4)..<min(index + 5, tokens.endIndex)]
        let isOld = tokens[max(tokens.startIndex, index - 2)..<index].contains {
          $0.has([.since, .previous])
        }
        if !isOld, near.contains(where: { $0.has(.election) }) { return year }
      }
    }
    return nil
  }

  /// The latest year of any day that the text tells, those of old only where there are no others.
  func latestYear() -> Int? {
    let recent = passages.filter { $0.marks.isDisjoint(with: .previous) && !isOver($0) }
    return recent.flatMap { $0.dates.compactMap(\.year) }.max()
      ?? passages.flatMap { passage in
        passage.dates.filter { !isOlder($0, passage.tokens) }.compactMap(\.year)
      }.max()
  }

  /// Whether the text calls its elections general, and of no president and parliament.
  var isGeneral: Bool { tells(.mixed) && !(tells(.presidential) && tells(.parliamentary)) }

  /// Whether a referendum is held with the election: the ballots known of a day are those elected.
  var tellsReferendum: Bool { tells(.referendum) }

  /// Whether the text speaks of a kind of election at all.
  func tells(_ kind: ElectionKind) -> Bool {
    passages.contains { passage in
      passage.gist.hasBallot && passage.tokens.contains { self.kind($0) == kind }
    }
  }

  // MARK: - As of

  /// The day the numbers stand for: the latest told beside "as of", or beside the accreditation.
  func asOf(published: Day?, polling: Day?) -> Day? {
    var best: (rank: Int, day: Day)?
    for passage in passages where !passage.marks.isDisjoint(with: [.accredited, .observer]) {
      let tokens = passage.tokens
      for date in passage.dates {
        guard let day = date.day(near: published), day != polling else { continue }
        if let published, day > published || published.ordinal - day.ordinal > 45 { continue }
        let start = date.tokens.lowerBound
        let before = tokens[max(tokens.startIndex, start - 4)..<start]
        if before.contains(where: { $0.has(.since) }) { continue }
        if day == published, passage.sentence.isHeading || start == tokens.startIndex { continue }
        var rank = passage.marks.contains(.accredited) ? 1 : 0
        if before.contains(where: { $0.has(.soFar) }) || before.last?.has(.by) == true { rank = 3 }
        if best.map({ rank > $0.rank || rank == $0.rank && day > $0.day }) ?? true {
          best = (rank, day)
        }
      }
    }
    return (best?.rank ?? 0) >= 1 ? best?.day : nil
  }
}

/// Parliaments, commissions and capitals whose names tell their country without naming it.
enum Institutions {
  /// The countries, and how strongly their words tell them.
  static let hosts =
    bodies.map { (country: $0.country, weight: 3, isTown: false) }
    + capitals.map { (country: $0.country, weight: $0.country == "RU" ? 1 : 2, isTown: true) }

  /// Places in `hosts`.
  static let words: HashTable = {
    var table: [WordHash: Int] = [:]
    for (place, (_, words)) in (bodies + capitals).enumerated() {
      for word in words.split(separator: " ") { table[WordHash(word)] = place }
    }
    return HashTable(table)
  }()

  private static let bodies: [(country: String, words: String)] = [
    (
      "KZ",
      "рк казинформ kazinform majilis mazhilis maslikhat maslikhats мажилис мажилиса мажилису маслихат маслихаты маслихатов мажіліс мажілісі мажіліске маслихаттар"
    ),
    ("KG", "кр jogorku жогорку"),
    ("UA", "rada цвк рада раду раді ради"),
    ("RU", "duma госдума госдуму госдумы думу думы"),
    ("UZ", "oliy олий oliymajlis"),
    ("TJ", "маджлиси мажлиси majlisi"),
    ("AZ", "milli милли"),
    ("MN", "khural хурал"),
    ("TM", "меджлис mejlis"),
    ("ZW", "zec"), ("NG", "inec"), ("ID", "kpu"), ("KE", "iebc"), ("ZM", "ecz"), ("BD", "jatiya"),
    ("PE", "jne onpe"), ("MX", "ine"), ("EC", "cne"), ("PY", "tsje"),
    ("PH", "comelec"),
  ]

  private static let capitals: [(country: String, words: String)] = [
    ("KZ", "astana nur-sultan almaty астана астане нур-султан нур-султане алматы"),
    ("KG", "bishkek бишкек бишкеке"), ("UZ", "tashkent ташкент ташкенте toshkent"),
    ("TJ", "dushanbe душанбе"), ("TM", "ashgabat ашхабад ашхабаде ашгабат ашгабате"),
    ("BY", "minsk минск минске мінск мінску"),
    ("UA", "kyiv kiev киев киеве київ києві"),
    ("MD", "chisinau chişinău chișinău кишинев кишиневе кишинёв кишинёве"),
    ("GE", "tbilisi тбилиси"),
    ("AM", "yerevan ереван ереване"), ("AZ", "baku баку bakou"),
    ("MN", "ulaanbaatar улан-батор улан-баторе"), ("TR", "ankara анкара анкаре"), ("LK", "colombo"),
    ("NP", "kathmandu"), ("ID", "jakarta"),
    ("ZW", "harare"), ("ZM", "lusaka"), ("TG", "lomé"), ("CI", "abidjan"), ("NG", "abuja"),
    ("KE", "nairobi"), ("GH", "accra"), ("RU", "москва москве moscow"), ("SN", "dakar"),
    ("ML", "bamako"),
    ("CD", "kinshasa"), ("MG", "antananarivo"), ("BJ", "cotonou"), ("BF", "ouagadougou"),
    ("GN", "conakry"),
    ("CM", "yaoundé"), ("GA", "libreville"), ("TD", "n'djamena ndjamena"), ("NE", "niamey"),
    ("BI", "bujumbura"),
    ("PE", "lima"), ("BO", "paz"), ("CO", "bogotá"), ("EC", "quito"), ("PY", "asunción"),
    ("HN", "tegucigalpa"),
    ("SV", "salvador"), ("VE", "caracas"), ("CL", "santiago"), ("UY", "montevideo"),
    ("AR", "aires"),
    ("DO", "domingo"), ("NI", "managua"), ("PH", "manila"), ("PK", "islamabad"), ("BD", "dhaka"),
    ("AL", "tirana тирана тиране"), ("RS", "belgrade белград белграде"), ("BA", "sarajevo сараево"),
    ("ME", "podgorica подгорица подгорице"), ("MK", "skopje скопье"), ("XK", "pristina prishtina"),
    ("BG", "sofia софия софии"), ("RO", "bucharest бухарест бухаресте"), ("HU", "budapest"),
    ("MW", "lilongwe blantyre"), ("MZ", "maputo"), ("AO", "luanda"), ("NA", "windhoek"),
    ("BW", "gaborone"), ("LS", "maseru"), ("SZ", "mbabane"), ("TZ", "dodoma"), ("UG", "kampala"),
    ("RW", "kigali"), ("SL", "freetown"), ("LR", "monrovia"), ("GM", "banjul"), ("GW", "bissau"),
    ("MR", "nouakchott"), ("TN", "tunis"), ("DZ", "algiers alger"), ("JO", "amman амман"),
    ("IQ", "baghdad багдад"), ("LB", "beirut beyrouth бейрут"), ("SD", "khartoum"), ("SS", "juba"),
    ("SO", "mogadishu"), ("CF", "bangui"), ("CG", "brazzaville"), ("GQ", "malabo"),
    ("KM", "moroni"),
    ("KH", "phnom"), ("TL", "dili"), ("BT", "thimphu"), ("AF", "kabul кабул кабуле"),
    ("FJ", "suva"), ("SB", "honiara"), ("WS", "apia"), ("GY", "georgetown"), ("SR", "paramaribo"),
    ("JM", "kingston"), ("BR", "brasília"), ("CU", "havana"),
  ]
}
