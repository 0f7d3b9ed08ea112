package import Records

/// Countries and organizations, and whose a name is. Made of tables that never change.
package final class Registry: Sendable {
  /// The tables of the project; read at first use.
  package static let standard = Registry(Tables(Tables.embedded))

  let index: Index
  /// What is wrong with the tables: one sentence each, naming the row. Empty in a sound build.
  package let problems: [String]
  private let bodies: [String: Body]
  private let countries: [String: String]
  private let forms: [String: [String]]
  private let sovereigns: [String: String]
  private let areas: [String: Set<String>]
  /// By the id of a body, the bodies that fill a role for it, in the order of their ids.
  private let holders: [String: [Holder]]
  private let guesses: Guesses
  private let memory = Memory()

  private struct Holder {
    let role: String
    let body: Candidate
  }

  init(_ tables: Tables) {
    index = Index(tables)
    problems = tables.problems + index.problems
    bodies = tables.bodies
    countries = tables.countries
    forms = tables.forms.mapValues(Array.init)
    sovereigns = tables.sovereigns
    areas = tables.areas
    var holders: [String: [Holder]] = [:]
    for body in tables.bodies.values.sorted(by: { $0.id < $1.id }) {
      guard let parent = body.parent else { continue }
      for role in body.roles {
        holders[parent, default: []].append(
          Holder(role: role, body: Candidate(.organization, body.id)))
      }
    }
    self.holders = holders
    guesses = Guesses(index)
  }

  // MARK: - Whole names

  /// Names longer than this are nobody's (UTF-8).
  private static let longestName = 600

  /// Whose the whole of `name` is. Words that are left over make it unknown.
  ///
  /// A name that stands in the tables costs one look-up; any other is taken apart, and the answer kept
  /// for a while in a bounded memory. What several subjects share is ambiguous, unless `expecting` or
  /// `context` leaves one.
  ///
  /// - Parameter expecting: drops candidates of the other type: "GUAM" is ambiguous, but as an
  ///   organization it is not.
  /// - Complexity: linear in the length, which is bounded.
  package func resolve(
    _ name: String, expecting: SubjectType? = nil, context: Context = Context()
  ) -> Answer {
    let answer = resolve(name)
    if answer.candidates.isEmpty { return answer }
    return settled(answer, name, expecting, context)
  }

  private func resolve(_ name: String) -> Answer {
    guard name.utf8.count <= Self.longestName else { return .unknown }
    if let answer = standing(name) ?? memory[name] { return answer }
    let answer = takenApart(name)
    memory[name] = answer
    return answer
  }

  /// The answer to a name that stands in the tables.
  func standing(_ name: String) -> Answer? {
    var name = name
    return name.withUTF8 { index.answer(to: $0) }
  }

  private func takenApart(_ name: String) -> Answer {
    let answer = Shapes(self).resolve(name)
    return answer == .unknown ? guesses.misspelled(name) : answer
  }

  /// Whether the name as a whole stands in the tables, so that it costs one look-up.
  package func stands(_ name: String) -> Bool { standing(name) != nil }

  /// Whose the name is, whatever is remembered of it; for measuring.
  package func resolveAnew(_ name: String) -> Answer { standing(name) ?? takenApart(name) }

  /// An answer less the candidates that the circumstances rule out. Several names in one text stay so.
  private func settled(
    _ answer: Answer, _ name: String, _ expecting: SubjectType?, _ context: Context
  ) -> Answer {
    let isFitting = expecting == nil || answer.candidates.allSatisfy { $0.type == expecting }
    if isFitting, answer.candidates.count == 1 || context.isEmpty { return answer }
    var kept = answer.candidates
    if let expecting { kept.removeAll { $0.type != expecting } }
    if kept.isEmpty { return .unknown }
    if kept.count > 1, !context.isEmpty, answer.method != Answer.list {
      for rule in [existed(context.date), observes(context.host), speaks(context.language, name)] {
        let left = kept.filter(rule)
        if !left.isEmpty { kept = left }
      }
    }
    return kept == answer.candidates
      ? answer : Answer(kept, method: answer.method, via: answer.via)
  }

  private func existed(_ date: Day?) -> (Candidate) -> Bool {
    { [self] candidate in
      guard let date, let body = bodies[candidate.id] else { return true }
      return body.from.map { $0 <= date } ?? true && body.until.map { date <= $0 } ?? true
    }
  }

  private func observes(_ host: String?) -> (Candidate) -> Bool {
    { [self] candidate in
      guard let host, let area = areas[candidate.id] else { return true }
      return area.contains(host)
    }
  }

  private func speaks(_ language: String?, _ name: String) -> (Candidate) -> Bool {
    guard let language else { return { _ in true } }
    let spoken = index.names(of: name)
    return { candidate in
      spoken.contains {
        $0.answer.candidates.contains(candidate)
          && ($0.kind == .code || $0.languages.split(separator: " ").contains { $0 == language })
      }
    }
  }

  // MARK: - Running text

  /// The longest known name that starts at `words[start]`, and how many words it takes; as `NameRow`
  /// tells it.
  package func longestName(in words: [Substring], at start: Int) -> (length: Int, answer: Answer)? {
    guard words.indices.contains(start), Words.Ways.mayBegin(words[start], in: index) else {
      return nil
    }
    var row = NameRow(Reader(self, words[start..<min(words.count, start + 48)]))
    return row.longestName(at: 0)
  }

  /// Whether a name may begin with a plain word; rarely `true` for one that begins none.
  ///
  /// - Complexity: one look at a bit.
  package func mayBegin(with word: PlainWord) -> Bool {
    index.mayBegin(with: Index.Hash(word.hash))
  }

  // MARK: - Subjects

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

  /// Whether `code` is the upper-case alpha-2 code of a country.
  package func isCountry(_ code: String) -> Bool { countries[code] != nil }

  /// Whether `id` is an organization's.
  package func isOrganization(_ id: String) -> Bool { bodies[id] != nil }

  /// Folds for comparison: NFKC, case, marks of letters, one kind of dash, quotation mark and
  /// apostrophe, single blanks. Two texts that fold alike are written alike.
  package static func fold(_ text: some StringProtocol) -> String { Folding.fold(text) }

  /// Whom a person might mean by a name that is not resolved, likeliest first: those whose names look
  /// like it, and those that share its rarest words. For a review queue; never an answer.
  package func nearest(to name: String, limit: Int) -> [Candidate] {
    guard name.utf8.count <= Self.longestName else { return [] }
    return guesses.nearest(to: name, limit: limit)
  }

  // MARK: - What the readers ask

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

  /// Adds to `found` the bodies that fill a role for `owner` and are not there yet.
  func addHolders(of role: String, for owner: String, to found: inout [Candidate]) {
    guard let holders = holders[owner] else { return }
    for holder in holders where holder.role == role && !found.contains(holder.body) {
      found.append(holder.body)
    }
  }

  /// Whether a form of state is in a long name that the country has or had.
  func hasForm(_ form: String, _ country: String) -> Bool {
    forms[country]?.contains(form) ?? false
  }

  /// Whether `territory` is a territory of `country`.
  func isTerritory(_ territory: String, of country: String) -> Bool {
    sovereigns[territory] == country
  }

  /// The country of an upper-case alpha-2 code.
  func country(code: String) -> Candidate? {
    countries[code].map { _ in Candidate(.country, code) }
  }
}
