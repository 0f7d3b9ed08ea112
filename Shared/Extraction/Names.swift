import Records
import Registry

/// A country or a body that a sentence names.
struct Name {
  enum Role {
    case subject
    /// An adjective of nationality: a subject only where something beside it says so.
    case adjective
    /// Capitals that may be a body's, where a list puts it among bodies.
    case candidate
    /// Takes up its words and is nobody's observers: a ministry, a commission, a place.
    case ignored
  }

  var tokens: Range<Int>
  let type: SubjectType
  var id: String?
  var status: NameStatus
  /// Through whom its observers come.
  var via: Via?
  var role: Role
  /// Its ending says that people come from it.
  var isSender = false
  /// Its ending says that something happens there.
  var isPlace = false
  /// Nobody knows it, but it belongs to a body that is known.
  var isOfKnown = false
  /// An adjective that stands for people, and needs no noun: "Russians".
  var isPeople = false
}

/// Finds names in a sentence: those of the registry, the longest first, and bodies that nobody knows
/// by the word that makes them one.
///
/// One reader reads all sentences of a text, so that what it keeps is made once.
struct NameReader: ~Copyable {
  private let pin = Pin()
  private let all: [Token]
  private let page: Page
  private let vocabulary: Vocabulary
  private let registry: Registry
  /// Those of the sentence at hand.
  private var tokens: ArraySlice<Token> = []
  /// What the countries that follow come through: "embassies of A, B and C".
  /// Of acronyms that the text has explained: the body.
  private var acronyms: [UInt64: String] = [:]
  private var carried: Via?
  /// The longest known names, by the tokens they begin at, as far as they have been looked for.
  private var found: [Found]
  private var known: [Name] = []
  /// The words around those last looked at.
  private var row: Row

  /// Whether a known name begins at a token.
  private enum Found {
    case unread, nothing
    /// At this place in `known`.
    case name(Int32)
  }

  /// Words with nothing between them that ends a name, behind those of the rows read before.
  private struct Row: ~Copyable {
    var names: NameRow
    /// Where each word stands in the page, and the tokens it takes.
    private(set) var places: [(bytes: Range<Int>, tokens: Range<Int>)] = []
    /// The place of the first word.
    private(set) var start = 0

    var end: Int { places.count }
    var isEmpty: Bool { start == end }

    init(_ names: consuming NameRow) {
      self.names = names
      places.reserveCapacity(64)
    }

    mutating func begin() { start = end }

    /// Forgets the rows of earlier sentences once they are many.
    mutating func makeRoom() {
      guard end > 256 else { return }
      names.removeAll()
      places.removeAll(keepingCapacity: true)
      start = 0
    }

    mutating func append(_ bytes: Range<Int>, _ tokens: Range<Int>, plain: PlainWord?) {
      names.append(bytes, plain: plain)
      places.append((bytes, tokens))
    }

    /// Which of the words begins at a token.
    @inline(__always)
    func place(of token: Int) -> Int? {
      let place = places[start...].sortedIndex { $0.tokens.lowerBound >= token }
      return place < end && places[place].tokens.lowerBound == token ? place : nil
    }
  }

  /// Words that a name may span.
  private static let window = 16

  init(_ tokens: Tokens, _ page: Page, _ vocabulary: Vocabulary, _ registry: Registry) {
    all = tokens.all
    found = [Found](repeating: .unread, count: all.count)
    self.page = page
    self.vocabulary = vocabulary
    self.registry = registry
    known.reserveCapacity(all.count / 8)
    row = Row(NameRow(registry, page.bytes))
  }

  /// The names in the order of the text; none overlaps another.
  mutating func read(_ sentence: Range<Int>, _ gist: Gist) -> [Name] {
    tokens = all[sentence]
    carried = nil
    row.makeRoom()
    var names: [Name] = []
    var index = tokens.startIndex
    while index < tokens.endIndex {
      let token = tokens[index]
      if token.kind == .mark, token.isMark(";") || token.isStop && token.content != 0x2E {
        carried = nil
      }
      guard mayBegin(token, index),
        let name = token.isWord ? name(at: index) : quotedName(at: index)
      else {
        index += 1
        continue
      }
      if names.isEmpty { names.reserveCapacity(4) }
      index = max(name.tokens.upperBound, index + 1)
      if let last = names.indices.last,
        names[last].tokens.upperBound == name.tokens.lowerBound, isRightBehind(name, names[last])
      {
        names[last].tokens = names[last].tokens.lowerBound..<name.tokens.upperBound
      } else {
        names.append(name)
      }
    }
    let hasShared = gist.has(.shared)
    if names.isEmpty, !hasShared { return names }
    giveOwners(&names)
    joinPairs(&names)
    for index in names.indices where names[index].tokens.count > 3 { learnAcronym(names[index]) }
    ignoreOffices(of: &names)
    giveOffices(&names)
    if hasShared {
      giveSharedHeads(&names)
      giveSharedStates(&names)
    }
    giveCountries(&names)
    return names
  }

  /// "Міжпарламентської Асамблеї держав СНД": a body's own name right behind one that nobody knows.
  private func isRightBehind(_ name: Name, _ body: Name) -> Bool {
    vocabulary.traits.contains(.genitive) && body.type == .organization
      && name.type == .organization && body.id == nil
      && name.id != nil && body.role == .subject && name.role == .subject
      // "Парламентские ассамблеи ОБСЕ, СНГ и ОДКБ"
      && !tokens[body.tokens].contains { vocabulary.isA(.shared, $0) }
  }

  /// Whether a name may begin with a token: a quotation mark, a capital, or a word that makes one.
  ///
  /// It changes nothing: it is `mutating` so that the reader, which is large, is not copied for every
  /// token to ask the rare questions.
  private mutating func mayBegin(_ token: Token, _ index: Int) -> Bool {
    guard token.isWord else { return token.isQuote }
    return token.isCapital
      || token.has([.head, .embassy, .electionBody, .parliament])
      || isBranch(index + 1)
      || token.marks == [] && !vocabulary.traits.contains(.capitalAdjectives)
        && (isOfCountedPeople(index) || hasAcronymBehind(index))
  }

  private func isBranch(_ index: Int) -> Bool {
    index < tokens.endIndex && vocabulary.isA(.branch, tokens[index])
  }

  private func token(_ index: Int) -> Token? {
    tokens.indices.contains(index) ? tokens[index] : nil
  }

  /// "EU embassies": those of many countries.
  private func ignoreOffices(of names: inout [Name]) {
    for index in names.indices where names[index].type == .organization {
      guard let next = token(names[index].tokens.upperBound), next.has(.embassy) else { continue }
      names[index].role = .ignored
      names[index].tokens = names[index].tokens.lowerBound..<names[index].tokens.upperBound + 1
    }
  }

  /// "the SADC Observation Mission (SEOM)": what a text calls a body from then on.
  private mutating func learnAcronym(_ name: Name) {
    guard let id = name.id, name.type == .organization else { return }
    let end = name.tokens.upperBound
    guard tokens[end - 1].isMark(")"), tokens[end - 3].isMark("("),
      tokens[end - 2].shape.contains(.acronym)
    else { return }
    acronyms[tokens[end - 2].content] = id
  }

  // MARK: - One name

  private mutating func name(at index: Int) -> Name? {
    let token = tokens[index]
    if isBranch(index + 1), let owner = ownerOfOffice(at: index) { return owner }
    if !token.isCapital, token.marks == [], let name = nationality(at: index) { return name }
    guard
      token.isCapital || token.has([.head, .embassy, .electionBody, .parliament])
        || isBeforeAcronym(index),
      token.numeral.kind != .month || token.isCapital, !token.shape.contains(.elided)
    else { return nil }
    // "US$10"
    if token.shape.contains(.acronym), let sign = self.token(index + 1), sign.isMark("$"),
      !sign.isSpaced
    {
      return nil
    }
    if token.has([.article, .pronoun]), !token.has(.head), !token.shape.contains(.acronym) {
      return nil
    }
    // "60 MPs", "7 Members of the European Parliament"
    if token.isCapital, token.has([.person, .observer]),
      !token.has([.head, .notABody]), isCounted(index)
    {
      return nil
    }
    // "from 8 Embassies"
    if token.isCapital, token.has(.body), token.has(Marks.offices), isCounted(index) { return nil }
    // "трех Миссий международных организаций"
    if token.has(.body), isCounted(index), let next = self.token(index + 1),
      next.has([.foreign, .domestic]), !next.isCapital
    {
      return nil
    }
    if var known = longest(at: index), known.status != .ambiguous || !isCommission(known) {
      // "participating States", "the States": of anybody.
      if token.has(.state), known.tokens.count == 1 { return nil }
      // "países de América y Europa": the continent.
      if known.tokens.count == 1, vocabulary.isA(.region, token) {
        known.role = .ignored
        return known
      }
      if let body = longerBody(known) { return body }
      if known.type == .country, known.via == nil {
        known.via = known.role == .subject && !isOwnerOfOffice(known) ? carried : nil
      }
      if known.via != nil, isCarried(known) { carried = known.via }
      if known.isSender, let office = officeOf(sender: known) { return office }
      if known.type == .organization, known.role == .subject { carried = nil }
      return extended(known)
    }
    guard !token.has(.stop) || token.has(.head), token.numeral == .none,
      !token.shape.contains(.hyphened) || !isHyphenedNumber(token),
      !token.has(.stranger) || token.has(.head) || isOfStrangers(index)
    else {
      return nil
    }
    if token.isCapital, token.marks == [], let next = self.token(index + 1), next.isCapital,
      next.has(.electionBody)
    {
      return office(at: index + 1, from: index)
    }
    if token.has([.embassy, .electionBody, .parliament]) { return office(at: index, from: index) }
    if let body = bodyBehindAcronym(index) ?? bodyBehindHead(index) { return body }
    var unknown = unknownBody(at: index)
    if var name = unknown, name.tokens.count == 1, let body = acronyms[token.content] {
      (name.id, name.status, name.role) = (body, .resolved, .subject)
      unknown = name
    }
    if unknown?.role == .subject { carried = nil }
    return unknown
  }

  /// "исполкома СНГ", "межпарламентской ассамблеи СНГ": a known body of another, in lower case.
  private mutating func isBeforeAcronym(_ index: Int) -> Bool {
    guard vocabulary.traits.contains(.genitive), tokens[index].marks == [],
      hasAcronymBehind(index), let known = longest(at: index)
    else { return false }
    return known.tokens.count > 1 && known.type == .organization && known.id != nil
  }

  private func hasAcronymBehind(_ index: Int) -> Bool {
    for place in index + 1..<min(index + 3, tokens.endIndex) {
      guard tokens[place].isWord else { return false }
      if tokens[place].shape.contains(.acronym) { return true }
    }
    return false
  }

  /// "Citizens Forum": a body that is called after whom it is made up of.
  private func isOfStrangers(_ index: Int) -> Bool {
    guard vocabulary.traits.contains(.compounds), tokens[index].isCapital,
      let next = token(index + 1),
      next.isWord, next.isCapital, next.has(.head)
    else { return false }
    return !next.has(Marks.offices.union([.notABody, .stranger]))
  }

  /// "OCSE Office for Democratic Institutions and Human Rights": an owner's acronym mistyped.
  private mutating func bodyBehindAcronym(_ index: Int) -> Name? {
    guard tokens[index].shape.contains(.acronym), tokens[index].marks == [],
      let next = token(index + 1), next.isCapital, let known = longest(at: index + 1),
      known.tokens.count > 3, known.id != nil, known.type == .organization
    else { return nil }
    var name = known
    name.tokens = index..<known.tokens.upperBound
    return name
  }

  /// "Fundación IFES": what a known body is, and its acronym.
  private mutating func bodyBehindHead(_ index: Int) -> Name? {
    guard vocabulary.traits.contains(.adjectivesBehind), tokens[index].isCapital,
      tokens[index].has(.head), !tokens[index].has(.notABody), let next = token(index + 1),
      next.shape.contains(.acronym), var known = longest(at: index + 1),
      known.type == .organization, known.id != nil
    else { return nil }
    known.tokens = index..<known.tokens.upperBound
    return known
  }

  /// "the Moldovan Office of the International Republican Institute": its own observers.
  private mutating func ownerOfOffice(at index: Int) -> Name? {
    guard vocabulary.traits.contains(.compounds), let link = token(index + 2), link.has(.of),
      let country = longest(at: index), country.type == .country, country.tokens.count == 1
    else { return nil }
    var place = index + 3
    while let article = token(place), article.has(.article) { place += 1 }
    guard let owner = longest(at: place), owner.type == .organization, owner.id != nil else {
      return nil
    }
    var name = owner
    name.tokens = index..<owner.tokens.upperBound
    return name
  }

  /// "17 российских наблюдателей", "12 observateurs français": in lower case, of counted people or
  /// of an office.
  private func nationality(at index: Int) -> Name? {
    let token = tokens[index]
    guard !vocabulary.traits.contains(.capitalAdjectives), token.numeral == .none,
      isOfCountedPeople(index),
      let found = registry.longestName(in: [page.capitalized(token.range)], at: 0)?.answer,
      found.method == "demonym", found.type == .country, found.id != nil
    else { return nil }
    return name(found, index..<index + 1)
  }

  /// Whether an adjective at `index` is of people whose number stands before them, or of an office.
  private func isOfCountedPeople(_ index: Int) -> Bool {
    if vocabulary.traits.contains(.adjectivesBehind) {
      return token(index - 1)?.has([.observer, .person]) == true
        && (isCounted(index - 1) || isCounted(index - 2))
    }
    var noun = index + 1
    if let word = token(noun), word.has([.foreign, .domestic, .longTerm, .shortTerm]) { noun += 1 }
    guard let next = token(noun) else { return isCounted(index) }
    if next.has(.embassy), !next.isCapital { return true }
    if isCounted(index) {
      return next.has([.observer, .person, .and]) || next.kind == .mark
    }
    // "40 украинских и польских наблюдателей" are of no one country.
    return next.has([.observer, .person]) && isCounted(index - 1)
      && token(index - 1)?.has([.foreign, .more, .accredited]) == true
  }

  /// "EC", of which nothing tells that it is not the commission.
  private func isCommission(_ known: Name) -> Bool {
    known.tokens.count == 1 && tokens[known.tokens.lowerBound].has(.electionBody)
  }

  /// "Norway's parliament"
  private func isOwnerOfOffice(_ known: Name) -> Bool {
    tokens[known.tokens.upperBound - 1].isPossessive
      && token(known.tokens.upperBound)?.has(Marks.offices) ?? false
  }

  /// The registry's longest name from `index` on, acronyms in brackets passed over.
  private mutating func longest(at index: Int) -> Name? {
    guard tokens.indices.contains(index) else { return nil }
    switch found[index] {
    case .name(let place): return known[Int(place)]
    case .nothing: return nil
    case .unread: break
    }
    guard let name = look(at: index) else {
      found[index] = .nothing
      return nil
    }
    found[index] = .name(Int32(known.count))
    known.append(name)
    return name
  }

  private mutating func look(at index: Int) -> Name? {
    if vocabulary.endings.isEmpty, !registry.mayBegin(with: tokens[index]) {
      return people(at: index)
    }
    guard let first = row.place(of: index) ?? readRow(from: index) else { return nil }
    guard let (length, answer) = row.names.longestName(at: first) else {
      return (vocabulary.endings.isEmpty ? nil : withoutEnding(first)) ?? people(at: index)
    }
    let last = min(first + length, row.end) - 1
    return name(answer, index..<absorbed(row.places[last].tokens.upperBound))
  }

  /// Reads the row of words from a token on; the place of the first; `nil` where there is none.
  private mutating func readRow(from index: Int) -> Int? {
    row.begin()
    var place = index
    while let token = token(place) {
      if token.isWord {
        let start = place
        var range = token.range
        if token.shape.contains(.elided), let next = self.token(place + 1), next.isWord {
          range = range.lowerBound..<next.range.upperBound
          place += 1
        }
        place += 1
        let isOfPeople = token.isPossessive && isRepublic(place)
        if isOfPeople { range = range.lowerBound..<page.wordEnd(behind: range.upperBound) }
        row.append(range, start..<place, plain: isOfPeople ? nil : token.plainWord)
        if token.isPossessive, !isOfPeople { break }
      } else if row.isEmpty {
        return nil
      } else if token.isMark("/") || token.isDash && isStates(place)
        || token.isMark(".") && isSaint(place)
      {
        place += 1
      } else if token.isMark("("), let close = bracketed(place) {
        place = close
      } else {
        break
      }
    }
    return row.isEmpty ? nil : row.start
  }

  /// "the People's Republic of China", "the Lao People's Democratic Republic": behind the owner.
  private func isRepublic(_ index: Int) -> Bool {
    guard let next = token(index), next.isWord, next.isCapital else { return false }
    return Self.republics.contains(WordHash(next))
  }

  private static let republics: Set<WordHash> = [WordHash("republic"), WordHash("democratic")]

  /// "St. Lucia": a full stop within a name.
  private func isSaint(_ stop: Int) -> Bool {
    guard let mark = token(stop), !mark.isSpaced, let before = token(stop - 1),
      before.isCapital, before.has(.abbreviation), before.end - before.start == 2,
      let next = token(stop + 1)
    else { return false }
    return next.isWord && next.isCapital
  }

  /// "государств - участников": a dash within a name.
  private func isStates(_ dash: Int) -> Bool {
    guard let before = token(dash - 1), before.has(.state),
      let next = token(dash + 1)
    else { return false }
    return next.isWord && next.has(.person)
  }

  private func name(_ answer: Answer, _ range: Range<Int>) -> Name? {
    guard answer.method != "excluded" else {
      return Name(tokens: range, type: .organization, status: .unknown, role: .ignored)
    }
    guard let type = answer.type ?? answer.candidates.first?.type else { return nil }
    // Of a country and a body that share an acronym, the body observes.
    var id = answer.id
    var status = answer.status
    var kind = type
    if id == nil {
      let bodies = answer.candidates.filter { $0.type == .organization }
      if bodies.count == 1, bodies.count < answer.candidates.count, let body = bodies.first {
        (kind, id, status) = (.organization, body.id, .resolved)
      }
    }
    let isAdjective = answer.method == "demonym"
    return Name(
      tokens: range, type: kind, id: id, status: status,
      via: answer.via.flatMap { Via(rawValue: $0) },
      role: isAdjective ? .adjective : .subject,
      isSender: isSender(range.upperBound - 1), isPlace: isPlace(range.upperBound - 1),
      isPeople: isAdjective && vocabulary.traits.contains(.compounds)
        && vocabulary.isPlural(tokens[range.upperBound - 1], page))
  }

  /// Whether the ending of a name's last word says that people come from it.
  private func isSender(_ last: Int) -> Bool { hasEnding(last, of: vocabulary.endings) }

  /// The same for what happens there.
  private func isPlace(_ last: Int) -> Bool { hasEnding(last, of: vocabulary.placeEndings) }

  /// A single word or two without the ending that means "from": "Rossiyadan", "Францыі".
  private func withoutEnding(_ first: Int) -> Name? {
    for last in first..<min(first + 4, row.end) {
      for place in page.endings(of: row.places[last].bytes, among: vocabulary.allEndings) {
        let ending = vocabulary.allEndings[place]
        let words = row.places[first...last].map { page.substring($0.bytes) }
        let stem = words[last - first].dropLast(ending.length) + ending.plain
        if let found = registry.longestName(in: words.dropLast() + [stem], at: 0),
          found.length == last - first + 1,
          var name = name(
            found.answer,
            row.places[first].tokens.upperBound - 1..<absorbed(row.places[last].tokens.upperBound))
        {
          name.isSender = isSender(name.tokens.upperBound - 1)
          return name
        }
      }
    }
    return nil
  }

  /// "14 Peruvians": people by the adjective of their country.
  private func people(at index: Int) -> Name? {
    let token = tokens[index]
    guard vocabulary.traits.contains(.compounds), token.isCapital, token.marks == [],
      isCounted(index), vocabulary.isPlural(token, page),
      let found = registry.longestName(in: [page.substring(token.range).dropLast()], at: 0)?.answer,
      found.method == "demonym", found.type == .country
    else { return nil }
    return name(found, index..<index + 1)
  }

  private func hasEnding(_ index: Int, of endings: [Vocabulary.Ending]) -> Bool {
    vocabulary.traits.contains(.senderFirst)
      && !page.endings(of: tokens[index].range, among: endings).isEmpty
  }

  /// The end of "(OSCE PA)" when brackets with a short name open at `index`.
  private func bracketed(_ index: Int) -> Int? {
    guard let open = token(index), open.isMark("(") else { return nil }
    var place = index + 1
    while let token = token(place), place <= index + 7 {
      if token.isMark(")") { return place > index + 1 ? place + 1 : nil }
      guard
        token.isWord && (token.isCapital || token.has([.connector, .article])) || token.isMark("/")
          || token.isDash || token.isQuote,
        !token.has([.including, .observer, .listing])
      else { return nil }
      place += 1
    }
    return nil
  }

  private func absorbed(_ end: Int) -> Int { bracketed(end) ?? alias(end) ?? end }

  /// The end of ", or OSCE,": what a name is called for short.
  private func alias(_ index: Int) -> Int? {
    guard let comma = token(index), comma.isMark(","), let link = token(index + 1),
      vocabulary.isA(.alternative, link), let acronym = token(index + 2),
      acronym.shape.contains(.acronym), let end = token(index + 3), end.isMark(",")
    else { return nil }
    return index + 4
  }

  // MARK: - Names that go on

  /// A known body whose name goes on: "… Observer Mission", "… of the OSCE".
  private mutating func extended(_ known: Name) -> Name {
    guard known.type == .organization else { return known }
    var result = known
    if let next = token(known.tokens.upperBound), next.isWord, next.has(.person),
      let state = token(known.tokens.upperBound + 1), state.has(.state),
      !isCounted(known.tokens.lowerBound)
    {
      // "the CIS member states"
      result.tokens = known.tokens.lowerBound..<known.tokens.upperBound + 2
      return result
    }
    guard known.role == .subject else { return known }
    if vocabulary.traits.contains(.senderFirst), let next = token(known.tokens.upperBound),
      next.isWord,
      !next.isCapital, next.has(.head)
    {
      // "MDH missiyasidan"
      result.tokens = known.tokens.lowerBound..<known.tokens.upperBound + 1
      result.isSender = isSender(known.tokens.upperBound)
      return result
    }
    let end = known.tokens.upperBound
    guard !tokens[end - 1].isPossessive else { return known }
    // "… (CIS) Executive Committee" that the registry does not know as a whole is another body.
    if let next = token(end), next.isWord, next.isCapital {
      if let body = bodyBehindAcronym(end - 1), known.tokens.count == 1 { return body }
      let last = run(at: end)
      if tokens[end..<last].contains(where: { $0.has(.head) }) {
        result.tokens = known.tokens.lowerBound..<absorbed(last)
        if !tokens[end..<last].contains(where: Self.isRole) {
          result.id = nil
          result.status = .unknown
          result.isOfKnown = true
        }
        return result
      }
    }
    // "ODIHR of the OSCE": the owner behind the body.
    var place = end
    if let link = token(place), link.has(.of), !link.isCapital { place += 1 }
    guard place > end else { return result }
    while let link = token(place), link.has(.article) || link.shape.contains(.elided) { place += 1 }
    if let start = token(place), start.isCapital, let owner = longest(at: place),
      owner.type == .organization, owner.role == .subject, isOwner(owner, of: known)
    {
      result.tokens = known.tokens.lowerBound..<owner.tokens.upperBound
    }
    return result
  }

  /// A body that nobody knows whose name begins with a country's: "Chile Voters Network".
  private mutating func longerBody(_ known: Name) -> Name? {
    if let body = bodyOfPeople(known) { return body }
    guard known.type == .country || known.role == .ignored, known.via == nil,
      let next = token(known.tokens.upperBound),
      next.isWord,
      next.isCapital, !tokens[known.tokens.upperBound - 1].isPossessive,
      !tokens[known.tokens.upperBound...].prefix(3).contains(where: { $0.has(Marks.offices) }),
      !vocabulary.governments.contains(WordHash(next))
    else { return nil }
    let end = run(at: known.tokens.lowerBound)
    guard
      tokens[known.tokens.upperBound..<max(end, known.tokens.upperBound)].contains(where: {
        $0.has(.head)
      })
    else { return nil }
    return unknownBody(at: known.tokens.lowerBound)
  }

  /// "Украинский конгрессовый комитет Америки": of people, and not of their country.
  private mutating func bodyOfPeople(_ known: Name) -> Name? {
    guard vocabulary.traits.contains(.genitive), known.type == .country, known.role == .adjective,
      known.tokens.count == 1
    else { return nil }
    let words = tokens[known.tokens.upperBound...].prefix(3).prefix { $0.isWord }
    guard let head = words.lastIndex(where: { $0.has(.head) }), head > words.startIndex,
      words[..<head].allSatisfy({ !$0.isCapital && ($0.marks == [] || $0.has(.head)) }),
      !tokens[head].has(Marks.offices.union([.notABody, .observer]))
    else { return nil }
    return unknownBody(at: known.tokens.lowerBound)
  }

  /// A mission is the body's own, whatever it is called.
  private static func isRole(_ token: Token) -> Bool { token.has([.observer, .watch, .body]) }

  private func isOwner(_ owner: Name, of body: Name) -> Bool {
    guard let id = body.id, let ownerID = owner.id else { return false }
    return id == ownerID || id.hasPrefix(ownerID) || ownerID.hasPrefix(id)
  }

  // MARK: - Offices

  /// An embassy, a commission or a parliament whose country the registry did not tell. Its country may
  /// follow in a list: "commissions: Moldova (2), Ukraine (3)".
  private mutating func office(at index: Int, from start: Int) -> Name? {
    var end = index + 1
    while let token = token(end), token.isWord, end < index + 6,
      token.shape.contains(.inPhrase) || token.isCapital && token.has([.head, .electionBody])
    { end += 1 }
    let marks = tokens[index].marks
    let via =
      marks.contains(.embassy)
      ? Via.embassy : marks.contains(.electionBody) ? .electionBody : .parliament
    var owner = end
    if let link = token(owner), link.has(.of), !link.isCapital { owner += 1 }
    while let link = token(owner), link.has(.article) { owner += 1 }
    if owner > end || vocabulary.traits.contains(.genitive), let next = token(owner),
      next.isCapital,
      var country = longest(at: owner), country.type == .country, country.via == nil
    {
      country.tokens = start..<country.tokens.upperBound
      country.via = via
      carried = via
      return country
    }
    carried = marks.contains(.body) ? via : nil
    guard tokens[index].isCapital || marks.contains(.electionBody) && !marks.contains(.body) else {
      return nil
    }
    return Name(
      tokens: start..<absorbed(end), type: .organization, status: .unknown, role: .ignored)
  }

  /// Whether the countries behind an office have offices of the same kind: there are several, or a list
  /// goes on. A commission that does something is alone.
  private func isCarried(_ known: Name) -> Bool {
    guard known.via == .electionBody, let next = token(known.tokens.upperBound) else {
      return true
    }
    return tokens[known.tokens].contains { $0.has(.body) } || next.isMark(",") || next.isMark("(")
      || next.has(.and) || next.isDash
  }

  /// "Орталық сайлау комиссиясы Ресейден 15 …": the commission acts, and its country does not follow.
  private func officeOf(sender known: Name) -> Name? {
    guard vocabulary.traits.contains(.senderFirst), known.via != nil,
      known.tokens.count > 1,
      tokens[known.tokens.lowerBound].has(Marks.offices)
    else { return nil }
    return Name(
      tokens: known.tokens.lowerBound..<known.tokens.upperBound - 1, type: .organization,
      status: .unknown,
      role: .ignored)
  }

  /// "the OSCE's Office for Democratic Institutions": a body told with the body it belongs to.
  private mutating func giveOwners(_ names: inout [Name]) {
    guard vocabulary.traits.contains(.compounds) else { return }
    for index in names.indices.reversed() {
      let end = names[index].tokens.upperBound
      guard names[index].type == .organization, names[index].id != nil,
        tokens[end - 1].isPossessive, let next = token(end), next.isWord, next.isCapital
      else { continue }
      // "the OSCE's Warsaw-based Office …"
      let start = page.string(next.range).hasSuffix("-based") ? end + 1 : end
      guard let head = token(start), head.isWord, head.isCapital else { continue }
      let last = max(longest(at: start)?.tokens.upperBound ?? start, absorbed(run(at: start)))
      let owner = page.string(bytes(names[index].tokens)).prefix { $0 != "'" && $0 != "’" }
      let body = page.string(bytes(start..<last)).prefix { $0 != "(" }
      let answer = registry.resolve("\(owner) \(body)", expecting: .organization)
      guard let id = answer.id, answer.type == .organization, id != names[index].id else {
        continue
      }
      names[index].tokens = names[index].tokens.lowerBound..<last
      (names[index].id, names[index].status) = (id, .resolved)
      names.removeAll { $0.tokens.lowerBound >= end && $0.tokens.upperBound <= last }
    }
  }

  /// "NDI/Carter Center": two bodies that send their observers together, told as the first.
  private func joinPairs(_ names: inout [Name]) {
    for index in names.indices.dropLast().reversed() {
      let (first, second) = (names[index].tokens, names[index + 1].tokens)
      guard second.lowerBound == first.upperBound + 1, tokens[first.upperBound].isMark("/"),
        names[index].type == .organization, names[index + 1].type == .organization,
        names[index].role == .subject
      else { continue }
      names[index].tokens = first.lowerBound..<second.upperBound
      names.remove(at: index + 1)
    }
  }

  /// "US Embassy", "the British, Spanish and German embassies", "Russia's Central Election Commission".
  private func giveOffices(_ names: inout [Name]) {
    for index in names.indices.reversed()
    where names[index].type == .country && names[index].via == nil {
      let end = names[index].tokens.upperBound
      let next = token(end)
      if let next, next.has(.embassy) || next.has(.parliament) && !next.has(.person) {
        names[index].via = next.has(.embassy) ? .embassy : .parliament
        names[index].tokens = names[index].tokens.lowerBound..<end + 1
        names[index].role = .subject
      } else if names[index].role == .adjective, let last = missionEnd(behind: end) {
        names[index].via = .mission
        names[index].role = .subject
        names[index].tokens = names[index].tokens.lowerBound..<last
        names.removeAll { $0.tokens.lowerBound >= end && $0.tokens.upperBound <= last }
      } else if names[index].role == .adjective, tokens.indices.contains(end),
        vocabulary.governments.contains(WordHash(tokens[end])), index + 1 < names.count,
        names[index + 1].tokens.lowerBound == end
      {
        names[index].via = .government
        names[index].role = .subject
        names[index].tokens = names[index].tokens.lowerBound..<names[index + 1].tokens.upperBound
        names.remove(at: index + 1)
      } else if index + 1 < names.count, names[index + 1].tokens.lowerBound == end,
        names[index + 1].role == .ignored, tokens[end].has(.electionBody)
      {
        names[index].via = .electionBody
        names[index].role = .subject
        if tokens[end - 1].isPossessive {
          names[index].tokens = names[index].tokens.lowerBound..<names[index + 1].tokens.upperBound
          names.remove(at: index + 1)
        }
      } else if names[index].role == .adjective, index + 1 < names.count,
        names[index + 1].type == .country, names[index + 1].via != nil,
        let link = next, link.isMark(",") || link.has(.and),
        names[index + 1].tokens.lowerBound <= end + 2
      {
        names[index].via = names[index + 1].via
        names[index].role = .subject
      }
    }
  }

  /// The end of "observation delegation" behind a nationality.
  private func missionEnd(behind end: Int) -> Int? {
    guard vocabulary.traits.contains(.compounds), let first = token(end), let noun = token(end + 1),
      first.has([.observer, .watch]), noun.isWord, vocabulary.isMission(noun)
    else { return nil }
    return end + 2
  }

  /// "Citizens Watch Seychelles": a body that nobody knows, with its country behind.
  private func giveCountries(_ names: inout [Name]) {
    guard vocabulary.traits.contains(.compounds) else { return }
    for index in names.indices.dropLast().reversed() {
      let (body, country) = (names[index].tokens, names[index + 1].tokens)
      guard country.lowerBound == body.upperBound, names[index].type == .organization,
        names[index].status == .unknown, names[index].role == .subject,
        names[index + 1].type == .country, names[index + 1].via == nil,
        names[index + 1].role != .adjective, tokens[body].contains(where: { $0.has(.head) }),
        !tokens[country.upperBound - 1].isPossessive
      else { continue }
      names[index].tokens = body.lowerBound..<country.upperBound
      names.remove(at: index + 1)
    }
  }

  /// "парламентские ассамблеи ОБСЕ, СНГ и ОДКБ": one word for what each of several owners has.
  private func giveSharedHeads(_ names: inout [Name]) {
    for (plural, singular) in vocabulary.sharedHeads {
      for index in tokens.indices where WordHash(tokens[index]) == plural[0] {
        let range = index..<index + plural.count
        guard range.upperBound <= tokens.endIndex,
          zip(range, plural).allSatisfy({ WordHash(tokens[$0]) == $1 })
        else { continue }
        var end = range.upperBound
        for place in names.indices
        where names[place].tokens.upperBound > end && names[place].type == .organization {
          let between = tokens[
            min(end, names[place].tokens.lowerBound)..<names[place].tokens.lowerBound]
          guard between.allSatisfy({ $0.has([.of, .article, .and]) || $0.isMark(",") }) else {
            break
          }
          let owner = page.string(bytes(names[place].tokens))
          let answer = registry.resolve("\(singular) \(owner)", expecting: .organization)
          if let id = answer.id { (names[place].id, names[place].status) = (id, .resolved) }
          end = names[place].tokens.upperBound
        }
        if end > range.upperBound {
          names.removeAll { range.overlaps($0.tokens) && $0.tokens.upperBound <= range.upperBound }
        }
      }
    }
  }

  /// "Латвийской и Словацкой Республик": one word behind several adjectives.
  private func giveSharedStates(_ names: inout [Name]) {
    for (plural, singular) in vocabulary.sharedStates {
      for index in tokens.indices where WordHash(tokens[index]) == plural {
        var countries: [Name] = []
        var place = index - 1
        while let token = token(place), countries.count < 8 {
          guard token.isWord, token.isCapital else { break }
          let answer = registry.resolve(
            "\(page.string(token.range)) \(singular)", expecting: .country)
          guard answer.type == .country, let id = answer.id else { break }
          let end = countries.isEmpty ? index + 1 : place + 1
          countries.append(
            Name(
              tokens: place..<end, type: .country, id: id, status: .resolved,
              role: .subject))
          place -= 1
          guard let link = self.token(place), link.isMark(",") || link.has(.and) else { break }
          place -= 1
        }
        guard countries.count > 1, let first = countries.last?.tokens.lowerBound else { continue }
        names.removeAll { $0.tokens.overlaps(first..<index + 1) }
        names.append(contentsOf: countries)
        names.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
      }
    }
  }

  private func bytes(_ range: Range<Int>) -> Range<Int> {
    tokens[range.lowerBound].range.lowerBound..<tokens[range.upperBound - 1].range.upperBound
  }

  // MARK: - Bodies nobody knows

  private func isHyphenedNumber(_ token: Token) -> Bool {
    guard let first = page.parts(token.range).first else { return false }
    return vocabulary.numeral(page.hash(first)).kind == .value
  }

  /// A name that is only told by its quotation marks: "«Чистый выбор» (40)".
  private mutating func quotedName(at index: Int) -> Name? {
    let end = quoted(index)
    guard end > index + 2 else { return nil }
    if let known = longest(at: index + 1) {
      guard known.tokens.upperBound == end - 1 else { return nil }
      var name = known
      name.tokens = index..<absorbed(end)
      return name
    }
    return Name(
      tokens: index..<absorbed(end), type: .organization, status: .unknown, role: .candidate)
  }

  private mutating func unknownBody(at index: Int) -> Name? {
    let token = tokens[index]
    if vocabulary.pandemic.contains(WordHash(token)) {
      return Name(tokens: index..<index + 1, type: .organization, status: .unknown, role: .ignored)
    }
    // "Наблюдатели Миссии ШОС": people of a body, which is named behind them.
    if vocabulary.traits.contains(.genitive), token.has([.observer, .person]), token.isCapital,
      !token.has([.head, .notABody]), !token.shape.contains(.acronym),
      let next = self.token(index + 1),
      next.has(.head) && !next.has(.notABody) || next.isCapital && startsKnown(index + 1)
    {
      return nil
    }
    // "a Core Team of eight": a part of any mission.
    if token.has(.independent), let next = self.token(index + 1),
      vocabulary.isMission(next)
    {
      return nil
    }
    // "парламентських виборах"
    if !token.isCapital, let next = self.token(index + 1), next.has(.election), token.ballot != nil
    {
      return nil
    }
    // "Каждая организация вправе": any of them.
    if token.has(.permission), !token.shape.contains(.acronym) { return nil }
    let end = token.isCapital ? run(at: index) : behindHead(index)
    guard let end, end > index else { return nil }
    if isYear(ofName: end) {
      return Name(
        tokens: index..<end + 1, type: .organization, status: .unknown, role: .candidate)
    }
    let range = index..<quoted(absorbed(end))
    let words = tokens[index..<end]
    let hasHead = words.contains { $0.has(.head) }
    // "Глава Миссии": whoever speaks for a body is none.
    let isFunction = token.has(.notABody) && token.has(.person)
    if token.has(.notABody), !hasHead || isFunction {
      return Name(tokens: index..<index + 1, type: .organization, status: .unknown, role: .ignored)
    }
    // "Общественные объединения" at the beginning of a sentence are some bodies.
    let isPhrase = words.dropFirst().allSatisfy { $0.shape.contains(.inPhrase) }
    if token.has(.body) ? isPhrase : hasHead && words.count == 1, !isQuoted(end) { return nil }
    // "International Organizations", "Local Media" name nobody.
    if words.count > 1, range.upperBound == end, token.has([.foreign, .domestic]),
      words.allSatisfy({
        $0.has([.foreign, .domestic, .stranger, .election, .watch, .observer]) || $0.has(.body)
      })
    {
      return words.contains { $0.has([.watch, .observer]) }
        ? Name(tokens: range, type: .organization, status: .unknown, role: .ignored) : nil
    }
    // "ВСЕГО 410" is no acronym.
    if words.count == 1, token.has([.altogether, .soFar, .number, .observer, .state]) {
      return nil
    }
    // "Представительство стран"
    if hasHead, words.count > 1, words.last?.has(.state) == true,
      words.dropFirst().allSatisfy({ !$0.isCapital })
    {
      return nil
    }
    // "EU Member States" are no body.
    let isStates = !hasHead && words.count > 1 && words.last?.has(.state) == true
    if isStates, isCounted(index) || words.first?.has(.person) == true { return nil }
    if isStates || words.contains(where: { $0.has(.notABody) }) {
      return Name(tokens: index..<end, type: .organization, status: .unknown, role: .ignored)
    }
    // A single word with a capital is a body only as an acronym or where a list says so.
    if !hasHead, token.marks != [], words.count == 1, !token.shape.contains(.acronym) { return nil }
    let isBody = hasHead || range.upperBound > end
    if !isBody, isPerson(at: index) {
      return Name(tokens: range, type: .organization, status: .unknown, role: .ignored)
    }
    return Name(
      tokens: range, type: .organization, status: .unknown, role: isBody ? .subject : .candidate,
      isSender: isSender(end - 1))
  }

  /// "Prof. Jane Doe", "Chairman John Doe"
  private func isPerson(at index: Int) -> Bool {
    var before = index - 1
    if let dot = token(before), dot.isMark(".") { before -= 1 }
    // "el joven empresario Daniel Noboa": what somebody is, without an article.
    if vocabulary.traits.contains(.adjectivesBehind), before == index - 1,
      let noun = token(before), noun.isWord, !noun.isCapital, noun.marks == [],
      token(index + 1)?.isCapital == true
    {
      return true
    }
    guard let title = token(before), title.isCapital, !title.has(.head) else { return false }
    return title.has(.abbreviation) || title.has(.person) && title.has(.notABody)
  }

  /// "Aksios 2017 – 830": a year in a name, the number behind it.
  private func isYear(ofName end: Int) -> Bool {
    guard let year = token(end), Dates.year(year) != nil, let dash = token(end + 1), dash.isDash,
      dash.isSpaced, let number = token(end + 2), number.isDigits
    else { return false }
    return true
  }

  /// "ten SADC Member States"
  private func isCounted(_ index: Int) -> Bool {
    guard index > tokens.startIndex, let before = token(index - 1) else { return false }
    return before.isNumber
  }

  /// "ассамблеи ОБСЕ, СНГ и ОДКБ": one head for several bodies.
  private func isShared(behind index: Int) -> Bool {
    guard let link = token(index + 1), let next = token(index + 2) else { return false }
    return (link.isMark(",") || link.has(.and)) && next.shape.contains(.acronym)
  }

  /// The end of a row of words with capitals and the small words between them.
  private mutating func run(at index: Int) -> Int {
    var end = index + 1
    var hasHead = tokens[index].has(.head)
    // "Lawyers' Committee for Human Rights"
    guard
      !tokens[index].isPossessive
        || token(end)?.isCapital == true && hasHeadAhead(end) && !startsKnown(end)
    else { return end }
    while let token = token(end), end < index + Self.window {
      if token.isWord, token.isCapital {
        if token.has(.article), !token.has(.head) { break }
        // "Организации Количество", the head of a table
        if token.has(.number), !token.has(.head) { break }
        if hasHead, vocabulary.traits.contains(.genitive), token.shape.contains(.acronym),
          tokens[end - 1].has(.head), token.marks == [], !isShared(behind: end)
        {
          // "Парламенцкай асамблеі АДКБ"
          end += 1
          break
        }
        if hasHead, let owner = owner(at: end) {
          end = owner.tokens.upperBound
          break
        }
        if startsKnown(end), hasHead || !hasHeadAhead(end) { break }
        hasHead = hasHead || token.has(.head)
        end += 1
        if token.isPossessive { break }
      } else if token.isWord, token.has(.connector), let next = capital(after: end) {
        // "Office of Democratic Institutes and Human Rights"
        if hasHead, token.has(.and), isOfRights(next) {
          end = next + 2
          break
        }
        if token.has([.and, .place]), startsKnown(next) || hasHead && hasHeadAhead(next) { break }
        if hasHead, token.has(.of), let owner = longest(at: next),
          owner.type == .country && owner.via == nil || ownsBodies(owner, index)
        {
          // "the Youth Council of Moldova"
          end = owner.tokens.upperBound
          // "the Union of Ghana Students"
          if let next = self.token(end), next.isWord, next.isCapital, owner.type == .country,
            !startsKnown(end), !tokens[end - 1].isPossessive
          {
            continue
          }
          break
        }
        if token.has(.place), hasHead { break }
        end = next
      } else if hasHead, token.has(.observer), let link = self.token(end + 1),
        link.has([.from, .of]),
        let owner = self.token(end + 2), owner.isCapital
      {
        // "Місія назіральнікаў ад СНД"
        end += 3
      } else if token.isWord, vocabulary.traits.contains(.genitive), !hasHead, end == index + 1,
        token.marks == [] || token.has(.head), let head = self.token(end + 1), head.has(.head),
        longest(at: index)?.type == .country
      {
        // "Украинский конгрессовый комитет"
        hasHead = true
        end += 2
      } else if token.isWord, vocabulary.code != "en", !hasHead, tokens[end - 1].isCapital,
        token.has(.head), !tokens[index].has([.foreign, .domestic])
      {
        // "Европейская сеть", "YEXHT missiyasi"
        hasHead = true
        end += 1
      } else if token.isWord, vocabulary.traits.contains(.genitive), !hasHead, end == index + 1,
        index > tokens.startIndex, tokens[index].has(.foreign), let last = centreOfSort(end)
      {
        // "от Международного экспертного центра …"
        hasHead = true
        end = last
      } else if token.isWord, vocabulary.traits.contains(.genitive), !hasHead,
        tokens[end - 1].isCapital, token.has(.stranger), token.has(.notABody),
        !tokens[index].has([.foreign, .domestic])
      {
        // "Демократической партии"
        end += 1
        break
      } else if token.has(.denial), hasHead, let next = self.token(end + 1), next.isWord,
        next.isCapital
      {
        // "Volunteers Association without Borders"
        end += 2
      } else if token.isWord, !hasHead, vocabulary.code == "en", let last = called(index, end) {
        // "the Helios association"
        end = last
        break
      } else if token.isWord, hasHead, vocabulary.code != "en",
        goesOn(token)
          || token.has(.watch) && tokens[end - 1].has(.head)
            && vocabulary.traits.contains(.genitive)
      {
        // "Института мониторинга демократии"
        end += 1
      } else {
        break
      }
    }
    while end > index + 1, tokens[end - 1].has([.connector, .article]), !tokens[end - 1].isCapital {
      end -= 1
    }
    return end
  }

  /// The end of "экспертного центра", one body behind its adjectives.
  private func centreOfSort(_ start: Int) -> Int? {
    var place = start
    while let word = token(place), word.isWord, word.marks.isSubset(of: .person), !word.has(.head),
      place < start + 2
    {
      place += 1
    }
    guard let head = token(place), head.has(.head), !head.has(.body), !head.has(.notABody),
      !head.has(Marks.offices)
    else { return nil }
    return place + 1
  }

  /// "el Observatorio del Parlamento": a body of one that is known, and no mission of it.
  private func ownsBodies(_ owner: Name, _ head: Int) -> Bool {
    owner.type == .organization && vocabulary.traits.contains(.adjectivesBehind)
      && !vocabulary.isMission(tokens[head])
  }

  /// "комитет избирателей Украины": the country or the people whose body it is.
  private mutating func owner(at index: Int) -> Name? {
    guard vocabulary.traits.contains(.genitive), let owner = longest(at: index),
      owner.type == .country, owner.via == nil, owner.role != .ignored,
      token(owner.tokens.upperBound).map({ !$0.isWord || $0.has(.stop) }) ?? true
    else { return nil }
    return owner
  }

  /// Behind the words from `end` on in lower case that say what the name before them is: "the Helios
  /// international non-governmental organization".
  private func called(_ index: Int, _ end: Int) -> Int? {
    guard let before = token(index - 1), before.has(.article) else { return nil }
    var place = end
    while let word = token(place), word.isWord, !word.isCapital, place < end + 3,
      word.has([.foreign, .domestic]) || word.has([.observer, .watch]) && !word.has(.body)
        || place > end && word.marks == []
    {
      place += 1
    }
    guard let head = token(place), head.isWord, head.has(.head),
      !tokens[index].has([.foreign, .domestic, .observer]),
      !head.has(Marks.offices.union([.notABody, .observer])),
      // "the Helios observer mission"
      !vocabulary.isMission(head) || tokens[place - 1].has([.observer, .watch])
    else { return nil }
    return place + 1
  }

  /// Whether a word in lower case may belong to a body's name that has begun.
  private func goesOn(_ token: Token) -> Bool {
    let breaks: Marks = [
      .from, .represent, .give, .with, .including, .listing, .and, .observer, .person, .by, .each,
      .altogether, .more, .soFar, .watch, .denial, .stop, .place, .pronoun, .permission,
    ]
    return !token.has(breaks.union(.events)) && token.numeral == .none
      || token.has([.of, .article, .connector]) && !token.has([.and, .place, .from])
  }

  private func capital(after index: Int) -> Int? {
    var place = index + 1
    while let token = token(place), place < index + 4,
      token.has([.connector, .article]) || token.shape.contains(.elided), !token.isCapital
    { place += 1 }
    guard let token = token(place), token.isWord, token.isCapital else { return nil }
    return place
  }

  private mutating func startsKnown(_ index: Int) -> Bool {
    guard let name = longest(at: index) else { return false }
    return name.role != .ignored
  }

  /// "Human Rights", which make no body of their own.
  private func isOfRights(_ start: Int) -> Bool {
    guard let rights = token(start + 1), vocabulary.isA(.rights, rights) else { return false }
    return token(start + 2).map { !$0.isWord || !$0.isCapital } ?? true
  }

  private func hasHeadAhead(_ start: Int) -> Bool {
    var place = start
    while let token = token(place), place < start + 8, token.isWord,
      token.isCapital || token.has(.connector)
    {
      if token.has(.head) { return true }
      place += 1
    }
    return false
  }

  /// The end of a body named by a word in lower case: "фонда имени Карла Линнея", "la fondation Horizon".
  private mutating func behindHead(_ index: Int) -> Int? {
    var place = index + 1
    var steps = 0
    if let end = calledBehind(index) { return end }
    while let token = token(place), steps < 4 {
      if token.isQuote { return isQuoted(place) ? place : nil }
      guard token.isWord, !token.shape.contains(.elided), vocabulary.code != "en" else {
        return nil
      }
      if token.isCapital {
        guard !startsKnown(place) || steps > 0 && tokens[place - 1].has(.namesake) else {
          return nil
        }
        return run(at: place)
      }
      guard token.has(.namesake) || goesOn(token), !token.has(.of) else { return nil }
      place += 1
      steps += 1
    }
    return nil
  }

  /// "the coalition Fair Voice has registered": a name behind what it is.
  private mutating func calledBehind(_ index: Int) -> Int? {
    guard vocabulary.code == "en", let article = token(index - 1), article.has(.article),
      tokens[index].has(.head), !tokens[index].has(Marks.offices.union([.notABody, .observer])),
      !vocabulary.isMission(tokens[index]), let first = token(index + 1),
      first.isWord, first.isCapital, first.marks == [], first.numeral == .none,
      !startsKnown(index + 1)
    else { return nil }
    let end = run(at: index + 1)
    let isSource = token(index - 2)?.has([.from, .of, .by]) ?? false
    let verbs = Marks.events.union([.give, .watch])
    guard
      isSource && (token(end).map { !$0.isWord || $0.has([.and, .stop]) } ?? true)
        || tokens[end...].prefix(2).contains(where: { $0.isWord && $0.has(verbs) })
    else { return nil }
    return end
  }

  private func isQuoted(_ index: Int) -> Bool { quoted(index) > index }

  /// The end of a name in quotation marks right behind a body: 'NGO "Public Union"'.
  private func quoted(_ index: Int) -> Int {
    guard let mark = token(index), mark.isQuote, let first = token(index + 1), first.isWord,
      first.isCapital
    else { return index }
    var place = index + 1
    while let token = token(place), place < index + 10,
      token.isWord || token.isDash || token.isMark("&")
    { place += 1 }
    guard let close = token(place), close.isQuote else { return index }
    return place + 1
  }
}
