import Records

/// What ties a number to a name: who sends the people, and whom they come from.
extension ClaimReader {
  // MARK: - The name before the number

  enum Giver {
    case name(Int)
    case group(SubjectType, Int?, Audience? = nil)
    /// A body that an earlier sentence named.
    case told(Subject)

    var isBody: Bool { if case .group = self { false } else { true } }
  }

  /// The body named before, where "the mission" or "it" stands at `item` in its place.
  private func told(_ item: Int, count: Int? = nil) -> Giver? {
    guard let mission = topic.mission, topic.missionAge <= 3, items[item].kind == .word,
      vocabulary.missions.contains(WordHash(phrase.token(item))),
      !isOfOther(item),
      !numbers(of: mission).contains(where: {
        $0.count != count && (marks.isDisjoint(with: .expected) || $0.scope == .expected)
      })
    else { return nil }
    if item + 1 < items.count {
      if case .name = items[item + 1].kind { return nil }
      if phrase.token(item + 1).isCapital || phrase.token(item + 1).isQuote { return nil }
    }
    return .told(mission)
  }

  /// What the text has told of how many a mission has.
  func numbers(of mission: Subject) -> [Claim] {
    topic.claims.suffix(200).filter {
      $0.subject.id == mission.id && $0.subject.name == mission.name && $0.count != nil
    }
  }

  /// "The commission said it had …": the commission, and not the mission spoken of before.
  private func isOfOther(_ item: Int) -> Bool {
    guard items[item].marks.contains(.pronoun) else { return false }
    return items[..<item].contains { step in
      guard case .name(let name) = step.kind else { return false }
      return phrase.names[name].type == .organization && phrase.names[name].role == .ignored
    }
  }

  private func count(_ item: Int) -> Int? {
    guard case .quantity(let index) = items[item].kind else { return nil }
    return phrase.quantities[index].value
  }

  /// Whether the number at `item` may be all people of a mission: observers, or the only number of
  /// people that the sentence has.
  private func isAllPeople(_ item: Int) -> Bool {
    guard case .quantity(let index) = items[item].kind, phrase.quantities[index].unit == .people,
      !phrase.quantities[index].isSort
    else { return false }
    return phrase.quantities[index].isSure
      || phrase.quantities.filter { $0.unit == .people && !$0.isSort }.count == 1
  }

  /// A name that only tells where or at whose election: "in the country", "at the election of its
  /// president".
  private func isSetting(_ item: Int) -> Bool {
    guard item > 0, case .name(let name) = items[item].kind, phrase.names[name].role == .ignored
    else { return false }
    return items[item - 1].kind == .word && !items[item - 1].marks.contains(.and)
      || isSetting(item - 1)
  }

  /// "In the mission of the union there are 85 observers."
  private func isHolder(_ place: Int, _ item: Int) -> Bool {
    guard case .name(let name) = items[place].kind, phrase.names[name].type == .organization,
      phrase.names[name].role == .subject, isPeople(item), !bound.contains(name),
      (place + 1..<item).allSatisfy({ index in
        let step = items[index]
        if case .name = step.kind { return isSetting(index) }
        return step.kind == .word && step.marks.isDisjoint(with: [.from, .and, .represent, .by])
      })
    else { return false }
    let start = nameStart(place)
    guard start > 0, items[start - 1].marks.contains(.place) else { return false }
    return items[start - 1].marks.contains(.with)
      || phrase.tokens[items[start].tokens.lowerBound].has([.head, .body])
  }

  /// "12 ұйымнан және 41 мемлекеттен 793 бақылаушы": bodies and countries together send the people.
  private func isSecondGroup(_ item: Int, _ quantity: Quantity) -> Bool {
    let groups: [Quantity.Unit] = [.bodies, .states]
    guard groups.contains(quantity.unit), item > 1, items[item - 1].marks.contains(.and),
      case .quantity(let first) = items[item - 2].kind
    else { return false }
    let unit = phrase.quantities[first].unit
    return groups.contains(unit) && unit != quantity.unit
  }

  /// "A (5)": the name before the brackets.
  mutating func bracketed(_ item: Int) -> Int? {
    var open = item - 1
    while open > 0, items[open].kind == .word, isModifier(open) { open -= 1 }
    guard open >= 1, phrase.token(open).isMark("("), isFollowedByEnd(item) else { return nil }
    return sender(open - 1) ?? acronym(open - 1)
  }

  /// Whoever sends the people of the number at `item`, named before it.
  mutating func giver(before item: Int) -> Giver? {
    var place = item - 1
    var steps = 0
    var gives = false
    var isAdjacent = true
    /// "A has accredited 12": the name is whoever did it, unless the people come from it.
    var isDone = false
    var hasWith = false
    while place >= 0, steps < 10 {
      let step = items[place]
      switch step.kind {
      case .name(let name):
        if isHolder(place, item) { return .name(name) }
        // "the union will have 242, the embassy of A in B 110"
        if isAdjacent, hasBoundGiver, isFollowedByEnd(item), isSetting(place),
          let name = sender(place), !bound.contains(name)
        {
          return .name(name)
        }
        if gives, let body = bodyInRow(ofCountry: place) { return .name(body) }
        if isSetting(place) { break }
        if isDone, accreditsOwn(name, place, item) { return .name(name) }
        if isDone, !isOpeningSource(place), !isSenderName(name) { return nil }
        return isGiver(name, place, before: item, gives: gives, isAdjacent: isAdjacent)
          ? .name(name) : nil
      case .quantity(let index):
        // "una misión de 97 observadores": an article.
        if gives, phrase.quantities[index].value == 1, phrase.quantities[index].number.isWritten {
          break
        }
        guard gives && !isDone || isAdjacent || isBehindDash(item) else { return nil }
        if isSecondGroup(place, phrase.quantities[index]) { return nil }
        switch phrase.quantities[index].unit {
        case .bodies: return .group(.organizationsTotal, index)
        case .states: return .group(.countriesTotal, index)
        default: return nil
        }
      case .mark:
        let token = phrase.token(place)
        if token.isQuote { break }
        // "the mission (with those of A and B) with 190 observers"
        if token.isMark(")"), gives, !isDone, let open = openBracket(before: place) {
          place = open
          break
        }
        if token.isMark(","), gives, !isDone, isAllPeople(item),
          let told = told(ofApposition: place)
        {
          return told
        }
        // "A – 5", "A: 5"
        // "the union, with 45 observers"
        if token.isMark(","), gives, !items[place + 1].marks.isDisjoint(with: [.with, .give]),
          place > 0, let name = sender(place - 1, forward: true)
        {
          // "the missions of the union, composed of 112 persons, and of …"
          let isSender = phrase.names[name].type == .organization || phrase.names[name].via != nil
          if isPeople(item) || isSender && isFollowedByEnd(item) && isCount(item),
            isAdjacentTo(comma: place, item), !bound.contains(name)
          {
            return .name(name)
          }
          break
        }
        // "the mission is the largest, with 121 people", "the union, which sent 118 in 2016"
        if token.isMark(","), let name = subject(ofClauseBefore: place, item) { return .name(name) }
        // "the mission, headed by …, has 50 people"
        if token.isMark(","), gives, !isDone, let name = subject(ofApposition: place, before: item)
        {
          return .name(name)
        }
        // "the union will send 120, the league, 60"
        if token.isMark(","), isAdjacent, hasBoundGiver, isFollowedByEnd(item), place > 0,
          let name = sender(place - 1, forward: true), !bound.contains(name)
        {
          return .name(name)
        }
        guard isAdjacent, token.isDash || token.isMark(":"), place > 0, isFollowedByEnd(item),
          !isBehindDash(place), !isHeadline(place, item)
        else { return nil }
        if let name = sender(place - 1) ?? acronym(place - 1) { return .name(name) }
        if isSource(group: place - 1)
          || vocabulary.traits.contains(.senderFirst) && isSender(place - 1),
          let group = group(place - 1)
        {
          return group
        }
        if case .quantity = items[place - 1].kind {} else { return nil }
      case .word:
        let marks = step.marks
        if isAllPeople(item), gives || place > 0 && items[place - 1].marks.contains(.place),
          let told = told(place, count: count(item))
        {
          return told
        }
        if gives, !isDone, let group = group(place) { return group }
        // "it will request its member states to send 350": theirs, and not its own.
        if gives, marks.contains(.state), place + 1 < item,
          !items[place + 1].marks.isDisjoint(with: [.place, .give])
        {
          return nil
        }
        if isSource(group: place), let group = group(place) { return group }
        if vocabulary.traits.contains(.senderFirst), isAdjacent,
          marks.contains(.from) || isSender(place),
          let group = group(place)
        {
          return group
        }
        if marks.contains(.with) { hasWith = true }
        if marks.contains(.give) || marks.contains(.with) { gives = true }
        if marks.contains(.represent), vocabulary.traits.contains(.genitive) { gives = true }
        // "A is represented by 26 observers, B by 17"; "a mission of 42 observers"
        if isAdjacent, marks.contains(.by), hasGive(before: place) {
          gives = true
          break
        }
        // "группа БДИПЧ ОБСЕ из 11 человек"
        if isAdjacent, marks.contains(.from), vocabulary.traits.contains(.genitive), place > 0,
          isPeople(item), let name = sender(place - 1, forward: true), !bound.contains(name),
          phrase.names[name].type == .organization, isMission(name)
        {
          return .name(name)
        }
        // "a delegation of the union of 12 people"
        if isAdjacent, marks.contains(.of), place > 0, let name = sender(place - 1, forward: true),
          phrase.names[name].type == .organization, isPeople(item)
        {
          return .name(name)
        }
        if isAdjacent, marks.contains(.of), place > 0, isGroupNoun(place - 1) {
          gives = true
          isAdjacent = false
          break
        }
        if !gives, marks.contains(.by) { return nil }
        if marks.contains(.accredited), !marks.contains(.give), !hasWith { isDone = true }
        if !marks.isDisjoint(with: [.and, .from, .including]), !isModifier(place) { return nil }
        if !isModifier(place) { isAdjacent = false }
      }
      place -= 1
      steps += 1
    }
    return nil
  }

  private func openBracket(before close: Int) -> Int? {
    for place in stride(from: close - 1, through: max(0, close - 12), by: -1) {
      if phrase.token(place).isMark("(") { return place }
      if case .quantity = items[place].kind { return nil }
    }
    return nil
  }

  /// "The university, Brazil, with 7": a row whose body has its country between commas.
  private func bodyInRow(ofCountry place: Int) -> Int? {
    guard case .name(let name) = items[place].kind, phrase.names[name].type == .country, place > 1,
      phrase.token(place - 1).isMark(","), phrase.token(place + 1).isMark(","),
      items[..<nameStart(place - 2)].allSatisfy({ $0.kind == .mark }),
      let body = sender(place - 2, forward: true),
      phrase.names[body].type == .organization, !bound.contains(body)
    else { return nil }
    return body
  }

  /// "The coalition has accredited 1,254 monitors": a body that is no commission, its own people.
  private func accreditsOwn(_ name: Int, _ place: Int, _ item: Int) -> Bool {
    let known = phrase.names[name]
    guard known.type == .organization, known.role != .ignored, !bound.contains(name),
      !isObject(place), marks.isDisjoint(with: .electionBody)
    else { return false }
    return items[(place + 1)..<item].allSatisfy {
      $0.kind == .word && !$0.marks.isDisjoint(with: [.accredited, .stop, .give, .approximate])
        && $0.marks.isDisjoint(with: [.by, .from, .of, .place, .and])
    }
  }

  /// "группа", "миссия" in a name or just before it
  private func isMission(_ name: Int) -> Bool {
    let tokens = phrase.names[name].tokens
    return speaksOfMission(tokens.lowerBound - 2..<tokens.upperBound)
  }

  /// Whether one of the tokens, as far as the sentence has them, is what a mission is called.
  func speaksOfMission(_ range: Range<Int>) -> Bool {
    phrase.tokens[range.clamped(to: phrase.tokens.indices)].contains {
      vocabulary.missions.contains(WordHash($0))
    }
  }

  /// Nothing but one phrase stands between a comma and the number.
  private func isAdjacentTo(comma: Int, _ item: Int) -> Bool {
    (comma + 2..<item).allSatisfy(isModifier)
  }

  private func isGiver(
    _ name: Int, _ place: Int, before item: Int, gives: Bool, isAdjacent: Bool
  ) -> Bool {
    let known = phrase.names[name]
    let isAcronym = isAcronym(name)
    let isTold =
      isOpeningSource(place)
      || gives && opensClause(nameStart(place)) && hasVerb(place..<item)
    guard known.role == .subject || known.role == .candidate && (isAdjacent || isAcronym && isTold),
      !bound.contains(name)
    else {
      return false
    }
    if known.isSender, vocabulary.traits.contains(.senderFirst) { return true }
    if isAdjacent {
      // "Germany 12, France 8", or a row of a table.
      if isFollowedByEnd(item), items.count <= 3 || isRowOfPairs { return true }
      // "A gets 143 people accredited and B five people"
      if hasBoundGiver, !isObject(place), isPeople(item) || isFollowedByEnd(item) { return true }
      if vocabulary.traits.contains(.senderFirst), isFollowedByGive(item) { return true }
      return isOpeningSource(place)
    }
    // "From Chile came five observers."
    if isOpeningSource(place), item - place <= 3 { return true }
    guard gives else { return false }
    return !isObject(place) || isRightBefore(.with, place, item) || isOwnPeople(place, before: item)
  }

  /// "Monitors from the network will number 8,000": whose people the clause speaks of.
  private func isOwnPeople(_ name: Int, before item: Int) -> Bool {
    var place = name - 1
    while place > 0, items[place].marks.contains(.article) { place -= 1 }
    guard place > 0, items[place].marks.contains(.from),
      !items[place - 1].marks.isDisjoint(with: [.observer, .person]),
      items[place - 1].kind == .word, items[name + 1..<item].allSatisfy({ $0.kind == .word })
    else { return false }
    return items[name + 1..<item].contains { $0.marks.contains(.give) }
  }

  /// "IEBC: more than 10,000 observers cleared": who says it stands in front, and nobody's number.
  private func isHeadline(_ colon: Int, _ item: Int) -> Bool {
    guard phrase.token(colon).isMark(":"), isPeople(item), colon <= 3 else { return false }
    return items.dropFirst(item + 1).prefix(3).contains {
      $0.kind == .word && !$0.marks.isDisjoint(with: Marks.events)
    }
  }

  /// Of whom the clause before `comma` speaks, where what follows is about the same: "…, with 121
  /// people", "…, which sent 118", or the number alone: "…, 158, followed by …".
  private func subject(ofClauseBefore comma: Int, _ item: Int) -> Int? {
    let next = items[comma + 1]
    if next.kind == .word, vocabulary.relatives.contains(WordHash(phrase.token(comma + 1))) {
      guard comma > 0, items[comma + 1..<item].contains(where: { doesGive($0) }) else { return nil }
      return sender(comma - 1, forward: true)
    }
    let isAlone = (comma + 1..<item).allSatisfy(isModifier)
    guard
      isAlone && isFollowedByEnd(item) && item + 1 < items.count
        || next.kind == .word && next.marks.contains(.with) && comma + 1 == item - 1
    else { return nil }
    var place = comma - 1
    while place >= 0, items[place].kind == .word, place > comma - 10 { place -= 1 }
    guard place >= 0, place < comma - 1, opensClause(nameStart(place)) else { return nil }
    let verbs = items[place + 1..<comma]
    guard
      isAlone
        ? verbs.contains(where: { doesGive($0) })
        : verbs.contains(where: { $0.marks.contains(.stop) })
    else { return nil }
    guard let name = sender(place, forward: true), !bound.contains(name) else { return nil }
    return name
  }

  /// The item before a noun that goes with a name: "the Commonwealth group".
  private func behindGroup(_ item: Int) -> Int {
    item > 0 && items[item].kind == .word && isGroupNoun(item) ? item - 1 : item
  }

  /// "mission", "team", "una misión"
  func isGroupNoun(_ item: Int) -> Bool {
    if case .quantity(let index) = items[item].kind {
      return phrase.quantities[index].unit == .bodies && phrase.quantities[index].value == 1
    }
    return !phrase.token(item).isCapital
      && (!items[item].marks.isDisjoint(with: [.body, .head])
        || vocabulary.missions.contains(WordHash(phrase.token(item))))
  }

  private func doesGive(_ item: Item) -> Bool {
    item.kind == .word && !item.marks.isDisjoint(with: [.give, .deployed])
  }

  /// Who stands before a phrase between two commas, the second being at `comma`.
  private func subject(ofApposition comma: Int, before item: Int) -> Int? {
    guard hasVerb(comma..<item) else { return nil }
    var place = comma - 1
    while place > 1, place >= comma - 14 {
      if case .quantity = items[place].kind { return nil }
      if phrase.token(place).isMark(",") {
        let end = behindGroup(place - 1)
        guard place + 1 < comma, let name = sender(end), !bound.contains(name),
          opensClause(nameStart(end)), items[place + 1].kind == .word || place + 2 == comma
        else { return nil }
        return name
      }
      if phrase.token(place).isMark(";") || phrase.token(place).isMark(":") { return nil }
      place -= 1
    }
    return nil
  }

  /// "The mission, led by …, has 14 observers", the mission having been named before.
  private func told(ofApposition comma: Int) -> Giver? {
    var place = comma - 1
    while place > 0, place >= comma - 10 {
      if phrase.token(place).isMark(",") { return place < comma - 1 ? told(place - 1) : nil }
      if case .quantity = items[place].kind { return nil }
      if phrase.token(place).isMark(";") || phrase.token(place).isMark(":") { return nil }
      place -= 1
    }
    return nil
  }

  /// The item at which what ends in the name at `item` begins: "the mission of the union".
  func nameStart(_ item: Int) -> Int {
    var place = item
    while place > 0, items[place - 1].kind == .word,
      !items[place - 1].marks.isDisjoint(with: [
        .article, .of, .body, .head, .foreign, .domestic,
      ])
    {
      place -= 1
    }
    return place
  }

  private func isAcronym(_ name: Int) -> Bool {
    phrase.tokens[phrase.names[name].tokens.lowerBound].shape.contains(.acronym)
  }

  private func hasVerb(_ range: Range<Int>) -> Bool {
    items[range].contains { $0.kind == .word && $0.marks.contains(.give) }
  }

  /// The first words of a clause are who does what it tells.
  private func opensClause(_ item: Int) -> Bool {
    var place = item - 1
    while place >= 0,
      !items[place].marks.isDisjoint(with: [.article, .soFar, .altogether])
        || phrase.token(place).isQuote
    {
      place -= 1
    }
    return place < 0 || place <= 6 && phrase.token(place).isDash && phrase.token(place).isSpaced
      || phrase.token(place).isMark(",") || phrase.token(place).isMark(";")
      || !items[place].marks.isDisjoint(with: [.and, .turn])
  }

  /// A name of the sentence has its number by a verb that the next may leave out.
  private var hasBoundGiver: Bool { !bound.isEmpty && marks.contains(.give) }

  private func isPeople(_ item: Int) -> Bool {
    guard case .quantity(let index) = items[item].kind else { return false }
    return phrase.quantities[index].unit == .people
  }

  private func isCount(_ item: Int) -> Bool {
    guard case .quantity(let index) = items[item].kind else { return false }
    return phrase.quantities[index].unit == .bare
  }

  private func isFollowedByGive(_ item: Int) -> Bool {
    item + 1 < items.count && items[item + 1].marks.contains(.give)
  }

  /// A name behind "from" at the beginning of a clause.
  private func isOpeningSource(_ item: Int) -> Bool {
    var place = item - 1
    while place >= 0, items[place].marks.contains(.article) { place -= 1 }
    let isSource =
      place >= 0 && items[place].kind == .word
      && (items[place].marks.contains(.from)
        || items[place].marks.contains(.of) && vocabulary.traits.contains(.adjectivesBehind))
    guard isSource else { return false }
    guard !opensSetting(before: place) else { return true }
    let before = phrase.token(place - 1)
    return before.isMark(",") || before.isMark(";") || before.isMark(":") || before.isDash
      || items[place - 1].marks.contains(.and)
  }

  /// Nothing stands before the item, or only where it happens: "На выборах от ШОС будут работать 22".
  private func opensSetting(before item: Int) -> Bool {
    var start = item
    while start > 0, items[start - 1].kind == .word,
      start < item || items[start - 1].marks.contains(.election),
      !items[start - 1].marks.isDisjoint(with: [.place, .election, .article])
    {
      start -= 1
    }
    return start == 0
  }

  /// "От международных организаций аккредитовано 630 человек"
  private func isSource(group item: Int) -> Bool {
    var place = item - 1
    while place >= 0, !items[place].marks.isDisjoint(with: [.foreign, .domestic, .article]) {
      place -= 1
    }
    return place >= 0 && items[place].kind == .word && items[place].marks.contains(.from)
  }

  private func group(_ item: Int) -> Giver? {
    let marks = items[item].marks
    guard item > 0,
      !items[item - 1].marks.isDisjoint(with: [.foreign, .domestic]) || isSender(item)
        || isSort(ofBodies: item),
      !phrase.token(item).isCapital
    else { return nil }
    if marks.contains(.body), !marks.contains(.diplomatic) {
      if isBeside(.state, item) { return nil }
      let isDomestic = items[item - 1].marks.contains(.domestic)
      return .group(.organizationsTotal, nil, isDomestic ? .domestic : nil)
    }
    if marks.contains(.state) { return isBeside(.body, item) ? nil : .group(.countriesTotal, nil) }
    return nil
  }

  /// "Civil organizations have 47 observers": bodies of a sort do what the clause tells.
  private func isSort(ofBodies item: Int) -> Bool {
    guard items[item].marks.contains(.body), isPlural(phrase.token(item)) else { return false }
    var place = item - 1
    while place >= 0, place >= item - 3, items[place].kind == .word,
      items[place].marks == [] || !items[place].marks.isDisjoint(with: [.watch, .election])
    {
      place -= 1
    }
    // "Bosnian civic associations", at the election of Bosnia
    if place >= 0, case .name(let name) = items[place].kind, phrase.names[name].type == .country {
      place -= 1
    }
    return place < item - 1 && opensClause(place + 1)
  }

  /// "ұйымдар мен шет мемлекеттердің 815 бақылаушысы": of bodies and countries together.
  private func isBeside(_ other: Marks, _ item: Int) -> Bool {
    var place = item - 1
    while place > 0, !items[place].marks.isDisjoint(with: [.foreign, .domestic]) { place -= 1 }
    return place > 0 && items[place].marks.contains(.and) && items[place - 1].kind == .word
      && items[place - 1].marks.contains(other)
  }

  private func isSenderName(_ name: Int) -> Bool {
    phrase.names[name].isSender && vocabulary.traits.contains(.senderFirst)
  }

  /// Whether a word ends with what means "from": "ұйымдардан".
  private func isSender(_ item: Int) -> Bool {
    let word = phrase.token(item).range
    return vocabulary.endings.contains { page.ends(word, with: $0) }
  }

  /// Whether the sentence has several names with a number right behind them.
  private var isRowOfPairs: Bool {
    var pairs = 0
    for (item, next) in zip(items, items.dropFirst()) {
      if case .name = item.kind, case .quantity = next.kind { pairs += 1 }
      if pairs > 1 { return true }
    }
    return false
  }

  /// Whether three names of the sentence have their numbers behind dashes: "Aksios 2017 – 830".
  private var isRowOfDashes: Bool {
    var pairs = 0
    for item in items.indices.dropFirst(2) {
      guard case .quantity = items[item].kind, phrase.token(item - 1).isDash,
        case .name(let name) = items[item - 2].kind, phrase.names[name].role == .subject
      else { continue }
      pairs += 1
      if pairs > 2 { return true }
    }
    return false
  }

  private func isRightBefore(_ mark: Marks, _ name: Int, _ item: Int) -> Bool {
    guard name + 1 < item, !items[name + 1].marks.isDisjoint(with: mark), !isPlace(name) else {
      return false
    }
    return (name + 2..<item).allSatisfy(isModifier)
  }

  /// A name after a preposition does nothing itself.
  private func isObject(_ item: Int) -> Bool {
    var place = item - 1
    while place >= 0, items[place].marks.contains(.article) { place -= 1 }
    guard place >= 0, items[place].kind == .word else { return false }
    // "celle de la CEDEAO"
    if place > 0, items[place].marks.contains(.of), isPronoun(place - 1) { return false }
    return !items[place].marks.isDisjoint(with: [.from, .place, .of, .by])
  }

  /// Words that may stand between a name and its number and change neither.
  func isModifier(_ item: Int) -> Bool {
    items[item].kind == .word
      && !items[item].marks.isDisjoint(with: [.more, .approximate, .article, .altogether, .each])
      && items[item].marks.isDisjoint(with: [.and, .from])
  }

  /// Nothing behind the number belongs to it.
  func isFollowedByEnd(_ item: Int) -> Bool {
    let next = item + 1
    guard next < items.count else { return true }
    if items[next].kind == .mark {
      let token = phrase.token(next)
      return !token.isDash || token.isSpaced == false && item + 2 >= items.count
        || next + 1 >= items.count
        || !isTie(next + 1)
    }
    if case .name(let name) = items[next].kind { return phrase.names[name].role == .ignored }
    return items[next].kind == .word
      && items[next].marks.isDisjoint(with: [.from, .of, .represent, .by])
  }

  private func isTie(_ item: Int) -> Bool {
    !items[item].marks.isDisjoint(with: [.from, .represent])
  }

  func isBehindDash(_ item: Int) -> Bool {
    var place = item - 1
    while place >= 0, items[place].kind == .word, isModifier(place) { place -= 1 }
    guard place >= 0, items[place].kind == .mark else { return false }
    return phrase.token(place).isDash
      || phrase.token(place).isMark(":") && place > 0 && sender(place - 1) != nil
  }

  // MARK: - The name behind the number

  enum Target {
    case names([Int])
    /// Names with numbers of their own, of which the number before them is the sum.
    case pairs([Int])
    case groups([SubjectType], [Int])
    case category(String)
    case world
  }

  /// Whom the people of the number at `item` come from, told behind it.
  func target(after item: Int) -> Target? {
    if let name = relativeGiver(after: item) { return .names([name]) }
    var place = item + 1
    var steps = 0
    var isTied = isTiedAsBefore(item)
    while place < items.count, steps < 10 {
      let step = items[place]
      switch step.kind {
      case .mark:
        guard passes(mark: place, after: item, &isTied) else { return nil }
      case .name(let name):
        let known = phrase.names[name]
        // "from the Democratic Party", and "from the Political Parties"
        if isTied, known.role != .subject, let isOne = isOneParty(known) {
          return isOne ? .names([name]) : .category(text(known.tokens))
        }
        let isSource =
          known.isSender && vocabulary.traits.contains(.senderFirst) && place <= item + 2
        if isTied || isSource || isOwner(place, of: item),
          known.role == .subject
            || known.role == .candidate
              && (isClosed(place) || isAcronym(name) || phrase.token(place).isQuote)
        {
          let pairs = pairs(from: place)
          return pairs.isEmpty ? .names(list(from: place)) : .pairs(pairs)
        }
        // "380 человек направило на выборы Госдумы бюро"
        if isTied, known.role == .ignored, items[place - 1].marks.contains(.election) { break }
        guard isTied, known.role != .subject, known.type == .country || known.role == .candidate
        else {
          // "20 observers from East Africa"
          return isTied && isRegion(place) ? .category(text(known.tokens)) : nil
        }
      case .quantity(let index):
        switch phrase.quantities[index].unit {
        case .people where isWhole(place): isTied = false
        case .bodies, .states:
          guard isTied || isOwner(place, of: item) else { return nil }
          return groups(from: place)
        case .offices:
          // "from 17 embassies and two organizations"
          if isTied, place + 2 < items.count, items[place + 1].marks.contains(.and),
            case .quantity(let other) = items[place + 2].kind,
            [.bodies, .states].contains(phrase.quantities[other].unit)
          {
            return .world
          }
          return isTied ? .category(text(phrase.quantities[index].tokens)) : nil
        default: return nil
        }
      case .word:
        if !isTied, place == item + 1, step.marks.contains(.including) { break }
        // "293 of them are representatives of the union"
        if !isTied, place == item + 1, step.marks.contains(.of), isPronoun(place + 1) {
          place += 1
          break
        }
        // "a twelve member team of electoral observers from the union"
        if !isTied, step.marks.contains(.of), isMembers(item),
          items.dropFirst(place + 1).prefix(3).contains(where: { $0.marks.contains(.observer) })
        {
          break
        }
        // "67 of the accredited observers come from the union"
        if !isTied, place == item + 1, let noun = behindPartitive(place, of: item) {
          place = noun
          continue
        }
        // "36 parliamentarians and staff from the assembly"
        if !isTied, place == item + 1, step.marks.contains(.and), place + 2 < items.count,
          !items[place + 1].marks.isDisjoint(with: [.person, .observer]),
          items[place + 2].marks.contains(.from)
        {
          break
        }
        if !isTied, place + 1 < items.count, step.marks.contains(.stop), !step.marks.contains(.and),
          ties(place + 1, after: item)
        {
          break
        }
        if isTied || isOwner(place, of: item) {
          let isOwned = isTied || isOwner(place, of: item)
          if let target = target(word: place, of: item, isTied: isOwned) { return target }
          guard isTied || step.marks.contains(.of) || !ties(place, after: item) else {
            isTied = true
            break
          }
          if isTied, !step.marks.isDisjoint(with: .events), step.marks.isDisjoint(with: .represent)
          {
            return nil
          }
        }
        if ties(place, after: item) {
          isTied = true
        } else if !isTied, let end = behindPlace(place) {
          // "four will come to the country from the union"
          place = end
          continue
        } else if !isTied {
          let ends: Marks = [.and, .including, .place, .listing, .with, .by, .of, .than]
          let isCopula = step.marks.contains(.stop) && step.marks.contains(.listing)
          if !isCopula, !step.marks.isDisjoint(with: ends) || steps > 5 { return nil }
        }
      }
      place += 1
      steps += 1
    }
    return nil
  }

  /// A part of the world that is no country, alone behind "from".
  private func isRegion(_ place: Int) -> Bool {
    guard case .name(let name) = items[place].kind, phrase.names[name].role == .ignored,
      phrase.names[name].type == .organization, items[place - 1].marks.contains(.from),
      phrase.tokens[phrase.names[name].tokens].allSatisfy({
        !$0.has(Marks.offices.union([.head, .body, .notABody, .stranger]))
      }), isClosed(place)
    else { return false }
    // "from Europe, Asia and Africa" is from everywhere; "…, 15 observers from …" goes on with others.
    guard place + 2 < items.count, phrase.token(place + 1).isMark(",") || isLinked(place + 2) else {
      return true
    }
    return count(place + 2) != nil
  }

  /// Whether a name is one party's, "the Democratic Party of Turkmenistan", and not "the Political
  /// Parties"; `nil` where it is no party's.
  private func isOneParty(_ name: Name) -> Bool? {
    let words = phrase.tokens[name.tokens]
    let parties = words.filter { $0.has(.stranger) }
    guard name.type == .organization, !parties.isEmpty,
      !words.contains(where: { $0.has(.head) && !$0.has(.stranger) })
    else { return nil }
    return words.count > 1 && !parties.contains(where: isPlural)
  }

  private func isPlural(_ token: Token) -> Bool {
    let word = page.substring(token.range)
    return vocabulary.plurals.contains { word.hasSuffix($0) }
  }

  private func isMembers(_ item: Int) -> Bool {
    guard case .quantity(let index) = items[item].kind else { return false }
    return phrase.quantities[index].number.isMembers
  }

  /// The item behind "of the accredited observers", where a bare number is of them.
  private func behindPartitive(_ place: Int, of item: Int) -> Int? {
    guard case .quantity(let index) = items[item].kind, phrase.quantities[index].unit == .bare,
      items[place].marks.contains(.of) || isPartitive(place)
    else { return nil }
    var noun = place + 1
    while noun < min(place + 5, items.count), items[noun].kind == .word {
      if items[noun].marks.contains(.observer) { return noun + 1 }
      let passes: Marks = [.article, .accredited, .foreign, .domestic]
      guard !items[noun].marks.isDisjoint(with: passes) else { return nil }
      noun += 1
    }
    return nil
  }

  /// "100 représentent la Ligue arabe, 20 l'Organisation …": the verb is left out behind the first.
  private func isTiedAsBefore(_ item: Int) -> Bool {
    guard !tieWords.isEmpty, case .quantity(let index) = items[item].kind,
      phrase.quantities[index].unit == .bare
    else { return false }
    var place = item + 1
    // "120 celle de l'UE"
    if isPronoun(place), place + 1 < items.count, items[place + 1].marks.contains(.of) {
      place += 2
    }
    while place < items.count - 1, items[place].marks.contains(.article) { place += 1 }
    return sender(place, forward: true) != nil && isClosed(place)
  }

  /// "four people whom the embassy of Lithuania has sent"
  private func relativeGiver(after item: Int) -> Int? {
    guard item + 3 < items.count, phrase.token(item + 1).isMark(","), isPronoun(item + 2),
      isPeople(item)
    else { return nil }
    var place = item + 3
    while place < items.count - 1, items[place].marks.contains(.article) { place += 1 }
    guard let name = sender(place, forward: true) else { return nil }
    for verb in place + 1..<max(place + 1, min(place + 5, items.count)) {
      if case .name = items[verb].kind { continue }
      guard items[verb].kind == .word else { return nil }
      if items[verb].marks.contains(.give) { return name }
    }
    return nil
  }

  /// A noun without a number behind "from": a group, everybody, or a sort of people.
  private func target(word place: Int, of item: Int, isTied: Bool) -> Target? {
    let marks = items[place].marks
    let isOffice = !marks.isDisjoint(with: [.embassy, .electionBody, .parliament, .diplomatic])
    if isTied, isOffice, !phrase.token(place).isCapital { return .category(label(from: place)) }
    // "200 form the mission of the union"
    if isTied, vocabulary.missions.contains(WordHash(phrase.token(place))),
      place + 1 < items.count, items[place + 1].marks.contains(.of)
    {
      return nil
    }
    let isTitled =
      vocabulary.traits.contains(.compounds) && place > 0
      && !items[place - 1].marks.isDisjoint(with: [.foreign, .domestic])
    if !marks.isDisjoint(with: [.body, .state]), !phrase.token(place).isCapital || isTitled {
      // "the Shanghai group": one of them.
      if place > item + 1, phrase.token(place - 1).isCapital, phrase.token(place - 1).marks == [],
        !phrase.token(place).has(.state)
      {
        return nil
      }
      if isLabel(place) { return .category(label(from: place)) }
      // "четыре представителя общественных объединений Великобритании"
      if marks.contains(.body), isTied, vocabulary.traits.contains(.genitive),
        let name = sender(place + 1, forward: true), phrase.names[name].type == .country
      {
        return .names([name])
      }
      if marks.contains(.body), isTied, let name = namedBody(behind: place) {
        return .names([name])
      }
      return isSenders(item, place) ? .world : groups(from: place)
    }
    guard isTied else { return nil }
    // "830 observers from the political parties"
    if marks.contains(.stranger), !marks.contains(.observer), !isDomestic(item) {
      return .category(label(from: place))
    }
    if marks.contains(.abroad) {
      var noun = place + 1
      while noun < items.count, !items[noun].marks.isDisjoint(with: [.foreign, .domestic]) {
        noun += 1
      }
      guard noun < items.count else { return .world }
      let next = items[noun].marks
      return next.isDisjoint(with: [.body, .state]) ? .world : nil
    }
    return nil
  }

  /// "at the election of the president on 31 March from the union"
  private func behindElection(_ place: Int) -> Int? {
    var isElection = false
    for end in place + 1..<max(place + 1, min(place + 10, items.count)) {
      switch items[end].kind {
      case .mark, .quantity: guard phrase.token(end).isDigits else { return nil }
      case .name(let name):
        guard phrase.names[name].role != .subject || phrase.names[name].type == .country else {
          return nil
        }
      case .word:
        let marks = items[end].marks
        if marks.contains(.from) { return isElection ? end : nil }
        guard marks.isDisjoint(with: Marks.events.union([.give, .and, .with, .including])) else {
          return nil
        }
        isElection = isElection || marks.contains(.election)
      }
    }
    return nil
  }

  /// The item behind "to the country", where it says from where.
  private func behindPlace(_ place: Int) -> Int? {
    guard items[place].marks.contains(.place), items[place].marks.isDisjoint(with: .from) else {
      return nil
    }
    if let end = behindElection(place) { return end }
    var end = place + 1
    while end < items.count, items[end].marks.contains(.article) { end += 1 }
    guard end + 1 < items.count, case .name(let name) = items[end].kind,
      phrase.names[name].role == .ignored, items[end + 1].kind == .word,
      items[end + 1].marks.contains(.from)
    else { return nil }
    return end + 1
  }

  /// "60,000 local observers": observers, whoever has sent them.
  private func isDomestic(_ item: Int) -> Bool {
    guard case .quantity(let index) = items[item].kind else { return false }
    let quantity = phrase.quantities[index]
    return quantity.isSure && quantity.audience == .domestic
      && !topic.claims.prefix(100).contains {
        $0.subject.type == .total && $0.audience == .domestic && ($0.count ?? 0) > quantity.value
      }
  }

  /// "the organization Silba"
  private func namedBody(behind place: Int) -> Int? {
    guard vocabulary.traits.contains(.compounds), let name = sender(place + 1, forward: true),
      phrase.names[name].type == .organization,
      !isPlural(phrase.token(place))
    else { return nil }
    return name
  }

  /// Whether a word ties the people before it to whom it names.
  private func ties(_ place: Int, after item: Int) -> Bool {
    let marks = items[place].marks
    if marks.contains(.represent) || marks.contains(.from) { return !isPronoun(place + 1) }
    if place == item + 1, tieWords.contains(phrase.token(place).content) { return true }
    // "75 observers for the movement"
    if place == item + 1, vocabulary.sides.contains(WordHash(phrase.token(place))) {
      return namesSender(place + 1)
    }
    if marks.contains(.of) {
      return (place == item + 1 || isBehindCopula(place, after: item)) && !isPronoun(place + 1)
    }
    if marks.contains(.by) {
      // "accredited by the authorities" tells who did it.
      let verbs = items[item + 1..<place].reduce(into: Marks()) { $0.formUnion($1.marks) }
      if verbs.contains(.accredited), verbs.isDisjoint(with: .give) {
        return namesSender(place + 1)
      }
      return hasGive(before: place) && !isPronoun(place + 1)
    }
    // "Шестерых представителей аккредитовал в ЦИК комитет": its own.
    if marks.contains(.accredited), vocabulary.traits.contains(.genitive), place <= item + 2 {
      return namesSender(placeEnd(behind: place))
    }
    return marks.contains(.give) && vocabulary.code != "en" && place <= item + 5
  }

  /// The item behind a word, and behind where it happens.
  private func placeEnd(behind place: Int) -> Int {
    let next = place + 1
    guard next + 1 < items.count, items[next].marks.contains(.place) else { return next }
    switch items[next + 1].kind {
    case .name(let name): return phrase.names[name].role == .ignored ? next + 2 : next
    case .word: return items[next + 1].marks.contains(.electionBody) ? next + 2 : next
    default: return next
    }
  }

  /// "26 were accredited by the union": it sends them, being no commission.
  private func namesSender(_ item: Int) -> Bool {
    var place = item
    while place < items.count - 1, items[place].marks.contains(.article) { place += 1 }
    if items.indices.contains(place), items[place].kind == .mark, phrase.token(place).isQuote {
      place += 1
    }
    guard place < items.count, let name = sender(place, forward: true) else { return false }
    let known = phrase.names[name]
    return known.type == .organization
      && (known.id != nil || phrase.tokens[known.tokens.lowerBound].isQuote
        || phrase.token(place - 1).isQuote)
  }

  /// "17 are of the union", "17 of them are members of the union"
  private func isBehindCopula(_ place: Int, after item: Int) -> Bool {
    var noun = place - 1
    while noun > item, !items[noun].marks.isDisjoint(with: [.person, .observer, .article]) {
      noun -= 1
    }
    guard noun > item, noun <= item + 3, items[noun].marks.contains(.stop) else { return false }
    return items[noun].marks.isDisjoint(with: [.by, .place, .and])
      && (noun == item + 1 || isPronoun(noun - 1) || items[noun - 1].marks.contains(.including))
  }

  /// Keeps the last word that tied a number to the name at `name`: "45 belong to A, 17 to B".
  mutating func rememberTie(of name: Int, behind item: Int) {
    var place = item + 1
    while place < items.count, items[place].kind == .word {
      if !items[place].marks.isDisjoint(with: [.represent, .from]) {
        tieWords.insert(phrase.tokens[items[place].tokens.upperBound - 1].content)
      }
      place += 1
    }
  }

  /// "sent by": whoever acts has sent the people.
  func hasGive(before place: Int) -> Bool {
    items[..<place].contains {
      $0.kind == .word && $0.marks.contains(.give) && !$0.marks.contains(.with)
    }
  }

  /// "22 наблюдателя ОБСЕ": the owner follows without a word between.
  private func isOwner(_ place: Int, of item: Int) -> Bool {
    guard vocabulary.traits.contains(.genitive), case .quantity(let index) = items[item].kind,
      phrase.quantities[index].unit == .people
    else { return false }
    return (item + 1..<place).allSatisfy {
      items[$0].kind == .word && !items[$0].marks.isDisjoint(with: [.foreign, .domestic])
    }
  }

  private func passes(mark place: Int, after item: Int, _ isTied: inout Bool) -> Bool {
    let token = phrase.token(place)
    if token.isQuote { return true }
    guard place + 1 < items.count else { return false }
    let next = items[place + 1].marks
    if token.isDash, next.contains(.give), vocabulary.traits.contains(.genitive) { return true }
    // "Самую большую группу, 380 человек, направила миссия"
    if token.isMark(","), place == item + 1, next.contains(.give), item > 0,
      phrase.token(item - 1).isMark(","), vocabulary.traits.contains(.genitive)
    {
      return true
    }
    // "of them 800 are representatives of 40 countries", the verb left out
    if token.isDash, place == item + 1 || isWhole(place - 1), next.contains(.person),
      token.isSpaced,
      vocabulary.traits.contains(.genitive)
        || place + 2 < items.count && items[place + 2].marks.contains(.of)
    {
      isTied = true
      return true
    }
    if token.isDash, place == item + 1 {
      if next.contains(.from) { return true }
      var noun = place + 1
      // "45 – the union, 108 – the international organization Helios"
      while noun < items.count - 1, noun < place + 5, items[noun].kind == .word,
        !items[noun].marks.isDisjoint(with: [.article, .foreign, .domestic, .body])
          || items[noun].marks == []
      {
        noun += 1
      }
      guard startsEntry(item), sender(noun, forward: true) != nil else { return false }
      isTied = true
      return true
    }
    // "13,000 observers altogether, from 36 organizations"
    if token.isMark(","), next.contains(.from), place + 2 < items.count,
      case .quantity(let index) = items[place + 2].kind
    {
      return [.bodies, .states].contains(phrase.quantities[index].unit)
    }
    return token.isMark(",") && next.contains(.represent)
  }

  /// "12 – A; 5 – B": the number first.
  private func startsEntry(_ item: Int) -> Bool {
    var place = item - 1
    while place >= 0, isModifier(place) || items[place].marks.contains(.and) { place -= 1 }
    guard place >= 0 else { return true }
    let before = phrase.token(place)
    if case .name = items[place].kind { return entriesBeginWithNumbers }
    return before.kind == .mark
      && (before.isMark(";") || before.isMark(":") || before.isMark("•") || before.isMark(","))
      && entriesBeginWithNumbers
  }

  /// Whether the first entry of a list in the sentence begins with its number.
  private var entriesBeginWithNumbers: Bool {
    var isBegun = false
    var isFirst = true
    for item in items.indices {
      switch items[item].kind {
      case .quantity: if isBegun || isFirst { return true }
      case .name(let name):
        if phrase.names[name].role == .subject, isBegun || item == 0 { return false }
      case .mark: isBegun = phrase.token(item).isMark(":") || isBegun
      case .word: isFirst = isFirst && isModifier(item)
      }
    }
    return true
  }

  /// "representatives of observation missions": what observers are, and no group among them.
  private func isSenders(_ item: Int, _ group: Int) -> Bool {
    guard case .quantity(let index) = items[item].kind, item + 1 < items.count else { return false }
    guard
      items[(item + 1)..<group].allSatisfy({ $0.marks.isDisjoint(with: [.foreign, .domestic]) })
    else { return false }
    return !phrase.quantities[index].isSure && !phrase.quantities[index].isMore
      && items[item + 1].marks.contains(.of) && items[group].marks.contains(.body)
      && !items[group].marks.contains(.state)
  }

  /// "foreign electoral institutions" are no observer organizations.
  private func isLabel(_ group: Int) -> Bool {
    var place = group - 1
    while place >= 0, items[place].kind == .word,
      items[place].marks.isDisjoint(with: [.from, .of, .article])
    {
      if !items[place].marks.isDisjoint(with: [.diplomatic, .electionBody]) { return true }
      place -= 1
    }
    return items[group].marks.contains(.diplomatic)
  }

  func isPronoun(_ item: Int) -> Bool {
    item < items.count && items[item].marks.contains(.pronoun)
      && !items[item].marks.contains(.article)
  }

  /// Groups joined by "and": "from four international organizations and five countries".
  private func groups(from item: Int) -> Target {
    var types: [SubjectType] = []
    var indices: [Int] = []
    var place = item
    var steps = 0
    scan: while place < items.count, steps < 12 {
      let step = items[place]
      switch step.kind {
      case .quantity(let index):
        switch phrase.quantities[index].unit {
        case .bodies: types.append(.organizationsTotal)
        case .states: types.append(.countriesTotal)
        default: break scan
        }
        if place > item, isFollowedByNumber(place) {
          types.removeLast()
          break scan
        }
        indices.append(index)
      case .word:
        let marks = step.marks
        if marks.contains(.body), !phrase.token(place).isCapital || place == item {
          types.append(.organizationsTotal)
        } else if marks.contains(.state), !phrase.token(place).isCapital {
          types.append(.countriesTotal)
        } else if marks.isDisjoint(with: [
          .and, .from, .represent, .foreign, .domestic, .article, .other, .of, .abroad,
        ]) {
          break scan
        }
      case .mark:
        guard phrase.token(place).isMark(","), place + 1 < items.count,
          items[place + 1].marks.contains(.represent)
        else { break scan }
      case .name: break scan
      }
      place += 1
      steps += 1
    }
    return .groups(types, indices)
  }

  /// "31 foreign countries another 76": the next number belongs to this group.
  private func isFollowedByNumber(_ item: Int) -> Bool {
    for place in item + 1..<max(item + 1, min(item + 4, items.count)) {
      switch items[place].kind {
      case .quantity(let index):
        return phrase.quantities[index].unit == .bare || phrase.quantities[index].unit == .people
      case .mark: guard phrase.token(place).isDash else { return false }
      case .word:
        guard !items[place].marks.isDisjoint(with: [.more, .approximate, .give, .represent]) else {
          return false
        }
      default: return false
      }
    }
    return false
  }

  /// Names joined by commas and "and", as far as none has a number of its own.
  func list(from item: Int) -> [Int] {
    var names: [Int] = []
    var place = item
    while place < items.count {
      let step = items[place]
      switch step.kind {
      case .name(let name):
        let known = phrase.names[name]
        if known.role == .ignored, !names.isEmpty, isPlace(place) { break }
        // "the National Institute, USA", without the comma
        if known.type == .country, !names.isEmpty, case .name = items[place - 1].kind { break }
        guard
          known.role == .subject || known.role == .candidate && (names.isEmpty || isLinked(place))
        else {
          return names
        }
        if !names.isEmpty, hasOwnNumber(place) { return names }
        names.append(name)
      case .word:
        let passes: Marks = [.and, .article, .place, .of]
        guard
          !step.marks.isDisjoint(with: passes)
            || step.marks.contains(.from) && !names.isEmpty && isLinked(place)
        else { return names }
        if step.marks.contains(.of), names.isEmpty == false, !isLinked(place) { return names }
      case .mark:
        guard phrase.token(place).isMark(",") || phrase.token(place).isQuote else { return names }
      case .quantity: return names
      }
      place += 1
    }
    return names
  }

  /// The names from `item` on where each has its own number right behind it, in brackets or after a
  /// dash; empty unless there are two at least.
  private func pairs(from item: Int) -> [Int] {
    var names: [Int] = []
    var place = item
    while place < items.count {
      if let name = sender(place, forward: true) {
        guard let end = ownNumber(place) else { break }
        names.append(name)
        place = end
        continue
      }
      guard
        phrase.token(place).isMark(",") || !items[place].marks.isDisjoint(with: [.and, .article])
      else { break }
      place += 1
    }
    return names.count > 1 ? names : []
  }

  /// The place behind "(10)" or "– 10" that follows the name at `item`.
  private func ownNumber(_ item: Int) -> Int? {
    guard item + 2 < items.count, case .quantity(let index) = items[item + 2].kind,
      [.bare, .people].contains(phrase.quantities[index].unit)
    else { return nil }
    let opening = phrase.token(item + 1)
    if opening.isMark("(") {
      guard item + 3 < items.count, phrase.token(item + 3).isMark(")") else { return nil }
      return item + 4
    }
    return opening.isDash || opening.isMark(":") ? item + 3 : nil
  }

  private func hasOwnNumber(_ item: Int) -> Bool {
    var place = item + 1
    while place < items.count, place < item + 5 {
      switch items[place].kind {
      case .quantity: return true
      case .mark:
        let token = phrase.token(place)
        guard token.isDash || token.isMark("(") || token.isMark(":") else { return false }
      case .word:
        guard !items[place].marks.isDisjoint(with: [.give, .with]) else { return false }
      case .name: return false
      }
      place += 1
    }
    return false
  }

  /// People from something that is neither a country nor a body: "diplomatic missions".
  private func label(from item: Int) -> String {
    var end = item
    while end < items.count, end < item + 5, items[end].kind == .word,
      end == item || items[end].marks.isDisjoint(with: [.and, .stop])
    { end += 1 }
    return text(items[item].tokens.lowerBound..<items[max(end - 1, item)].tokens.upperBound)
  }

  // MARK: - Each of several

  /// "A, B and C – one each" and "one each from A, B and C".
  mutating func bindEach(_ quantity: Quantity, at item: Int) -> Bool {
    if case .names(let names) = target(after: item), !names.isEmpty {
      for name in names { add(name, quantity, with: item) }
      return true
    }
    var names: [Int] = []
    var place = item - 1
    scan: while place >= 0 {
      let step = items[place]
      switch step.kind {
      case .name(let name):
        // "посольств Беларуси и России в Кыргызстане (по 2 человека)"
        if phrase.names[name].role == .ignored, isPlace(place) { break }
        guard phrase.names[name].role == .subject, !bound.contains(name) else { break scan }
        names.append(name)
      case .word:
        let passes: Marks = [
          .and, .article, .give, .from, .represent, .with, .embassy, .each, .place,
        ]
        guard !step.marks.isDisjoint(with: passes.union(.events)) else { break scan }
      case .mark:
        let token = phrase.token(place)
        guard
          token.isDash || token.isMark(",") || token.isMark(":")
            || token.isMark("(") && place >= item - 2
        else { break scan }
      case .quantity: break scan
      }
      place -= 1
    }
    for name in names.reversed() { add(name, quantity, with: item) }
    return !names.isEmpty
  }

  /// "One observer from each of three countries: A, B and C."
  mutating func bindFromEach(_ quantity: Quantity, at item: Int) -> Bool {
    guard
      let each = items[item...].indices.dropFirst().prefix(4).first(where: {
        items[$0].marks.contains(.each)
      }), items[each - 1].marks.contains(.from)
    else { return false }
    var place = each + 1
    while place < items.count, !items[place].marks.isDisjoint(with: [.of, .from, .article]) {
      place += 1
    }
    guard place < items.count else { return false }
    if case .quantity(let groups) = items[place].kind {
      guard [.bodies, .states].contains(phrase.quantities[groups].unit) else { return false }
      countBodies(groups, at: place, isLinked: true)
      place += 1
      while place < items.count, items[place].kind == .mark { place += 1 }
    }
    for name in list(from: place) { add(name, quantity, with: item) }
    return true
  }

  /// "A and B will field 120 and 60 observers respectively."
  mutating func bindInOrder(_ index: Int) {
    let numbers = phrase.quantities.indices.filter {
      [.people, .bare, .other].contains(phrase.quantities[$0].unit)
    }
    let names = phrase.names.indices.filter {
      phrase.names[$0].role == .subject || phrase.names[$0].role == .candidate
    }
    guard numbers.count == names.count, let place = numbers.firstIndex(of: index) else { return }
    add(
      names[place], phrase.quantities[index],
      with: items.firstIndex { $0.kind == .quantity(index) } ?? 0)
  }

  // MARK: - Names and places

  /// The subject that stands at `item`; seen from behind, a place after it is passed over: "Embassy of X
  /// in Y".
  func sender(_ item: Int, forward: Bool = false) -> Int? {
    guard items.indices.contains(item), case .name(let name) = items[item].kind else { return nil }
    if phrase.names[name].role == .subject { return name }
    if phrase.names[name].role == .candidate {
      if !forward, let sender = senderBefore(place: item) { return sender }
      return isAmongBodies(item, name) ? name : nil
    }
    guard phrase.names[name].role == .ignored else { return nil }
    if isOneParty(phrase.names[name]) == true, isOpeningSource(item) { return name }
    return forward ? nil : senderBefore(place: item)
  }

  /// "Embassy of X in Y", from Y.
  private func senderBefore(place item: Int) -> Int? {
    var place = item - 1
    while place > 0, items[place].marks.contains(.article) { place -= 1 }
    guard place > 0, items[place].marks.contains(.place) else { return nil }
    return sender(place - 1, forward: true)
  }

  /// Whether capitals that may be a body's stand in a list of senders.
  private func isAmongBodies(_ item: Int, _ name: Int) -> Bool {
    let tokens = phrase.names[name].tokens
    guard
      tokens.count > 1 || phrase.tokens[tokens.lowerBound].shape.contains(.acronym)
        || topic.announces || isRowOfDashes
    else { return false }
    return topic.announces || marks.contains(.observer) || marks.contains(.accredited)
      || marks.isSuperset(of: [.body, .listing])
      || topic.age <= 6 && phrase.quantities.contains { $0.number.isMembers }
      || topic.age <= 6 && (sentence.isHeading || items.count <= 6)
  }

  /// An acronym nobody knows is a body where a number stands beside it in a row of bodies.
  mutating func acronym(_ item: Int) -> Int? {
    guard items[item].kind == .word, !bound.isEmpty, phrase.token(item).shape.contains(.acronym)
    else {
      return nil
    }
    phrase.names.append(
      Name(tokens: items[item].tokens, type: .organization, status: .unknown, role: .subject))
    return phrase.names.count - 1
  }

  func isPlace(_ item: Int) -> Bool {
    var place = item - 1
    while place > 0, items[place].marks.contains(.article) { place -= 1 }
    return place > 0 && items[place].marks.contains(.place)
      && items[place].marks.isDisjoint(with: .from)
  }

  /// Behind a comma or "and".
  func isLinked(_ item: Int) -> Bool {
    guard item > 0 else { return false }
    return phrase.token(item - 1).isMark(",") || items[item - 1].marks.contains(.and)
  }
}
