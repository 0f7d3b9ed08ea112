import Records

/// What ties a number to a name: who sends the people, and whom they come from.
extension ClaimReader {
  // MARK: - Who sends them

  enum Giver {
    case name(Int)
    case group(SubjectType, Int?)
  }

  func giver(before item: Int) -> Giver? {
    var place = item - 1
    var gives = false
    var steps = 0
    while place >= 0, steps < 9 {
      let step = phrase.items[place]
      switch step.kind {
      case .name(let name):
        guard gives, phrase.names[name].role == .subject, !boundNames.contains(name) || steps < 3,
          !isObject(place) || hasWith(place, before: item)
        else { return nil }
        return .name(name)
      case .quantity(let index):
        let quantity = phrase.quantities[index]
        let onlyMore =
          steps == 0
          || (0..<steps).allSatisfy {
            !phrase.items[item - 1 - $0].marks.isDisjoint(with: [.more, .approximate, .article])
          }
        guard gives || onlyMore || isDashed(place) else { return nil }
        if quantity.unit == .organizations { return .group(.organizationsTotal, index) }
        if quantity.unit == .countries { return .group(.countriesTotal, index) }
        return nil
      case .mark:
        // "three countries – 16 people"
        guard steps == 0, phrase.tokens[step.tokens.lowerBound].isDash else { return nil }
      case .word:
        let marks = step.marks
        if gives, marks.contains(.organizations), !marks.contains(.from) {
          return .group(.organizationsTotal, nil)
        }
        if gives, marks.contains(.countries) { return .group(.countriesTotal, nil) }
        if marks.contains(.accredited), !marks.contains(.give) { return nil }
        if marks.contains(.and) || marks.contains(.from) { return nil }
        if marks.contains(.give) || lexicon.code != "en" && marks.contains(.represent) {
          gives = true
        }
      }
      place -= 1
      steps += 1
    }
    return nil
  }

  func isDashed(_ item: Int) -> Bool {
    item + 1 < phrase.items.count
      && phrase.tokens[phrase.items[item + 1].tokens.lowerBound].isDash
  }

  /// "followed by the union with 20 observers": whoever stands right before "with" has them, object or not.
  func hasWith(_ name: Int, before item: Int) -> Bool {
    guard name + 1 < item, phrase.items[name + 1].isWord(phrase.tokens, "with"), !isPlace(name)
    else { return false }
    return (name + 2..<item).allSatisfy {
      !phrase.items[$0].marks.isDisjoint(with: [.more, .approximate, .article])
    }
  }

  /// A name after a preposition does nothing itself.
  func isObject(_ item: Int) -> Bool {
    var place = item - 1
    while place >= 0, phrase.items[place].marks.contains(.article) { place -= 1 }
    guard place >= 0 else { return false }
    let marks = phrase.items[place].marks
    return marks.contains(.from) || marks.contains(.location)
      || (marks.contains(.of) && !phrase.items[place].isWord(phrase.tokens, "under"))
  }

  // MARK: - Whom they come from

  enum Target {
    case names([Int])
    /// Names with numbers of their own, of which the number before them is the sum.
    case pairs([Int])
    case groups([SubjectType], [Int])
    case category(String)
    case world
  }

  func target(after item: Int) -> Target? {
    var place = item + 1
    var steps = 0
    var tied = false
    if place < phrase.items.count, lexicon.code != "en", subject(place) != nil,
      phrase.quantities.contains(where: {
        $0.tokens == phrase.items[item].tokens && $0.unit == .people
      })
    {
      return .names(list(from: place))
    }
    while place < phrase.items.count, steps < 9 {
      let step = phrase.items[place]
      let marks = step.marks
      switch step.kind {
      case .mark:
        if place == item + 1, phrase.tokens[step.tokens.lowerBound].isDash,
          place + 1 < phrase.items.count,
          phrase.items[place + 1].marks.contains(.from)
            || startsEntry(item) && subject(place + 1) != nil
        {
          tied = tied || startsEntry(item)
          break
        }
        guard tied || isQuote(step), !step.isMark(",", phrase.tokens) || isParticiple(place + 1)
        else { return nil }
        if !isQuote(step), !step.isMark(",", phrase.tokens) { return nil }
      case .name(let name):
        if tied, phrase.names[name].role == .subject {
          let pairs = pairs(from: place)
          return pairs.isEmpty ? .names(list(from: place)) : .pairs(pairs)
        }
        if tied, phrase.names[name].role == .adjective { break }
        if tied, phrase.names[name].type == .country { return nil }
        tied = false
      case .quantity(let index):
        if isWhole(place) {
          tied = false
          break
        }
        guard tied else { return nil }
        switch phrase.quantities[index].unit {
        case .organizations, .countries: return groups(from: place)
        default: return nil
        }
      case .word:
        if tied, !marks.isDisjoint(with: [.organizations, .countries]), !isCapital(step) {
          return isSenders(item, place) ? .world : groups(from: place)
        }
        if tied, marks.contains(.abroad) {
          if place + 1 < phrase.items.count, isSenders(item, place + 1) { return .world }
          return endOfWorld(place)
        }
        if marks.contains(.represent) {
          tied = true
        } else if lexicon.code != "en", marks.contains(.give) {
          tied = true
        } else if marks.contains(.from) {
          tied = true
        } else if marks.contains(.of), place == item + 1 {
          tied = !isPronoun(place + 1)
        } else if tied, marks.contains(.article) || marks.contains(.of) {
          break
        } else if tied,
          isAgent(place) || lexicon.months[phrase.tokens[step.tokens.lowerBound].key] != nil
        {
          tied = false
        } else if tied {
          if let group = groupNoun(from: place) {
            if isElectoral(group) { return label(from: place) }
            return isSenders(item, group) ? .world : groups(from: group)
          }
          return label(from: place) ?? .none
        } else if steps > 4 || !marks.isDisjoint(with: [.and, .including, .location]) {
          return nil
        }
      }
      place += 1
      steps += 1
    }
    return nil
  }

  /// "South Asian regional countries": the noun behind the adjectives.
  func groupNoun(from item: Int) -> Int? {
    for place in item..<min(item + 5, phrase.items.count) {
      let step = phrase.items[place]
      guard step.kind == .word else { return nil }
      if !step.marks.isDisjoint(with: [.organizations, .countries]), !isCapital(step) {
        return place
      }
      if !step.marks.isDisjoint(with: [.and, .stop]) { return nil }
    }
    return nil
  }

  /// "accredited by the commission", "by July".
  func isAgent(_ item: Int) -> Bool {
    var place = item - 1
    while place >= 0, phrase.items[place].marks.contains(.article) { place -= 1 }
    return place >= 0 && phrase.items[place].isWord(phrase.tokens, "by")
  }

  /// "12 – A; 5 – B": the number first.
  func startsEntry(_ item: Int) -> Bool {
    item == 0
      || [";", ":", "•", "*"].contains(phrase.tokens[phrase.items[item - 1].tokens.lowerBound].text)
  }

  /// "representatives of observation missions": what observers are, and no group among them.
  func isSenders(_ item: Int, _ group: Int) -> Bool {
    guard case .quantity(let index) = phrase.items[item].kind else { return false }
    return !phrase.quantities[index].isSure && phrase.items[item + 1].marks.contains(.of)
      && phrase.items[group].marks.contains(.organizations)
  }

  /// "electoral institutions" are no observer organizations.
  func isElectoral(_ group: Int) -> Bool {
    group > 0
      && phrase.tokens[phrase.items[group - 1].tokens.lowerBound].key.hasPrefix("elect")
  }

  func isQuote(_ item: Item) -> Bool {
    item.kind == .mark
      && ["\"", "“", "”", "«", "»", "‘", "’", "'"].contains(
        phrase.tokens[item.tokens.lowerBound].text)
  }

  func isParticiple(_ item: Int) -> Bool {
    item < phrase.items.count && phrase.items[item].marks.contains(.represent)
  }

  func isCapital(_ item: Item) -> Bool { phrase.tokens[item.tokens.lowerBound].isCapital }

  func isPronoun(_ item: Int) -> Bool {
    item < phrase.items.count
      && ["them", "these", "those", "whom", "which"].contains(
        phrase.tokens[phrase.items[item].tokens.lowerBound].key)
  }

  /// "from abroad", "from various countries": everybody.
  func endOfWorld(_ item: Int) -> Target {
    let next = item + 1
    if next < phrase.items.count,
      !phrase.items[next].marks.isDisjoint(with: [.organizations, .countries])
    {
      return groups(from: next)
    }
    return .world
  }

  /// Groups joined by "and": "from four international organizations and five countries".
  func groups(from item: Int) -> Target {
    var types: [SubjectType] = []
    var indices: [Int] = []
    var place = item
    var steps = 0
    scan: while place < phrase.items.count, steps < 12 {
      let step = phrase.items[place]
      switch step.kind {
      case .quantity(let index):
        // "31 countries – 5", and people again, begin something else.
        switch phrase.quantities[index].unit {
        case .organizations: types.append(.organizationsTotal)
        case .countries: types.append(.countriesTotal)
        default: break scan
        }
        if followedByNumber(place) { break scan }
        indices.append(index)
      case .word:
        let marks = step.marks
        if marks.contains(.organizations), !isCapital(step) {
          types.append(.organizationsTotal)
        } else if marks.contains(.countries), !isCapital(step) {
          types.append(.countriesTotal)
        } else if marks.isDisjoint(with: [
          .and, .from, .represent, .international, .domestic, .article, .other, .of, .abroad,
        ]) {
          break scan
        }
      case .mark:
        guard step.isMark(",", phrase.tokens), isParticiple(place + 1) else { break scan }
      case .name: break scan
      }
      place += 1
      steps += 1
    }
    return .groups(types, indices)
  }

  /// "31 foreign countries another 76": the next number belongs to this group.
  func followedByNumber(_ item: Int) -> Bool {
    var place = item + 1
    while place < phrase.items.count, place < item + 4 {
      switch phrase.items[place].kind {
      case .quantity(let index): return phrase.quantities[index].unit == .bare
      case .word where !phrase.items[place].marks.isDisjoint(with: [.more, .approximate, .give]):
        break
      default: return false
      }
      place += 1
    }
    return false
  }

  /// Names joined by commas and "and", as far as none has a number of its own.
  func list(from item: Int) -> [Int] {
    var names: [Int] = []
    var place = item
    while place < phrase.items.count {
      let step = phrase.items[place]
      switch step.kind {
      case .name(let name):
        if phrase.names[name].role == .ignored, !names.isEmpty, isPlace(place) { break }
        guard phrase.names[name].role == .subject else { return names }
        if !names.isEmpty, hasOwnNumber(place) { return names }
        names.append(name)
      case .word:
        let passes: Marks = [.and, .article, .location]
        guard
          !step.marks.isDisjoint(with: passes) || step.isWord(phrase.tokens, "well")
            || step.isWord(phrase.tokens, "as")
            || (step.marks.contains(.from) && names.count > 0 && afterComma(place))
        else { return names }
      case .mark:
        guard step.isMark(",", phrase.tokens) else { return names }
      case .quantity: return names
      }
      place += 1
    }
    return names
  }

  /// The names from `item` on where each has its own number right behind it, in brackets or after a dash;
  /// empty unless there are two at least.
  func pairs(from item: Int) -> [Int] {
    var names: [Int] = []
    var place = item
    while place < phrase.items.count {
      let step = phrase.items[place]
      if let name = subject(place) {
        guard let end = ownNumber(place) else { break }
        names.append(name)
        place = end
        continue
      }
      guard step.isMark(",", phrase.tokens) || !step.marks.isDisjoint(with: [.and, .article])
      else { break }
      place += 1
    }
    return names.count > 1 ? names : []
  }

  /// The place behind "(10)" or "– 10" that follows the name at `item`.
  private func ownNumber(_ item: Int) -> Int? {
    guard item + 2 < phrase.items.count, case .quantity(let index) = phrase.items[item + 2].kind,
      [.bare, .people].contains(phrase.quantities[index].unit)
    else { return nil }
    let opening = phrase.items[item + 1]
    if opening.isMark("(", phrase.tokens) {
      guard item + 3 < phrase.items.count, phrase.items[item + 3].isMark(")", phrase.tokens)
      else { return nil }
      return item + 4
    }
    let token = phrase.tokens[opening.tokens.lowerBound]
    return token.isDash || token.isMark(":") ? item + 3 : nil
  }

  func isPlace(_ item: Int) -> Bool {
    var place = item - 1
    while place > 0, phrase.items[place].marks.contains(.article) { place -= 1 }
    return place > 0 && phrase.items[place].marks.contains(.location)
  }

  func afterComma(_ item: Int) -> Bool {
    item > 0
      && (phrase.items[item - 1].isMark(",", phrase.tokens)
        || phrase.items[item - 1].marks.contains(.and))
  }

  func hasOwnNumber(_ item: Int) -> Bool {
    var place = item + 1
    var steps = 0
    while place < phrase.items.count, steps < 4 {
      let step = phrase.items[place]
      switch step.kind {
      case .quantity: return true
      case .mark:
        guard
          phrase.tokens[step.tokens.lowerBound].isDash || step.isMark("(", phrase.tokens)
            || step.isMark(":", phrase.tokens)
        else { return false }
      case .word:
        guard step.marks.contains(.give) else { return false }
      case .name: return false
      }
      place += 1
      steps += 1
    }
    return false
  }

  /// People from something that is neither a country nor a body: "diplomatic missions".
  func label(from item: Int) -> Target? {
    var words: [String] = []
    var place = item
    while place < phrase.items.count, words.count < 5 {
      let step = phrase.items[place]
      guard step.kind == .word, words.isEmpty || step.marks.isDisjoint(with: [.and, .stop]) else {
        break
      }
      words.append(phrase.tokens[step.tokens.lowerBound].key)
      place += 1
    }
    return words.isEmpty ? nil : .category(words.joined(separator: " "))
  }

  /// "A, B and C – one each" and "one each from A, B and C".
  mutating func bindEach(_ quantity: Quantity, at item: Int) -> Bool {
    if case .names(let names) = target(after: item) {
      for name in names { add(name, quantity, with: item) }
      return true
    }
    var names: [Int] = []
    var place = item - 1
    scan: while place >= 0 {
      let step = phrase.items[place]
      switch step.kind {
      case .name(let name):
        guard phrase.names[name].role == .subject, !boundNames.contains(name) else { break scan }
        names.append(name)
      case .word:
        guard !step.marks.isDisjoint(with: [.and, .article, .give]) else { break scan }
      case .mark:
        let token = phrase.tokens[step.tokens.lowerBound]
        guard token.isDash || token.isMark(",") || token.isMark(":") else { break scan }
      case .quantity: break scan
      }
      place -= 1
    }
    for name in names.reversed() { add(name, quantity, with: item) }
    return !names.isEmpty
  }
}
