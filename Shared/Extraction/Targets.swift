import Records

/// Whom the people of a number come from, told behind it.
extension ClaimReader {
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
        if place == item + 1, isInDashes(item) { break }
        if place == item + 1, let tie = tieOfAll(behind: place) {
          isTied = true
          place = tie
          break
        }
        guard passes(mark: place, after: item, &isTied) else { return nil }
      case .name(let name):
        let known = phrase.names[name]
        // "from the Democratic Party", and "from the Political Parties"
        if isTied, known.role != .subject, let isOne = isOneParty(known) {
          return isOne ? .names(parties(from: place)) : .category(text(known.tokens))
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
        // "9 спостерігачів ЦВК акредитувала від …"
        if !isTied, known.role == .ignored, place + 1 < items.count,
          items[place + 1].marks.contains(.accredited), vocabulary.traits.contains(.genitive)
        {
          break
        }
        // "380 человек направило на выборы Госдумы бюро"
        if isTied, known.role == .ignored, items[place - 1].marks.contains(.election) { break }
        guard isTied, known.role != .subject, known.type == .country || known.role == .candidate
        else {
          // "19 observers from the election commissions of foreign states"
          if isTied, isOffices(place) { return .category(text(known.tokens)) }
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
        if !isTied, step.marks.contains(.of), quantity(at: item)?.number.isMembers == true,
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
        // "four people have received accreditation as observers from the embassy"
        if !isTied, step.marks.contains(.give), place + 1 < items.count,
          items[place + 1].kind == .word,
          items[place + 1].marks.contains(.accredited)
        {
          place += 2
          continue
        }
        if !isTied, let end = behindCapacity(place) {
          place = end
          continue
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

  /// "Half of the observers – 34 people – come from the union", "the greatest number - 997 - was registered
  /// from it"
  private func isInDashes(_ item: Int) -> Bool {
    guard item > 1, item + 2 < items.count, phrase.token(item + 1).isDash,
      phrase.token(item + 1).isSpaced, phrase.token(item - 1).isDash, marks.contains(.observer)
    else { return false }
    return items[..<(item - 1)].contains {
      $0.kind == .word && !$0.marks.isDisjoint(with: [.observer, .number])
    }
  }

  /// The word that ties in "34 observers, all of them from the union".
  private func tieOfAll(behind comma: Int) -> Int? {
    guard phrase.token(comma).isMark(","), comma + 3 < items.count,
      vocabulary.isA(.all, phrase.token(comma + 1))
    else { return nil }
    for place in comma + 2..<min(comma + 5, items.count) {
      if items[place].kind == .word, !items[place].marks.isDisjoint(with: [.from, .represent]) {
        return place
      }
      guard
        phrase.token(place).isDash || isPronoun(place)
          || !items[place].marks.isDisjoint(with: [.of, .including])
      else { return nil }
    }
    return nil
  }

  /// Offices of some foreign states, told as a name is.
  private func isOffices(_ place: Int) -> Bool {
    guard case .name(let name) = items[place].kind, phrase.names[name].role == .ignored,
      phrase.tokens[phrase.names[name].tokens].contains(where: { $0.has(.electionBody) }),
      place + 1 < items.count, items[place + 1].kind == .word
    else { return false }
    return !items[place + 1].marks.isDisjoint(with: [.foreign, .state])
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
  func isOneParty(_ name: Name) -> Bool? {
    let words = phrase.tokens[name.tokens]
    let parties = words.filter { $0.has(.stranger) }
    guard name.type == .organization, !parties.isEmpty,
      !words.contains(where: { $0.has(.head) && !$0.has(.stranger) })
    else { return nil }
    return words.count > 1 && !parties.contains { isPlural($0) }
  }

  /// "the Democratic Party, the Agrarian Party and citizens"
  private func parties(from item: Int) -> [Int] {
    var names: [Int] = []
    for place in item..<items.count {
      switch items[place].kind {
      case .name(let name):
        guard names.isEmpty || isOneParty(phrase.names[name]) == true, !hasOwnNumber(place) else {
          return names
        }
        names.append(name)
      case .mark: guard phrase.token(place).isMark(",") else { return names }
      case .word:
        guard !items[place].marks.isDisjoint(with: [.and, .article]) else { return names }
      case .quantity: return names
      }
    }
    return names
  }

  func isPlural(_ token: Token) -> Bool { vocabulary.isPlural(token, page) }

  /// The item behind "of the accredited observers", where a bare number is of them.
  private func behindPartitive(_ place: Int, of item: Int) -> Int? {
    guard quantity(at: item)?.unit == .bare,
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
    guard !tieWords.isEmpty, quantity(at: item)?.unit == .bare else { return false }
    var place = item + 1
    // "120 celle de l'UE"
    if isPronoun(place), place + 1 < items.count, items[place + 1].marks.contains(.of) {
      place += 2
    }
    while place < items.count - 1, items[place].marks.contains(.article) { place += 1 }
    return sender(place, forward: true) != nil && isClosed(place)
  }

  /// "100 observers from 28 countries will be deployed by the union": whose they are.
  func agent(after item: Int) -> Int? {
    guard vocabulary.code == "en", isPeople(item) else { return nil }
    var place = item + 1
    var isFrom = false
    var hasGroup = false
    while place + 2 < items.count, place < item + 20 {
      switch items[place].kind {
      case .quantity(let index):
        guard [.bodies, .states].contains(phrase.quantities[index].unit) else { return nil }
        hasGroup = isFrom
      case .mark: guard phrase.token(place).isMark(",") else { return nil }
      case .name(let name):
        guard phrase.names[name].type == .country || isFrom else { return nil }
      case .word:
        let marks = items[place].marks
        if marks.contains(.from) { isFrom = true }
        if marks.contains(.turn) { return nil }
        // "… from 15 states make up the delegation of the union"
        if hasGroup || isFrom, place > item + 2, marks.contains(.represent) {
          var end = place + 1
          while end < items.count - 1, items[end].marks.contains(.article) { end += 1 }
          let name = sender(end, forward: true)
          if let name, phrase.names[name].type == .organization, hasGroup || isMission(name) {
            return name
          }
          return nil
        }
        if isFrom, !marks.isDisjoint(with: [.give, .deployed, .expected]),
          items[place + 1].marks.contains(.by)
        {
          var end = place + 2
          while end < items.count - 1, items[end].marks.contains(.article) { end += 1 }
          guard let name = sender(end, forward: true), phrase.names[name].type == .organization
          else { return nil }
          return name
        }
      }
      place += 1
    }
    return nil
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
    if isTied, vocabulary.isMission(phrase.token(place)),
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
      return .world
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

  /// The item behind "as international observers".
  private func behindCapacity(_ place: Int) -> Int? {
    let start = items[place].marks.contains(.place) ? place + 1 : place
    guard start < items.count, items[start].kind == .word,
      vocabulary.isA(.capacity, phrase.token(start))
    else { return nil }
    for noun in start + 1..<max(start + 1, min(start + 5, items.count)) {
      guard items[noun].kind == .word else { return nil }
      if !items[noun].marks.isDisjoint(with: [.observer, .person]) { return noun + 1 }
    }
    return nil
  }

  /// Whether a word ties the people before it to whom it names.
  private func ties(_ place: Int, after item: Int) -> Bool {
    let marks = items[place].marks
    if marks.contains(.represent) || marks.contains(.from) { return !isPronoun(place + 1) }
    // "35 наблюдателей в составе миссии СНГ"
    if marks.isSuperset(of: [.with, .place]), place <= item + 2,
      items[item + 1..<place].allSatisfy({
        $0.kind == .word && !$0.marks.isDisjoint(with: [.accredited, .deployed])
      })
    {
      return true
    }
    if place == item + 1, tieWords.contains(phrase.token(place).content) { return true }
    // "75 observers for the movement"
    if place == item + 1, vocabulary.sides.contains(WordHash(phrase.token(place))) {
      return namesSender(place + 1)
    }
    if marks.contains(.of) {
      // "60 autres de l'union"
      let isNext = items[item + 1..<place].allSatisfy {
        $0.kind == .word && $0.marks.isSuperset(of: [.more, .other])
      }
      return (isNext || isBehindCopula(place, after: item)) && !isPronoun(place + 1)
    }
    if marks.contains(.by) {
      // "accredited by the authorities" tells who did it.
      let verbs = items[item + 1..<place].reduce(into: Marks()) { $0.formUnion($1.marks) }
      if !verbs.isDisjoint(with: [.accredited, .expected]), verbs.isDisjoint(with: .give) {
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

  /// Keeps the last word that tied a number to a sender: "45 belong to A, 17 to B".
  mutating func rememberTie(behind item: Int) {
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
      items[$0].kind == .word
        && (!items[$0].marks.isDisjoint(with: [.foreign, .domestic])
          || items[$0].marks.contains(.abroad)
          || $0 == item + 2 && items[$0].marks.isSubset(of: .person)
            && !items[item + 1].marks.isDisjoint(with: [.foreign, .domestic]))
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
    // "50 – это члены миссии союза"
    if token.isDash, token.isSpaced, place == item + 1, place + 2 < items.count,
      vocabulary.isA(.those, phrase.token(place + 1)), items[place + 2].marks.contains(.person)
    {
      isTied = true
      return true
    }
    // "106 из них – от миссии союза"
    let isNear =
      place == item + 1 || place == item + 2 && items[item + 1].marks.contains(.including)
    // "of them 800 are representatives of 40 countries", the verb left out
    if token.isDash, isNear || isWhole(place - 1), next.contains(.person),
      token.isSpaced,
      vocabulary.traits.contains(.genitive)
        || place + 2 < items.count && items[place + 2].marks.contains(.of)
    {
      isTied = true
      return true
    }
    if token.isDash, isNear {
      if next.contains(.from) || behindCapacity(place + 1) != nil { return true }
      // "134 represent 14 states and 1,420 – international organizations"
      if marks.contains(.represent), isGroup(behind: place) {
        isTied = true
        return true
      }
      var noun = place + 1
      // "45 – the union, 108 – the international organization Helios"
      while noun < items.count - 1, noun < place + 5, items[noun].kind == .word,
        !items[noun].marks.isDisjoint(with: [.article, .foreign, .domestic, .body])
          || items[noun].marks == [] || noun == place + 1 && items[noun].marks.contains(.of)
      {
        noun += 1
      }
      // "407 – the Agrarian Party"
      let isParty =
        if case .name(let name) = items[min(noun, items.count - 1)].kind {
          isOneParty(phrase.names[name]) == true
        } else {
          false
        }
      guard startsEntry(item), isParty || sender(noun, forward: true) != nil else { return false }
      isTied = true
      return true
    }
    // "22 observers, members of the union's mission"
    if token.isMark(","), place == item + 1, next.contains(.person), place + 3 < items.count,
      items[place + 2].marks.contains(.of), namesSender(place + 3)
    {
      isTied = true
      return true
    }
    // "56 people, from the commissions of 20 countries"
    if token.isMark(","), place == item + 1, next.contains(.from), place + 2 < items.count,
      items[place + 2].kind == .word, !items[place + 2].marks.isDisjoint(with: .offices)
    {
      return true
    }
    // "13,000 observers altogether, from 36 organizations", "41 observadores, de 18 nacionalidades"
    if token.isMark(","),
      next.contains(.from)
        || next.contains(.of) && vocabulary.traits.contains(.adjectivesBehind),
      place + 2 < items.count,
      case .quantity(let index) = items[place + 2].kind
    {
      return [.bodies, .states].contains(phrase.quantities[index].unit)
    }
    // "The biggest delegation, 212 people, is from the union."
    if token.isMark(","), place == item + 1, item > 0, phrase.token(item - 1).isMark(","),
      next.contains(.stop), place + 2 < items.count, items[place + 2].marks.contains(.from)
    {
      return true
    }
    return token.isMark(",") && next.contains(.represent)
  }

  private func isGroup(behind dash: Int) -> Bool {
    var place = dash + 1
    if let group = quantity(at: place) { return [.bodies, .states].contains(group.unit) }
    while place < items.count - 1, items[place].kind == .word,
      !items[place].marks.isDisjoint(with: [.foreign, .domestic])
    {
      place += 1
    }
    return place > dash + 1 && items[place].kind == .word
      && !items[place].marks.isDisjoint(with: [.body, .state]) && isClosedGroup(place)
  }

  private func isClosedGroup(_ item: Int) -> Bool {
    item + 1 >= items.count || items[item + 1].kind == .mark
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

  /// The end of brackets in which nothing is counted.
  private func closeBracket(behind open: Int) -> Int? {
    for place in open + 1..<max(open + 1, min(open + 16, items.count)) {
      if phrase.token(place).isMark(")") { return place }
      if case .quantity = items[place].kind { return nil }
    }
    return nil
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
        // "of three missions (A, B and C), two organizations (…) and 31 countries"
        if phrase.token(place).isMark("("), isBehindGroup(place),
          let close = closeBracket(behind: place)
        {
          place = close
          if place + 1 < items.count, phrase.token(place + 1).isMark(",") { place += 1 }
          break
        }
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
          known.role == .subject
            || known.role == .candidate && (names.isEmpty || isLinked(place) && !isTitled(place))
        else {
          return names
        }
        if !names.isEmpty, hasOwnNumber(place) { return names }
        // "the Office for Democratic Institutions and Human Rights, ODIHR,": the same for short
        if let id = known.id, names.contains(where: { phrase.names[$0].id == id }) { break }
        names.append(name)
        // "the Russian and Dutch embassies, the Czech embassy and …": the noun that they share ends them.
        if names.count > 1, vocabulary.code == "en",
          phrase.tokens[known.tokens.upperBound - 1].marks.isSuperset(of: [.embassy, .body])
        {
          return names
        }
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

  /// "Jane Doe, a member of the commission, said": somebody, and no body.
  func isTitled(_ name: Int) -> Bool {
    guard name + 1 < items.count, phrase.token(name + 1).isMark(",") else { return false }
    var title = name + 2
    while title < items.count, items[title].marks.contains(.article) { title += 1 }
    return title < items.count && items[title].kind == .word && items[title].marks.contains(.person)
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
        guard !items[place].marks.isDisjoint(with: [.give, .with, .represent]) else {
          return false
        }
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
}
