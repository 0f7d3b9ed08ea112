import Records

/// What a sentence says has happened to observers, and where.
struct Events {
  private var found: [(token: Int, scope: Scope)] = []
  /// How far into the sentence each token is, marks that part its clauses counting as a distance.
  private var distances: [Int] = []
  /// How many semicolons stand before each token, those of a list behind a colon not counted.
  private var clauses: [Int] = []
  private let start: Int

  private static let scopes: [(marks: Marks, scope: Scope)] = [
    (.withdrawn, .withdrawn), (.refused, .refused), (.cancelled, .cancelled),
    (.expected, .expected), (.proposed, .proposed), (.deployed, .deployed),
    (.accredited, .cumulative), (.remain, .cumulative),
  ]
  private static let endings: [Scope] = [.withdrawn, .refused, .cancelled]

  /// - Parameter electionYear: a year before it, told with a number, makes the number an older one.
  init(_ tokens: ArraySlice<Token>, _ marks: Marks, electionYear: Int?) {
    start = tokens.startIndex
    var sum = 0
    var clause = 0
    var isList = false
    for token in tokens {
      isList = isList || token.isMark(":")
      if token.isMark(";"), !isList { clause += 1 }
      if token.has(.turn) { clause += 1 }
      sum += token.isMark(",") ? 6 : token.isMark("(") || token.isMark(")") ? 4 : 1
      distances.append(sum)
      clauses.append(clause)
    }
    for index in tokens.indices {
      guard let scope = Self.scope(tokens[index].marks), !isDenied(tokens, index) else { continue }
      // Whose accreditation is withdrawn: both words are needed.
      if Self.endings.contains(scope), marks.isDisjoint(with: [.observer, .accredited]) {
        continue
      }
      found.append((index, scope))
    }
    // Whose accreditation is withdrawn is not accredited in the same breath.
    for ending in found where Self.endings.contains(ending.scope) {
      for index in found.indices
      where found[index].scope == .cumulative && distance(found[index].token, ending.token) < 12 {
        found[index].scope = ending.scope
      }
    }
    let isEnd = found.contains { Self.endings.contains($0.scope) }
    if !isEnd, Self.isPast(tokens, marks, electionYear) {
      found = found.isEmpty ? [(start, .previous)] : found.map { ($0.token, .previous) }
    }
  }

  var isEmpty: Bool { found.isEmpty }

  static func scope(_ marks: Marks) -> Scope? {
    scopes.first { marks.contains($0.marks) }?.scope
  }

  /// What happened by the words nearest to a token in its clause; `nil` where they do not tell.
  func nearest(to token: Int) -> Scope? {
    var best: (distance: Int, scope: Scope)?
    for event in found where clauses[token - start] == clauses[event.token - start] {
      let far = distance(token, event.token)
      if best.map({ far < $0.distance }) ?? true { best = (far, event.scope) }
    }
    return best?.scope
  }

  private func distance(_ one: Int, _ other: Int) -> Int {
    abs(distances[one - start] - distances[other - start])
  }

  /// "was not accredited"
  private func isDenied(_ tokens: ArraySlice<Token>, _ index: Int) -> Bool {
    for place in max(tokens.startIndex, index - 3)..<index where tokens[place].has(.denial) {
      return true
    }
    return false
  }

  /// "Earlier the commission accredited …", "in 2015": an older number.
  private static func isPast(_ tokens: ArraySlice<Token>, _ marks: Marks, _ year: Int?) -> Bool {
    for index in tokens.indices {
      let token = tokens[index]
      if token.has(.previous), marks.isDisjoint(with: .soFar) || index <= tokens.startIndex + 2 {
        return true
      }
      if let year, token.isDigits, token.digitCount == 4,
        (1990..<year - 1).contains(Int(token.content)),
        index > tokens.startIndex, tokens[index - 1].has([.place, .of]),
        marks.isDisjoint(with: .soFar)
      {
        return true
      }
    }
    return false
  }
}
