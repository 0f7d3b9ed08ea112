import Records

/// What ties numbers to names, whether these stand before them (`Givers`) or behind (`Targets`): each of
/// several names with a number of its own, and which names may send anybody.
extension ClaimReader {
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
      let each = items[item...].indices.dropFirst().prefix(7).first(where: {
        items[$0].marks.contains(.each)
      }), isOfEach(each, behind: item)
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

  /// "from each", "of the commission of each of"
  private func isOfEach(_ each: Int, behind item: Int) -> Bool {
    if items[each - 1].marks.contains(.from) { return each <= item + 4 }
    return items[each - 1].marks.contains(.of) && each + 1 < items.count
      && items[each + 1].marks.contains(.of) && list(from: each + 2).count > 1
      && items[item + 1..<each].allSatisfy { step in
        if case .name(let name) = step.kind { return phrase.names[name].role == .ignored }
        return step.kind == .word
          && !step.marks.isDisjoint(with: Marks.offices.union([.of, .article]))
      }
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

  func quantity(at item: Int) -> Quantity? {
    guard items.indices.contains(item), case .quantity(let index) = items[item].kind else {
      return nil
    }
    return phrase.quantities[index]
  }

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
