import Records

/// Who sends the people of a number, told before it.
extension ClaimReader {
  enum Giver {
    case name(Int)
    case group(SubjectType, Int?, Audience? = nil)
    /// A body that an earlier sentence named.
    case told(Subject)

    var isBody: Bool { if case .group = self { false } else { true } }
  }

  /// The body named before, where "the mission" or "it" stands at `item` in its place.
  func told(_ item: Int, count: Int? = nil) -> Giver? {
    guard let mission = topic.mission, topic.missionAge <= 3, items[item].kind == .word,
      vocabulary.isMission(phrase.token(item)) || isNoun(item, of: mission),
      !isOfOther(item),
      marks.contains(.previous)
        || !hasNumber(
          mission,
          {
            (topic.claims[$0].count ?? 0) > (count ?? 0)
              && (marks.isDisjoint(with: .expected) || topic.claims[$0].scope == .expected)
          })
    else { return nil }
    if item + 1 < items.count {
      if case .name = items[item + 1].kind { return nil }
      if phrase.token(item + 1).isCapital || phrase.token(item + 1).isQuote { return nil }
    }
    return .told(mission)
  }

  func isCommission(_ item: Int) -> Bool {
    var place = item
    while place < items.count - 1, items[place].marks.contains(.article) { place += 1 }
    if case .name(let name) = items[place].kind { return phrase.names[name].role == .ignored }
    return items[place].kind == .word && phrase.token(place).isCapital
      && !items[place].marks.isDisjoint(with: [.head, .electionBody])
  }

  /// An unknown verb of what somebody will do: "will engage", "has decided to employ".
  private func isDeed(_ item: Int) -> Bool {
    guard vocabulary.code == "en", item > 0, items[item].kind == .word, items[item].marks == [],
      !phrase.token(item).isCapital, items[item - 1].kind == .word,
      !vocabulary.isA(.host, phrase.token(item))
    else { return false }
    let before = phrase.token(item - 1)
    return vocabulary.futures.contains(WordHash(before)) || vocabulary.isA(.infinitive, before)
  }

  /// "The Center sent 60", the Carter Center having been spoken of.
  private func isNoun(_ item: Int, of mission: Subject) -> Bool {
    let noun = phrase.token(item)
    guard item > 0, noun.isCapital, noun.has(.head), items[item - 1].marks.contains(.article),
      phrase.names.allSatisfy({ $0.type != .organization || $0.role == .ignored })
    else { return false }
    let word = page.substring(noun.range)
    return mission.name.hasSuffix(word) && mission.name.utf8.count > word.utf8.count
  }

  /// Whether the text has told, in a way that fits, how many a mission has.
  func hasNumber(_ mission: Subject, _ fits: (Int) -> Bool = { _ in true }) -> Bool {
    topic.claims.indices.suffix(200).contains {
      topic.claims[$0].count != nil && topic.claims[$0].scope != .previous
        && topic.claims[$0].subject.id == mission.id
        && topic.claims[$0].subject.name == mission.name && fits($0)
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

  func count(_ item: Int) -> Int? { quantity(at: item)?.value }

  /// Whether the number at `item` may be all people of a mission: observers, or the only number of
  /// people that the sentence has.
  private func isAllPeople(_ item: Int) -> Bool {
    guard case .quantity(let index) = items[item].kind, !phrase.quantities[index].isSort else {
      return false
    }
    if phrase.quantities[index].unit == .bare { return isOfPeopleTold(item) }
    guard phrase.quantities[index].unit == .people else { return false }
    return phrase.quantities[index].isSure
      || phrase.quantities.count { $0.unit == .people && !$0.isSort } == 1
  }

  /// "It trains its observers. It will deploy 120": of the people just spoken of.
  private func isOfPeopleTold(_ item: Int) -> Bool {
    guard topic.age <= 1, topic.mission != nil, let count = count(item), count > 1,
      isFollowedByEnd(item), phrase.quantities.allSatisfy({ $0.unit != .people })
    else { return false }
    var verb = item - 1
    while verb > 0, isModifier(verb) { verb -= 1 }
    return verb > 0 && items[verb].kind == .word && items[verb].marks.contains(.give)
      && items[verb].marks.isDisjoint(with: [.with, .accredited])
  }

  /// A name that only tells where or at whose election: "in the country", "at the election of its
  /// president".
  func isSetting(_ item: Int) -> Bool {
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
    if let name = sender(open - 1) ?? acronym(open - 1) { return name }
    // "the Helios (HLS) NGO (416 persons)", "the union's observers (385 people)"
    guard open > 1, items[open - 1].kind == .word,
      items[open - 1].marks.contains(.observer)
        || items[open - 1].marks.contains(.body) && !isPlural(phrase.token(open - 1))
    else { return nil }
    return sender(open - 2)
  }

  /// "34 observers of the union (it has 127 altogether)": how many there are of it by now.
  func allOf(bracket item: Int) -> Int? {
    var open = item - 1
    var tells: Marks = []
    while open > 0, open > item - 9, items[open].kind == .word {
      tells.formUnion(items[open].marks)
      open -= 1
    }
    guard open > 0, phrase.token(open).isMark("("),
      !tells.isDisjoint(with: [.altogether, .soFar])
    else { return nil }
    return sender(open - 1)
  }

  /// "nineteen states (282 persons)": the group before the brackets.
  func bracketedGroup(_ item: Int) -> Giver? {
    var open = item - 1
    while open > 0, items[open].kind == .word, isModifier(open) { open -= 1 }
    guard open >= 1, phrase.token(open).isMark("("), isFollowedByEnd(item),
      case .quantity(let index) = items[open - 1].kind
    else { return nil }
    switch phrase.quantities[index].unit {
    case .bodies: return .group(.organizationsTotal, index)
    case .states: return .group(.countriesTotal, index)
    default: return nil
    }
  }

  /// "The union has announced that it will send 100": who stands before "it" in the sentence.
  func own(_ item: Int) -> Giver? {
    guard items[item].marks.contains(.pronoun), items[item].marks.isDisjoint(with: .article),
      vocabulary.isMission(phrase.token(item))
        || vocabulary.isA(.speaker, phrase.token(item))
    else { return nil }
    let bodies = items[..<item].compactMap { step in
      if case .name(let name) = step.kind, phrase.names[name].type == .organization,
        phrase.names[name].role != .ignored
          || phrase.tokens[phrase.names[name].tokens].contains(where: { $0.has(.electionBody) })
      {
        name
      } else {
        nil as Int?
      }
    }
    guard bodies.count == 1, let body = bodies.first,
      phrase.names[body].role == .subject
        || phrase.tokens[phrase.names[body].tokens.lowerBound].isQuote,
      !bound.contains(body)
    else { return nil }
    return .name(body)
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
    while place >= 0, steps < (gives ? 16 : 10) {
      let step = items[place]
      switch step.kind {
      case .name(let name):
        if isHolder(place, item) { return .name(name) }
        // "The mission will be led by Jane Doe and include 60 people."
        if gives, !isDone, phrase.names[name].role == .candidate, isLeader(place) { break }
        // "the union will have 242, the embassy of A in B 110"
        if isAdjacent, hasBoundGiver, isFollowedByEnd(item), isSetting(place),
          let name = sender(place), !bound.contains(name)
        {
          return .name(name)
        }
        if gives, let body = bodyInRow(ofCountry: place) { return .name(body) }
        // "Зарегистрированы от Демократической партии 544 наблюдателя"
        if place > 0, items[place - 1].marks.contains(.from),
          isOneParty(phrase.names[name]) == true, !bound.contains(name),
          isFollowedByEnd(item) || isPeople(item)
        {
          return .name(name)
        }
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
        guard gives && !isDone || isAdjacent || isBehindDash(item) || isOpeningSource(place)
        else { return nil }
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
          place > 0, let name = sender(place - 1, forward: true),
          phrase.names[name].role != .candidate || !isLeader(place - 1), !isOfLeader(place - 1)
        {
          // "the missions of the union, composed of 112 persons, and of …"
          let isSender = phrase.names[name].type == .organization || phrase.names[name].via != nil
          if isPeople(item)
            || isSender && isFollowedByEnd(item) && quantity(at: item)?.unit == .bare,
            isAdjacentTo(comma: place, item), !bound.contains(name)
          {
            return .name(name)
          }
          break
        }
        // "the mission is the largest, with 121 people", "the union, which sent 118 in 2016"
        if token.isMark(","), let name = subject(ofClauseBefore: place, item) { return .name(name) }
        // "the delegation, totaling 35 observers"
        if token.isMark(","), gives, !isDone, place > 0, isAllPeople(item),
          items[place + 1].marks.contains(.give), let told = told(place - 1, count: count(item))
        {
          return told
        }
        if token.isMark(","), gives, !isDone, let name = subject(joinedBehind: place) {
          return .name(name)
        }
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
        // "The biggest mission – the union – has 210 observers."
        if gives, !isDone, token.isDash, place > 1, phrase.token(place - 2).isDash,
          let name = sender(place - 1, forward: true), phrase.names[name].type == .organization,
          !bound.contains(name)
        {
          return .name(name)
        }
        if isAdjacent, token.isDash, token.isSpaced,
          let name = subject(ofClauseBeforeDash: place, item)
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
        // "the union delegation, which will deploy 22"
        if gives, !isDone, isPeople(item), place > 0,
          vocabulary.relatives.contains(WordHash(phrase.token(place))),
          let name = sender(behindGroup(place - 1), forward: true), !bound.contains(name),
          phrase.names[name].type == .organization
        {
          return .name(name)
        }
        // "The mission, which will have 83 observers"
        if isAllPeople(item), gives, !isDone, place > 1, phrase.token(place - 1).isMark(","),
          vocabulary.relatives.contains(WordHash(phrase.token(place))),
          let told = told(place - 2, count: count(item))
        {
          return told
        }
        if isAllPeople(item), gives, !isDone, let own = own(place) { return own }
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
        if isAdjacent, marks.contains(.of), place > 0, let group = group(endingAt: place - 1) {
          // "The mission of 40" is one told of, "CIS will send a mission of 300" is not.
          place = isDefinite(group) || group <= 1 ? group + 1 : group
          gives = true
          isAdjacent = false
          break
        }
        // "Japan will engage nine", whatever it does with them.
        if !gives, isAdjacent, isDeed(place), isPeople(item), quantity(at: item)?.isSure == true {
          gives = true
          isAdjacent = false
          break
        }
        if !gives, marks.contains(.by) { return nil }
        if marks.contains(.accredited), !marks.contains(.give), !hasWith, !isPurpose(place) {
          isDone = true
        }
        // "a mission including more than 100 members"
        if isAdjacent, marks.contains(.including), place > 1, isGroupNoun(place - 1),
          !isPlural(phrase.token(place - 1)), isPeople(item)
        {
          gives = true
          isAdjacent = false
          break
        }
        // "made up of a core group and 350 observers"
        if gives == false, isAdjacent, marks.contains(.and), place > 2, isGroupNoun(place - 1),
          items[place - 2].marks.contains(.independent)
        {
          place -= 2
          isAdjacent = false
          break
        }
        // "has permission from the commission to send 54"
        if gives, marks.contains(.from), isCommission(place + 1) { break }
        // "… and include 60"
        if gives, marks.contains(.and), items[place + 1].marks.contains(.give) { break }
        let closes = marks.contains(.and) || marks.contains(.from) || marks.contains(.including)
        if closes, !isModifier(place), !marks.contains(.give) {
          return nil
        }
        if !isModifier(place) { isAdjacent = false }
      }
      place -= 1
      steps += 1
    }
    return nil
  }

  func openBracket(before close: Int) -> Int? {
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
  func isMission(_ name: Int) -> Bool {
    let tokens = phrase.names[name].tokens
    return speaksOfMission(tokens.lowerBound - 2..<tokens.upperBound)
  }

  /// Whether one of the tokens, as far as the sentence has them, is what a mission is called.
  func speaksOfMission(_ range: Range<Int>) -> Bool {
    phrase.tokens[range.clamped(to: phrase.tokens.indices)].contains {
      vocabulary.isMission($0)
    }
  }

  /// Nothing but one phrase stands between a comma and the number.
  private func isAdjacentTo(comma: Int, _ item: Int) -> Bool {
    (comma + 2..<item).allSatisfy { isModifier($0) }
  }

  private func isGiver(
    _ name: Int, _ place: Int, before item: Int, gives: Bool, isAdjacent: Bool
  ) -> Bool {
    let known = phrase.names[name]
    let isAcronym = isAcronym(name)
    let isTold =
      isOpeningSource(place)
      || gives && opensClause(nameStart(place)) && hasVerb(place..<item)
    // "Norway received 640 applications": the host.
    if known.type == .country, known.via == nil,
      phrase.tokens[items[item].tokens].contains(where: {
        $0.has([.proposed, .accredited]) && $0.has(.person)
      })
    {
      return false
    }
    // "documents on the accreditation of CIS 103 observers"
    if vocabulary.code == "en", place == item - 1, known.type == .organization, known.id != nil,
      known.role == .subject, quantity(at: item)?.isSure == true, !bound.contains(name)
    {
      return true
    }
    // "the union's 108 observers"
    if isAdjacent, place == item - 1, phrase.tokens[known.tokens.upperBound - 1].isPossessive,
      known.role == .subject, known.type == .organization, isPeople(item), !bound.contains(name)
    {
      return true
    }
    let isQuoted = phrase.tokens[known.tokens.lowerBound].isQuote && known.tokens.count > 3
    guard
      known.role == .subject
        || known.role == .candidate && (isAdjacent || (isAcronym || isQuoted) && isTold),
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
    // "From Chile came five observers.", "From the union an application for six observers has come."
    if isOpeningSource(place), item - place <= 3 || isPeople(item) && isOneClause(place, item) {
      return true
    }
    guard gives else { return false }
    return !isObject(place) || isRightBefore(.with, place, item) || isOwnPeople(place, before: item)
  }

  /// "the mission, headed by Jane Doe, has 12": whoever leads it.
  private func isLeader(_ name: Int) -> Bool {
    guard name > 0, items[name - 1].kind == .word, items[name - 1].marks.contains(.stop) else {
      return false
    }
    return phrase.tokens[items[name - 1].tokens].count > 1
      || items[name - 1].marks.contains(.by)
  }

  /// "The mission, headed by Jane Doe of Chile, comprises eight": where its leader is from.
  private func isOfLeader(_ item: Int) -> Bool {
    guard case .name(let name) = items[item].kind, phrase.names[name].type == .country,
      let comma = items[..<item].suffix(10).lastIndex(where: {
        $0.kind == .mark && phrase.tokens[$0.tokens.lowerBound].isMark(",")
      })
    else { return false }
    return (comma + 2..<max(comma + 2, item)).contains { isLeader($0) }
  }

  /// "Fair-Voice, the biggest group of domestic observers, has 800": a body by what is said of it.
  private func groupName(_ item: Int, _ apposition: Range<Int>) -> Int? {
    guard case .name(let name) = items[item].kind, phrase.names[name].role == .candidate,
      items[apposition.lowerBound].marks.contains(.article),
      apposition.contains(where: {
        items[$0].kind == .word && items[$0].marks.contains(.body) && !phrase.token($0).isCapital
      })
    else { return nil }
    return name
  }

  /// Nothing but words and places stand between a name and the number behind it.
  private func isOneClause(_ name: Int, _ item: Int) -> Bool {
    item - name <= 9
      && (name + 1..<item).allSatisfy {
        if case .name = items[$0].kind { return isIgnored($0) }
        return items[$0].kind == .word && items[$0].marks.isDisjoint(with: [.and, .from, .turn])
      }
  }

  /// "for accreditation": what is asked for, and not done.
  func isPurpose(_ item: Int) -> Bool {
    item > 0 && vocabulary.isA(.purpose, phrase.token(item - 1))
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
      return sender(comma - 1, forward: true) ?? senderOfMission(before: comma)
    }
    let isAlone = (comma + 1..<item).allSatisfy { isModifier($0) }
    guard
      isAlone && isFollowedByEnd(item)
        && (item + 1 < items.count || isGroupNoun(comma - 1) && comma + 1 < item)
        || next.kind == .word && next.marks.contains(.with) && comma + 1 == item - 1
    else { return nil }
    var place = comma - 1
    while place >= 0, items[place].kind == .word, place > comma - 10 { place -= 1 }
    // "The union, which is sending the largest group, almost 300, …"
    if place > 0, phrase.token(place).isMark(","), items[place + 1].kind == .word,
      vocabulary.relatives.contains(WordHash(phrase.token(place + 1))),
      items[place + 1..<comma].contains(where: { doesGive($0) }),
      let name = sender(place - 1, forward: true), !bound.contains(name)
    {
      return name
    }
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

  /// "The union's mission is the largest in the country – 210 people".
  private func subject(ofClauseBeforeDash dash: Int, _ item: Int) -> Int? {
    guard isPeople(item), isFollowedByEnd(item) else { return nil }
    let place = beforeWords(dash)
    guard place >= 0, place < dash - 1, opensClause(nameStart(place)),
      items[place + 1].marks.contains(.stop),
      items[place + 1].marks.isDisjoint(with: [.from, .of, .by]),
      items[place + 1..<dash].allSatisfy({ $0.marks.isDisjoint(with: .accredited) }),
      let name = sender(place, forward: true), !bound.contains(name)
    else { return nil }
    return name
  }

  /// "The assembly is sending a delegation of its own, which …": who sends the mission told of.
  private func senderOfMission(before comma: Int) -> Int? {
    let place = beforeWords(comma)
    guard (place + 1..<comma).contains(where: { isGroupNoun($0) }), place >= 0,
      opensClause(nameStart(place)),
      items[place + 1..<comma].contains(where: { doesGive($0) }),
      let name = sender(place, forward: true), !bound.contains(name)
    else { return nil }
    return name
  }

  /// The item before the words and settings that stand before a mark, nine at most; less than zero where
  /// the sentence begins with them.
  private func beforeWords(_ mark: Int) -> Int {
    var place = mark - 1
    while place >= 0, items[place].kind == .word || isSetting(place), place > mark - 10 {
      place -= 1
    }
    return place
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
        || vocabulary.isMission(phrase.token(item)))
  }

  /// "mission", "une mission électorale", "une mission d'information et de contact"
  private func group(endingAt item: Int) -> Int? {
    if isGroupNoun(item) { return item }
    guard vocabulary.traits.contains(.adjectivesBehind) else { return nil }
    var place = item
    while place > 0, place > item - 6, items[place].kind == .word, !phrase.token(place).isCapital,
      items[place].marks.isSubset(of: [.watch, .election, .foreign, .longTerm, .shortTerm])
        || place < item && !items[place].marks.isDisjoint(with: [.of, .and])
    {
      place -= 1
      if isGroupNoun(place) { return place }
    }
    return nil
  }

  private func doesGive(_ item: Item) -> Bool {
    item.kind == .word && !item.marks.isDisjoint(with: [.give, .deployed])
  }

  /// Who stands before a phrase between two commas, the second being at `comma`.
  private func subject(ofApposition comma: Int, before item: Int) -> Int? {
    guard hasVerb(comma..<item) else { return nil }
    var place = comma - 1
    while place > 0, place >= comma - 14 {
      if case .quantity = items[place].kind { return nil }
      if phrase.token(place).isMark(",") {
        let end = behindGroup(place - 1)
        // "a Chilean NGO, Fair Voice, has 800 observers"
        if place + 2 == comma, case .name(let inner) = items[place + 1].kind,
          let name = sender(end), phrase.names[name].id == nil,
          phrase.tokens[phrase.names[name].tokens.upperBound - 1].has(.body),
          phrase.names[inner].type == .organization, phrase.names[inner].role != .ignored,
          !bound.contains(inner)
        {
          return inner
        }
        let isPerson =
          if place == 1, case .name(let first) = items[0].kind {
            phrase.names[first].role == .candidate && !isAcronym(first)
          } else {
            false
          }
        guard place + 1 < comma,
          let name = (isPerson ? nil : sender(end)) ?? groupName(end, place + 1..<comma),
          !bound.contains(name),
          opensClause(nameStart(end)), items[place + 1].kind == .word || place + 2 == comma
        else { return nil }
        return name
      }
      if phrase.token(place).isMark(";") || phrase.token(place).isMark(":") { return nil }
      place -= 1
    }
    return nil
  }

  /// "The mission is led by Jane Doe, a former judge, and consists of 47": who the sentence begins with.
  private func subject(joinedBehind comma: Int) -> Int? {
    guard comma + 2 < items.count, items[comma + 1].marks.contains(.and),
      items[comma + 2].marks.contains(.give),
      let first = items.indices.first(where: { items[$0].marks.isDisjoint(with: .article) }),
      case .name(let name) = items[first].kind, phrase.names[name].type == .organization,
      phrase.names[name].role == .subject
        || phrase.names[name].role == .candidate && isAcronym(name),
      !bound.contains(name)
    else { return nil }
    return name
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
        || !items[place - 1].marks.isDisjoint(with: [.watch, .longTerm])
          && (place < item ? isGroupNoun(place) : vocabulary.isMission(phrase.token(item)))
    {
      place -= 1
    }
    return place
  }

  func isAcronym(_ name: Int) -> Bool {
    phrase.tokens[phrase.names[name].tokens.lowerBound].shape.contains(.acronym)
  }

  private func hasVerb(_ range: Range<Int>) -> Bool {
    items[range].contains { $0.kind == .word && $0.marks.contains(.give) }
  }

  /// The first words of a clause are who does what it tells.
  func opensClause(_ item: Int) -> Bool {
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

  func isPeople(_ item: Int) -> Bool { quantity(at: item)?.unit == .people }

  private func isFollowedByGive(_ item: Int) -> Bool {
    item + 1 < items.count && items[item + 1].marks.contains(.give)
  }

  /// A name behind "from" at the beginning of a clause.
  func isOpeningSource(_ item: Int) -> Bool {
    var place = item - 1
    while place >= 0, items[place].marks.contains(.article) { place -= 1 }
    let isSource =
      place >= 0 && items[place].kind == .word
      && (items[place].marks.contains(.from)
        || items[place].marks.contains(.of) && vocabulary.traits.contains(.adjectivesBehind))
    guard isSource else { return false }
    guard !opensSetting(before: place) else { return true }
    // "В Норвегии по линии СНГ"
    if isSetting(place - 1) { return true }
    // "к настоящему времени по линии СНГ", "ожидается, что от миссии"
    if items[place - 1].kind == .word,
      items[place - 1].marks.contains(.soFar)
        || vocabulary.isA(.conjunction, phrase.token(place - 1))
    {
      return true
    }
    let before = phrase.token(place - 1)
    return before.isMark(",") || before.isMark(";") || before.isMark(":") || before.isDash
      || items[place - 1].marks.contains(.and)
  }

  /// Nothing stands before the item, or only where it happens: "На выборах от ШОС будут работать 22".
  private func opensSetting(before item: Int) -> Bool {
    var start = item
    while start > 0,
      phrase.token(start - 1).isQuote
        || items[start - 1].kind == .word
          && (start < item || items[start - 1].marks.contains(.election))
          && !items[start - 1].marks.isDisjoint(with: [.place, .election, .article])
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
    if place >= 0, case .name(let name) = items[place].kind, phrase.names[name].type == .country,
      phrase.names[name].role == .ignored
    {
      place -= 1
    }
    // "Civic organizations": a capital only because the sentence begins.
    if place == 0, case .name(let name) = items[place].kind, phrase.names[name].role == .candidate,
      phrase.names[name].tokens.count == 1
    {
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
  var isRowOfDashes: Bool {
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
    return (name + 2..<item).allSatisfy { isModifier($0) }
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
}
