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
  /// In the page.
  let span: Range<Int>
  let sentence: Range<Int>
  /// "so far", "altogether", "as of": it speaks of all of them.
  var isSoFar = false
  /// The scope comes from the number's own words, not from what stands around it.
  var isMore = false
  var isHeading = false
  /// Names again a group told before: "the five countries".
  var isRepeat = false
  /// A total of one group only, which is the total of all where no other is told.
  var group: SubjectType?
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
  var audience: Audience?
  /// Claims so far.
  var claims: [Claim] = []
}

/// Ties the numbers of one sentence to names, groups and totals.
struct ClaimReader {
  var phrase: Phrase
  let lexicon: Lexicon
  let page: Page
  let sentence: Range<Int>
  let isHeading: Bool
  var topic: Topic
  let marks: Marks
  let events: [(token: Int, scope: Scope)]
  let distances: [Int]
  var boundNames: Set<Int> = []
  var spokenGroups: Set<Int> = []

  init(
    _ phrase: Phrase, lexicon: Lexicon, page: Page, sentence: Range<Int>, isHeading: Bool,
    topic: Topic, electionYear: Int?
  ) {
    self.phrase = phrase
    self.lexicon = lexicon
    self.page = page
    self.sentence = sentence
    self.isHeading = isHeading
    self.topic = topic
    marks = phrase.tokens.reduce(into: []) { $0.formUnion($1.marks) }
    distances = Events.distances(phrase.tokens)
    events = Events.read(phrase.tokens, marks, lexicon: lexicon, electionYear: electionYear)
  }

  /// The topic for the next sentence, this one's claims added.
  mutating func read() -> Topic {
    let isAbout = marks.speakOfObservers || hasEmbassies
    let isNear = topic.age <= 12
    let known = topic.claims.count
    topic.age = marks.contains(.observer) ? 0 : topic.age + 1
    let hasSubjects = !phrase.quantities.isEmpty || !phrase.names.isEmpty
    if hasSubjects, isAbout || isNear {
      for index in phrase.items.indices {
        if case .quantity(let quantity) = phrase.items[index].kind { bind(quantity, at: index) }
      }
      if !marks.contains(.denial) { listNames() }
    }
    if topic.claims.count > known { topic.age = min(topic.age, 1) }
    topic.announces = phrase.tokens.last?.isMark(":") ?? false
    return topic
  }

  var hasEmbassies: Bool { phrase.names.contains { $0.via != nil && $0.role == .subject } }

  // MARK: - Numbers

  mutating func bind(_ index: Int, at item: Int) {
    let quantity = phrase.quantities[index]
    if marks.contains(.incident) { return }
    switch quantity.unit {
    case .other: return
    case .organizations, .countries: countBodies(quantity, index, at: item)
    case .people, .bare: countPeople(quantity, at: item)
    }
  }

  mutating func countBodies(
    _ quantity: Quantity, _ index: Int, at item: Int, isRepeat: Bool = false, isLinked: Bool = false
  ) {
    guard !spokenGroups.contains(index), speaksOfObservers(near: item), !isWhole(item) else {
      return
    }
    guard isLinked || isReached(item) else { return }
    if item > 0, marksOf(item - 1).contains(.location), quantity.unit == .countries { return }
    if quantity.value == 1, quantity.audience == nil { return }
    spokenGroups.insert(index)
    let type: SubjectType = quantity.unit == .organizations ? .organizationNumber : .countryNumber
    add(type, quantity, name: nil, tokens: quantity.tokens)
    topic.claims[topic.claims.count - 1].isRepeat = isRepeat || isDefinite(item)
  }

  /// Whether what happened reaches the bodies in the same clause: "a union that groups 57 countries" does not.
  func isReached(_ item: Int) -> Bool {
    var reaching: Marks = [
      .from, .represent, .watch, .observer, .including, .listing, .and, .altogether, .soFar,
    ]
    reaching.formUnion(.events)
    if marks.contains(.electionBody) { reaching.formUnion(.of) }
    let doing = Marks.events.union([.watch, .represent, .give])
    for step in phrase.items.dropFirst(item + 1).prefix(5) {
      guard step.kind == .word else { break }
      if !step.marks.isDisjoint(with: doing) { return true }
    }
    var place = item - 1
    while place >= 0, place >= item - 8 {
      let step = phrase.items[place]
      switch step.kind {
      case .quantity: return true
      case .mark where !isQuote(step): return step.isMark(":", phrase.tokens)
      default: if !step.marks.isDisjoint(with: reaching) { return true }
      }
      place -= 1
    }
    return place < 0
  }

  func isDefinite(_ item: Int) -> Bool {
    item > 0 && phrase.items[item - 1].marks.contains(.article)
      && phrase.tokens[phrase.items[item - 1].tokens.lowerBound].key == "the"
  }

  /// Bodies and countries are counted for being observers', not for anything else.
  func speaksOfObservers(near item: Int) -> Bool {
    !marks.isDisjoint(with: [.observer, .accredited, .watch])
      || phrase.quantities.contains { $0.unit == .people } && topic.age <= 3
      || !marks.isDisjoint(with: [.electionBody, .expected, .represent]) && topic.age <= 3
  }

  mutating func countPeople(_ quantity: Quantity, at item: Int) {
    if isPermitted(item) { return }
    if quantity.isEach, bindEach(quantity, at: item) { return }
    if isWhole(item) {
      if quantity.unit == .people, quantity.isSure { addTotal(quantity, item, group: nil) }
      return
    }
    if let name = bracketed(item) ?? dashed(item) {
      return add(name, quantity, with: item)
    }
    if let inner = quantity.inner, quantity.unit == .people {
      if phrase.names[inner].role != .ignored {
        return add(inner, quantity, with: item, force: true)
      }
    }
    switch giver(before: item) {
    case .name(let name):
      add(name, quantity, with: item)
      return
    case .group(let type, let index):
      addGroup(type, quantity, item)
      if let index {
        countBodies(phrase.quantities[index], index, at: item, isRepeat: true, isLinked: true)
      }
      return
    case nil: break
    }
    switch target(after: item) {
    case .names(let names) where names.count == 1:
      guard isContext(item) else { return }
      return add(names[0], quantity, with: item)
    case .names(let names) where quantity.isEach:
      for name in names { add(name, quantity, with: item) }
      return
    case .names(let names):
      addTotal(quantity, item, group: nil)
      for name in names { addUncounted(name) }
      return
    case .pairs(let names):
      let types = Set(names.map { phrase.names[$0].type })
      let group: SubjectType? =
        types == [.country] ? .countriesTotal : types == [.organization] ? .organizationsTotal : nil
      // Of a mixed rest nothing is the total.
      guard group != nil || !isRest(quantity) else { return }
      if quantity.unit == .people { addTotal(quantity, item, group: group) }
      return
    case .groups(let types, let indices):
      let only = Set(types).count == 1 ? types.first : nil
      if quantity.unit == .bare, only == nil { return }
      var total = quantity
      // "from 36 local and 28 international organizations"
      let audiences = Set(indices.compactMap { phrase.quantities[$0].audience })
      if audiences.isSuperset(of: [.domestic, .international]), total.audience == nil {
        total.audience = .mixed
      }
      addTotal(total, item, group: only)
      for index in indices {
        countBodies(phrase.quantities[index], index, at: item, isLinked: true)
      }
      return
    case .category(let label):
      guard quantity.unit == .people, isTold(quantity) else { return }
      add(.category, quantity, name: label, tokens: quantity.tokens)
      return
    case .world:
      addTotal(quantity, item, group: nil)
      return
    case nil: break
    }
    // "… Association five people": the verb was told before.
    if item > 0, case .name(let name) = phrase.items[item - 1].kind,
      phrase.names[name].role == .subject, quantity.unit == .people, !topic.claims.isEmpty
    {
      return add(name, quantity, with: item)
    }
    if quantity.unit == .bare, let name = neighbour(item) { return add(name, quantity, with: item) }
    if quantity.unit == .bare, isNewTotal(item) {
      var total = quantity
      total.unit = .people
      total.isMore = false
      let known = topic.claims.count
      addTotal(total, item, group: nil)
      for index in known..<topic.claims.count {
        topic.claims[index].scope = .cumulative
        topic.claims[index].isSoFar = true
      }
      return
    }
    if quantity.unit == .bare, isNumberOfObservers(item) {
      var total = quantity
      total.unit = .people
      return addTotal(total, item, group: nil)
    }
    guard quantity.unit == .people, isTold(quantity) else { return }
    if let sort = quantity.sort {
      add(.category, quantity, name: sort, tokens: quantity.tokens)
    } else {
      addTotal(quantity, item, group: nil)
    }
  }

  /// "200 of the 640 observers": those of whom the other number is a part.
  func isWhole(_ item: Int) -> Bool {
    var place = item - 1
    while place >= 0, phrase.items[place].marks.contains(.article) { place -= 1 }
    guard place >= 0,
      phrase.items[place].marks.contains(.of) || phrase.items[place].isWord(phrase.tokens, "из")
    else { return false }
    guard place > 0 else { return true }
    // "78 observers of 19 countries" is no part of anything.
    guard case .quantity(let before) = phrase.items[place - 1].kind,
      case .quantity(let here) = phrase.items[item].kind
    else { return false }
    let (part, whole) = (phrase.quantities[before].unit, phrase.quantities[here].unit)
    return part == whole || part == .bare
  }

  /// "Each party may send three observers": a rule, and no number of anybody.
  func isPermitted(_ item: Int) -> Bool {
    var place = item - 1
    while place >= 0, place >= item - 10 {
      let step = phrase.items[place]
      if step.kind == .mark, !isQuote(step) { return false }
      if step.marks.contains(.permission), !isCapital(step) || place == 0 { return true }
      place -= 1
    }
    return false
  }

  /// "…, bringing the total to 106".
  func isNewTotal(_ item: Int) -> Bool {
    guard item > 0,
      ["to", "at", "до"].contains(phrase.tokens[phrase.items[item - 1].tokens.lowerBound].key),
      marks.contains(.observer),
      item + 1 >= phrase.items.count || phrase.items[item + 1].kind == .mark
    else { return false }
    var place = item - 1
    while place >= 0, place >= item - 6, phrase.items[place].kind == .word {
      let step = phrase.items[place]
      if step.marks.contains(.altogether) || step.isWord(phrase.tokens, "number") { return true }
      place -= 1
    }
    return false
  }

  /// "Germany 12, France 8", or a row of a table: the number right behind the name.
  func neighbour(_ item: Int) -> Int? {
    guard item > 0, let name = sender(item - 1) else { return nil }
    let next = item + 1
    guard next >= phrase.items.count || phrase.items[next].kind == .mark else { return nil }
    let isRow = phrase.items.count <= 3
    return isRow || isRowOfPairs ? name : nil
  }

  /// Whether the sentence has several names with a number right behind them.
  var isRowOfPairs: Bool {
    var pairs = 0
    for (item, next) in zip(phrase.items, phrase.items.dropFirst()) {
      if case .name = item.kind, case .quantity = next.kind { pairs += 1 }
      if pairs > 1 { return true }
    }
    return false
  }

  /// "The number of observers was 910."
  func isNumberOfObservers(_ item: Int) -> Bool {
    let next = item + 1
    guard next >= phrase.items.count || phrase.items[next].kind == .mark else { return false }
    var observers = false
    var place = item - 1
    while place >= 0, place >= item - 14 {
      guard phrase.items[place].kind == .word else { return false }
      let marks = phrase.items[place].marks
      if marks.contains(.stranger) { return false }
      if marks.contains(.observer) { observers = true }
      if observers,
        marks.contains(.altogether) || phrase.items[place].isWord(phrase.tokens, "number")
      {
        return true
      }
      place -= 1
    }
    return false
  }

  /// "Two observers of the OSCE said …" tells no number; lists, events, and what follows them do.
  func isContext(_ item: Int) -> Bool {
    !events.isEmpty || marks.contains(.watch) || isHeading || topic.announces
      || topic.age <= 4 && !topic.claims.isEmpty
      || phrase.quantities.filter { $0.unit != .other }.count > 1
      || !marks.isDisjoint(with: [.soFar, .altogether, .represent])
      || phrase.tokens.contains { $0.isMark(":") || $0.isMark(";") }
  }

  /// Whether the sentence says of the people that they are accredited, come, or watch.
  func isTold(_ quantity: Quantity) -> Bool {
    if quantity.isSure {
      return quantity.value > 1
        && (!events.isEmpty || marks.contains(.watch) || topic.announces || isHeading
          || !marks.isDisjoint(with: [.soFar, .altogether])
          || topic.age <= 1 && topic.claims.count > 0)
    }
    return quantity.value > 1 && !events.isEmpty
      && (!marks.isDisjoint(with: [.observer, .watch]) || topic.age <= 4 && quantity.isMore)
  }

  /// "A (5)": the name before the brackets.
  mutating func bracketed(_ item: Int) -> Int? {
    guard item >= 2, phrase.items[item - 1].isMark("(", phrase.tokens),
      item + 1 < phrase.items.count,
      phrase.items[item + 1].isMark(")", phrase.tokens)
        || phrase.items[item + 1].isMark(",", phrase.tokens)
    else { return nil }
    return sender(item - 2) ?? acronym(item - 2)
  }

  /// "A – 5", "A: 5".
  mutating func dashed(_ item: Int) -> Int? {
    guard item >= 2 else { return nil }
    let token = phrase.tokens[phrase.items[item - 1].tokens.lowerBound]
    guard token.isDash || token.isMark(":"), let name = sender(item - 2) ?? acronym(item - 2) else {
      return nil
    }
    let next = item + 1 < phrase.items.count ? phrase.items[item + 1] : nil
    guard next == nil || next?.kind == .mark || next?.marks.contains(.and) == true else {
      return nil
    }
    return name
  }

  /// The subject that ends at `item`, a place behind it passed over: "Embassy of X in Y".
  func sender(_ item: Int) -> Int? {
    if let name = subject(item) { return name }
    guard case .name = phrase.items[item].kind else { return nil }
    var place = item - 1
    while place > 0, phrase.items[place].marks.contains(.article) { place -= 1 }
    guard place > 0, phrase.items[place].marks.contains(.location) else { return nil }
    return subject(place - 1)
  }

  /// An acronym nobody knows is a body where a number stands beside it in a row of bodies.
  mutating func acronym(_ item: Int) -> Int? {
    guard phrase.items[item].kind == .word, !boundNames.isEmpty,
      phrase.tokens[phrase.items[item].tokens.lowerBound].isAcronym
    else { return nil }
    phrase.names.append(
      Name(
        tokens: phrase.items[item].tokens, type: .organization, id: nil, status: .unknown, via: nil,
        role: .subject))
    return phrase.names.count - 1
  }

  func subject(_ item: Int) -> Int? {
    guard case .name(let name) = phrase.items[item].kind, phrase.names[name].role == .subject else {
      return nil
    }
    return name
  }

  // MARK: - Making claims

  mutating func add(_ name: Int, _ quantity: Quantity, with item: Int, force: Bool = false) {
    guard !boundNames.contains(name) || force else { return }
    boundNames.insert(name)
    let known = phrase.names[name]
    let tokens =
      min(
        known.tokens.lowerBound, quantity.tokens.lowerBound)..<max(
        known.tokens.upperBound, quantity.tokens.upperBound)
    var claim = claim(subject(of: known), quantity, tokens: tokens)
    claim.via = known.type == .country ? known.via : nil
    if isIncluded(item), let last = topic.claims.indices.last { claim.partOf = last }
    append(claim)
  }

  mutating func addUncounted(_ name: Int) {
    guard boundNames.insert(name).inserted else { return }
    let known = phrase.names[name]
    var claim = Claim(
      subject: subject(of: known), count: nil, written: nil,
      scope: scope(at: known.tokens.lowerBound), audience: nil, via: nil,
      span: span(known.tokens), sentence: sentence)
    claim.via = known.type == .country ? known.via : nil
    claim.audience = audience(of: claim.subject)
    append(claim)
  }

  func subject(of name: Name) -> Subject {
    Subject(name.type, id: name.id, name: text(name.tokens), status: name.status)
  }

  /// A body nobody knows is domestic where its sentence speaks of domestic observers only.
  func audience(of subject: Subject) -> Audience? {
    guard subject.type == .organization, subject.id == nil, isDomestic else { return nil }
    return .domestic
  }

  var isDomestic: Bool {
    var domestic = false
    for (index, token) in phrase.tokens.enumerated() {
      if token.marks.contains(.international) { return false }
      guard token.marks.contains(.domestic), index + 1 < phrase.tokens.count else { continue }
      let next = phrase.tokens[index + 1]
      if !next.marks.isDisjoint(with: [.observer, .person, .organizations, .and])
        || next.key == "side" || next.key == "ones"
      {
        domestic = true
      }
    }
    return domestic
  }

  mutating func addTotal(_ quantity: Quantity, _ item: Int, group: SubjectType?) {
    if let group, quantity.unit == .bare { return addGroup(group, quantity, item) }
    guard quantity.unit == .people, quantity.value > 1 || group != nil else { return }
    if let sort = quantity.sort, group == nil {
      return add(.category, quantity, name: sort, tokens: quantity.tokens)
    }
    var claim = claim(
      Subject(.total, name: text(quantity.tokens)), quantity, tokens: quantity.tokens)
    if let group, isRest(quantity) {
      claim = self.claim(
        Subject(group, name: claim.subject.name), quantity, tokens: quantity.tokens)
    } else {
      claim.group = group
    }
    if isIncluded(item), let last = topic.claims.indices.last, group == nil { claim.partOf = last }
    append(claim)
    topic.age = 0
  }

  mutating func addGroup(_ type: SubjectType, _ quantity: Quantity, _ item: Int) {
    guard quantity.unit != .bare || topic.age <= 6 else { return }
    append(claim(Subject(type, name: text(quantity.tokens)), quantity, tokens: quantity.tokens))
  }

  mutating func add(
    _ type: SubjectType, _ quantity: Quantity, name: String?, tokens: Range<Int>
  ) {
    append(claim(Subject(type, name: name ?? text(tokens)), quantity, tokens: tokens))
  }

  func claim(_ subject: Subject, _ quantity: Quantity, tokens: Range<Int>) -> Claim {
    var claim = Claim(
      subject: subject, count: quantity.value, written: quantity.written,
      scope: scope(at: quantity.tokens.lowerBound), audience: quantity.audience, via: nil,
      span: span(tokens), sentence: sentence)
    claim.isApproximate = quantity.isApproximate
    if claim.audience == nil { claim.audience = audience(of: subject) }
    claim.isHeading = isHeading
    claim.isSoFar = marks.contains(.soFar)
    let isTotal = subject.type == .total
    // "106 now, counting the 43 accredited on …"
    if isTotal, claim.isSoFar, claim.scope == .cumulative, isIncludedWhole(quantity) {
      claim.scope = .previous
    }
    if claim.scope == .cumulative {
      if quantity.isMore, quantity.unit != .bare,
        isTotal || (subject.type == .organization || subject.type == .country) && !isRest(quantity)
      {
        claim.scope = .increment
        claim.isMore = true
      } else if topic.isBatch, !claim.isSoFar {
        claim.scope = .increment
      }
    }
    return claim
  }

  /// "Another 25 come from …" after the numbers of others: a further part of the same whole, and no batch
  /// that was added to it.
  func isRest(_ quantity: Quantity) -> Bool {
    guard quantity.isMore, !topic.isBatch, !marks.contains(.soFar) else { return false }
    let parts = topic.claims.filter { claim in
      guard claim.count != nil, claim.scope == .cumulative, !claim.isHeading else { return false }
      switch claim.subject.type {
      case .organization, .country, .organizationsTotal, .countriesTotal: return true
      default: return claim.group != nil
      }
    }
    guard let last = parts.last else { return false }
    if last.sentence == sentence { return true }
    // "On Monday the commission accredited another 25 …"
    return !phrase.tokens.contains {
      $0.marks.contains(.dayWord) || $0.isCapital && lexicon.months[$0.key] != nil
    }
      && !phrase.tokens[..<quantity.tokens.lowerBound].contains { $0.marks.contains(.accredited) }
  }

  mutating func append(_ claim: Claim) {
    var claim = claim
    if claim.count == nil, topic.isBatch, claim.scope == .cumulative, !marks.contains(.soFar) {
      claim.scope = .increment
    }
    if claim.isMore, claim.subject.type == .total { topic.isBatch = true }
    topic.scope = claim.scope == .increment ? .cumulative : claim.scope
    topic.claims.append(claim)
  }

  /// "including 44 from …", after a number.
  func isIncluded(_ item: Int) -> Bool {
    var place = item - 1
    while place >= 0, place >= item - 3 {
      guard phrase.items[place].kind == .word else { return false }
      if phrase.items[place].marks.contains(.including) { return true }
      place -= 1
    }
    return false
  }

  func isIncludedWhole(_ quantity: Quantity) -> Bool {
    let start = quantity.tokens.lowerBound
    return start >= 2 && phrase.tokens[start - 1].key == "the"
      && phrase.tokens[start - 2].marks.contains(.including)
  }

  func scope(at token: Int) -> Scope {
    Events.nearest(to: token, in: events, distances) ?? topic.scope
  }

  func marksOf(_ item: Int) -> Marks { phrase.items[item].marks }

  func span(_ tokens: Range<Int>) -> Range<Int> {
    let first = phrase.tokens[tokens.lowerBound].range.lowerBound
    let last = phrase.tokens[max(tokens.upperBound - 1, tokens.lowerBound)].range.upperBound
    return first..<last
  }

  func text(_ tokens: Range<Int>) -> String { page.text(span(tokens)) }
}

extension Item {
  func isMark(_ text: String, _ tokens: [Token]) -> Bool {
    kind == .mark && tokens[self.tokens.lowerBound].text == text
  }
  func isWord(_ tokens: [Token], _ key: String) -> Bool {
    kind == .word && tokens[self.tokens.lowerBound].key == key
  }
}

extension Marks {
  /// Whether words with these marks are about observers.
  var speakOfObservers: Bool {
    !isDisjoint(with: [.observer, .accredited])
      || contains(.watch) && !isDisjoint(with: [.election, .organizations])
  }
}
