import Records

/// What is said to have happened to the observers of a sentence.
enum Events {
  private static let scopes: [(marks: Marks, scope: Scope)] = [
    (.expected, .expected), (.proposed, .proposed), (.withdrawn, .withdrawn), (.refused, .refused),
    (.cancelled, .cancelled), (.accredited, .cumulative), (.deployed, .deployed),
  ]

  static func read(
    _ tokens: [Token], _ marks: Marks, lexicon: Lexicon, electionYear: Int?
  ) -> [(token: Int, scope: Scope)] {
    var events: [(token: Int, scope: Scope)] = []
    for (index, token) in tokens.enumerated() {
      guard let scope = scopes.first(where: { token.marks.contains($0.marks) })?.scope else {
        continue
      }
      // Accreditation withdrawn, people recalled: both words are needed.
      if [.withdrawn, .refused, .cancelled].contains(scope),
        marks.isDisjoint(with: [.observer, .accredited])
      {
        continue
      }
      if token.marks.contains(.denial) { continue }
      events.append((index, scope))
    }
    if isPast(tokens, marks, electionYear) {
      return events.isEmpty ? [(0, .previous)] : events.map { ($0.token, .previous) }
    }
    // Whose accreditation is withdrawn is not accredited in the same breath.
    if let end = events.first(where: { [.withdrawn, .refused, .cancelled].contains($0.scope) }) {
      return events.map { $0.scope == .cumulative ? ($0.token, end.scope) : $0 }
    }
    return events
  }

  /// "Earlier the commission accredited …", "in 2015": an older number.
  private static func isPast(_ tokens: [Token], _ marks: Marks, _ year: Int?) -> Bool {
    for (index, token) in tokens.enumerated() {
      if token.marks.contains(.previous) {
        let next = tokens[index..<min(index + 6, tokens.count)]
        if index <= 2 && next.contains(where: { $0.marks.contains(.accredited) })
          || !["earlier", "previously", "ранее", "прежде"].contains(token.key)
        {
          return true
        }
      }
      if let year, token.kind == .digits, token.text.count == 4, let told = Int(token.text),
        (1990..<year - 1).contains(told), index > 0,
        ["in", "of", "в"].contains(tokens[index - 1].key),
        !marks.contains(.soFar)
      {
        return true
      }
    }
    return false
  }

  /// What happened, by the words closest to a token, a comma or semicolon between them being distance;
  /// `nil` where the sentence does not tell. `distances` is of `distances(_:)`.
  static func nearest(
    to token: Int, in events: [(token: Int, scope: Scope)], _ distances: [Int]
  ) -> Scope? {
    var low = 0
    var high = events.count
    while low < high {
      let middle = (low + high) / 2
      if events[middle].token < token { low = middle + 1 } else { high = middle }
    }
    let after = low < events.count ? events[low] : nil
    let before = low > 0 ? events[low - 1] : nil
    guard let after else { return before?.scope }
    guard let before else { return after.scope }
    let nearer =
      distances[token] - distances[before.token] <= distances[after.token] - distances[token]
    return nearer ? before.scope : after.scope
  }

  /// How far into the sentence each token is, for `nearest`.
  static func distances(_ tokens: [Token]) -> [Int] {
    var sum = 0
    return tokens.map { token in
      sum += token.isMark(",") ? 6 : token.isMark(";") ? 40 : 1
      return sum
    }
  }
}
