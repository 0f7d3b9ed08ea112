import Records

/// What is claimed of a name or a group with a number, and under which labels.
extension ClaimReader {
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
    tellTense(&claim)
    if topic.isBatch, claim.scope == .cumulative, !marks.contains(.soFar) {
      claim.scope = .increment
    }
    append(claim)
  }

  mutating func addTotal(_ quantity: Quantity, _ item: Int, group: SubjectType?) {
    if let group, quantity.unit == .bare { return addGroup(group, quantity) }
    guard quantity.unit == .people, quantity.value > 1 || group != nil else { return }
    if group == nil, isDefinite(item), isToldOfSome(quantity) { return }
    if quantity.isSort, group == nil {
      var claim = claim(Subject(.category, name: text(quantity.tokens)), quantity, quantity.tokens)
      claim.isSort = true
      claim.mission =
        missionNamed(before: quantity) ?? (topic.missionAge <= 3 ? topic.mission : nil)
      if isIncluded(item) { claim.partOf = wholeOfParts(quantity) }
      return append(claim)
    }
    var claim = claim(Subject(.total, name: text(quantity.tokens)), quantity, quantity.tokens)
    // "828 were put forward by organizations", where domestic observers are spoken of
    if claim.audience == nil, group == .organizationsTotal, toldAudience == nil, topic.age <= 2,
      topic.audience == .domestic
    {
      claim.audience = .domestic
    }
    if let group, isRest(quantity) {
      claim.subject = Subject(group, name: claim.subject.name)
      claim.scope = scope(quantity)
    } else {
      claim.group = group
    }
    // "two monitors of the union, including one foreigner"
    if isIncluded(item), group == nil, let whole = wholeOfParts(quantity),
      [.organization, .country].contains(topic.claims[whole].subject.type)
    {
      claim.subject = Subject(.category, name: claim.subject.name)
      claim.partOf = whole
      return append(claim)
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

  /// "The union launched its mission with 26 short-term observers": the only body of the sentence.
  private func missionNamed(before quantity: Quantity) -> Subject? {
    let bodies = phrase.names.filter { $0.type == .organization && $0.role == .subject }
    guard let first = bodies.first, first.id != nil, bodies.allSatisfy({ $0.id == first.id }),
      first.tokens.upperBound <= quantity.tokens.lowerBound,
      speaksOfMission(first.tokens.lowerBound..<quantity.tokens.lowerBound)
    else { return nil }
    return subject(of: first)
  }

  /// "Two of the mission left. … for the two observers": those of whom the text has just spoken.
  private func isToldOfSome(_ quantity: Quantity) -> Bool {
    topic.claims.suffix(4).contains {
      $0.count == quantity.value && [.organization, .country].contains($0.subject.type)
    }
  }

  mutating func addGroup(_ type: SubjectType, _ quantity: Quantity) {
    guard quantity.unit != .bare || topic.age <= 6 else { return }
    append(Subject(type, name: text(quantity.tokens)), quantity)
  }

  func claim(_ subject: Subject, _ quantity: Quantity, _ tokens: Range<Int>) -> Claim {
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
    claim.isOfAll = marks.contains(.altogether)
    claim.isTold = !events.isEmpty
    tellTense(&claim)
    claim.isOfSitting =
      marks.contains(.accredited)
      && (!marks.isDisjoint(with: [.sitting, .weekday]) || topic.sittingAge <= 3)
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
    // "Earlier it accredited another 24"
    if claim.scope == .previous, isTotal, quantity.isMore { claim.isMore = true }
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
    } else if isTotal, isHeadedAsBatch(quantity) {
      claim.scope = .increment
      claim.isMore = true
    } else if topic.isBatch, isTotal, isGreaterThanBatch(quantity) {
      claim.isSoFar = true
    } else if topic.isBatch, !claim.isSoFar {
      claim.scope = .increment
    }
    return claim
  }

  private func tellTense(_ claim: inout Claim) {
    guard claim.scope == .cumulative, events.isEmpty else { return }
    claim.isToCome = watchIsToCome || isOfMissionToCome
    let isOfMission =
      topic.mission.map {
        claim.subject.type == .organization && $0.id == claim.subject.id
          || claim.subject.type == .countryNumber && topic.missionAge <= 2
      } ?? false
    claim.isDoing =
      !claim.isToCome
      && (isOfThose && topic.claims.last?.isDoing == true
        || !marks.isDisjoint(with: [.give, .represent, .with]) || isOfMission
        || phrase.tokens.contains { $0.has(.watch) && !$0.has(.observer) })
  }

  /// "Among them …", "They include …": of those of whom the sentence before has told.
  private var isOfThose: Bool {
    guard topic.age <= 2, let first = items.first else { return false }
    return first.marks.contains(.including)
      || first.kind == .word && first.marks.contains(.pronoun)
        && first.marks.isDisjoint(with: .article) && items.count > 1
        && items[1].marks.contains(.including)
  }

  /// "The mission of the union will watch. In the mission are 17 …"
  private var isOfMissionToCome: Bool {
    topic.missionIsToCome && topic.missionAge <= 1 && speaksOfMission(phrase.tokens.indices)
  }

  /// "The election will be watched by …"
  var watchIsToCome: Bool {
    if isOfThose { return topic.claims.last?.isToCome ?? false }
    // "640 observers to watch the vote", as a headline
    if sentence.isHeading, marks.isDisjoint(with: [.give, .accredited]),
      phrase.tokens.indices.dropFirst(2).contains(where: { index in
        phrase.tokens[index].has(.watch) && !phrase.tokens[index].has(.observer)
          && phrase.tokens[..<index].suffix(2).contains { vocabulary.isA(.infinitive, $0) }
      })
    {
      return true
    }
    let doing: Marks = [.watch, .observer, .give, .represent]
    guard !marks.isDisjoint(with: doing), !isAsideToCome else { return false }
    return phrase.tokens.indices.contains { index in
      phrase.tokens[index].has(doing)
        && (isBeforeFuture(index)
          || phrase.tokens[...index].suffix(8).contains {
            vocabulary.futures.contains(WordHash($0))
          } || isInfinitive(index))
    }
  }

  /// "The delegation, which will watch the vote, is made up of 53": it is there already.
  private var isAsideToCome: Bool {
    let tokens = phrase.tokens
    guard !marks.isDisjoint(with: [.represent, .give]),
      let future = tokens.indices.dropFirst().first(where: {
        vocabulary.futures.contains(WordHash(tokens[$0]))
      }), vocabulary.relatives.contains(WordHash(tokens[future - 1]))
    else { return false }
    let behind = tokens[(future + 1)...]
    return behind.contains { $0.has([.represent, .give]) && !$0.has(.watch) }
      && !behind.contains { vocabulary.futures.contains(WordHash($0)) }
  }

  /// "Наблюдать за выборами будут …"
  private func isBeforeFuture(_ index: Int) -> Bool {
    let tokens = phrase.tokens
    return vocabulary.traits.contains(.genitive) && index <= tokens.startIndex + 1
      && tokens[(index + 1)...].prefix(9).contains { vocabulary.futures.contains(WordHash($0)) }
  }

  /// "are to watch", "set to watch", "are to act as monitors"
  private func isInfinitive(_ index: Int) -> Bool {
    let tokens = phrase.tokens
    for place in tokens[...index].indices.suffix(5)
    where vocabulary.isA(.infinitive, tokens[place]) && place > tokens.startIndex {
      return vocabulary.isA(.duty, tokens[place - 1])
    }
    return false
  }

  /// "160 more have been registered … 1,127 are registered": more than any batch is all of them.
  private func isGreaterThanBatch(_ quantity: Quantity) -> Bool {
    guard marks.contains(.accredited), !quantity.isMore, !quantity.isApproximate,
      topic.age <= 3, quantity.tokens.lowerBound <= phrase.tokens.startIndex + 12
    else { return false }
    let batches = topic.claims.suffix(200).filter {
      $0.subject.type == .total && $0.scope == .increment
        && ($0.audience == nil || quantity.audience == nil || $0.audience == quantity.audience)
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

  /// "Another 393", as the headline says of them.
  private func isHeadedAsBatch(_ quantity: Quantity) -> Bool {
    topic.claims.first.map {
      $0.isHeading && $0.isMore && $0.scope == .increment && $0.count == quantity.value
        && $0.subject.type == .total
    } ?? false
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

  mutating func append(_ claim: consuming Claim) {
    if claim.isMore, claim.scope == .increment, claim.subject.type == .total {
      topic.isBatch = true
    }
    // "The commission accredited another 15 of the union and six people of Chile"
    if claim.isMore, claim.isTold, topic.claims.isEmpty,
      claim.subject.type == .organization || claim.subject.type == .country
    {
      topic.isBatch = true
    }
    if claim.isSoFar, claim.subject.type == .total, claim.scope == .cumulative {
      topic.isBatch = false
    }
    topic.claims.append(claim)
  }

  mutating func append(_ subject: Subject, _ quantity: Quantity) {
    append(claim(subject, quantity, quantity.tokens))
  }

  /// People who belong to no body or country, or are a part of one's.
  mutating func appendCategory(_ quantity: Quantity, name: String? = nil, isCore: Bool = false) {
    var claim = claim(
      Subject(.category, name: name ?? text(quantity.tokens)), quantity, quantity.tokens)
    claim.isCore = isCore
    append(claim)
  }

  func subject(of name: Name) -> Subject {
    Subject(name.type, id: name.id, name: text(name.tokens), status: name.status)
  }

  // MARK: - Labels

  func scope(_ quantity: Quantity) -> Scope {
    if let inside = Events.scope(quantity.events), inside != .cumulative { return inside }
    return scope(at: quantity.number.tokens.lowerBound)
  }

  func scope(at token: Int) -> Scope {
    if let told = events.nearest(to: token) { return told }
    // "The mission has begun its work. In it will be 300 observers."
    let isToBe =
      inherited == .deployed
      && phrase.tokens[..<token].suffix(8).contains { vocabulary.futures.contains(WordHash($0)) }
    return isToBe ? .expected : inherited
  }

  private func isLocal(_ name: Name) -> Bool {
    guard name.type == .organization, name.id == nil, name.status == .unknown, !name.isOfKnown
    else {
      return false
    }
    return !phrase.tokens[name.tokens].contains { token in
      guard token.isWord, vocabulary.mayBeOfContinent(page.firstLetter(token.range)) else {
        return false
      }
      let word = page.substring(token.range).lowercased()
      return vocabulary.continents.contains { word.hasPrefix($0) }
    }
  }

  /// A body nobody knows is domestic where its sentence speaks of domestic observers only.
  private func audience(of subject: Subject) -> Audience? {
    switch subject.type {
    case .category: return wholeAudience == nil ? nil : toldAudience ?? wholeAudience
    case .organization, .organizationNumber, .organizationsTotal, .total:
      return subject.id == nil ? toldAudience ?? wholeAudience : nil
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
    if quantity.unit == .people, toldAudience == nil, let told = audienceInClause(quantity) {
      return told
    }
    guard quantity.unit == .people, quantity.number.tokens == quantity.tokens else { return nil }
    return toldAudience
  }

  /// "domestic observers will send 144,800 observers while …": told by the words before it alone.
  private func audienceInClause(_ quantity: Quantity) -> Audience? {
    guard let item = items.firstIndex(where: { $0.tokens.lowerBound == quantity.tokens.lowerBound })
    else { return nil }
    var told: Marks = []
    // "местных – 300"
    let isShort = item > 0 && (phrase.token(item - 1).isDash || phrase.token(item - 1).isMark(":"))
    if isShort, item > 1, items[item - 2].kind == .word,
      !items[item - 2].marks.isDisjoint(with: [.foreign, .domestic]),
      quantity.number.tokens == quantity.tokens
    {
      return items[item - 2].marks.contains(.foreign) ? .international : .domestic
    }
    for step in items[..<(isShort ? item - 1 : item)].reversed() {
      guard step.kind == .word, !step.marks.contains(.turn) else { break }
      if step.marks.isDisjoint(with: [.observer, .body]), told == [] { continue }
      told.formUnion(step.marks.intersection([.foreign, .domestic, .observer, .body]))
    }
    guard !told.isDisjoint(with: [.observer, .body]) else { return nil }
    switch told.intersection([.foreign, .domestic]) {
    case .foreign: return .international
    case .domestic: return .domestic
    default: return nil
    }
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
  func isIncluded(_ item: Int) -> Bool {
    var place = item - 1
    while place >= 0, place >= item - 3 {
      guard items[place].kind == .word else { return false }
      if items[place].marks.contains(.including) { return true }
      place -= 1
    }
    return false
  }

  /// The last claim told, where it is great enough to hold the quantity.
  func wholeOfParts(_ quantity: Quantity) -> Int? {
    guard let last = topic.claims.indices.last, let count = topic.claims[last].count,
      count >= quantity.value, topic.claims[last].subject.type != .organizationNumber,
      topic.claims[last].subject.type != .countryNumber
    else { return nil }
    return last
  }

  /// "106, including 24 accredited on Thursday": the last batch of them.
  func isLatest(_ quantity: Quantity) -> Bool {
    let tokens = phrase.tokens
    let start = quantity.tokens.lowerBound
    // "22,000, including 600 international ones" are accredited on no other day.
    guard
      quantity.audience == nil || tokens[quantity.tokens].contains(where: { $0.has(.observer) }),
      marks.contains(.accredited),
      marks.contains(.including),
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
}

extension Page {
  /// The first character of a word, folded.
  fileprivate func firstLetter(_ word: Range<Int>) -> UInt32 {
    let text = bytes
    return Characters.table.fold(text.span.scalar(at: word.lowerBound).value)
  }
}
