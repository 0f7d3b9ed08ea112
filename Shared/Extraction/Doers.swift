import Records

/// Who does what a clause tells of people, whatever its verb: the body the clause begins with.
///
/// Asked last, of numbers that no word ties to anybody.
extension ClaimReader {
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
    if marks.contains(.including) { return !phrase.token(place - 1).isMark(",") }
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
}
