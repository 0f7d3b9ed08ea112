import Records
import Registry

/// One sentence of the text with its words, for reading what the whole text is about.
struct Passage {
  let paragraph: Int
  let range: Range<Int>
  let tokens: [Token]
  let isHeading: Bool
}

/// Tells the election a text is about, when it was published and of which day its numbers are.
struct ElectionReader {
  let passages: [Passage]
  let lexicon: Lexicon
  let registry: Registry

  // MARK: - Published

  /// From a line that is a date, or begins with one, near the beginning.
  func published() -> Day? {
    var first: Day?
    for passage in passages.prefix(40) where passage.paragraph < 14 {
      for date in Dates.read(Array(passage.tokens.prefix(30)), lexicon) {
        guard let year = date.year, let day = Day(year: year, month: date.month, day: date.day)
        else { continue }
        let before = passage.tokens[..<date.tokens.lowerBound]
        let isLine = before.count <= 2 || passage.isHeading && passage.tokens.count <= 24
        if isLine, first == nil { first = day }
      }
    }
    return first
  }

  // MARK: - Host

  /// The country whose election it is: its election commission speaks, or its name stands at the election.
  func host() -> String? {
    var scores: [String: Int] = [:]
    var order: [String] = []
    for passage in passages {
      let tokens = passage.tokens
      let speaks = tokens.contains {
        !$0.marks.isDisjoint(with: [.election, .electionBody, .observer, .accredited, .embassy])
      }
      for mention in countries(tokens) {
        let score = hostScore(mention, tokens, speaks)
        if score > 0 {
          if scores[mention.id] == nil { order.append(mention.id) }
          scores[mention.id, default: 0] += score
        }
      }
    }
    guard let best = order.max(by: { (scores[$0] ?? 0) < (scores[$1] ?? 0) }),
      let score = scores[best], score >= 2
    else { return nil }
    return order.first { scores[$0] == score }
  }

  private func countries(_ tokens: [Token]) -> [(id: String, via: String?, tokens: Range<Int>)] {
    var found: [(id: String, via: String?, tokens: Range<Int>)] = []
    var index = 0
    while index < tokens.count {
      guard tokens[index].kind == .word, tokens[index].isCapital else {
        index += 1
        continue
      }
      var words: [Substring] = []
      while index + words.count < tokens.count, words.count < 9,
        tokens[index + words.count].kind == .word
      {
        words.append(Substring(tokens[index + words.count].text))
        if tokens[index + words.count - 1].isPossessive { break }
      }
      if let (length, answer) = registry.longestName(in: words, at: 0), length > 0 {
        if answer.type == .country, let id = answer.id {
          found.append((id, answer.via, index..<index + length))
        }
        index += length
      } else {
        index += 1
      }
    }
    return found
  }

  private func hostScore(
    _ mention: (id: String, via: String?, tokens: Range<Int>), _ tokens: [Token], _ speaks: Bool
  ) -> Int {
    let (start, end) = (mention.tokens.lowerBound, mention.tokens.upperBound)
    let after = tokens[end..<min(end + 7, tokens.count)].prefix {
      $0.kind != .mark || $0.isMark("'") || $0.isMark("’") || $0.isMark(".")
    }
    let before = Array(tokens[max(0, start - 6)..<start].reversed().prefix { $0.kind == .word })
    if let tie = before.first(where: { !$0.marks.contains(.article) }), tie.marks.contains(.from),
      tie.key != "by"
    {
      return 0
    }
    var score = 0
    // "Electoral Commission of Zambia", one of them and no sender.
    if let via = mention.via {
      let isMany = tokens[mention.tokens].contains { $0.key.hasSuffix("commissions") }
      let isSender = before.prefix(3).contains {
        !$0.marks.isDisjoint(with: [.observer, .person, .from, .represent]) && $0.key != "by"
      }
      return via == "election-body" && !isMany && !isSender ? 5 : 0
    }
    // "Kazakhstan's Central Election Commission", "Zimbabwe Electoral Commission".
    if after.prefix(3).contains(where: {
      $0.marks.contains(.electionBody) && !$0.key.hasSuffix("s")
    }) {
      score += 5
    }
    if let word = after.firstIndex(where: {
      $0.marks.contains(.election) && !$0.marks.contains(.electionBody)
    }),
      after[..<word].allSatisfy({ $0.marks.isDisjoint(with: [.from, .of, .location]) })
    {
      score += 4
    }
    // "the Central Election Commission of Kazakhstan", "elections in Turkey".
    if let tie = before.first(where: { !$0.marks.contains(.article) }),
      tie.marks.contains(.of) || tie.marks.contains(.location) || lexicon.code != "en"
    {
      let near = before.drop {
        $0.marks.contains(.article) || $0.marks.contains(.of) || $0.marks.contains(.location)
      }
      if near.prefix(4).contains(where: {
        $0.marks.contains(.electionBody) && !$0.key.hasSuffix("s")
      }),
        !near.prefix(4).contains(where: { $0.key.hasSuffix("commissions") })
      {
        score += 5
      } else if near.prefix(3).contains(where: {
        $0.marks.contains(.election) && !$0.marks.contains(.electionBody)
      }) {
        score += 4
      } else if tie.marks.contains(.location), speaks {
        score += 2
      }
      if near.prefix(5).contains(where: { $0.marks.contains(.embassy) }), tie.marks.contains(.of) {
        return 0
      }
    }
    if after.contains(where: { $0.marks.contains(.parliament) || $0.key.hasPrefix("president") }) {
      score += 1
    }
    return score
  }

  // MARK: - Kind

  func kind() -> ElectionKind? {
    var counts: [ElectionKind: Int] = [:]
    var isMixed = false
    var loose: [ElectionKind: Int] = [:]
    for passage in passages {
      var here: Set<ElectionKind> = []
      let tokens = passage.tokens
      for (index, token) in tokens.enumerated() where token.marks.contains(.election) {
        if let kind = kind(token.key) { here.insert(kind) }
        for near in tokens[max(0, index - 4)..<index] {
          if let kind = kind(near.key), kind != .referendum { here.insert(kind) }
        }
        // "the election of Moldova's president", "votes, for president and …"
        for (offset, near) in tokens[index + 1..<min(index + 5, tokens.count)].enumerated()
        where offset > 0 {
          if let kind = kind(near.key), kind == .presidential || kind == .parliamentary,
            tokens[index + offset].marks.isDisjoint(with: .electionBody),
            !token.marks.contains(.electionBody)
          {
            here.insert(kind)
          }
        }
      }
      // Election commissions name themselves after all they run.
      for kind in here { counts[kind, default: 0] += 1 }
      if here.count > 1 { isMixed = true }
      if tokens.contains(where: { $0.marks.contains(.election) }) {
        for kind in Set(tokens.compactMap { kind($0.key) })
        where kind == .presidential || kind == .parliamentary { loose[kind, default: 0] += 1 }
      }
    }
    if counts.isEmpty { return loose.count == 1 ? loose.first?.key : nil }
    if isMixed { return .mixed }
    let order: [ElectionKind] = [.byElection, .presidential, .parliamentary, .referendum, .local]
    return order.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) }
  }

  private func kind(_ word: String) -> ElectionKind? {
    for (kind, words) in lexicon.kinds {
      for entry in words where word == entry || lexicon.code != "en" && word.hasPrefix(entry) {
        return kind
      }
    }
    return nil
  }

  // MARK: - Day and year

  /// Polling day, where a date stands by the word.
  func day(published: Day?) -> Day? {
    var best: (distance: Int, day: Day)?
    for passage in passages {
      let tokens = passage.tokens
      for date in Dates.read(tokens, lexicon) {
        guard let day = date.day(near: published), isAhead(day, published) else { continue }
        if day == published, passage.isHeading || date.tokens.lowerBound <= 1 { continue }
        let reach =
          max(0, date.tokens.lowerBound - 7)..<min(date.tokens.upperBound + 5, tokens.count)
        for place in reach where tokens[place].marks.contains(.election) {
          let between =
            place < date.tokens.lowerBound
            ? place + 1..<date.tokens.lowerBound : min(date.tokens.upperBound, place)..<place
          let others: Marks = [.accredited, .electionBody, .sitting, .soFar]
          guard
            !tokens[between].contains(where: {
              !$0.marks.isDisjoint(with: others)
                || $0.isMark(".") && !$0.spaced && lexicon.months[$0.key] != nil
            })
          else { continue }
          guard !tokens[place].marks.contains(.electionBody) else { continue }
          let distance = between.count
          if best == nil || distance < best!.distance { best = (distance, day) }
        }
      }
    }
    return best?.day
  }

  /// Polling comes with the report or after it, give or take a few weeks.
  private func isAhead(_ day: Day, _ published: Day?) -> Bool {
    guard let published else { return true }
    return day.ordinal >= published.ordinal - 3
  }

  /// "2022 presidential election", "elections 2021".
  func year() -> Int? {
    for passage in passages {
      for (index, token) in passage.tokens.enumerated() {
        guard let year = Dates.year(token) else { continue }
        let near = passage.tokens[max(0, index - 3)..<min(index + 4, passage.tokens.count)]
        if near.contains(where: {
          $0.marks.contains(.election) && !$0.marks.contains(.electionBody)
        }) {
          return year
        }
      }
    }
    return nil
  }

  // MARK: - As of

  /// The day the numbers stand for: the latest told beside "as of", or beside the accreditation.
  func asOf(published: Day?, polling: Day?) -> Day? {
    var best: (rank: Int, day: Day)?
    for passage in passages {
      let tokens = passage.tokens
      let marks = tokens.reduce(into: Marks()) { $0.formUnion($1.marks) }
      guard marks.contains(.accredited) || marks.contains(.observer) else { continue }
      for date in Dates.read(tokens, lexicon) {
        guard let day = date.day(near: published), day != polling else { continue }
        if let published, day > published { continue }
        if let published, published.ordinal - day.ordinal > 45 { continue }
        let before = tokens[max(0, date.tokens.lowerBound - 4)..<date.tokens.lowerBound]
        var rank = marks.contains(.accredited) ? 1 : 0
        if before.contains(where: { $0.marks.contains(.soFar) }) || before.last?.key == "by" {
          rank = 3
        }
        if before.contains(where: { $0.key == "since" || $0.key == "from" || $0.key == "until" }) {
          continue
        }
        if day == published, passage.isHeading || date.tokens.lowerBound == 0 { continue }
        if best == nil || rank > best!.rank || rank == best!.rank && day > best!.day {
          best = (rank, day)
        }
      }
    }
    return (best?.rank ?? 0) >= 1 ? best?.day : nil
  }
}
