import Records

/// What a sentence says of one subject, before the rest of the text has been heard.
struct Claim {
  var subject: Subject
  let count: Int?
  var written: String?
  var scope: Scope
  var audience: Audience?
  var isApproximate = false
  /// Index among the claims of the text.
  var partOf: Int?
  var via: String?
  /// UTF-8 offsets in the page.
  let span: Range<Int>
  let sentence: Range<Int>
  /// "so far", "altogether", "as of": it speaks of all of them.
  var isSoFar = false
  /// "more", "another": it speaks of some beside others.
  var isMore = false
  var isHeading = false
  /// Names again a group told before: "the five countries".
  var isRepeat = false
  /// A total of one group only, which is the total of all where no other is told.
  var group: SubjectType?
  /// Something in its sentence says what happened.
  var isTold = false
  /// People of one sort: "long-term observers".
  var isSort = false
  /// The body whose mission was spoken of just before.
  var mission: Subject?
  /// A body nobody knows, whose name tells of no other country than the host.
  var isLocal = false
  /// "…, bringing the total to 106": what its sentence told before has led to it.
  var isOutcome = false
  /// "At its meeting the commission accredited …", "On Monday it accredited …"
  var isOfSitting = false
}

/// What earlier sentences of a text leave for the next.
struct Topic {
  /// Sentences since observers were last spoken of.
  var age = 1000
  var scope: Scope = .cumulative
  /// A batch was announced: what follows are its parts.
  var isBatch = false
  /// The last sentence ended with a colon.
  var announces = false
  /// Whose observers the sentence before spoke of, where it said so.
  var audience: Audience?
  /// The body whose mission the sentences before spoke of, and nobody else's.
  var mission: Subject?
  /// Sentences since it was named.
  var missionAge = 0
  /// The table whose rows follow.
  var columns: Columns?
  /// Claims so far.
  var claims: [Claim] = []

  /// Keeps the one body that a sentence names, for those that follow to call it "the mission".
  mutating func hear(_ passage: Passage, _ page: Page, _ vocabulary: Vocabulary) {
    missionAge = min(missionAge + 1, 1000)
    let isAbout = passage.marks.speakOfObservers || passage.marks.contains(.watch)
    var bodies = passage.names.filter { $0.type == .organization && $0.role == .subject }
    // "Возглавляет Миссию Генеральный секретарь ШОС": the mission is nobody else's.
    if bodies.contains(where: { $0.id != nil }) {
      bodies.removeAll {
        $0.id == nil
          && vocabulary.missions.contains(WordHash(passage.tokens[$0.tokens.lowerBound]))
      }
    }
    // A body that nobody knows and that has to do with no observers has no mission.
    guard let first = bodies.first, isAbout || first.id != nil else { return }
    missionAge = 0
    mission = nil
    guard bodies.allSatisfy({ $0.id == first.id }), first.id != nil || bodies.count == 1 else {
      return
    }
    let tokens = passage.tokens[first.tokens]
    guard let start = tokens.first?.range.lowerBound, let end = tokens.last?.range.upperBound else {
      return
    }
    mission = Subject(
      first.type, id: first.id, name: page.line(start..<end), status: first.status)
  }
}

/// Some of the names or numbers of a sentence, by their places.
struct Places {
  private var first: UInt64 = 0
  /// Those from the 65th on.
  private var others: Set<Int> = []

  var isEmpty: Bool { first == 0 && others.isEmpty }

  func contains(_ place: Int) -> Bool {
    place < 64 ? first >> UInt64(place) & 1 == 1 : others.contains(place)
  }

  mutating func insert(_ place: Int) {
    if place < 64 { first |= 1 << UInt64(place) } else { others.insert(place) }
  }
}

/// Ties the numbers of one sentence to names, groups and totals.
struct ClaimReader {
  var phrase: Phrase
  let vocabulary: Vocabulary
  let page: Page
  let sentence: Sentence
  var topic: Topic
  let events: Events
  /// The words that tied a number of the sentence to a name: the next may have only the last of them.
  var tieWords: Set<UInt64> = []
  /// Names that have their number.
  var bound = Places()
  private var spokenGroups = Places()
  /// "On the local side …": the sentence speaks of one audience only.
  private let toldAudience: Audience?
  /// What the sentences before have told, which holds where this one tells nothing.
  private let inherited: Scope

  var items: [Item] { phrase.items }
  var marks: Marks { phrase.marks }

  init(
    _ phrase: Phrase, _ vocabulary: Vocabulary, _ page: Page, _ sentence: Sentence, _ topic: Topic,
    _ election: ElectionReading, overYears: Set<Int>
  ) {
    self.phrase = phrase
    self.vocabulary = vocabulary
    self.page = page
    self.sentence = sentence
    self.topic = topic
    inherited = Self.inherited(phrase, topic)
    events =
      phrase.isBare
      ? Events()
      : Events(
        phrase.tokens, phrase.marks, years: Events.Years(election: election.year, over: overYears),
        kind: election.kind,
        isAbout: topic.age <= 2)
    toldAudience = Self.toldAudience(phrase)
  }

  /// "Seven of them are …", "They came from …" hold of them what the sentence before has told.
  private static func inherited(_ phrase: Phrase, _ topic: Topic) -> Scope {
    let start = phrase.items.prefix(3)
    let isOfThem = start.contains {
      $0.kind == .word && $0.marks.contains(.pronoun) && $0.marks.isDisjoint(with: .article)
    }
    if topic.age <= 1, isOfThem, start.allSatisfy({ $0.kind == .word }),
      let last = topic.claims.last,
      last.scope == .previous || last.scope == .expected
    {
      return last.scope
    }
    let isOfThese = start.first?.marks.contains(.including) ?? false
    guard topic.age <= 1, start.contains(where: { $0.marks.contains(.including) }),
      isOfThese || start.allSatisfy({ $0.kind != .mark }), let last = topic.claims.last,
      last.scope == .proposed || last.scope == .expected
    else { return topic.scope }
    return last.scope
  }

  /// The topic for the next sentence, this one's claims added.
  mutating func read() -> Topic {
    let known = topic.claims.count
    topic.age = marks.contains(.observer) || isAccreditedList ? 0 : min(topic.age + 1, 1000)
    if let told = toldAudience { topic.audience = told }
    if let columns = topic.columns, readRow(of: columns) {
      topic.age = 1
      return topic
    }
    if let head = Columns(head: phrase.tokens, page) {
      topic.columns = head
      return topic
    }
    if topic.age > 3 { topic.columns = nil }
    if !phrase.isBare, marks.isDisjoint(with: .incident) {
      for item in items.indices {
        if case .quantity(let quantity) = items[item].kind { bind(quantity, at: item) }
      }
      // What is denied, and no "without" in a name.
      if !items.contains(where: { $0.kind == .word && $0.marks.contains(.denial) }) { listNames() }
    }
    if topic.claims.count == known, isBatchWithoutNumber { topic.isBatch = true }
    let announces = phrase.tokens.last.map { $0.isMark(":") || $0.isMark(";") } ?? false
    if topic.claims.count > known {
      topic.age = min(topic.age, 1)
      topic.scope = lastingScope(topic.claims[known...], announces)
    } else if marks.contains(.deployed), !marks.isDisjoint(with: [.observer, .watch, .body]) {
      topic.scope = .deployed
    } else if topic.scope == .proposed, marks.contains(.accredited),
      marks.isDisjoint(with: [.proposed, .denial])
    {
      // "Of these, most have been approved."
      topic.scope = .cumulative
    }
    let speaks: Marks = [.observer, .accredited, .body, .state, .represent, .including, .listing]
    topic.announces = announces && (topic.claims.count > known || !marks.isDisjoint(with: speaks))
    return topic
  }

  /// "The commission has accredited more observers", how many being told below.
  private var isBatchWithoutNumber: Bool {
    guard marks.isSuperset(of: [.accredited, .more, .observer]), topic.claims.isEmpty,
      marks.isDisjoint(with: [.soFar, .altogether, .denial, .proposed, .expected])
    else { return false }
    return items.indices.contains { item in
      items[item].kind == .word && items[item].marks.contains(.more)
        && items[item].marks.isDisjoint(with: [.approximate, .other])
        && items[(item + 1)...].indices.prefix(6).prefix {
          items[$0].kind == .word || phrase.token($0).isMark(",")
        }.contains { items[$0].marks.contains(.observer) }
        && !(item + 1 < items.count && items[item + 1].marks.contains(.than))
    }
  }

  /// "The following have been accredited by the commission": whoever it is, they observe.
  private var isAccreditedList: Bool {
    marks.isSuperset(of: [.accredited, .listing]) && marks.contains(.electionBody)
      && !marks.contains(.stranger)
  }

  /// What holds for the sentences that follow: a list goes on with what was said before it, but one
  /// guest who is expected makes nobody else so.
  private func lastingScope(_ claims: ArraySlice<Claim>, _ announces: Bool) -> Scope {
    guard let first = claims.first?.scope, claims.allSatisfy({ $0.scope == first }) else {
      return inherited
    }
    switch first {
    case .deployed, .proposed:
      // What is said of all holds for each of them, what is said of one for nobody else.
      let isOfAll = claims.contains {
        $0.subject.type != .organization && $0.subject.type != .country
      }
      return isOfAll || announces ? first : inherited
    case .increment, .cumulative: return .cumulative
    case .previous where !announces: return inherited
    default: return announces || sentence.isHeading && topic.announces ? first : .cumulative
    }
  }

  private static func toldAudience(_ phrase: Phrase) -> Audience? {
    let items = phrase.items
    var told: Marks = []
    for (place, item) in items.enumerated()
    where item.kind == .word && !item.marks.isDisjoint(with: [.foreign, .domestic]) {
      if place + 1 < items.count,
        !items[place + 1].marks.isDisjoint(with: [.election, .electionBody, .stranger])
      {
        continue
      }
      told.formUnion(item.marks.intersection([.foreign, .domestic]))
    }
    for quantity in phrase.quantities {
      if quantity.audience == .international { told.insert(.foreign) }
      if quantity.audience == .domestic { told.insert(.domestic) }
    }
    if told == .foreign { return .international }
    return told == .domestic ? .domestic : nil
  }

  // MARK: - One number

  private mutating func bind(_ index: Int, at item: Int) {
    switch phrase.quantities[index].unit {
    case .other: return
    case .bodies, .states: countBodies(index, at: item)
    case .offices: countOffices(index, at: item)
    case .people, .bare: countPeople(index, at: item)
    }
  }

  /// "from ten organizations", "116 observer groups".
  mutating func countBodies(
    _ index: Int, at item: Int, isRepeat: Bool = false, isLinked: Bool = false,
    of audience: Audience? = nil
  ) {
    let quantity = phrase.quantities[index]
    guard !spokenGroups.contains(index), isAboutObservers, !isWhole(item),
      isLinked || isReached(item)
    else { return }
    if quantity.unit == .states, isPlace(item) { return }
    if quantity.value == 1, !isLinked, !isBesideGroup(item) { return }
    spokenGroups.insert(index)
    let type: SubjectType = quantity.unit == .bodies ? .organizationNumber : .countryNumber
    var claim = claim(
      Subject(type, name: text(quantity.tokens)), quantity, quantity.tokens)
    // Who sends domestic observers is domestic.
    if quantity.audience == nil, quantity.unit == .bodies, audience == .domestic {
      claim.audience = .domestic
    }
    claim.isRepeat = isRepeat || isDefinite(item)
    if quantity.isOther, let last = topic.claims.indices.last { claim.partOf = last }
    append(claim)
  }

  /// "22 diplomatic missions", "election commissions of six countries".
  private mutating func countOffices(_ index: Int, at item: Int) {
    let quantity = phrase.quantities[index]
    guard isAboutObservers, quantity.value > 1 else { return }
    append(claim(Subject(.category, name: text(quantity.tokens)), quantity, quantity.tokens))
  }

  /// Bodies and countries are counted for being observers', not for anything else.
  private var isAboutObservers: Bool {
    !marks.isDisjoint(with: [.observer, .accredited, .watch])
      || phrase.quantities.contains { $0.unit == .people } && topic.age <= 3
      || !marks.isDisjoint(with: [.electionBody, .expected, .represent, .proposed])
        && topic.age <= 3
      || marks.isSuperset(of: [.expected, .election])
        && !marks.isDisjoint(with: [.person, .electionBody])
  }

  /// Whether what happened reaches the bodies in the same clause: "a union that groups 57 countries"
  /// does not.
  private func isReached(_ item: Int) -> Bool {
    let doing = Marks.events.union([.watch, .represent, .give])
    for step in items.dropFirst(item + 1).prefix(5) {
      if case .quantity = step.kind { continue }
      guard step.kind == .word else { break }
      if !step.marks.isDisjoint(with: doing) { return true }
    }
    var reaching: Marks = [
      .from, .represent, .watch, .observer, .including, .listing, .and, .altogether, .soFar,
      .remain, .person,
    ]
    reaching.formUnion(.events)
    if marks.contains(.electionBody) { reaching.insert(.of) }
    // "22 local organizations received accreditation", the verb in front.
    if item > 0, items[item - 1].marks.contains(.give), marks.contains(.accredited) { return true }
    var place = item - 1
    while place >= 0, place >= item - 8 {
      let step = items[place]
      if case .quantity = step.kind { return true }
      if step.kind == .mark, !phrase.token(place).isQuote {
        // "60 local organizations have registered; 65 international ones …"
        if phrase.token(place).isMark(";"), place == item - 1, !spokenGroups.isEmpty { return true }
        return phrase.token(place).isMark(":") || phrase.token(place).isDash
      }
      if !step.marks.isDisjoint(with: reaching) { return true }
      place -= 1
    }
    return place < 0
  }

  /// "four organizations and one country"
  private func isBesideGroup(_ item: Int) -> Bool {
    for place in stride(from: item - 1, through: max(0, item - 3), by: -1) {
      if case .quantity(let index) = items[place].kind {
        return [.bodies, .states].contains(phrase.quantities[index].unit)
      }
    }
    return false
  }

  private func isDefinite(_ item: Int) -> Bool {
    item > 0 && items[item - 1].marks.contains(.article) && items[item - 1].marks.contains(.pronoun)
  }

  // MARK: - People

  private mutating func countPeople(_ index: Int, at item: Int) {
    let quantity = phrase.quantities[index]
    if isPermitted(item) || isDenied(item) || isSomewhere(quantity, item) { return }
    if let isFewer = difference(quantity) {
      if isFewer { countFewer(quantity) }
      return
    }
    if events.isCompared(quantity.number.tokens.lowerBound) { return addCompared(quantity) }
    if marks.contains(.respectively) { return bindInOrder(index) }
    if quantity.isEach, bindEach(quantity, at: item) { return }
    if bindFromEach(quantity, at: item) { return }
    if isWhole(item) {
      if quantity.unit == .people, quantity.isSure { addTotal(quantity, item, group: nil) }
      return
    }
    if let name = bracketed(item) { return add(name, quantity, with: item) }
    if isCoreTeam(item) {
      return append(
        claim(Subject(.category, name: text(quantity.tokens)), quantity, quantity.tokens))
    }
    if let mission = memberMission(quantity), giver(before: item) == nil {
      return append(claim(mission, quantity, quantity.tokens))
    }
    if let subject = sharedGiver(quantity, item) {
      return append(claim(subject, quantity, quantity.tokens))
    }
    if quantity.isSort, marks.isSuperset(of: [.longTerm, .shortTerm]) {
      return addTotal(quantity, item, group: nil)
    }
    if quantity.unit == .people, isBracketed(item) {
      return addTotal(quantity, item, group: nil)
    }
    if let inner = quantity.inner, phrase.names[inner].role != .ignored, isContext(quantity) {
      return add(inner, quantity, with: item, again: true)
    }
    let target = target(after: item)
    if case .names(let names) = target, !names.isEmpty, !isBehindDash(item) {
      rememberTie(of: names[0], behind: item)
      return addNames(names, quantity, item)
    }
    if let giver = giver(before: item) {
      add(giver, quantity, item)
      // "a mission of 38 observers from 22 countries"
      if giver.isBody, case .groups(_, let indices) = target {
        for index in indices { countBodies(index, at: place(of: index), isLinked: true) }
      }
      return
    }
    if let target { return add(target, quantity, item) }
    countTotal(quantity, item)
  }

  /// "The union has 90 foreign observers and 10 domestic observers": both are its own.
  private func sharedGiver(_ quantity: Quantity, _ item: Int) -> Subject? {
    guard item > 1, items[item - 1].marks.contains(.and),
      case .quantity(let before) = items[item - 2].kind, quantity.unit == .people,
      let audience = quantity.audience, let other = phrase.quantities[before].audience,
      audience != other, let last = topic.claims.last, last.subject.type == .organization,
      last.count == phrase.quantities[before].value, last.sentence == span(sentence.tokens)
    else { return nil }
    return last.subject
  }

  /// Whether a number is by how many two others differ, and whether these are fewer: "16 fewer than".
  private func difference(_ quantity: Quantity) -> Bool? {
    let tokens = phrase.tokens
    let end = min(quantity.tokens.upperBound + 3, tokens.endIndex)
    var place = quantity.number.tokens.upperBound
    while place < end, tokens[place].isWord {
      let word = WordHash(tokens[place])
      if Differences.fewer.contains(word) { return true }
      if Differences.more.contains(word) {
        let hasThan = tokens[place + 1..<min(place + 4, tokens.endIndex)].contains {
          $0.has(.than) || $0.isMark(",")
        }
        let before = quantity.number.tokens.lowerBound - 1
        let hasBy =
          before >= tokens.startIndex && Differences.by.contains(WordHash(tokens[before]))
        return hasThan && vocabulary.code == "en" || hasBy ? false : nil
      }
      place += 1
    }
    return nil
  }

  /// Fewer than were accredited: some have left. Fewer than at another election: nobody has.
  private mutating func countFewer(_ quantity: Quantity) {
    guard marks.contains(.accredited), !marks.contains(.previous), quantity.value > 1,
      !phrase.tokens.contains(where: { Dates.year($0) != nil })
    else { return }
    var claim = claim(Subject(.total, name: text(quantity.tokens)), quantity, quantity.tokens)
    claim.scope = .withdrawn
    append(claim)
  }

  /// Of all languages.
  private enum Differences {
    static let fewer = HashTable(Vocabulary.all.flatMap(\.fewer))
    static let more = HashTable(Vocabulary.all.flatMap(\.more))
    static let by = HashTable(Vocabulary.all.flatMap(\.by))
  }

  /// "compared with 650 in 2019": an older total, where the number before it is one.
  private mutating func addCompared(_ quantity: Quantity) {
    guard quantity.value > 1, quantity.unit == .people || quantity.unit == .bare else { return }
    let here = span(sentence.tokens)
    let told = topic.claims.suffix(20).filter { claim in
      claim.sentence == here && claim.scope != .previous
        && [.total, .organization, .country].contains(claim.subject.type)
    }
    guard told.count == 1, let last = told.first else { return }
    let subject =
      last.subject.type == .total
      ? Subject(.total, name: text(quantity.tokens)) : last.subject
    var older = claim(subject, quantity, quantity.tokens)
    older.scope = .previous
    older.audience = quantity.audience ?? last.audience
    append(older)
  }

  private mutating func add(_ giver: Giver, _ quantity: Quantity, _ item: Int) {
    switch giver {
    case .name(let name): add(name, quantity, with: item)
    case .told(let subject): append(claim(subject, quantity, quantity.tokens))
    case .group(let type, let index, let audience):
      var people = quantity
      people.audience = people.audience ?? audience
      if let index, people.audience == nil, type == .organizationsTotal {
        people.audience = phrase.quantities[index].audience
      }
      if index != nil { addTotal(people, item, group: type) } else { addGroup(type, people) }
      if let index {
        countBodies(index, at: place(of: index), isRepeat: true, isLinked: true)
      }
    }
  }

  private func place(of quantity: Int) -> Int {
    items.firstIndex { $0.kind == .quantity(quantity) } ?? 0
  }

  private mutating func addNames(_ names: [Int], _ quantity: Quantity, _ item: Int) {
    guard isContext(quantity) else { return }
    if names.count == 1 { return add(names[0], quantity, with: item) }
    let giver = giver(before: item)
    if let giver, giver.isBody {
      // Nationalities inside a mission.
      add(giver, quantity, item)
      let whole = topic.claims.indices.last
      for name in names { addUncounted(name, partOf: whole) }
      return
    }
    guard quantity.unit == .people else { return }
    let isPart = topic.claims.prefix(1000).contains {
      $0.subject.type == .total && !$0.isHeading && ($0.count ?? 0) > quantity.value
    }
    if isRest(quantity)
      || isPart && !quantity.isMore && marks.isDisjoint(with: [.altogether, .accredited])
    {
      append(claim(Subject(.category, name: text(quantity.tokens)), quantity, quantity.tokens))
    } else {
      addTotal(quantity, item, group: nil)
    }
    for name in names { addUncounted(name) }
  }

  private mutating func add(_ target: Target, _ quantity: Quantity, _ item: Int) {
    switch target {
    case .names(let names): addNames(names, quantity, item)
    case .pairs(let names):
      let types = Set(names.map { phrase.names[$0].type })
      let group: SubjectType? =
        types == [.country] ? .countriesTotal : types == [.organization] ? .organizationsTotal : nil
      // Of a mixed rest nothing is the total.
      guard group != nil || !isRest(quantity), quantity.unit == .people else { return }
      addTotal(quantity, item, group: group)
    case .groups(let types, let indices):
      let only = Set(types).count == 1 ? types.first : nil
      guard quantity.unit == .people && quantity.value > 0 || only != nil else { return }
      var total = quantity
      // "from 36 local and 28 international organizations"
      let audiences = Set(indices.compactMap { phrase.quantities[$0].audience })
      if audiences == [.domestic, .international], total.audience == nil {
        total.audience = .mixed
      }
      if audiences.count == 1, total.audience == nil, only == .organizationsTotal {
        total.audience = audiences.first
      }
      addTotal(total, item, group: only)
      for index in indices {
        countBodies(index, at: place(of: index), isLinked: true, of: total.audience)
      }
    case .category(let label):
      guard quantity.value > 0, isContext(quantity) else { return }
      append(claim(Subject(.category, name: label), quantity, quantity.tokens))
    case .world: addTotal(quantity, item, group: nil)
    }
  }

  /// A number of people whom nothing ties to a sender.
  private mutating func countTotal(_ quantity: Quantity, _ item: Int) {
    var total = quantity
    if isShare(quantity) || isSumOfRows(quantity, item) || isLatest(quantity)
      || isWholeOfList(quantity, item)
    {
      total.unit = .people
      return addTotal(total, item, group: nil)
    }
    if let scope = outcomeOfSome(quantity, item) {
      total.unit = .people
      let known = topic.claims.count
      addTotal(total, item, group: nil)
      for index in known..<topic.claims.count { topic.claims[index].scope = scope }
      return
    }
    if quantity.unit == .bare {
      guard let isNew = toldAsNumber(item) else { return }
      total.unit = .people
      if let name = whoseNumber(item) { return add(name, total, with: item) }
      if isNew { total.isMore = false }
      let known = topic.claims.count
      addTotal(total, item, group: nil)
      if isNew {
        let here = span(sentence.tokens)
        for index in (0..<known).reversed() {
          guard topic.claims[index].sentence == here else { break }
          topic.claims[index].isSoFar = false
        }
        for index in known..<topic.claims.count {
          topic.claims[index].scope = .cumulative
          topic.claims[index].isSoFar = true
          topic.claims[index].isOutcome = true
        }
        topic.isBatch = false
      }
      return
    }
    guard isTold(quantity) else { return }
    if let others = others(behind: item) {
      return append(claim(Subject(.category, name: others), quantity, quantity.tokens))
    }
    if let strangers = strangers(before: item) {
      return append(claim(Subject(.category, name: strangers), quantity, quantity.tokens))
    }
    if let mission = speaker(of: quantity) { return add(mission, quantity, with: item) }
    if let mission = joined(by: item) { return append(claim(mission, quantity, quantity.tokens)) }
    if !quantity.isSure, isPart(quantity, item) {
      return append(
        claim(Subject(.category, name: text(quantity.tokens)), quantity, quantity.tokens))
    }
    addTotal(total, item, group: nil)
  }

  /// "The coordinator of the union's mission said that 180 observers will be at work": its own.
  private func speaker(of quantity: Quantity) -> Int? {
    guard quantity.isSure, quantity.audience == nil, !marks.contains(.accredited),
      [.expected, .deployed].contains(scope(quantity))
    else { return nil }
    let bodies = phrase.names.indices.filter {
      phrase.names[$0].type == .organization && phrase.names[$0].role == .subject
    }
    guard let body = bodies.first, !bound.contains(body) else { return nil }
    let tokens = phrase.names[body].tokens
    guard tokens.upperBound <= quantity.tokens.lowerBound,
      bodies.dropFirst().allSatisfy({
        phrase.names[$0].tokens.lowerBound >= quantity.tokens.upperBound
      })
    else { return nil }
    let end = min(tokens.upperBound + 3, quantity.tokens.lowerBound)
    return speaksOfMission(tokens.lowerBound - 3..<end) ? body : nil
  }

  /// "Another 250 will join us": the mission's that was spoken of before.
  private func joined(by item: Int) -> Subject? {
    guard let mission = topic.mission, topic.missionAge <= 3, marks.contains(.expected) else {
      return nil
    }
    let behind = items.dropFirst(item + 1).prefix(4).prefix { $0.kind == .word }
    let isJoined = behind.indices.contains {
      items[$0].marks.contains(.pronoun) && items[$0].marks.isDisjoint(with: [.article, .of])
        && vocabulary.missions.contains(WordHash(phrase.token($0)))
    }
    return isJoined ? mission : nil
  }

  /// "a core team of 13", inside a larger mission
  private func isCoreTeam(_ item: Int) -> Bool {
    guard item > 2, items[item - 1].marks.contains(.of) else { return false }
    return isGroupNoun(item - 2) && items[item - 3].marks.contains(.independent)
  }

  /// "the 94-member delegation" of the body spoken of before
  private func memberMission(_ quantity: Quantity) -> Subject? {
    guard quantity.number.isMembers, quantity.inner == nil else { return nil }
    if let own = ownMission(quantity) { return own }
    guard !quantity.isSort,
      topic.missionAge <= 5, let mission = topic.mission, numbers(of: mission).isEmpty,
      speaksOfMission(quantity.number.tokens.upperBound..<quantity.tokens.upperBound + 3)
    else { return nil }
    return mission
  }

  /// "four from the union, 50 from the expert community": of somebody who is no body, among bodies.
  private func others(behind item: Int) -> String? {
    guard !bound.isEmpty, item + 1 < items.count else { return nil }
    let tie = phrase.token(item + 1).isDash ? item + 2 : item + 1
    guard tie + 1 < items.count, items[tie].kind == .word, items[tie].marks.contains(.from),
      items[tie + 1].kind == .word, items[tie + 1].marks.isDisjoint(with: [.abroad, .pronoun])
    else { return nil }
    let words = items[(tie + 1)...].prefix(3).prefix {
      $0.kind == .word && $0.marks.isDisjoint(with: [.and, .from, .place])
    }
    guard let last = words.last else { return nil }
    return text(items[tie + 1].tokens.lowerBound..<last.tokens.upperBound)
  }

  /// "The union said that its 33-member delegation will stay": the delegation of who speaks.
  private func ownMission(_ quantity: Quantity) -> Subject? {
    let start = quantity.tokens.lowerBound
    guard start > phrase.tokens.startIndex,
      vocabulary.missions.contains(WordHash(phrase.tokens[start - 1]))
    else { return nil }
    let before = phrase.names.filter {
      $0.tokens.upperBound < start && $0.type == .organization && $0.role == .subject
    }
    guard before.count == 1, let body = before.first else { return nil }
    return subject(of: body)
  }

  /// "От политических партий аккредитовано 15 300 наблюдателей": nobody whose observers are counted.
  private func strangers(before item: Int) -> String? {
    let offices = Marks.offices.union([.stranger, .diplomatic])
    var noun: Int?
    for place in (0..<item).reversed() {
      let step = items[place]
      switch step.kind {
      case .name(let name):
        guard noun == nil, phrase.names[name].role == .ignored,
          phrase.tokens[phrase.names[name].tokens].contains(where: { $0.has(offices) })
        else { return nil }
        noun = place
      case .word:
        if noun == nil, !step.marks.isDisjoint(with: offices) { noun = place }
        guard step.marks.contains(.from) else { continue }
        return noun.map { text(step.tokens.upperBound..<items[$0].tokens.upperBound) }
      // "а от консульств – 50"
      case .mark where place == item - 1 && phrase.token(place).isDash: continue
      default: return nil
      }
    }
    return nil
  }

  /// "Local observers (7,100 people) represent …"
  private func isBracketed(_ item: Int) -> Bool {
    item > 1 && phrase.token(item - 1).isMark("(") && items[item - 2].kind == .word
      && items[item - 2].marks.contains(.observer) && isFollowedByEnd(item)
  }

  /// "among them four deputies", "15 experts and 30 long-term observers": people of one sort.
  private func isPart(_ quantity: Quantity, _ item: Int) -> Bool {
    if isIncluded(item), wholeOfParts(quantity) != nil { return true }
    return !quantity.isMore && phrase.quantities.contains { $0.isSort && $0.unit == .people }
  }

  /// "Of these 17,150 are domestic and 1,250 international": shares of the total told just before.
  private func isShare(_ quantity: Quantity) -> Bool {
    guard quantity.audience != nil, !quantity.isSure, !quantity.isMore, topic.age <= 1,
      quantity.unit == .bare || quantity.number.tokens.upperBound + 3 > quantity.tokens.upperBound,
      quantity.unit == .people || quantity.unit == .bare, isBehindAdjective(quantity)
    else { return false }
    guard let total = topic.claims.suffix(20).last(where: { $0.subject.type == .total }) else {
      return false
    }
    return total.scope != .previous && (total.count ?? 0) > quantity.value
  }

  /// "Of the 292 who have been registered, 171 …"
  private func isWholeOfList(_ quantity: Quantity, _ item: Int) -> Bool {
    guard quantity.unit == .bare, quantity.value > 1, topic.age <= 1, item > 0,
      phrase.quantities.count > 1
    else { return false }
    var place = item - 1
    while place > 0, items[place].marks.contains(.article) { place -= 1 }
    guard place == 0, !items[0].marks.isDisjoint(with: [.of, .from]), item + 1 < items.count
    else { return false }
    let behind = items[(item + 1)...].prefix(5).prefix { $0.kind == .word }
    return behind.contains { $0.marks.contains(.accredited) }
  }

  /// "Of the 1,482 persons who applied, 1,391 were accredited and 52 rejected": what became of some.
  private func outcomeOfSome(_ quantity: Quantity, _ item: Int) -> Scope? {
    guard quantity.unit == .bare, quantity.value > 1, item + 1 < items.count else { return nil }
    guard isOfSome(quantity) || isOfThese(quantity) || isMoreBesideSome(quantity, item) else {
      return nil
    }
    let verb = items[(item + 1)...].prefix(5).prefix {
      $0.kind == .word && !$0.marks.contains(.and)
    }
    guard verb.allSatisfy({ $0.marks.isDisjoint(with: [.from, .of, .by, .give]) }) else {
      return nil
    }
    return Events.scope(verb.reduce(into: Marks()) { $0.formUnion($1.marks) })
  }

  /// "155 observers have been approved, and another 115 are under review"
  private func isMoreBesideSome(_ quantity: Quantity, _ item: Int) -> Bool {
    guard quantity.isMore, let last = topic.claims.last, last.sentence == span(sentence.tokens),
      last.subject.type == .total
    else { return false }
    let verb = items.dropFirst(item + 1).prefix(5).prefix { $0.kind == .word }
    return verb.contains {
      !$0.marks.isDisjoint(with: [.proposed, .expected, .refused, .withdrawn, .cancelled])
    }
  }

  private func isOfSome(_ quantity: Quantity) -> Bool {
    guard let whole = phrase.quantities.first, whole.unit == .people, whole.value > quantity.value
    else { return false }
    return whole.tokens.upperBound <= quantity.tokens.lowerBound
      && items.prefix(8).contains { !$0.marks.isDisjoint(with: [.of, .from]) }
  }

  /// "Of these, 1,391 were accredited": of the total told just before.
  private func isOfThese(_ quantity: Quantity) -> Bool {
    guard topic.age <= 1, items.first?.marks.contains(.including) == true,
      let whole = topic.claims.suffix(20).last(where: { $0.subject.type == .total })
    else { return false }
    return (whole.count ?? 0) > quantity.value
  }

  /// Nothing but an adjective stands behind the number: "22 international:".
  private func isBehindAdjective(_ quantity: Quantity) -> Bool {
    let tokens = phrase.tokens
    var place = quantity.number.tokens.upperBound
    while place < tokens.endIndex, !tokens[place].has(.and),
      tokens[place].has([.foreign, .domestic, .stop]) || tokens[place].shape.contains(.inPhrase)
    {
      place += 1
    }
    guard place > quantity.number.tokens.upperBound else { return false }
    return place >= tokens.endIndex || tokens[place].kind == .mark || tokens[place].has(.and)
  }

  /// "Total – 466", below rows of names and numbers that add up to it.
  private func isSumOfRows(_ quantity: Quantity, _ item: Int) -> Bool {
    guard quantity.unit == .bare, items.count <= 4, topic.age <= 2, quantity.value > 1,
      marks.contains(.altogether), isFollowedByEnd(item)
    else { return false }
    let rows = topic.claims.suffix(200).reversed().prefix {
      ($0.subject.type == .organization || $0.subject.type == .country) && $0.count != nil
    }
    var sum = 0
    for row in rows {
      sum += row.count ?? 0
      if sum == quantity.value { return true }
    }
    return false
  }

  /// "200 of the 640 observers": the whole of which the other number is a part.
  func isWhole(_ item: Int) -> Bool {
    var place = item - 1
    while place >= 0, items[place].marks.contains(.article) { place -= 1 }
    guard place > 0, items[place].marks.contains(.of) || isPartitive(place),
      case .quantity(let before) = items[place - 1].kind,
      case .quantity(let here) = items[item].kind
    else { return false }
    let (part, whole) = (phrase.quantities[before].unit, phrase.quantities[here].unit)
    return whole == .people && (part == .people || part == .bare)
  }

  func isPartitive(_ item: Int) -> Bool {
    items[item].marks.contains(.from) && vocabulary.traits.contains(.genitive)
  }

  /// "Each party may send three observers": a rule, and no number of anybody.
  private func isPermitted(_ item: Int) -> Bool {
    var place = item - 1
    while place >= 0, place >= item - 10 {
      if items[place].kind == .mark, !phrase.token(place).isQuote { return false }
      if items[place].marks.contains(.permission), !phrase.token(place).isCapital || place == 0 {
        return true
      }
      place -= 1
    }
    if isForEach(item) { return true }
    guard item + 1 < items.count else { return false }
    return items[item + 1].marks.contains(.permission) && !items[item + 1].marks.contains(.watch)
  }

  /// "It will not be able to send 150 observers": nobody's number.
  private func isDenied(_ item: Int) -> Bool {
    var place = item - 1
    var gives = false
    while place >= 0, place >= item - 10 {
      if items[place].kind == .mark, !phrase.token(place).isQuote { return false }
      if case .quantity = items[place].kind { return false }
      if items[place].marks.contains(.denial) { return gives }
      gives = gives || !items[place].marks.isDisjoint(with: [.give, .deployed])
      place -= 1
    }
    return false
  }

  /// "present in 21 of the provinces", "followed in 147": no people.
  private func isSomewhere(_ quantity: Quantity, _ item: Int) -> Bool {
    guard quantity.unit == .bare, item > 0, items[item - 1].kind == .word,
      items[item - 1].marks.contains(.place), !items[item - 1].marks.contains(.with)
    else { return false }
    return !Self.goals.contains(WordHash(phrase.token(item - 1)))
  }

  /// "Two observers were sent to each of the provinces."
  private func isForEach(_ item: Int) -> Bool {
    for step in item + 1..<max(item + 1, min(item + 7, items.count)) {
      guard items[step].kind == .word else { return false }
      if items[step].marks.contains(.each) {
        // "two observers of each organization"
        let isOfEach = items[step - 1].marks.contains(.of) && step + 1 < items.count
        return items[step - 1].marks.contains(.place)
          || isOfEach && items[step + 1].marks.isDisjoint(with: .of)
      }
    }
    return false
  }

  /// Words that a number stands behind where it is reached: "to 106", and not "in 106".
  private static let goals: Set<WordHash> = Set(
    ["to", "at", "a", "al", "à", "au", "aux", "до"].map { WordHash($0) })

  /// "The number of observers from the union has reached 217": whose they are.
  private func whoseNumber(_ item: Int) -> Int? {
    for place in stride(from: item - 1, through: 1, by: -1) {
      guard case .name(let name) = items[place].kind else {
        guard items[place].kind == .word else { return nil }
        continue
      }
      guard phrase.names[name].role == .subject, !bound.contains(name) else { continue }
      var before = nameStart(place) - 1
      var isTied = false
      while before >= 0,
        !items[before].marks.isDisjoint(with: [.from, .of, .article, .body, .head])
      {
        isTied = true
        before -= 1
      }
      isTied = isTied || nameStart(place) < place || vocabulary.traits.contains(.genitive)
      if before >= 0, isTied, items[before].marks.contains(.observer) { return name }
    }
    return nil
  }

  /// "…, bringing the total to 106" (`true`), "the number of observers was 910" (`false`); `nil` where
  /// a bare number tells nothing of the kind.
  private func toldAsNumber(_ item: Int) -> Bool? {
    let next = item + 1
    guard
      next >= items.count || items[next].kind == .mark || items[next].marks.contains(.accredited)
        || isFollowedByDay(item)
        || items[next].marks.contains(.stop)
          && items[next].marks.isDisjoint(with: [.of, .from, .by])
    else { return nil }
    var hasObservers = false
    var hasNumber = false
    var isTotal = false
    var isDone = false
    // "Унутраных назіральнікаў – каля 300"
    var noun = item - 1
    while noun > 0, isModifier(noun) || phrase.token(noun).isDash || phrase.token(noun).isMark(":")
    {
      noun -= 1
    }
    // "Иностранных – 26"
    let isShort = noun == 0 && topic.age <= 1 && !topic.claims.isEmpty && isBehindDash(item)
    let isBeside =
      noun >= 0 && items[noun].kind == .word
      && !items[noun].marks.isDisjoint(
        with: isShort ? [.foreign, .domestic, .observer] : .observer)
    // "Number of accredited observers is: 464."
    let isBehindMark = item > 0 && phrase.token(item - 1).isMark(":")
    var place = isBeside || isBehindMark ? noun : item - 1
    while place >= 0, place >= item - 20 {
      guard items[place].kind == .word else {
        // A day, or whose election it is.
        let isName = if case .name = items[place].kind { true } else { false }
        guard isName || phrase.token(place).isDigits else { break }
        place -= 1
        continue
      }
      let marks = items[place].marks
      if marks.contains(.stranger) || marks.contains(.measure) { return nil }
      if marks.contains(.observer) { hasObservers = true }
      // "their number"
      if marks.contains(.pronoun), topic.age <= 1, !topic.claims.isEmpty { hasObservers = true }
      if marks.contains(.accredited), marks.contains(.person) { hasObservers = true }
      if marks.contains(.number) { hasNumber = true }
      if marks.contains(.altogether) { isTotal = true }
      if marks.contains(.accredited) { isDone = true }
      place -= 1
    }
    // "Observers: 793"
    if isBeside, isFollowedByEnd(item), noun <= 4 { return false }
    // "Наблюдателей зарегистрировано 300."
    if hasObservers, isDone || isBeside, vocabulary.traits.contains(.genitive) { return false }
    // "The total accredited stands at 229."
    if isTotal, isDone, topic.age <= 3, !topic.claims.isEmpty { hasObservers = true }
    let isGoal =
      item > 0 && items[item - 1].marks.contains(.place)
      && Self.goals.contains(WordHash(phrase.token(item - 1)))
    if hasObservers, hasNumber || isTotal { return isTotal && (!hasNumber || isGoal) }
    if isTotal || hasNumber, isGoal, marks.contains(.observer) { return true }
    return nil
  }

  /// "stood at 4,120 on Friday"
  private func isFollowedByDay(_ item: Int) -> Bool {
    let next = item + 1
    guard next + 1 < items.count, !items[next].marks.isDisjoint(with: [.place, .stop]) else {
      return false
    }
    let token = phrase.token(next + 1)
    return token.has(.weekday) || token.numeral.kind == .month || token.isDigits
  }

  /// "Two observers of the OSCE said …" tells no number; lists, events, and what follows them do.
  func isContext(_ quantity: Quantity) -> Bool {
    !events.isEmpty || marks.contains(.watch) || sentence.isHeading || topic.announces
      || topic.age <= 4 && !topic.claims.isEmpty
      || phrase.quantities.filter { $0.unit != .other }.count > 1
      || !marks.isDisjoint(with: [.soFar, .altogether, .represent])
      || phrase.tokens.contains { $0.isMark(":") || $0.isMark(";") }
  }

  /// Whether the sentence says of the people that they are accredited, come, or watch.
  private func isTold(_ quantity: Quantity) -> Bool {
    guard quantity.value > 1 else { return false }
    if quantity.isSure {
      return !events.isEmpty || marks.contains(.watch) || topic.announces || sentence.isHeading
        || !marks.isDisjoint(with: [.soFar, .altogether]) || topic.age <= 1 && !topic.claims.isEmpty
        || marks.contains(.give)
          && phrase.quantities.filter { $0.unit == .people || $0.unit == .bare }.count > 1
    }
    if isWatching(quantity) { return true }
    return !events.isEmpty
      && (!marks.isDisjoint(with: [.observer, .watch])
        || topic.age <= 4
          && (quantity.isMore
            || !topic.claims.isEmpty && !marks.isDisjoint(with: [.soFar, .altogether])
              && marks.isDisjoint(with: [.diplomatic, .embassy])))
  }

  /// "the vote is observed by 793 people"
  private func isWatching(_ quantity: Quantity) -> Bool {
    let before = phrase.tokens[..<quantity.tokens.lowerBound].suffix(7)
    return quantity.unit == .people && marks.contains(.election) || topic.age <= 4
      ? before.contains { $0.has(.watch) } : false
  }

  // MARK: - Making claims

  mutating func add(_ name: Int, _ quantity: Quantity, with item: Int, again: Bool = false) {
    guard again || !bound.contains(name) else { return }
    bound.insert(name)
    let known = phrase.names[name]
    let tokens =
      min(
        known.tokens.lowerBound, quantity.tokens.lowerBound)..<max(
        known.tokens.upperBound, quantity.tokens.upperBound)
    if quantity.isSort, quantity.inner == nil, isOfTerm(quantity), known.type == .organization {
      return addSort(quantity, of: known)
    }
    var claim = claim(subject(of: known), quantity, tokens)
    claim.via = known.type == .country ? known.via : nil
    claim.isLocal = isLocal(known)
    claim.audience =
      claim.audience ?? (known.id == nil ? audienceOfName(known) ?? audienceOfBrackets(item) : nil)
    // Senders in a total are counted beside it; what lies inside another sender's number is not.
    if isIncluded(item), let whole = wholeOfParts(quantity),
      topic.claims[whole].subject.type != .total
    {
      claim.partOf = whole
    }
    append(claim)
  }

  /// "long-term observers", "short-term observers"
  private func isOfTerm(_ quantity: Quantity) -> Bool {
    phrase.tokens[quantity.tokens].contains { $0.has([.longTerm, .shortTerm]) }
  }

  /// "28 long-term observers of the mission": a part of it, or all of it where no other part is told.
  private mutating func addSort(_ quantity: Quantity, of body: Name) {
    var claim = claim(Subject(.category, name: text(quantity.tokens)), quantity, quantity.tokens)
    claim.isSort = true
    claim.mission = subject(of: body)
    append(claim)
  }

  /// "Coalition of Domestic Election Observers"
  private func audienceOfName(_ name: Name) -> Audience? {
    let words = phrase.tokens[name.tokens]
    guard name.type == .organization, words.contains(where: { $0.has(.observer) }) else {
      return nil
    }
    return words.contains { $0.has(.domestic) } && !words.contains { $0.has(.foreign) }
      ? .domestic : nil
  }

  /// "5,587 domestic observers (CRTA 1,500; …)": of whom those in brackets are.
  private func audienceOfBrackets(_ item: Int) -> Audience? {
    var place = item - 1
    while place > 0, place > item - 60, !phrase.token(place).isMark("(") {
      if phrase.token(place).isMark(")") { return nil }
      place -= 1
    }
    guard place > 0, phrase.token(place).isMark("("),
      case .quantity(let index) = items[place - 1].kind
    else { return nil }
    return phrase.quantities[index].audience
  }

  mutating func addUncounted(_ name: Int, partOf whole: Int? = nil) {
    guard !bound.contains(name) else { return }
    bound.insert(name)
    let known = phrase.names[name]
    var claim = Claim(
      subject: subject(of: known), count: nil, scope: scope(at: known.tokens.lowerBound),
      via: known.type == .country ? known.via : nil, span: span(known.tokens),
      sentence: span(sentence.tokens))
    claim.audience = audience(of: claim.subject)
    claim.isLocal = isLocal(known)
    claim.partOf = whole
    claim.isTold = !events.isEmpty
    if topic.isBatch, claim.scope == .cumulative, !marks.contains(.soFar) {
      claim.scope = .increment
    }
    append(claim)
  }

  private mutating func addTotal(_ quantity: Quantity, _ item: Int, group: SubjectType?) {
    if let group, quantity.unit == .bare { return addGroup(group, quantity) }
    guard quantity.unit == .people, quantity.value > 1 || group != nil else { return }
    if group == nil, isDefinite(item), isToldOfSome(quantity) { return }
    if quantity.isSort, group == nil {
      var claim = claim(Subject(.category, name: text(quantity.tokens)), quantity, quantity.tokens)
      claim.isSort = true
      if topic.missionAge <= 3 { claim.mission = topic.mission }
      if isIncluded(item) { claim.partOf = wholeOfParts(quantity) }
      return append(claim)
    }
    var claim = claim(Subject(.total, name: text(quantity.tokens)), quantity, quantity.tokens)
    if let group, isRest(quantity) {
      claim.subject = Subject(group, name: claim.subject.name)
      claim.scope = scope(quantity)
    } else {
      claim.group = group
    }
    if isIncluded(item), group == nil, let whole = wholeOfParts(quantity) {
      if quantity.audience == nil || quantity.audience == topic.claims[whole].audience {
        claim.partOf = whole
      } else if topic.claims[whole].audience == nil, topic.claims[whole].subject.type == .total,
        !isIncludedWhole(quantity)
      {
        // "10,014 observers, including 1,013 international ones"
        topic.claims[whole].audience = .mixed
      }
    }
    append(claim)
    topic.age = 0
  }

  /// "Two of the mission left. … for the two observers": those of whom the text has just spoken.
  private func isToldOfSome(_ quantity: Quantity) -> Bool {
    topic.claims.suffix(4).contains {
      $0.count == quantity.value && [.organization, .country].contains($0.subject.type)
    }
  }

  private mutating func addGroup(_ type: SubjectType, _ quantity: Quantity) {
    guard quantity.unit != .bare || topic.age <= 6 else { return }
    append(claim(Subject(type, name: text(quantity.tokens)), quantity, quantity.tokens))
  }

  private func claim(_ subject: Subject, _ quantity: Quantity, _ tokens: Range<Int>) -> Claim {
    var claim = Claim(
      subject: subject, count: quantity.value,
      written: quantity.number.isWritten ? text(quantity.number.tokens) : nil,
      scope: scope(quantity),
      audience: quantity.audience
        ?? (isToldOfPart(quantity) ? nil : audience(of: subject) ?? audienceBefore(quantity)),
      span: span(tokens),
      sentence: span(sentence.tokens))
    claim.isApproximate = quantity.isApproximate
    claim.isHeading = sentence.isHeading
    claim.isSoFar = marks.contains(.soFar)
    claim.isTold = !events.isEmpty
    claim.isOfSitting =
      marks.contains(.accredited) && !marks.isDisjoint(with: [.sitting, .weekday])
    let isTotal = subject.type == .total
    // A new total does not take over that others have only applied.
    if isTotal, events.isEmpty, quantity.isSure || quantity.unit == .bare, claim.scope == .proposed
    {
      claim.scope = .cumulative
    }
    // "106 now, counting the 43 accredited on …"
    if isTotal, claim.isSoFar, claim.scope == .cumulative, isIncludedWhole(quantity) {
      claim.scope = .previous
    }
    guard claim.scope == .cumulative else { return claim }
    if isLatest(quantity) { claim.scope = .increment }
    if quantity.isMore, quantity.unit != .bare, !isFirstOfItsAudience(quantity, subject),
      !isToldInHeading(quantity, subject),
      isTotal || subject.id != nil || subject.type == .organization
        || subject.type == .organizationNumber && !quantity.isOther
          && marks.contains(.accredited),
      isTotal || !isRest(quantity)
    {
      claim.scope = .increment
      claim.isMore = true
    } else if topic.isBatch, isTotal, isGreaterThanBatch(quantity) {
      claim.isSoFar = true
    } else if topic.isBatch, !claim.isSoFar {
      claim.scope = .increment
    }
    return claim
  }

  /// "324 more have been registered … A total of 2,344 were registered."
  private func isGreaterThanBatch(_ quantity: Quantity) -> Bool {
    guard marks.contains(.altogether), marks.contains(.accredited), topic.age <= 3,
      quantity.tokens.lowerBound <= phrase.tokens.startIndex + 12
    else { return false }
    let batches = topic.claims.suffix(200).filter {
      $0.subject.type == .total && $0.scope == .increment
    }
    return !batches.isEmpty && batches.allSatisfy { ($0.count ?? 0) < quantity.value }
  }

  /// "505 international observers", of which the text below says "eight organizations sent another 505"
  private func isToldInHeading(_ quantity: Quantity, _ subject: Subject) -> Bool {
    subject.type == .total
      && topic.claims.prefix(10).contains {
        $0.isHeading && $0.subject.type == .total && $0.count == quantity.value
          && $0.scope == .cumulative && $0.audience != nil
      }
  }

  /// "A further 8,900 local observers" beside the foreign ones told so far: no batch of them.
  private func isFirstOfItsAudience(_ quantity: Quantity, _ subject: Subject) -> Bool {
    guard subject.type == .total, let audience = quantity.audience else { return false }
    var isOther = false
    for claim in topic.claims.suffix(100) where claim.subject.type == .total {
      guard let told = claim.audience, told != audience else { return false }
      isOther = true
    }
    return isOther
  }

  private mutating func append(_ claim: Claim) {
    if claim.isMore, claim.subject.type == .total { topic.isBatch = true }
    if claim.isSoFar, claim.subject.type == .total, claim.scope == .cumulative {
      topic.isBatch = false
    }
    topic.claims.append(claim)
  }

  func subject(of name: Name) -> Subject {
    Subject(name.type, id: name.id, name: text(name.tokens), status: name.status)
  }

  // MARK: - Labels

  private func scope(_ quantity: Quantity) -> Scope {
    if let inside = Events.scope(quantity.events), inside != .cumulative { return inside }
    return scope(at: quantity.number.tokens.lowerBound)
  }

  private func scope(at token: Int) -> Scope { events.nearest(to: token) ?? inherited }

  private func isLocal(_ name: Name) -> Bool {
    guard name.type == .organization, name.id == nil, name.status == .unknown else { return false }
    return !phrase.tokens[name.tokens].contains { token in
      guard token.isWord else { return false }
      let word = page.substring(token.range).lowercased()
      return vocabulary.continents.contains { word.hasPrefix($0) }
    }
  }

  /// A body nobody knows is domestic where its sentence speaks of domestic observers only.
  private func audience(of subject: Subject) -> Audience? {
    switch subject.type {
    case .organization, .organizationNumber, .organizationsTotal, .total:
      return subject.id == nil ? toldAudience : nil
    default: return nil
    }
  }

  /// "4,120, including 3,900 from domestic organisations": whose the observers are is told of a part.
  private func isToldOfPart(_ quantity: Quantity) -> Bool {
    let tokens = phrase.tokens
    guard let audience = tokens.firstIndex(where: { $0.has([.foreign, .domestic]) }) else {
      return false
    }
    return quantity.tokens.upperBound <= audience
      && tokens[quantity.tokens.upperBound..<audience].contains { $0.has(.including) }
  }

  /// "Внутренних наблюдателей – 300": the noun stands before its number.
  private func audienceBefore(_ quantity: Quantity) -> Audience? {
    guard quantity.unit == .people, quantity.number.tokens == quantity.tokens else { return nil }
    return toldAudience
  }

  /// "Another 25 come from …" after the numbers of others: a further part of the same whole, and no
  /// batch that was added to it.
  func isRest(_ quantity: Quantity) -> Bool {
    guard quantity.isMore, !topic.isBatch, !marks.contains(.soFar) else { return false }
    let part = topic.claims.suffix(500).last { claim in
      guard claim.count != nil, claim.scope == .cumulative, !claim.isHeading else { return false }
      switch claim.subject.type {
      case .organization, .country, .organizationsTotal, .countriesTotal: return true
      default: return claim.group != nil
      }
    }
    guard let last = part else { return false }
    if last.sentence == span(sentence.tokens) { return true }
    // "On Monday the commission accredited another 25 …"
    let tokens = phrase.tokens
    return !tokens.contains { $0.has(.weekday) || $0.numeral.kind == .month && $0.isCapital }
      && !tokens[..<quantity.tokens.lowerBound].contains { $0.has(.accredited) }
  }

  /// "including 44 from …", behind a number.
  private func isIncluded(_ item: Int) -> Bool {
    var place = item - 1
    while place >= 0, place >= item - 3 {
      guard items[place].kind == .word else { return false }
      if items[place].marks.contains(.including) { return true }
      place -= 1
    }
    return false
  }

  /// The last claim told, where it is great enough to hold the quantity.
  private func wholeOfParts(_ quantity: Quantity) -> Int? {
    guard let last = topic.claims.indices.last, let count = topic.claims[last].count,
      count >= quantity.value, topic.claims[last].subject.type != .organizationNumber,
      topic.claims[last].subject.type != .countryNumber
    else { return nil }
    return last
  }

  /// "106, including 24 accredited on Thursday": the last batch of them.
  private func isLatest(_ quantity: Quantity) -> Bool {
    let tokens = phrase.tokens
    let start = quantity.tokens.lowerBound
    guard marks.contains(.accredited), marks.contains(.including),
      tokens[..<start].suffix(3).contains(where: { $0.has(.including) })
    else { return false }
    for index in tokens.indices where index >= quantity.tokens.upperBound {
      let token = tokens[index]
      if token.has(.turn) || token.isMark(";") || token.isMark("(") { return false }
      if token.has([.weekday, .sitting]) { return true }
      if index >= quantity.tokens.upperBound + 14 { return false }
      if token.isDigits, Dates.year(token) == nil { return false }
    }
    return false
  }

  private func isIncludedWhole(_ quantity: Quantity) -> Bool {
    let start = quantity.tokens.lowerBound
    return start >= phrase.tokens.startIndex + 2 && phrase.tokens[start - 1].has(.article)
      && phrase.tokens[start - 2].has(.including)
  }

  // MARK: - Places in the text

  func span(_ tokens: Range<Int>) -> Range<Int> {
    let first = phrase.tokens[tokens.lowerBound].range.lowerBound
    return first..<phrase.tokens[max(tokens.upperBound - 1, tokens.lowerBound)].range.upperBound
  }

  func text(_ tokens: Range<Int>) -> String { page.line(span(tokens)) }
}
