import Records

/// Senders that no word of the tables marks: the body that a clause begins with does what it tells of
/// people, whatever its verb, and names in a row send observers where these are spoken of.
///
/// Asked last, of numbers and names that nothing else ties.
extension ClaimReader {
  // MARK: - Numbers

  /// "The center currently maintains 36 observers", "The network trained and fielded 3,000 monitors."
  mutating func doer(of quantity: Quantity, _ item: Int) -> Giver? {
    guard vocabulary.code == "en", quantity.unit == .people, quantity.isSure, item > 1,
      isOnlyDone(behind: item)
    else { return nil }
    var place = item - 1
    var acts = false
    while place >= 0, place > item - 18 {
      let step = items[place]
      switch step.kind {
      case .quantity: return nil
      case .name(let name):
        if isSetting(place) { break }
        guard acts, let sender = sender(place, forward: true), !bound.contains(sender),
          phrase.names[sender].type == .organization, opensClause(nameStart(place)),
          !isCommission(place)
        else { return nil }
        return .name(name)
      case .mark:
        let token = phrase.token(place)
        if token.isQuote { break }
        if token.isMark(")"), let open = openBracket(before: place) {
          place = open
          break
        }
        // "with a mission, including 350 observers"
        if token.isMark(","), items[place + 1].marks.contains(.including), place > 0,
          isGroupNoun(place - 1)
        {
          break
        }
        return nil
      case .word:
        if acts, let told = own(place) ?? told(place, count: count(item)) { return told }
        guard !isToldByOther(place, item) else { return nil }
        acts = acts || isVerb(place)
      }
      place -= 1
    }
    return nil
  }

  /// A word by which somebody else than who begins the clause has to do with the people.
  private func isToldByOther(_ place: Int, _ item: Int) -> Bool {
    let marks = items[place].marks
    if marks.contains(.and) {
      return place + 2 > item || !isVerb(place - 1) || !isVerb(place + 1)
    }
    if marks.contains(.including) { return place == 0 || !phrase.token(place - 1).isMark(",") }
    let other: Marks = [
      .accredited, .proposed, .refused, .withdrawn, .cancelled, .by, .from, .denial, .previous,
      .observer, .stranger, .turn,
    ]
    return !marks.isDisjoint(with: other) && !isPurpose(place)
      || vocabulary.isA(.report, phrase.token(place))
      || vocabulary.isA(.host, phrase.token(place))
      || vocabulary.isA(.conjunction, phrase.token(place))
  }

  private func isVerb(_ place: Int) -> Bool {
    guard place >= 0, items[place].kind == .word, !phrase.token(place).isCapital else {
      return false
    }
    let marks = items[place].marks
    return marks.isEmpty || !marks.isDisjoint(with: [.give, .deployed, .expected])
  }

  /// "The union noted that 300 observers were accredited": what is done to them, and by others.
  private func isOnlyDone(behind item: Int) -> Bool {
    items.dropFirst(item + 1).prefix(6).prefix { $0.kind == .word }.allSatisfy {
      $0.marks.isDisjoint(with: [.accredited, .proposed, .refused, .by, .from])
    }
  }

  // MARK: - Names

  /// Names in a row where observers are spoken of, most of them known: "Ready for the vote: A, B and C."
  mutating func listUnmarked() {
    guard topic.age <= 2, !phrase.names.isEmpty else { return }
    let least = topic.age == 0 && marks.contains(.observer) ? 2 : 3
    var item = 0
    while item < items.count {
      guard case .name(let first) = items[item].kind, phrase.names[first].role == .subject,
        !bound.contains(first)
      else {
        item += 1
        continue
      }
      let names = list(from: item)
      if names.count >= least, !isPlace(item), !isDrawn(first), !isOfTitle(item), areSenders(names),
        names.allSatisfy({ !bound.contains($0) })
      {
        for name in names { addUncounted(name) }
      }
      item += max(1, names.count)
    }
    guard topic.age <= 1 else { return }
    for item in items.indices {
      guard case .name(let name) = items[item].kind, phrase.names[name].role == .subject,
        phrase.names[name].id != nil, !bound.contains(name), !isDrawn(name),
        isBehindObservers(item) || sendsObservers(item)
      else { continue }
      addUncounted(name)
    }
  }

  /// "the president of Mali": whose country it is.
  private func isOfTitle(_ item: Int) -> Bool {
    var place = item - 1
    while place > 0, items[place].marks.contains(.article) { place -= 1 }
    guard place > 0, items[place].marks.contains(.of) else { return false }
    let token = phrase.tokens[items[place - 1].tokens.upperBound - 1]
    return token.isWord && token.has(.notABody)
  }

  /// Most of them are known, or half of four; or half of four are bodies in a sentence about groups.
  private func areSenders(_ names: [Int]) -> Bool {
    let known = names.count { phrase.names[$0].id != nil }
    return known * 2 > names.count || names.count >= 4 && known * 2 == names.count
      // "He named the local groups as A, B, C and D": what half of them are called tells it of all.
      || names.count >= 4 && !marks.isDisjoint(with: [.body, .observer])
        && names.count { phrase.names[$0].role == .subject } * 2 >= names.count
  }

  /// "Observers from the union have come", "including representatives of the union"
  private func isBehindObservers(_ item: Int) -> Bool {
    var place = nameStart(item) - 1
    while place > 0, items[place].marks.contains(.article) { place -= 1 }
    guard place > 0, items[place].kind == .word else { return false }
    // "observers from the EU diplomatic community"
    if item + 1 < items.count, items[item + 1].kind == .word,
      items[item + 1].marks == [] || !items[item + 1].marks.isDisjoint(with: [.diplomatic, .body])
    {
      return false
    }
    if items[place].marks.contains(.including) { return true }
    // "Monitoring will be conducted by representatives of the union."
    if marks.contains(.watch), items[place].marks.contains(.person),
      items[place - 1].marks.contains(.by)
    {
      return true
    }
    guard items[place].marks.contains(.from), items[place - 1].kind == .word else { return false }
    return items[place - 1].marks.contains(.observer)
      || vocabulary.isMission(phrase.token(place - 1))
      || items[place - 1].marks.contains(.including)
  }

  /// "The union will send observers too."
  private func sendsObservers(_ item: Int) -> Bool {
    guard opensClause(nameStart(item)) else { return false }
    var (isToCome, gives) = (false, false)
    for step in items.dropFirst(item + 1).prefix(7) {
      guard step.kind == .word else { return false }
      if gives, step.marks.contains(.observer) { return isToCome }
      if !step.marks.isDisjoint(with: [.from, .by, .of, .accredited, .denial]) { return false }
      gives = gives || step.marks.contains(.give)
      isToCome =
        isToCome || step.marks.contains(.expected)
        || vocabulary.futures.contains(WordHash(phrase.tokens[step.tokens.lowerBound]))
    }
    return false
  }
}
