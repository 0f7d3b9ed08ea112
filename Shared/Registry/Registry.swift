package import Records
private import Synchronization

/// Countries and organizations, and whose a name is. Made of tables that never change.
package final class Registry: Sendable {
  /// The tables of the project; read at first use, within some 100 ms.
  package static let standard = Registry(Tables(Tables.embedded))

  let index: Index
  /// What is wrong with the tables: one sentence each, naming the row. Empty in a sound build.
  package let problems: [String]
  private let bodies: [String: Body]
  private let countries: [String: String]
  private let codes: [String: String]
  private let children: [String: [String]]
  private let names: [Tables.Name]
  /// Every word of the tables with whom it stands for; made when a guess is first asked for.
  private let mentions = Mutex<[String: Set<Candidate>]?>(nil)

  init(_ tables: Tables) {
    index = Index(tables)
    problems = tables.problems + index.problems
    bodies = tables.bodies
    countries = tables.countries
    codes = tables.codes
    names = tables.names
    children = Dictionary(grouping: tables.bodies.values.filter { $0.parent != nil }) {
      $0.parent ?? ""
    }.mapValues { $0.map(\.id).sorted() }
  }

  /// Names longer than this are nobody's (UTF-8).
  private static let longestName = 600

  /// Whose the whole of `name` is. Words that are left over make it unknown.
  ///
  /// - Parameter expecting: drops candidates of the other type: "GUAM" is ambiguous, but as an
  ///   organization it is not.
  /// - Complexity: linear in the length, which is bounded.
  package func resolve(_ name: String, expecting: SubjectType? = nil) -> Answer {
    guard name.utf8.count <= Self.longestName else { return .unknown }
    let answer = Shapes(self).resolve(name)
    guard let expecting else { return answer }
    let kept = answer.candidates.filter { $0.type == expecting }
    if kept.count == answer.candidates.count { return answer }
    return kept.isEmpty ? .unknown : Answer(kept, method: answer.method, via: answer.via)
  }

  /// The name for a table: a country in English, an organization by its official English name.
  package func displayName(_ type: SubjectType, _ id: String) -> String? {
    switch type {
    case .country: countries[id]
    case .organization: bodies[id]?.name
    default: nil
    }
  }

  /// The acronym of an organization; `nil` when it has none.
  package func acronym(_ id: String) -> String? { bodies[id]?.acronym }

  /// The longest known name that starts at `words[start]`, and how many words it takes.
  ///
  /// `words` are as written, capitals too: a short acronym counts only in capitals, and a country
  /// only with a capital letter where its language writes one. Whoever calls ends the run of words
  /// where a sentence or a list item ends; a bracket within a name may be left out. The answer is
  /// unknown, by the method `excluded`, for what looks like a name and is none: "Indian Ocean".
  ///
  /// - Complexity: as a rule one look-up; grows with the length of the name only.
  package func longestName(in words: [Substring], at start: Int) -> (length: Int, answer: Answer)? {
    guard words.indices.contains(start) else { return nil }
    var reader = Reader(self, Array(words[start..<min(words.count, start + 48)]))
    let readings = reader.readings(at: 0).filter { reading in
      reading.isLowerCase || Self.hasCapital(reader.words[..<reading.end])
    }
    guard let length = readings.map(\.end).max() else { return nil }
    return (length, Self.answer(readings.filter { $0.end == length }))
  }

  /// Folds for comparison: NFKC, case, marks of Latin letters, one kind of dash, quotation mark and
  /// apostrophe, single blanks. Two texts that fold alike are written alike.
  package static func fold(_ text: some StringProtocol) -> String { Folding.fold(text) }

  /// Whether `code` is the upper-case alpha-2 code of a country.
  package func isCountry(_ code: String) -> Bool { countries[code] != nil }

  /// Whether `id` is an organization's.
  package func isOrganization(_ id: String) -> Bool { bodies[id] != nil }

  /// Whom a person might mean: those that share the rarest words with `name`, likeliest first. For a
  /// review queue; never an answer.
  package func nearest(to name: String, limit: Int) -> [Candidate] {
    let mentions = mentions.withLock { known in
      let mentions = known ?? Self.mentions(names)
      known = mentions
      return mentions
    }
    var weights: [Candidate: Double] = [:]
    for word in Set(Words.cut(name.prefix(Self.longestName)).prefix(24).map { Folding.fold($0) })
    where word.count > 2 {
      // A word that many share tells little.
      var best: [Candidate: Double] = [:]
      for (known, candidates) in mentions {
        let shared = known == word
        let begins =
          !shared && word.count > 4 && known.count > 4
          && known.commonPrefix(with: word).count >= max(5, word.count - 3)
        guard shared || begins else { continue }
        let weight = (shared ? 1.0 : 0.5) / Double(candidates.count)
        for candidate in candidates { best[candidate] = max(best[candidate] ?? 0, weight) }
      }
      weights.merge(best, uniquingKeysWith: +)
    }
    return weights.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(max(0, limit)).map(
      \.key)
  }

  private static func mentions(_ names: [Tables.Name]) -> [String: Set<Candidate>] {
    var mentions: [String: Set<Candidate>] = [:]
    for name in names where name.kind != .inflected {
      for word in Words.cut(name.text) where word.count > 2 {
        mentions[Folding.fold(word), default: []].formUnion(name.candidates)
      }
    }
    return mentions
  }

  /// Whether `inner` belongs to `outer`, at any remove.
  func isPart(_ inner: String, of outer: String) -> Bool {
    var id = bodies[inner]?.parent
    var steps = 0
    while let parent = id, steps < 8 {
      if parent == outer { return true }
      id = bodies[parent]?.parent
      steps += 1
    }
    return false
  }

  /// The bodies that fill a role for `owner`.
  func holders(of role: String, for owner: String) -> [Candidate] {
    (children[owner] ?? []).filter { bodies[$0]?.roles.contains(role) ?? false }
      .map { Candidate(.organization, $0) }
  }

  /// The country of an upper-case alpha-2 or alpha-3 code.
  func country(code: String) -> Candidate? { codes[code].map { Candidate(.country, $0) } }

  /// One answer out of readings of the same words: what a table says goes before what is put together.
  static func answer(_ readings: [Reader.Reading]) -> Answer {
    let direct = readings.filter { !$0.isComposed }
    let chosen = direct.isEmpty ? readings : direct
    guard let first = chosen.first else { return .unknown }
    return Answer(
      chosen.reduce(into: Set<Candidate>()) { $0.formUnion($1.candidates) },
      method: first.kind.rawValue, via: first.via)
  }

  private static func hasCapital(_ words: some Sequence<Substring>) -> Bool {
    words.contains { word in
      word.unicodeScalars.contains { scalar in
        let properties = scalar.properties
        return properties.isUppercase || (properties.isAlphabetic && !properties.isCased)
      }
    }
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> Substring {
    prefix(zip(self, other).prefix { $0 == $1 }.count)
  }
}
