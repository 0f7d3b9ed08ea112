import Records

/// Numbers of people that are a mission's: named in the sentence, or spoken of just before.
extension ClaimReader {
  /// "the 94-member delegation" of the body spoken of before
  func memberMission(_ quantity: Quantity) -> Subject? {
    guard quantity.number.isMembers, quantity.inner == nil else { return nil }
    if let own = ownMission(quantity) { return own }
    guard !quantity.isSort,
      topic.missionAge <= 5, let mission = topic.mission, !hasNumber(mission),
      speaksOfMission(quantity.number.tokens.upperBound..<quantity.tokens.upperBound + 3)
    else { return nil }
    return mission
  }

  /// "The union said that its 33-member delegation will stay": the delegation of who speaks.
  private func ownMission(_ quantity: Quantity) -> Subject? {
    let start = quantity.tokens.lowerBound
    guard start > phrase.tokens.startIndex,
      vocabulary.isMission(phrase.tokens[start - 1])
    else { return nil }
    let before = phrase.names.filter {
      $0.tokens.upperBound < start && $0.type == .organization && $0.role == .subject
    }
    guard before.count == 1, let body = before.first else { return nil }
    return subject(of: body)
  }

  /// "The assembly said that a 34-member delegation would go": whose, where only one body is named.
  func missionOfSpeaker(_ quantity: Quantity) -> Subject? {
    guard quantity.number.isMembers, quantity.inner == nil, !quantity.isSort,
      speaksOfMission(quantity.number.tokens.upperBound..<quantity.tokens.upperBound + 2)
    else { return nil }
    let bodies = phrase.names.filter { $0.type == .organization }
    guard let first = bodies.first, first.role == .subject,
      bodies.allSatisfy({ $0.id == first.id }), first.id != nil || bodies.count == 1,
      first.tokens.upperBound <= quantity.tokens.lowerBound
    else { return nil }
    return subject(of: first)
  }

  /// "18 representatives of seven states came as part of the union's mission": the mission's.
  func missionOfParts(after item: Int) -> Subject? {
    guard isPeople(item) else { return nil }
    for place in items.indices.dropFirst(item + 2) {
      guard items[place].kind == .word, items[place].marks.contains(.represent),
        vocabulary.isA(.capacity, phrase.token(place - 1))
      else {
        if phrase.token(place).isMark(";") || quantity(at: place)?.unit == .people { return nil }
        continue
      }
      let end = behindTies(place + 1)
      guard end < items.count else { return nil }
      let isMission = vocabulary.isMission(phrase.token(end))
      if let name = sender(end, forward: true), phrase.names[name].type == .organization {
        let tokens = phrase.names[name].tokens
        return speaksOfMission(tokens.lowerBound..<tokens.upperBound + 2)
          ? subject(of: phrase.names[name]) : nil
      }
      guard isMission else { return nil }
      // "as part of the mission from the union"
      if let name = sender(behindTies(end + 1), forward: true),
        phrase.names[name].type == .organization
      {
        return subject(of: phrase.names[name])
      }
      return topic.missionAge <= 2 ? topic.mission : nil
    }
    return nil
  }

  /// The item behind "from the", "of the".
  private func behindTies(_ item: Int) -> Int {
    var place = item
    while place < items.count - 1, !items[place].marks.isDisjoint(with: [.article, .from, .of]) {
      place += 1
    }
    return place
  }

  /// "There are 84 observers in the mission": of the body spoken of before.
  func peopleIn(_ item: Int) -> Subject? {
    guard isPeople(item), topic.missionAge <= 3, let mission = topic.mission,
      !hasNumber(mission), item + 2 < items.count
    else { return nil }
    if makesUpMission(item) { return mission }
    guard
      // "96 observers were involved in their mission"
      let tie = items.dropFirst(item + 1).prefix(4).prefix(while: { $0.kind == .word })
        .firstIndex(where: { $0.marks.contains(.place) })
    else { return nil }
    var place = tie + 1
    while place < items.count - 1,
      !items[place].marks.isDisjoint(with: [.article, .watch, .longTerm, .shortTerm])
    {
      place += 1
    }
    guard place > tie + 1 || !vocabulary.traits.contains(.compounds), place < items.count,
      items[place].kind == .word, vocabulary.isMission(phrase.token(place)), isClosed(place)
    else { return nil }
    return mission
  }

  /// "21 monitors from 15 countries make up the mission"
  private func makesUpMission(_ item: Int) -> Bool {
    let behind = items.dropFirst(item + 1).prefix(8)
    guard vocabulary.code == "en",
      let verb = behind.firstIndex(where: {
        $0.kind == .word && $0.marks.contains(.represent) && $0.tokens.count > 1
      }), verb + 2 < items.count, items[verb + 1].marks.contains(.article)
    else { return false }
    return items[verb + 2].kind == .word && vocabulary.isMission(phrase.token(verb + 2))
      && isClosed(verb + 2)
  }

  /// "Before the vote the 26 delegation members will meet the candidates": of the body spoken of before.
  func membersOfMission(_ quantity: Quantity, _ item: Int) -> Subject? {
    guard isDefinite(item), quantity.unit == .people, quantity.inner == nil, !quantity.isSort,
      topic.missionAge <= 3, let mission = topic.mission, !hasNumber(mission)
    else { return nil }
    // "Observers of the union have come. The 34 observers …"
    let isJustTold =
      topic.missionAge <= 1 && quantity.isSure && topic.claims.last?.subject.id == mission.id
      && topic.claims.last?.count == nil && mission.id != nil
      && (item + 1 >= items.count
        || items[item + 1].marks.isDisjoint(with: [.from, .of, .by, .represent]))
    return isJustTold
      || speaksOfMission(quantity.number.tokens.upperBound..<quantity.tokens.upperBound)
      ? mission : nil
  }

  /// "34 observers from the organization": the one body that has been named before.
  func theBody(behind item: Int) -> Subject? {
    guard isPeople(item), let place = bodyNoun(behind: item) else { return nil }
    let noun = phrase.token(place)
    guard items[place].kind == .word, !noun.isCapital, noun.has([.body, .head]), !isPlural(noun),
      !noun.has(Marks.offices.union([.notABody, .observer]))
    else { return nil }
    if !isClosed(place), place + 1 < items.count {
      let next = items[place + 1]
      guard next.kind == .word, next.marks.contains(.stop),
        next.marks.isDisjoint(with: [.of, .from, .and, .place])
      else { return nil }
    }
    let bodies = phrase.names.filter {
      $0.type == .organization && $0.tokens.upperBound <= items[item].tokens.lowerBound
        && $0.role == .subject
    }
    let known = bodies.isEmpty && topic.missionAge <= 2 ? topic.mission : nil
    guard let body = bodies.first, bodies.allSatisfy({ $0.id == body.id }), body.id != nil else {
      return known
    }
    return subject(of: body)
  }

  /// Where "the organization" stands behind "from", or the noun alone in the genitive.
  private func bodyNoun(behind item: Int) -> Int? {
    if vocabulary.traits.contains(.genitive) { return item + 1 < items.count ? item + 1 : nil }
    guard vocabulary.code == "en", item + 3 < items.count, items[item + 1].kind == .word,
      !items[item + 1].marks.isDisjoint(with: [.from, .of]),
      items[item + 2].marks.isSuperset(of: [.article, .pronoun])
    else { return nil }
    return item + 3
  }

  /// "The coordinator of the union's mission said that 180 observers will be at work": its own.
  func speaker(of quantity: Quantity) -> Int? {
    guard quantity.isSure, quantity.audience == nil, !marks.contains(.accredited),
      [.expected, .deployed].contains(scope(quantity))
    else { return nil }
    let bodies = phrase.names.indices.filter {
      phrase.names[$0].type == .organization && phrase.names[$0].role == .subject
    }
    guard let body = bodies.first, !bound.contains(body) else { return nil }
    let tokens = phrase.names[body].tokens
    guard tokens.upperBound <= quantity.tokens.lowerBound,
      bodies.dropFirst().allSatisfy({
        phrase.names[$0].tokens.lowerBound >= quantity.tokens.upperBound
      })
    else { return nil }
    let end = min(tokens.upperBound + 3, quantity.tokens.lowerBound)
    return speaksOfMission(tokens.lowerBound - 3..<end) ? body : nil
  }

  /// "Another 250 will join us": the mission's that was spoken of before.
  func joined(by item: Int) -> Subject? {
    guard let mission = topic.mission, topic.missionAge <= 3, marks.contains(.expected) else {
      return nil
    }
    let behind = items.dropFirst(item + 1).prefix(4).prefix { $0.kind == .word }
    let isJoined = behind.indices.contains {
      items[$0].marks.contains(.pronoun) && items[$0].marks.isDisjoint(with: [.article, .of])
        && vocabulary.isMission(phrase.token($0))
    }
    return isJoined ? mission : nil
  }

  /// "…, making a total of 100", "another 250 will arrive": of the only mission of which the text tells.
  func onlyMission(_ quantity: Quantity, isTold: Bool = false) -> Subject? {
    guard let mission = topic.mission, topic.missionAge <= 3,
      isTold || quantity.isSure || quantity.isMore,
      quantity.audience == nil, !quantity.isSort, !marks.contains(.accredited),
      marks.contains(.altogether)
        || marks.contains(.expected) && (quantity.isMore || topic.missionAge <= 1)
    else { return nil }
    let told = topic.claims.suffix(200)
    let here = span(sentence.tokens)
    guard
      told.contains(where: {
        $0.count != nil && ($0.isSort || $0.isCore || !isTold && $0.subject.id == mission.id)
      }),
      told.allSatisfy({ claim in
        claim.subject.id == mission.id && claim.subject.name == mission.name
          || claim.subject.type == .category || claim.subject.type == .countryNumber
          || claim.count == nil || marks.contains(.altogether) && claim.sentence == here
      })
    else { return nil }
    return mission
  }

  /// "a core team of 13", inside a larger mission
  func isCoreTeam(_ item: Int) -> Bool {
    (isGroupNoun(item - 2) || vocabulary.isMission(phrase.token(item - 2)))
      && items[item - 3].marks.contains(.independent)
  }
}
