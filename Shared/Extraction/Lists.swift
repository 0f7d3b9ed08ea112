import Records

/// Names that a sentence lists without numbers of their own.
extension ClaimReader {
  mutating func listNames() {
    let speaks: Marks = [.observer, .accredited, .represent, .watch, .expected]
    let goesOn = topic.age <= 3 && phrase.gist.signs.contains(.colon)
    let hasOffices = phrase.names.contains { $0.via != nil && $0.role == .subject }
    guard
      !marks.isDisjoint(with: speaks) || hasOffices || topic.announces || goesOn
        || topic.age <= 3 && !marks.isDisjoint(with: [.body, .state, .foreign, .domestic])
        || topic.age <= 1 && (opensWithPronoun || items.indices.contains { tellsWhoTheyAre($0) })
        || topic.age <= 3 && marks.contains(.person)
          && (marks.contains(.listing) || marks.isSuperset(of: [.give, .by]))
    else { return listUnmarked() }
    // "John Doe, OSCE PA: +45 60 10 81 77"
    if phrase.gist.signs.contains(.plus),
      zip(phrase.tokens, phrase.tokens.dropFirst()).contains(where: {
        $0.isMark("+") && $1.isDigits
      })
    {
      return
    }
    listSenders()
    var isOpen = topic.announces && topic.age <= 6
    var listed = 0
    for item in items.indices {
      switch items[item].kind {
      case .name(let name):
        if isOwnerOfStates(item) || isDrawn(name) { continue }
        isOpen = hear(name, at: item, isOpen: isOpen, &listed)
      case .quantity(let index):
        if phrase.quantities[index].unit == .other { isOpen = false }
      case .mark:
        // "Over 2,000 observers to watch the vote: UN": whoever says so.
        if phrase.token(item).isMark(":") {
          // "from 23 member states, namely: A, B and C"
          let isNamely = isOpen && item > 0 && items[item - 1].marks.contains(.listing)
          isOpen =
            isNamely
            || topic.age <= 6 && !(sentence.isHeading && item > 4 && item == items.count - 2)
        }
        // "two more organizations – A and B – have been accredited"
        if phrase.token(item).isDash, phrase.token(item).isSpaced, isBehindGroup(item) {
          isOpen = true
        }
        if phrase.token(item).isMark("("), listed == 0 || isBehindGroup(item) {
          isOpen = isBehindGroup(item)
        }
      case .word:
        // "…, the head of the mission, Jane Doe, said"
        if items[item].marks.isSuperset(of: [.person, .notABody]) {
          isOpen = false
          listed = 0
        } else if mayOpenList(item), opensList(item) {
          isOpen = true
        } else if isOpen, isOfMission(item) {
          continue
        } else if !passesInList(item), !isPeopleOf(item), listed > 0 || items[item].marks != [] {
          isOpen = false
        }
      }
    }
    listUnmarked()
  }

  /// "40 observers drawn from the Pan-African Parliament": a body that gives its people to another's
  /// mission.
  func isDrawn(_ name: Int) -> Bool {
    phrase.gist.has(.drawn) && phrase.names[name].type == .organization
      && phrase.tokens[..<phrase.names[name].tokens.lowerBound].contains {
        vocabulary.isA(.drawn, $0)
      }
  }

  /// "They are …"
  private var opensWithPronoun: Bool {
    guard let first = items.first else { return false }
    return first.kind == .word && !first.marks.isDisjoint(with: [.pronoun, .listing])
  }

  /// "nine countries of the union": whose countries they are, and no sender.
  private func isOwnerOfStates(_ item: Int) -> Bool {
    var place = item - 1
    // "парламенты стран СНГ"
    if vocabulary.traits.contains(.genitive), place >= 0, items[place].kind == .word,
      items[place].marks.contains(.state), case .name(let name) = items[item].kind,
      phrase.names[name].type == .organization
    {
      return true
    }
    while place > 0, !items[place].marks.isDisjoint(with: [.of, .article]) { place -= 1 }
    guard place >= 0, place < item - 1 || vocabulary.traits.contains(.genitive),
      case .quantity(let index) = items[place].kind, case .name(let name) = items[item].kind
    else { return false }
    return phrase.quantities[index].unit == .states && phrase.names[name].type == .organization
  }

  /// "A, B and C observers are accredited", and names beside what was done to them: "A lost its
  /// accreditation".
  private mutating func listSenders() {
    guard !events.isEmpty || marks.contains(.watch) || marks.contains(.observer) else { return }
    // Names behind each other have places behind each other.
    var run = 0..<0
    /// "The former president of Mali, the union's mission": two only by chance.
    var isOwner = false
    for item in items.indices {
      switch items[item].kind {
      case .name(let name):
        guard phrase.names[name].role == .subject else {
          run = 0..<0
          if isOfNationals(name, item) { addUncounted(name) }
          continue
        }
        if run.isEmpty { isOwner = item > 0 && items[item - 1].marks.contains(.of) }
        run = (run.isEmpty ? name : run.lowerBound)..<name + 1
        if loses(item) { addUncounted(name) }
      case .word:
        guard !run.isEmpty else { continue }
        if items[item].marks.contains(.and) { isOwner = false }
        if !(isOwner && run.count == 2), observes(run.count, item) {
          for name in run { addUncounted(name) }
        }
        if items[item].marks.isDisjoint(with: [.and, .article]) { run = 0..<0 }
      case .mark: if !phrase.token(item).isMark(",") && !phrase.token(item).isQuote { run = 0..<0 }
      case .quantity: run = 0..<0
      }
    }
  }

  /// "Azerbaijani observers have arrived": their country, how many being told nowhere.
  private func isOfNationals(_ name: Int, _ item: Int) -> Bool {
    phrase.names[name].role == .adjective && phrase.names[name].type == .country && item <= 1
      && !bound.contains(name) && !marks.isDisjoint(with: [.deployed, .expected])
      && item + 1 < items.count && items[item + 1].marks.contains(.observer)
      && items[..<item].allSatisfy { $0.marks.contains(.article) }
  }

  /// Whether the word at `item` tells that the names right before it, `count` of them, send observers.
  private func observes(_ count: Int, _ item: Int) -> Bool {
    let word = items[item].marks
    guard count > 1 else {
      return count == 1 && vocabulary.traits.contains(.senderFirst)
        && !word.isDisjoint(with: [.observer, .person])
    }
    // "A, B and C observers", "A, B and C will send observers"
    if !word.isDisjoint(with: [.observer, .person]) { return true }
    if !word.isDisjoint(with: Marks.events.union(.give)),
      !marks.isDisjoint(with: [.observer, .person])
    {
      return true
    }
    // "A and B will also watch the vote"
    if vocabulary.futures.contains(WordHash(phrase.token(item))),
      items.dropFirst(item + 1).prefix(3).contains(where: {
        $0.kind == .word && $0.marks.contains(.watch) && !$0.marks.contains(.observer)
      })
    {
      return true
    }
    // "A, B and C are the other observers"
    return word.isSuperset(of: [.listing, .stop])
      && items.dropFirst(item + 1).prefix(5).contains { $0.marks.contains(.observer) }
  }

  /// Whether the body named at `item` loses its accreditation in the words behind it.
  private func loses(_ item: Int) -> Bool {
    marks.contains(.accredited)
      && items.dropFirst(item + 1).prefix(3).prefix { $0.kind == .word }.contains {
        $0.marks.contains(.withdrawn)
      }
  }

  /// Takes a name of a list in; whether the list is open behind it.
  private mutating func hear(_ name: Int, at item: Int, isOpen: Bool, _ listed: inout Int) -> Bool {
    let role = phrase.names[name].role
    let isSubject: Bool =
      switch role {
      case .subject: true
      case .adjective: listed > 0 && isLinked(item)
      case .candidate:
        listed > 0 && isLinked(item) && isClosed(item) && !isTitled(item)
          || isOpen && phrase.token(item).isQuote && isBehindBodies(item)
          || topic.announces && items.count <= 2 && phrase.names[name].tokens.count > 1
      case .ignored: false
      }
    guard isSubject else { return isOpen }
    // "A – 20, B – 10, as well as C and D"
    if bound.contains(name), listed > 0 {
      listed += 1
      return true
    }
    let opens = isOpen || phrase.names[name].via != nil && role == .subject
    guard opens, isClosed(item) || role == .candidate else {
      if bound.contains(name) { listed += 1 }
      return isOpen && bound.contains(name)
    }
    if !bound.contains(name) { addUncounted(name) }
    listed += 1
    return true
  }

  /// "of three missions (A, B and C)": which they are.
  func isBehindGroup(_ open: Int) -> Bool {
    var place = open - 1
    while place > 0, items[place].kind == .word,
      !items[place].marks.isDisjoint(with: [.foreign, .domestic, .body])
    {
      place -= 1
    }
    guard place >= 0, case .quantity(let index) = items[place].kind else { return false }
    return [.bodies, .states].contains(phrase.quantities[index].unit)
  }

  /// "Among the local organizations there are “A”, “B” …"
  private func isBehindBodies(_ item: Int) -> Bool {
    items[..<item].suffix(10).contains { step in
      if case .quantity(let index) = step.kind { return phrase.quantities[index].unit == .bodies }
      return step.kind == .word && step.marks.contains(.body)
    }
  }

  /// "observed by citizens of Peru, Chile and Kenya"
  private func isPeopleOf(_ item: Int) -> Bool {
    items[item].marks.contains(.stranger) && item + 1 < items.count
      && items[item + 1].marks.contains(.of)
      && vocabulary.isA(.national, phrase.token(item))
  }

  /// "including the election observation mission of the union": what sort of mission.
  private func isOfMission(_ item: Int) -> Bool {
    guard !items[item].marks.isDisjoint(with: [.election, .watch]), items[item].kind == .word,
      vocabulary.code == "en"
    else { return false }
    return phrase.tokens[items[item].tokens.upperBound...].prefix(2).contains {
      vocabulary.isMission($0)
    }
  }

  private func passesInList(_ item: Int) -> Bool {
    let passes: Marks = [
      .and, .article, .from, .of, .more, .other, .observer, .person, .foreign, .domestic,
      .represent, .listing, .state, .body, .place, .each, .give, .embassy, .number, .including, .by,
      .approximate,
      .abroad,
    ]
    return !items[item].marks.isDisjoint(with: passes)
  }

  /// The words that `opensList` looks behind and before: few of a sentence.
  private func mayOpenList(_ item: Int) -> Bool {
    let opening: Marks = [
      .expected, .from, .of, .represent, .by, .place, .listing, .including,
    ]
    return !items[item].marks.isDisjoint(with: opening)
      || vocabulary.traits.contains(.genitive)
        && !items[item].marks.isDisjoint(with: [.observer, .person])
      || vocabulary.isA(.like, phrase.token(item)) || vocabulary.isA(.those, phrase.token(item))
  }

  /// "23 have been accredited. Это депутаты из Чили, Перу …"
  private func tellsWhoTheyAre(_ item: Int) -> Bool {
    vocabulary.isA(.those, phrase.token(item)) && topic.age <= 1
      && items[..<item].allSatisfy { $0.kind == .mark }
      && topic.claims.last.map { $0.count != nil } ?? false
  }

  private func opensList(_ item: Int) -> Bool {
    let marks = items[item].marks
    if tellsWhoTheyAre(item) { return true }
    if marks.contains(.expected), isBeforeName(item), !isInvitation(item) { return true }
    // "They are from A, B and C", "with them came representatives of A, B and C"
    if marks.contains(.from), item > 0, item <= 3, topic.age <= 1, isBeforeList(item),
      items[..<item].contains(where: { $0.marks.contains(.pronoun) })
    {
      return true
    }
    let isWatched = phrase.marks.contains(.watch) && phrase.marks.contains(.election)
    if marks.contains(.of), item > 0, topic.age <= 3 || isWatched, isBeforeList(item),
      !items[item - 1].marks.isDisjoint(with: [.observer, .person])
    {
      return true
    }
    // "представители Литвы, Латвии и Польши"
    if vocabulary.traits.contains(.genitive), !marks.isDisjoint(with: [.observer, .person]),
      isWatched || phrase.marks.contains(.accredited), isBeforeList(item)
    {
      return true
    }
    // "The local observers, it said, come from A, B and C."
    if marks.contains(.represent), isBeforeName(item),
      items.prefix(4).contains(where: { $0.marks.contains(.observer) })
    {
      return true
    }
    // "representatives are being sent by A, B and C"
    if marks.contains(.by), hasGive(before: item), isBeforeName(item),
      items[..<item].contains(where: { !$0.marks.isDisjoint(with: [.observer, .person]) })
    {
      return true
    }
    if isSuchAs(item) { return true }
    // "The campaign is monitored by the mission of the union."
    if marks.contains(.by), item > 0, items[item - 1].marks.contains(.watch) {
      return isBeforeKnown(item)
    }
    // "Приглашения разосланы в ОДКБ, ШОС и СНГ"
    if marks.contains(.place), isBeforeList(item),
      items.prefix(3).contains(where: { $0.marks.contains(.expected) })
    {
      return true
    }
    guard !marks.isDisjoint(with: [.listing, .including]) else {
      return marks.contains(.from) && followsSenders(item)
    }
    guard marks.contains(.stop) || marks.contains(.from) else { return true }
    return followsSenders(item)
  }

  private func isBeforeKnown(_ item: Int) -> Bool {
    for step in items.dropFirst(item + 1).prefix(8) {
      if case .name(let name) = step.kind { return phrase.names[name].id != nil }
      guard step.kind == .word else { return false }
    }
    return false
  }

  /// "such international organizations as A, B and C"
  private func isSuchAs(_ item: Int) -> Bool {
    vocabulary.isA(.like, phrase.token(item))
      && items[..<item].suffix(6).contains {
        $0.kind == .word && vocabulary.isA(.such, phrase.tokens[$0.tokens.lowerBound])
      }
      && items[..<item].suffix(4).contains {
        !$0.marks.isDisjoint(with: [.body, .state, .embassy, .head, .observer])
      }
  }

  /// "at the invitation of A and B": these ask others to come.
  private func isInvitation(_ item: Int) -> Bool {
    item > 0 && !items[item - 1].marks.isDisjoint(with: [.by, .place, .article, .stop])
  }

  /// "invited A, B and C"
  private func isBeforeName(_ item: Int) -> Bool {
    var place = item + 1
    while place < min(items.count, item + 4),
      !items[place].marks.isDisjoint(with: [.article, .head, .parliament])
        || place == item + 1 && items[place].marks.contains(.place)
    {
      place += 1
    }
    guard place < items.count, case .name = items[place].kind else { return false }
    return true
  }

  /// Three names at least, parted by commas.
  private func isBeforeList(_ item: Int) -> Bool {
    guard isBeforeName(item) else { return false }
    var names = 0
    for place in item + 1..<min(items.count, item + 14) {
      switch items[place].kind {
      case .name(let name):
        // "in Central Asia"
        if phrase.names[name].role == .ignored, isPlace(place) { break }
        names += 1
      case .mark: guard phrase.token(place).isMark(",") else { return false }
      case .word:
        let isSetting =
          items[place].marks.contains(.place) && place + 1 < items.count && isIgnored(place + 1)
        guard isSetting || !items[place].marks.isDisjoint(with: [.article, .and]) else {
          return false
        }
      case .quantity: return false
      }
      if names > 2 { return true }
    }
    return false
  }

  /// "observers from", "bodies are": what is listed must have been named just before.
  private func followsSenders(_ item: Int) -> Bool {
    var place = item - 1
    while place >= 0, place >= item - 5 {
      switch items[place].kind {
      case .quantity(let index): return phrase.quantities[index].unit != .other
      case .word:
        if !items[place].marks.isDisjoint(with: [.observer, .body, .state, .person]) {
          return true
        }
      // "26 observers, who come from A and B"
      case .mark where phrase.token(place).isMark(","): break
      default: return false
      }
      place -= 1
    }
    return false
  }

  /// Whether a name stands by itself, and not as part of something longer.
  func isClosed(_ item: Int) -> Bool {
    let next = item + 1
    guard next < items.count else { return true }
    switch items[next].kind {
    case .mark:
      let token = phrase.token(next)
      return !token.isDash || token.isSpaced
    case .word:
      let marks = items[next].marks
      return !marks.isDisjoint(with: [.and, .embassy, .observer, .person, .including])
        || !marks.isDisjoint(with: Marks.events) || marks.contains(.watch)
        || marks.contains(.stop) && next + 1 < items.count
          && !items[next + 1].marks.isDisjoint(with: Marks.events.union(.watch))
        || marks.contains(.place) && next + 1 < items.count && isIgnored(next + 1)
        // "invited A and B to delegate observers"
        || marks.contains(.place) && next + 1 < items.count && vocabulary.code == "en"
          && !items[next + 1].marks.isDisjoint(with: [.give, .watch, .person])
        // "Norway, Peru and Chile will accompany the voters"
        || item > 1 && vocabulary.futures.contains(WordHash(phrase.token(next)))
          && items[item - 1].marks.contains(.and) && isListedBefore(item - 2)
        // "22 states, Norway and Chile across the country"
        || marks.contains(.place) && item > 1 && items[item - 1].marks.contains(.and)
          && phrase.token(item - 1).kind == .word && isListedBefore(item - 2)
    default: return false
    }
  }

  private func isListedBefore(_ item: Int) -> Bool {
    guard case .name(let name) = items[item].kind else { return false }
    return phrase.names[name].role == .subject
  }

  func isIgnored(_ item: Int) -> Bool {
    for place in item..<min(item + 2, items.count) {
      if case .name(let name) = items[place].kind { return phrase.names[name].role == .ignored }
    }
    return false
  }
}
