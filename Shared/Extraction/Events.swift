import Records

/// What a sentence says has happened to observers, and where.
struct Events {
  private var found: [(token: Int, scope: Scope)] = []
  /// Where each token is.
  private var spots: [Spot] = []
  private var start = 0
  /// What the sentence compares its numbers with.
  private var compared: Range<Int>?

  /// Which years are those of older numbers.
  struct Years {
    var election: Int?
    /// Of elections that are over.
    var over: Set<Int> = []

    fileprivate func areBehind(_ year: Int) -> Bool {
      over.contains(year)
        || election.map { (1990..<max(1990, $0 - 1)).contains(year) } ?? false
    }
  }

  private struct Spot {
    /// How far into the sentence, marks that part its clauses counting as a distance.
    var distance: Int32 = 0
    /// How many semicolons stand before, those of a list behind a colon not counted.
    var clause: Int32 = 0
  }

  private static let scopes: [(marks: Marks, scope: Scope)] = [
    (.withdrawn, .withdrawn), (.refused, .refused), (.cancelled, .cancelled),
    (.expected, .expected), (.proposed, .proposed), (.deployed, .deployed),
    (.accredited, .cumulative), (.remain, .cumulative),
  ]
  private static let telling = Marks.events.union(.remain)

  /// Becomes that of a sentence that tells nothing.
  mutating func clear() {
    found.removeAll(keepingCapacity: true)
    spots.removeAll(keepingCapacity: true)
    compared = nil
  }

  /// Takes a sentence in, after `clear`.
  ///
  /// - Parameters:
  ///   - years: an older one, told with a number, makes the number an older one.
  ///   - kind: what is said of an election of another kind is of an older one.
  ///   - isAbout: observers were spoken of just before.
  ///   - isFirst: no total has been told yet, of which an older one would tell the past.
  mutating func read(
    _ tokens: ArraySlice<Token>, _ gist: Gist, years: Years, kind: ElectionKind?,
    isAbout: Bool, isFirst: Bool, _ vocabulary: Vocabulary
  ) {
    start = tokens.startIndex
    let marks = gist.marks
    if !marks.isDisjoint(with: Self.telling) { find(tokens, marks, isAbout: isAbout, vocabulary) }
    let isEnd = found.contains { $0.scope.isEnding }
    let hasOlder = gist.hasYear || marks.contains(.previous)
    if hasOlder { compared = Self.compared(tokens, years) }
    let isOther = gist.hasBallot && (kind.map { Self.isOther(tokens, than: $0) } ?? false)
    // "Earlier he had said that 300 are expected": they are still.
    let isExpected = found.contains { $0.scope == .expected }
    if isOther, !isEnd {
      setPrevious(by: nil)
    } else if !isEnd, hasOlder,
      let past = Self.past(
        tokens, marks, years, but: compared, isExpected: isExpected, isFirst: isFirst, vocabulary)
    {
      setPrevious(by: past)
    }
    if !found.isEmpty, spots.isEmpty { locate(tokens) }
  }

  /// Finds what happened, as the words tell it.
  private mutating func find(
    _ tokens: ArraySlice<Token>, _ marks: Marks, isAbout: Bool, _ vocabulary: Vocabulary
  ) {
    for index in tokens.indices {
      guard var scope = Self.scope(tokens[index].marks) else { continue }
      if isDenied(tokens, index) {
        // "We have not accredited 67 observers": no word between the two.
        guard scope == .cumulative, index > start, tokens[index].has(.accredited),
          tokens[index - 1].has(.denial), !tokens[index].has(.observer)
        else { continue }
        scope = .refused
      }
      // "ambassadors accredited to the union": as what they are, and not to observe.
      if scope == .cumulative, tokens.isOfDiplomats(index, vocabulary) { continue }
      // Whose accreditation is withdrawn: both words are needed.
      if scope.isEnding, !isAbout, marks.isDisjoint(with: [.observer, .accredited]) { continue }
      if scope == .cumulative, marks.contains(.stranger), tokens.isOfStrangers(index) { continue }
      // "The commission cancelled the registration of five": they were registered.
      if scope == .cancelled, tokens.isBesideAccreditation(index) { scope = .withdrawn }
      // "are expected to be deployed"
      if scope == .deployed, tokens[max(start, index - 4)..<index].contains(where: isToCome) {
        continue
      }
      found.append((index, scope))
    }
    guard !found.isEmpty else { return }
    locate(tokens)
    let remaining = tokens.firstIndex { $0.has(.remain) } ?? tokens.endIndex
    // Whose accreditation is withdrawn is not accredited in the same breath, and whose application is
    // turned down waits no longer.
    for ending in found where ending.scope.isEnding {
      for index in found.indices
      where
        (found[index].scope == .cumulative || found[index].scope == .proposed)
        && found[index].token < remaining
        && distance(found[index].token, ending.token) < 12
        && clause(found[index].token) == clause(ending.token)
      {
        found[index].scope = ending.scope
      }
    }
    applyFor(tokens, vocabulary)
    approve(tokens, vocabulary)
  }

  private func isToCome(_ token: Token) -> Bool {
    token.has(.expected) && !token.has(.deployed)
  }

  /// "778 had been accredited before; 34 more were accredited on Tuesday": of the clause that tells so,
  /// where it and others tell what happened.
  private mutating func setPrevious(by past: Int?) {
    if found.isEmpty {
      found.append((start, .previous))
      return
    }
    let past = past.map(clause)
    let isApart = past.map { past in found.contains { clause($0.token) == past } } ?? false
    for index in found.indices where !isApart || clause(found[index].token) == past {
      found[index].scope = .previous
    }
  }

  /// "applications for the accreditation of 54 observers": nobody has been accredited.
  private mutating func applyFor(_ tokens: ArraySlice<Token>, _ vocabulary: Vocabulary) {
    for index in found.indices.dropFirst() where found[index].scope == .cumulative {
      var before = found[index].token - 1
      while before > start, tokens[before].has(.article) { before -= 1 }
      guard before > start,
        tokens[before].has(.connector) && !tokens[before].has([.of, .and])
          || vocabulary.isA(.purpose, tokens[before]),
        found[index - 1].scope == .proposed, found[index].token - found[index - 1].token < 8
      else { continue }
      found[index].scope = .proposed
    }
  }

  /// "It proposed 29 observers, who have been accredited": all of them.
  private mutating func approve(_ tokens: ArraySlice<Token>, _ vocabulary: Vocabulary) {
    for index in found.indices.dropFirst()
    where found[index].scope == .cumulative && found[index - 1].scope == .proposed {
      let between = tokens[found[index - 1].token..<found[index].token]
      guard
        let relative = between.lastIndex(where: { vocabulary.relatives.contains(WordHash($0)) }),
        between.distance(from: relative, to: between.endIndex) < 5, relative > between.startIndex,
        tokens[relative - 1].isMark(","), !Self.hasNumber(between[relative...])
      else { continue }
      found[index - 1].scope = .cumulative
    }
  }

  private mutating func locate(_ tokens: ArraySlice<Token>) {
    spots.reserveCapacity(tokens.count)
    var spot = Spot()
    var isList = false
    for token in tokens {
      spot.distance += 1
      if token.kind == .mark {
        isList = isList || token.isMark(":")
        if token.isMark(";"), !isList { spot.clause += 1 }
        if token.isMark(",") { spot.distance += 5 }
        if token.isMark("(") || token.isMark(")") { spot.distance += 3 }
      } else if token.has(.turn) {
        spot.clause += 1
      }
      spots.append(spot)
    }
  }

  private func clause(_ token: Int) -> Int32 { spots[token - start].clause }

  /// Whether a token stands in what the sentence compares its numbers with: "compared with 650 in 2019".
  func isCompared(_ token: Int) -> Bool { compared?.contains(token) ?? false }

  /// The end of a clause that tells an older number, behind the number it is compared with.
  private static func compared(_ tokens: ArraySlice<Token>, _ years: Years) -> Range<Int>? {
    guard var first = tokens.firstIndex(where: isNumber) else { return nil }
    first = max(first + 1, tokens.startIndex + 3)
    for index in tokens.indices where index >= first {
      let token = tokens[index]
      guard !token.shape.contains(.inPhrase) || token.has(.phrase) else { continue }
      if token.has(.previous), hasNumber(clause(tokens, from: index).prefix(40)) {
        return clause(tokens, from: index).indices
      }
      // "…, 650 in 2019"
      guard isOldYear(tokens, index, years) else { continue }
      let start = clauseStart(tokens, index)
      guard start < index,
        var number = tokens[start..<max(start, index - 1)].lastIndex(where: isNumber)
      else { continue }
      while number > start, tokens[number - 1].isDigits || !tokens[number].isSpaced { number -= 1 }
      if hasNumber(tokens[start..<number]) {
        if number >= index - 6 { return number..<index + 1 }
      } else if hasNumber(tokens[..<start]) {
        return start..<index + 1
      }
    }
    return nil
  }

  private static func clauseStart(_ tokens: ArraySlice<Token>, _ index: Int) -> Int {
    (tokens[..<index].indices.last { isClauseMark(tokens, $0) } ?? tokens.startIndex - 1) + 1
  }

  private static func clause(_ tokens: ArraySlice<Token>, from start: Int) -> ArraySlice<Token> {
    tokens[start..<(tokens[start...].indices.first { isClauseMark(tokens, $0) } ?? tokens.endIndex)]
  }

  private static func isClauseMark(_ tokens: ArraySlice<Token>, _ index: Int) -> Bool {
    let token = tokens[index]
    guard token.kind == .mark else { return token.has(.turn) }
    return (token.isMark(",") || token.isMark(";") || token.isMark("(") || token.isMark(")"))
      && (index + 1 >= tokens.endIndex || tokens[index + 1].isSpaced || !tokens[index + 1].isDigits)
  }

  private static func isNumber(_ token: Token) -> Bool {
    token.isNumber && Dates.year(token) == nil
  }

  private static func hasNumber(_ tokens: ArraySlice<Token>) -> Bool {
    tokens.contains(where: isNumber)
  }

  private static func isOldYear(_ tokens: ArraySlice<Token>, _ index: Int, _ years: Years) -> Bool {
    guard index > tokens.startIndex, tokens[index].isDigits,
      tokens[index].digitCount == 4
    else { return false }
    let year = Int(tokens[index].content)
    guard years.areBehind(year) else { return false }
    if years.over.contains(year) { return true }
    // "The 2013 election had 266 observers."
    if index + 1 < tokens.endIndex, tokens[index + 1].has(.election) { return true }
    let before = tokens[index - 1]
    if before.has([.place, .of]) || before.numeral.kind == .month { return true }
    // "in the elections of February 9, 2020"
    return before.isMark(",") && index > tokens.startIndex + 2 && tokens[index - 2].isDigits
      && tokens[index - 3].numeral.kind == .month
  }

  var isEmpty: Bool { found.isEmpty }

  static func scope(_ marks: Marks) -> Scope? {
    if marks.isDisjoint(with: telling) { return nil }
    return scopes.first { marks.contains($0.marks) }?.scope
  }

  /// What happened by the words nearest to a token in its clause; `nil` where they do not tell.
  func nearest(to token: Int) -> Scope? {
    if isCompared(token) { return .previous }
    var best: (distance: Int, scope: Scope)?
    for event in found where clause(token) == clause(event.token) {
      let far = distance(token, event.token)
      if best.map({ far < $0.distance }) ?? true { best = (far, event.scope) }
    }
    return best?.scope
  }

  private func distance(_ one: Int, _ other: Int) -> Int {
    Int(abs(spots[one - start].distance - spots[other - start].distance))
  }

  /// "was not accredited"
  private func isDenied(_ tokens: ArraySlice<Token>, _ index: Int) -> Bool {
    for place in max(tokens.startIndex, index - 3)..<index where tokens[place].has(.denial) {
      return true
    }
    return false
  }

  /// "At the parliamentary election on 4 October there were 253 observers", in a text on the election of
  /// a president.
  private static func isOther(_ tokens: ArraySlice<Token>, than kind: ElectionKind) -> Bool {
    let national: [ElectionKind] = [.presidential, .parliamentary]
    guard national.contains(kind) else { return false }
    var isOther = false
    for index in tokens.indices {
      guard let ballot = tokens[index].ballot else { continue }
      guard national.contains(ballot), ballot != kind else { return false }
      let next = tokens[(index + 1)...].prefix(2).first { $0.has(.election) }
      let before = tokens[..<index].suffix(3)
      isOther = isOther || next != nil && before.contains { $0.has(.place) }
    }
    return isOther
  }

  /// "Earlier the commission accredited …", "in 2015": an older number.
  ///
  /// - Returns: the word that tells so.
  private static func past(
    _ tokens: ArraySlice<Token>, _ marks: Marks, _ years: Years, but compared: Range<Int>?,
    isExpected: Bool, isFirst: Bool, _ vocabulary: Vocabulary
  ) -> Int? {
    for index in tokens.indices where !(compared?.contains(index) ?? false) {
      let token = tokens[index]
      // "to replace previously accredited ones"
      if token.has(.previous), !token.shape.contains(.inPhrase), index > tokens.startIndex,
        tokens[(index + 1)...].first?.has(.accredited) == true,
        !tokens[..<index].suffix(2).contains(where: isNumber), !tokens[index - 1].has(.stop)
      {
        continue
      }
      // "Earlier it was reported that 787 have been accredited"
      if token.has(.previous), isFirst, index <= tokens.startIndex + 2, marks.contains(.accredited),
        tokens[(index + 1)...].prefix(7).contains(where: { vocabulary.isA(.report, $0) })
      {
        continue
      }
      // But "six more than at the last election"
      if token.has(.previous), !isExpected,
        !tokens[..<index].suffix(4).contains(where: { vocabulary.isA(.comparison, $0) }),
        marks.isDisjoint(with: .soFar) || index <= tokens.startIndex + 2
      {
        return index
      }
      // "The 2013 election had 266 observers in all."
      let opens =
        index <= tokens.startIndex + 2 && tokens[(index + 1)...].first?.has(.election) == true
      if isOldYear(tokens, index, years),
        marks.isDisjoint(with: .soFar) || opens || years.over.contains(Int(token.content))
      {
        return index
      }
    }
    return nil
  }
}

extension Scope {
  /// Of observers that are accredited no longer, or never were.
  var isEnding: Bool {
    switch self {
    case .withdrawn, .refused, .cancelled: true
    default: false
    }
  }
}

extension ArraySlice<Token> {
  func isOfDiplomats(_ index: Int, _ vocabulary: Vocabulary) -> Bool {
    guard let next = self[(index + 1)...].first,
      next.has(.place) || vocabulary.isA(.infinitive, next)
    else { return false }
    return self[..<index].suffix(2).contains { $0.marks.isSuperset(of: [.diplomatic, .person]) }
  }

  fileprivate func isBesideAccreditation(_ index: Int) -> Bool {
    self[..<index].suffix(3).contains { $0.has(.accredited) }
      || self[(index + 1)...].prefix(3).contains { $0.has(.accredited) }
  }

  /// Whether the accreditation told at `index` is of people who observe nothing: "registered voters",
  /// "accredited 1,255 journalists".
  func isOfStrangers(_ index: Int) -> Bool {
    func isStranger(_ token: Token) -> Bool {
      token.has(.stranger) && token.marks.isDisjoint(with: [.observer, .person])
    }
    let behind = self[(index + 1)...].prefix(3).prefix { $0.isWord || $0.isDigits }
    if let stranger = behind.firstIndex(where: isStranger) {
      return behind[..<stranger].allSatisfy { $0.marks.isDisjoint(with: [.observer, .from, .by]) }
    }
    guard index > startIndex else { return false }
    let before = self[..<index].suffix(3)
    return isStranger(self[index - 1]) && before.allSatisfy { !$0.has([.from, .by, .observer]) }
  }
}
