import Records
import Registry

/// Whose the numbers of people in a sentence are.
extension ClaimReader {
  mutating func countPeople(_ index: Int, at item: Int) {
    let quantity = phrase.quantities[index]
    if !marks.isDisjoint(with: [.permission, .each]) || phrase.gist.has(.per), isPermitted(item) {
      return
    }
    if marks.contains(.denial), isDenied(item) { return }
    if quantity.unit == .bare, isSomewhere(quantity, item) { return }
    if isTooMany(quantity) || isOldOfGrowth(quantity, item) { return }
    if phrase.gist.has(.elect), isElected(quantity, item) { return }
    if quantity.unit == .bare, let states = statesOfStates(behind: item) {
      return countStates(quantity, of: states)
    }
    if marks.contains(.number), isPartOfNumber(quantity, item) {
      // "The number includes 2,226 members of the union."
      guard case .names(let names) = target(after: item), names.count == 1 else {
        return appendCategory(quantity)
      }
      return add(names[0], quantity, with: item)
    }
    if quantity.unit == .bare, isOfOthers(quantity, item) {
      // Whoever they are from sends no observers by that.
      if case .names(let names) = target(after: item) { for name in names { bound.insert(name) } }
      return
    }
    if let isFewer = difference(quantity) {
      if isFewer { countFewer(quantity) }
      return
    }
    if events.isCompared(quantity.number.tokens.lowerBound) { return addCompared(quantity) }
    if marks.contains(.respectively) { return bindInOrder(index) }
    if quantity.isEach, bindEach(quantity, at: item) { return }
    if marks.contains(.each), bindFromEach(quantity, at: item) { return }
    if isWhole(item) {
      let isAsked =
        quantity.events.contains(.proposed)
        || phrase.tokens[quantity.tokens].contains {
          $0.has(.proposed)
        }
      if quantity.unit == .people, quantity.isSure || isAsked {
        addTotal(quantity, item, group: nil)
      }
      return
    }
    if item > 1, phrase.token(item - 1).isMark("(") || isModifier(item - 1) {
      if let name = bracketed(item) { return add(name, quantity, with: item) }
      if let group = bracketedGroup(item) { return add(group, quantity, item) }
    }
    if let name = allOf(bracket: item) {
      let known = topic.claims.count
      add(name, quantity, with: item, again: true)
      for index in known..<topic.claims.count {
        topic.claims[index].scope = .cumulative
        topic.claims[index].isByNow = true
      }
      return
    }
    if item > 2, items[item - 1].marks.contains(.of), isCoreTeam(item) {
      return appendCategory(quantity, isCore: true)
    }
    // "an ECOWAS 49-member mission"
    if quantity.number.isMembers, quantity.inner == nil, let name = sender(item - 1, forward: true),
      phrase.names[name].type == .organization
    {
      return add(name, quantity, with: item)
    }
    if quantity.number.isMembers, let mission = memberMission(quantity), giver(before: item) == nil
    {
      return append(mission, quantity)
    }
    if let body = theBody(behind: item) { return append(body, quantity) }
    if topic.mission != nil, topic.missionAge <= 3,
      let mission = peopleIn(item) ?? membersOfMission(quantity, item)
    {
      return append(mission, quantity)
    }
    if let subject = sharedGiver(quantity, item) {
      return append(subject, quantity)
    }
    if quantity.isSort, marks.isSuperset(of: [.longTerm, .shortTerm]) {
      return addTotal(quantity, item, group: nil)
    }
    if quantity.unit == .people, isBracketed(item) {
      return addTotal(quantity, item, group: nil)
    }
    if let inner = quantity.inner, phrase.names[inner].role != .ignored,
      phrase.names[inner].role != .candidate || isAcronym(inner), isContext(quantity, item)
    {
      // "50 EU diplomats"
      if phrase.names[inner].type == .organization, quantity.isSort,
        phrase.tokens[quantity.tokens].contains(where: { $0.has(.diplomatic) })
      {
        return appendCategory(quantity)
      }
      return add(inner, quantity, with: item, again: true)
    }
    if marks.contains(.represent), let mission = missionOfParts(after: item) {
      return append(mission, quantity)
    }
    let target = agent(after: item).map { .names([$0]) } ?? target(after: item)
    switch target {
    case .category, .groups: rememberTie(behind: item)
    default: break
    }
    if case .names(let names) = target, !names.isEmpty, !isBehindDash(item) {
      rememberTie(behind: item)
      return addNames(names, quantity, item)
    }
    if let name = subject(behindOpening: item) { return add(name, quantity, with: item) }
    if let giver = giver(before: item) {
      if case .name(let name) = giver, isMembership(of: name, quantity) {
        for index in phrase.quantities.indices { spokenGroups.insert(index) }
        return
      }
      add(giver, quantity, item)
      // "a mission of 38 observers from 22 countries"
      if giver.isBody, case .groups(_, let indices) = target {
        for index in indices { countBodies(index, at: place(of: index), isLinked: true) }
      }
      return
    }
    if let target { return add(target, quantity, item) }
    if let mission = missionOfSpeaker(quantity) {
      return append(mission, quantity)
    }
    countTotal(quantity, item)
  }

  /// "The assembly is made up of 323 parliamentarians from 57 countries": what it is, and no mission.
  private func isMembership(of name: Int, _ quantity: Quantity) -> Bool {
    !quantity.isSure && topic.age > 0 && !topic.announces
      && phrase.names[name].type == .organization && phrase.names[name].id != nil
      && phrase.names[name].tokens.lowerBound <= phrase.tokens.startIndex + 1
      && phrase.quantities.count { $0.unit == .states } == 1
      && marks.isDisjoint(with: Marks.events.union([.observer, .watch, .election]))
      && !speaksOfMission(phrase.tokens.indices)
  }

  /// "This number includes 1,500 PVT observers and 1,000 youth observers": some of those told before.
  private func isPartOfNumber(_ quantity: Quantity, _ item: Int) -> Bool {
    guard quantity.unit == .people, quantity.audience == nil, topic.age <= 1, item > 2,
      let last = topic.claims.last, (last.count ?? 0) > quantity.value, items.count > 3,
      items.prefix(2).contains(where: { $0.kind == .word && $0.marks.contains(.number) })
    else { return false }
    return items[..<min(item, 4)].contains {
      $0.marks.contains(.give) && !$0.marks.contains(.accredited)
    }
  }

  /// "Voters will elect 30 senators and 73 members of the House": they watch nothing.
  private func isElected(_ quantity: Quantity, _ item: Int) -> Bool {
    guard !quantity.isSure,
      let verb = items[..<item].lastIndex(where: {
        $0.kind == .word && vocabulary.isA(.elect, phrase.tokens[$0.tokens.lowerBound])
      })
    else { return false }
    return items[verb..<item].allSatisfy {
      $0.marks.isDisjoint(with: [.observer, .accredited, .watch])
    }
  }

  /// "rose from 600 to 700": what it was before.
  private func isOldOfGrowth(_ quantity: Quantity, _ item: Int) -> Bool {
    guard quantity.unit == .bare, item > 0, items[item - 1].kind == .word,
      items[item - 1].marks.contains(.from), let next = self.quantity(at: item + 2),
      next.value > quantity.value, items[item + 1].kind == .word
    else { return false }
    return Self.goals.contains(WordHash(phrase.token(item + 1)))
  }

  /// The quantity of all in "from 25 of the 27 member states", "13 of the union's 15 states".
  private func statesOfStates(behind item: Int) -> Int? {
    guard item + 1 < items.count, items[item + 1].marks.contains(.of) else { return nil }
    var place = item + 2
    while place < items.count,
      items[place].marks.contains(.article)
        || phrase.tokens[items[place].tokens.upperBound - 1].isPossessive
    {
      place += 1
    }
    guard place < items.count, case .quantity(let index) = items[place].kind,
      phrase.quantities[index].unit == .states,
      phrase.quantities[index].value >= (count(item) ?? .max),
      !marks.isDisjoint(with: [.from, .represent])
    else { return nil }
    return index
  }

  private mutating func countStates(_ quantity: Quantity, of all: Int) {
    guard !spokenGroups.contains(all) else { return }
    spokenGroups.insert(all)
    let tokens = quantity.tokens.lowerBound..<phrase.quantities[all].tokens.upperBound
    append(claim(Subject(.countryNumber, name: text(tokens)), quantity, tokens))
  }

  /// "With 67 accredited observers, the union has the greatest number."
  private func subject(behindOpening item: Int) -> Int? {
    guard let first = items.first, first.marks.contains(.with), isPeople(item),
      items[..<item].dropFirst().indices.allSatisfy({ isModifier($0) })
    else { return nil }
    var comma = item + 1
    while comma < items.count, items[comma].kind == .word, comma < item + 6,
      !items[comma].marks.isDisjoint(with: Marks.events.union([.place, .article]))
        || isIgnored(comma)
    {
      comma += 1
    }
    guard comma + 1 < items.count, phrase.token(comma).isMark(",") else { return nil }
    var place = comma + 1
    while place < items.count - 1, items[place].marks.contains(.article) { place += 1 }
    guard let name = sender(place, forward: true), !bound.contains(name) else { return nil }
    return name
  }

  /// "400 journalists, including 20 from Chile", "12 million, of which three …": of no people who observe.
  private func isOfOthers(_ quantity: Quantity, _ item: Int) -> Bool {
    guard isIncluded(item) else { return false }
    let before = phrase.quantities.filter {
      $0.tokens.upperBound <= quantity.tokens.lowerBound
    }
    return !before.isEmpty && before.allSatisfy { $0.unit == .other || $0.unit == .states }
  }

  /// More people than this are voters.
  private func isTooMany(_ quantity: Quantity) -> Bool {
    !quantity.isSure && quantity.value >= 500_000
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
        let behind = tokens[place + 1..<min(place + 4, tokens.endIndex)]
        let hasThan = behind.contains { $0.has(.than) } || behind.first?.isMark(",") == true
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
    // "The mission consists of 13 experts and 28 long-term observers."
    if giver.isBody, !quantity.isSure, !quantity.isSort, !quantity.number.isMembers,
      items.dropFirst(item + 1).first?.marks.contains(.and) == true,
      let next = self.quantity(at: item + 2), next.isSort, next.unit == .people
    {
      return appendCategory(quantity, isCore: true)
    }
    switch giver {
    case .name(let name): add(name, quantity, with: item)
    case .told(let subject): append(subject, quantity)
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
    guard isContext(quantity, item) else { return }
    if names.count == 1 { return add(names[0], quantity, with: item) }
    let giver = giver(before: item)
    if let giver, giver.isBody {
      // Nationalities inside a mission.
      add(giver, quantity, item)
      let whole = topic.claims.indices.last
      for name in names where !isDrawn(name) {
        addUncounted(name, partOf: whole)
      }
      return
    }
    guard quantity.unit == .people else { return }
    let isPart = topic.claims.prefix(1000).contains {
      $0.subject.type == .total && !$0.isHeading && ($0.count ?? 0) > quantity.value
        && ($0.audience == nil || quantity.audience == nil || $0.audience == quantity.audience)
    }
    // "11 of the election commissions of A, B and C"
    let areOffices = names.allSatisfy { phrase.names[$0].via == .electionBody }
    if isRest(quantity)
      || isPart
        && (areOffices
          || !quantity.isMore && marks.isDisjoint(with: [.altogether, .accredited]))
    {
      appendCategory(quantity)
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
      // "505 наблюдателей от международных организаций"
      if indices.isEmpty, total.audience == nil, isOfForeignBodies(item) {
        total.audience = .international
      }
      // "13 experts and 16 long-term observers from 22 countries"
      let isSort =
        quantity.isSort && quantity.unit == .people
        && (phrase.quantities.count { $0.unit == .people } > 1
          || topic.mission != nil && topic.missionAge <= 3)
      addTotal(total, item, group: isSort ? nil : only)
      for index in indices {
        countBodies(index, at: place(of: index), isLinked: true, of: total.audience)
      }
    case .category(let label):
      guard quantity.value > 0, isContext(quantity, item) else { return }
      appendCategory(quantity, name: label)
    case .world:
      // "16,000, among them 600 from abroad"
      if quantity.unit == .bare, quantity.value > 1,
        phrase.quantities.contains(where: { $0.unit == .people && $0.value > quantity.value })
      {
        var share = quantity
        share.unit = .people
        share.audience = share.audience ?? .international
        return addTotal(share, item, group: nil)
      }
      // "667 observers, … and 56 representatives of organizations"
      if !quantity.isSure, quantity.unit == .people, !quantity.isMore, isLessThanTotal(quantity) {
        return appendCategory(quantity)
      }
      addTotal(quantity, item, group: nil)
    }
  }

  private func isOfForeignBodies(_ item: Int) -> Bool {
    let words = items.dropFirst(item + 1).prefix(6).prefix { $0.kind == .word }
    guard let group = words.firstIndex(where: { $0.marks.contains(.body) }) else { return false }
    let between = items[item + 1..<group].reduce(into: Marks()) { $0.formUnion($1.marks) }
    return between.contains(.foreign) && !between.contains(.domestic)
  }

  private func isLessThanTotal(_ quantity: Quantity) -> Bool {
    topic.claims.suffix(40).contains {
      $0.subject.type == .total && $0.scope == .cumulative && !$0.isHeading
        && ($0.count ?? 0) > quantity.value
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
    if isCountOfAll(item) || isMoreThanAll(quantity, item) {
      total.unit = .people
      return addTotal(total, item, group: nil)
    }
    if let scope = outcomeOfSome(quantity, item) ?? outcomeOfPart(item) {
      total.unit = .people
      let known = topic.claims.count
      addTotal(total, item, group: nil)
      for index in known..<topic.claims.count { topic.claims[index].scope = scope }
      return
    }
    if quantity.unit == .bare || !quantity.isSure && toldAsNumber(item) != nil {
      guard let isNew = toldAsNumber(item) else { return }
      total.unit = .people
      // "…, bringing its strength to 70"
      if total.value > 1, marks.contains(.altogether),
        let mission = onlyMission(total, isTold: true)
      {
        return append(mission, total)
      }
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
    guard isTold(quantity), !(quantity.isEach && quantity.value < 10) else { return }
    if isOfNobody(item) || isSomeOfWhole(quantity) {
      return appendCategory(quantity)
    }
    if let others = others(behind: item) {
      return appendCategory(quantity, name: others)
    }
    if let strangers = strangers(before: item) {
      return appendCategory(quantity, name: strangers)
    }
    if let mission = speaker(of: quantity) { return add(mission, quantity, with: item) }
    if let mission = joined(by: item) ?? onlyMission(quantity) {
      return append(mission, quantity)
    }
    if !quantity.isSure, isPart(quantity, item) {
      return appendCategory(quantity)
    }
    if let doer = doer(of: quantity, item) { return add(doer, quantity, item) }
    addTotal(total, item, group: nil)
  }

  /// "Among the domestic observers there were 590 who …": some of those told before.
  private func isSomeOfWhole(_ quantity: Quantity) -> Bool {
    guard topic.age <= 1, quantity.audience == nil, quantity.isSure,
      items.first?.marks.contains(.including) == true,
      items.prefix(5).contains(where: { $0.marks.contains(.observer) })
    else { return false }
    return topic.claims.suffix(20).contains {
      $0.subject.type == .total && ($0.count ?? 0) > quantity.value
    }
  }

  /// "2,310 people were registered on their own initiative": nobody has sent them.
  private func isOfNobody(_ item: Int) -> Bool {
    items.dropFirst(item + 1).prefix(9).prefix { $0.kind == .word }.contains {
      $0.marks.contains(.independent)
    }
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
    guard
      let total = topic.claims.suffix(20).last(where: {
        $0.subject.type == .total && ($0.count ?? 0) > quantity.value
      })
    else { return false }
    // "Germany is sending eight, of them six are foreigners": of Germany's.
    if let last = topic.claims.last, last.sentence == span(sentence.tokens),
      [.organization, .country].contains(last.subject.type), (last.count ?? 0) > quantity.value
    {
      return false
    }
    return total.scope != .previous
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

  /// "…; 309 are accredited so far": a clause that begins with a bare number.
  private func isCountOfAll(_ item: Int) -> Bool {
    guard let quantity = quantity(at: item), quantity.unit == .bare, quantity.value > 1, item > 0,
      phrase.token(item - 1).isMark(";") || items[item - 1].marks.contains(.turn)
    else { return false }
    let verb = items.dropFirst(item + 1).prefix(6).prefix { $0.kind == .word }
      .reduce(into: Marks()) { $0.formUnion($1.marks) }
    return verb.isSuperset(of: [.accredited, .soFar])
      && verb.isDisjoint(with: [.from, .by, .stranger])
  }

  /// "778 had been accredited; on Tuesday the commission accredited 34 more."
  private func isMoreThanAll(_ quantity: Quantity, _ item: Int) -> Bool {
    guard quantity.unit == .bare, quantity.isMore, quantity.value > 1, marks.contains(.accredited),
      topic.age <= 1, topic.claims.last?.subject.type == .total, !isLinked(item)
    else { return false }
    var next = item + 1
    while next < items.count, items[next].kind == .word, items[next].marks.contains(.more) {
      next += 1
    }
    return next >= items.count || items[next].kind == .mark
      || items[next].marks.contains(.stop)
        && items[next].marks.isDisjoint(with: [.from, .of, .by, .and])
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
    guard
      verb.allSatisfy({
        $0.marks.isDisjoint(with: [.from, .of, .by, .give])
          || $0.marks.contains(.accredited) && $0.marks.isDisjoint(with: [.from, .of, .by])
      })
    else { return nil }
    return Events.scope(verb.reduce(into: Marks()) { $0.formUnion($1.marks) })
  }

  /// "approved 610 of the 640 applications", "610 of the 640 who applied were accredited": what became
  /// of a part.
  private func outcomeOfPart(_ item: Int) -> Scope? {
    guard let part = quantity(at: item), part.unit == .bare, part.value > 1,
      item + 1 < items.count
    else { return nil }
    var whole = item + 1
    let isOfThem = items[whole].marks.contains(.including)
    while whole < items.count, !items[whole].marks.isDisjoint(with: [.of, .article]) { whole += 1 }
    let people = quantity(at: whole)
    guard isOfThem ? isLessThanBefore(part) : whole > item + 1 && people?.unit == .people,
      people.map({ $0.value > part.value }) ?? true
    else { return nil }
    if item > 0, let scope = Events.scope(items[item - 1].marks) { return scope }
    let verb = items.dropFirst(whole + 1).prefix(8).prefix { $0.kind == .word }.last {
      Events.scope($0.marks) != nil
    }
    return verb.flatMap { Events.scope($0.marks) }
  }

  private func isLessThanBefore(_ part: Quantity) -> Bool {
    phrase.quantities.contains {
      $0.unit == .people && $0.value > part.value && $0.tokens.upperBound <= part.tokens.lowerBound
    }
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
      case .quantity(let here) = items[item].kind,
      // "un total de 90"
      phrase.quantities[before].value > 1 || !phrase.quantities[before].number.isWritten
    else { return false }
    let (part, whole) = (phrase.quantities[before].unit, phrase.quantities[here].unit)
    return whole == .people && (part == .people || part == .bare)
  }

  func isPartitive(_ item: Int) -> Bool {
    items[item].marks.contains(.from) && vocabulary.traits.contains(.genitive)
  }

  /// "Each party may send three observers": a rule, and no number of anybody.
  private func isPermitted(_ item: Int) -> Bool {
    if isForEach(item) { return true }
    var place = item - 1
    while place >= 0, place >= item - 10 {
      if items[place].kind == .mark, !phrase.token(place).isQuote { return false }
      if items[place].marks.contains(.permission), !phrase.token(place).isCapital || place == 0 {
        return true
      }
      // "Each team is made up of two."
      if items[place].marks.contains(.each), isGroupNoun(place + 1) { return true }
      place -= 1
    }
    guard item + 1 < items.count else { return false }
    if marks.isDisjoint(with: Marks.events),
      items.dropFirst(item + 2).prefix(3).prefix(while: { $0.kind == .word }).contains(where: {
        $0.marks.contains(.permission) && !phrase.tokens[$0.tokens.lowerBound].isCapital
      })
    {
      return true
    }
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
    guard item > 0, items[item - 1].kind == .word,
      items[item - 1].marks.contains(.place), !items[item - 1].marks.contains(.with)
    else { return false }
    return !Self.goals.contains(WordHash(phrase.token(item - 1)))
  }

  /// "Two observers were sent to each of the provinces."
  private func isForEach(_ item: Int) -> Bool {
    for step in item + 1..<max(item + 1, min(item + 7, items.count)) {
      guard items[step].kind == .word,
        !vocabulary.relatives.contains(WordHash(phrase.token(step)))
      else { return false }
      // "13 observers fall on each station"
      if items[step].marks.isSuperset(of: [.each, .place]) { return true }
      // "two observers per organization", "five of each party"
      if step == item + 1, vocabulary.isA(.per, phrase.token(step)) { return true }
      if items[step].marks.contains(.permission), items[step - 1].marks.contains(.of) {
        return true
      }
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
      // "the number of union observers"
      if before >= 0, items[before].marks.contains(.number),
        items[place + 1].marks.contains(.observer)
      {
        return name
      }
      if before >= 0, isTied, items[before].marks.contains(.observer) { return name }
    }
    return nil
  }

  /// "…, bringing the total to 106" (`true`), "the number of observers was 910" (`false`); `nil` where
  /// a bare number tells nothing of the kind.
  private func toldAsNumber(_ item: Int) -> Bool? {
    let next = item + 1
    guard
      next >= items.count || items[next].kind == .mark
        || !items[next].marks.isDisjoint(with: [.accredited, .altogether, .soFar])
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
    let isFirst = noun == 0 && topic.age <= 1 && !topic.claims.isEmpty
    // "Иностранных наблюдателей – 26, местных – 300"
    let isNext =
      noun > 0 && (phrase.token(noun - 1).isMark(",") || phrase.token(noun - 1).isMark(";"))
      && topic.claims.last?.sentence == span(sentence.tokens)
    let isShort = (isFirst || isNext) && isBehindDash(item)
    let isBeside =
      noun >= 0 && items[noun].kind == .word
      && !items[noun].marks.isDisjoint(
        with: isShort ? [.foreign, .domestic, .observer] : .observer)
    // "Number of accredited observers is: 464."
    let isBehindMark = item > 0 && phrase.token(item - 1).isMark(":")
    // "There were far fewer observers – some 4,500"
    let isBehindSpacedDash =
      noun > 0 && vocabulary.traits.contains(.genitive) && phrase.token(noun + 1).isDash
      && isBehindDash(item)
    var place = isBeside || isBehindMark || isBehindSpacedDash ? noun : item - 1
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
      // "the number of observer organizations reached 30"
      if marks.contains(.body), place > 1, vocabulary.traits.contains(.compounds), !hasObservers,
        items[place - 1].marks.contains(.observer),
        !items[..<place].suffix(4).contains(where: {
          $0.marks.contains(.from)
        })
      {
        return nil
      }
      if marks.contains(.observer) { hasObservers = true }
      // "their number"
      if marks.contains(.pronoun), topic.age <= 1, !topic.claims.isEmpty { hasObservers = true }
      if marks.contains(.accredited), marks.contains(.person) { hasObservers = true }
      if marks.contains(.number) { hasNumber = true }
      if marks.contains(.altogether) || vocabulary.isA(.growth, phrase.token(place)) {
        isTotal = true
      }
      if marks.contains(.accredited) { isDone = true }
      place -= 1
    }
    // "a record number of local observers, around 8,000 in all"
    let isAltogether = next < items.count && items[next].marks.contains(.altogether)
    if noun > 2, phrase.token(noun).isMark(","), items[noun - 1].marks.contains(.observer),
      items[..<noun].suffix(6).contains(where: { $0.marks.contains(.number) }),
      next >= items.count || items[next].kind == .mark || isAltogether
    {
      return false
    }
    // "An army of observers has been accredited, 9,000 in all"
    if noun > 2, phrase.token(noun).isMark(","), isAltogether {
      let before = items[..<noun].suffix(12).prefix { $0.kind == .word }
        .reduce(into: Marks()) { $0.formUnion($1.marks) }
      if before.isSuperset(of: [.observer, .accredited]) { return false }
    }
    // "Observers: 793"
    if isBeside, isFollowedByEnd(item), noun <= 4 || isNext { return false }
    if let isNew = isOfAllTold(item) { return isNew }
    // "Наблюдателей зарегистрировано 300.", "Наблюдателей будет 300."
    let isToBe =
      item > 0 && items[item - 1].kind == .word && isFollowedByEnd(item)
      && vocabulary.futures.contains(WordHash(phrase.token(item - 1)))
    if hasObservers, isDone || isToBe || isBeside || isBehindSpacedDash && isFollowedByEnd(item),
      vocabulary.traits.contains(.genitive)
    {
      return false
    }
    // "The total accredited stands at 229."
    if isTotal, isDone, topic.age <= 3, !topic.claims.isEmpty { hasObservers = true }
    let isGoal =
      item > 0 && items[item - 1].marks.contains(.place)
      && Self.goals.contains(WordHash(phrase.token(item - 1)))
    if hasObservers, hasNumber || isTotal { return isTotal && (!hasNumber || isGoal) }
    if isTotal || hasNumber, isGoal, marks.contains(.observer) { return true }
    return nil
  }

  /// "…, of whom 807 remain", "34 to the list, which now stands at 812", "…, 812 in all": all those of
  /// whom the sentence has spoken. `true` where the number is new.
  private func isOfAllTold(_ item: Int) -> Bool? {
    let before = items[..<item].suffix(8).reversed().prefix { $0.kind != .mark }
      .reduce(into: Marks()) { $0.formUnion($1.marks) }
    let isHere = topic.claims.last?.sentence == span(sentence.tokens)
    guard isFollowedByEnd(item) || items[item + 1].marks.contains(.altogether) else { return nil }
    if before.contains(.remain), isHere { return false }
    if before.contains(.soFar), before.isDisjoint(with: .from), isHere,
      marks.isSuperset(of: [.observer, .number]), let last = topic.claims.last,
      last.subject.type == .total, (last.count ?? 0) < count(item) ?? 0
    {
      return true
    }
    let isAltogether =
      item > 0 && phrase.token(item - 1).isMark(",") && item + 1 < items.count
      && items[item + 1].marks.contains(.altogether)
    guard isAltogether else { return nil }
    let told = items[..<item].suffix(16)
    let toldMarks = told.reduce(into: Marks()) { $0.formUnion($1.marks) }
    let isApart = !told.indices.contains { isPeople($0) }
    return isApart && toldMarks.isSuperset(of: [.observer, .accredited]) ? false : nil
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
  private func isContext(_ quantity: Quantity, _ item: Int) -> Bool {
    // "The 34 observers of the union": all of them.
    quantity.isSure && quantity.value > 2 && isDefinite(item) || !events.isEmpty
      || marks.contains(.watch) || sentence.isHeading
      || topic.announces
      // "The mission consists of 17 observers from Peru and Chile."
      || quantity.isSure && marks.contains(.give) && topic.mission != nil && topic.missionAge <= 2
      || topic.age <= 4 && !topic.claims.isEmpty
      || phrase.quantities.count { $0.unit != .other } > 1
      || !marks.isDisjoint(with: [.soFar, .altogether, .represent])
      || !phrase.gist.signs.isDisjoint(with: [.colon, .semicolon])
      // "Observers include 26 members of the assembly."
      || marks.contains(.observer)
  }

  /// Whether the sentence says of the people that they are accredited, come, or watch.
  private func isTold(_ quantity: Quantity) -> Bool {
    guard quantity.value > 1 else { return false }
    if quantity.isSure {
      // "Of the 812 observers, 600 are …"
      if phrase.quantities.count > 1, let first = items.first,
        !first.marks.isDisjoint(with: [.of, .from]), first.kind == .word,
        quantity.tokens.lowerBound <= phrase.tokens.startIndex + 2
      {
        return true
      }
      return !events.isEmpty || marks.contains(.watch) || topic.announces || sentence.isHeading
        || !marks.isDisjoint(with: [.soFar, .altogether]) || topic.age <= 1 && !topic.claims.isEmpty
        || marks.contains(.give)
          && (phrase.quantities.count { $0.unit == .people || $0.unit == .bare } > 1
            // "It has 30 short-term observers", the mission having been named before
            || quantity.isSort && topic.mission != nil && topic.missionAge <= 2)
    }
    if isWatching(quantity) { return true }
    return !events.isEmpty
      && (!marks.isDisjoint(with: [.observer, .watch])
        || topic.age <= 4
          && (quantity.isMore
            || (!topic.claims.isEmpty || topic.age <= 1 && marks.contains(.accredited))
              && !marks.isDisjoint(with: [.soFar, .altogether, .previous])
              && marks.isDisjoint(with: [.diplomatic, .embassy])))
  }

  /// "the vote is observed by 793 people"
  private func isWatching(_ quantity: Quantity) -> Bool {
    let before = phrase.tokens[..<quantity.tokens.lowerBound].suffix(7)
    guard quantity.unit == .people && marks.contains(.election) || topic.age <= 4 else {
      return false
    }
    if before.contains(where: { $0.has(.watch) }) { return true }
    // "60 MPs from 24 countries will observe the election."
    let behind = phrase.tokens[quantity.tokens.upperBound...].prefix(8)
    return quantity.unit == .people && marks.contains(.election)
      && behind.indices.dropFirst().contains {
        behind[$0].has(.watch)
          && (behind[..<$0].suffix(2).contains { vocabulary.isA(.infinitive, $0) }
            || vocabulary.futures.contains(WordHash(behind[$0 - 1]))
            || vocabulary.futures.contains(WordHash(behind[$0])))
      }
  }
}
