private import CRegistryData
internal import Records

/// How a name belongs to its subject; the raw value is the method of an answer.
enum NameKind: String {
  case official, name, alias, acronym, former, abbreviation, demonym, inflected, misspelling, code
  case excluded, structure
}

/// What of a country a role is, where no body of its own fills it; the raw value is the `via` of an
/// answer.
package enum Via: String, Sendable {
  case embassy, parliament, mission, delegation, representation, consulate, government, citizens
  case electionBody = "election-body"

  init?(role: String) { self.init(rawValue: role == "observer-mission" ? "mission" : role) }
}

/// A body as its row in `organizations.tsv` tells.
struct Body {
  let id: String
  let name: String
  let acronym: String?
  let kind: String
  let parent: String?
  /// What it is to its parent.
  let roles: [String]
  /// When it came into being and when it ended, as far as the table tells.
  let from: Day?
  let until: Day?
  let place: String
}

/// What the readers need to know of a role.
struct RoleUses: OptionSet {
  let rawValue: UInt16

  /// No role but a word that leads to an owner, to "member states", or to a host.
  static let of = RoleUses(rawValue: 1)
  static let members = RoleUses(rawValue: 2)
  static let host = RoleUses(rawValue: 4)
  static let links: RoleUses = [of, members, host]
  /// Too common for running text.
  static let wholeOnly = RoleUses(rawValue: 8)
  /// A body appears as itself in it when no body of its own fills it.
  static let ofItself = RoleUses(rawValue: 16)
  /// Stands for a country.
  static let ofCountries = RoleUses(rawValue: 32)
  /// Stands for a country where nothing but a name is written.
  static let ofCountriesAlone = RoleUses(rawValue: 64)

  init(rawValue: UInt16) { self.rawValue = rawValue }

  init(_ role: String) {
    self =
      switch role {
      case "of": .of
      case "members": .members
      case "host": .host
      case "embassy", "election-body", "parliament": .ofCountries
      case "observer-mission", "delegation", "representation": [.ofItself, .ofCountriesAlone]
      case "secretariat": .ofItself
      case "citizens": [.wholeOnly, .ofItself, .ofCountriesAlone]
      case "consulate", "government": [.wholeOnly, .ofCountriesAlone]
      default: []
      }
  }
}

/// The rows of the tables, read and checked.
struct Tables {
  /// A name and all it may mean; no candidates when it is known to be nobody's.
  struct Name {
    let text: String
    /// What the name alone is answered with.
    let answer: Answer
    let kind: NameKind
    let type: SubjectType
    /// Codes of the languages that have it, joined by blanks.
    let languages: String
    let file: String
    let line: Int

    var place: String { "\(file):\(line)" }
    var isCyrillic: Bool { text.unicodeScalars.first.map { (0x400...0x52F) ~= $0.value } ?? false }
    var isGenerated: Bool { file.hasSuffix("_generated.tsv") }

    /// Whether both are acronyms, for different subjects, each of its own language.
    func isForeign(to other: Name) -> Bool {
      kind == .acronym && other.kind == .acronym && languages != other.languages
        && answer.candidates != other.answer.candidates
    }

    /// The same name for what both rows mean by it.
    func claimed(by other: Name) -> Name {
      Name(
        text: text,
        answer: Answer(answer.candidates + other.answer.candidates, method: answer.method),
        kind: kind, type: type, languages: languages, file: file, line: line)
    }
  }

  /// Words for what a body is to its owner, or for the form of a state.
  struct Phrase: Equatable {
    let role: String
    let words: String
    /// Whether the role is a form of state, which a country's own long name must have.
    let isForm: Bool
    /// Whether the role may come after its owner, as in English ("OSCE Secretariat") and Turkic.
    let mayFollow: Bool
    /// Where the role may stand, and for whom.
    let uses: RoleUses
    let via: Via?

    init(role: String, words: String, isForm: Bool = false, mayFollow: Bool) {
      self.role = role
      self.words = words
      self.isForm = isForm
      self.mayFollow = mayFollow
      uses = RoleUses(role)
      via = Via(role: role)
    }

    static func == (left: Phrase, right: Phrase) -> Bool {
      left.role == right.role && left.mayFollow == right.mayFollow
    }
  }

  private(set) var names: [Name] = []
  private(set) var bodies: [String: Body] = [:]
  private(set) var countries: [String: String] = [:]
  private(set) var phrases: [Phrase] = []
  /// The forms of state that a country's long names have, by its code.
  private(set) var forms: [String: Set<String>] = [:]
  /// The country that a territory belongs to, by the territory's code.
  private(set) var sovereigns: [String: String] = [:]
  /// The countries whose elections a body's observers go to, by its id.
  private(set) var areas: [String: Set<String>] = [:]
  /// One sentence for each row that is wrong, naming its file and line.
  private(set) var problems: [String] = []

  /// One answer for each set of ids and kind, so that names share them.
  private var answers: [AnswerKey: Answer] = [:]

  private struct AnswerKey: Hashable {
    let type: SubjectType
    let ids: String
    let kind: NameKind
  }

  /// One file's name and its text.
  typealias File = (name: String, text: String)

  static var embedded: [File] {
    [
      registry_generated_countries(), registry_curated_countries(), registry_states(),
      registry_organizations(), registry_roles(), registry_inflected_organizations(),
    ].map { table in
      let bytes = UnsafeBufferPointer(start: table.bytes, count: table.count)
      return (String(cString: table.file), String(decoding: bytes, as: UTF8.self))
    }
  }

  init(_ files: [File]) {
    names.reserveCapacity(files.reduce(0) { $0 + $1.text.utf8.count / 32 })
    for file in files {
      var text = file.text
      text.withUTF8 { text in
        var line = 0
        var cells: [String] = []
        var start = 0
        for index in 0...text.count {
          let isEnd = index == text.count || text[index] == UInt8(ascii: "\n")
          guard isEnd || text[index] == UInt8(ascii: "\t") else { continue }
          let cell = UnsafeBufferPointer(rebasing: text[start..<index])
          start = index + 1
          cells.append(String(decoding: cell, as: UTF8.self))
          guard isEnd else { continue }
          line += 1
          if cells != [""], !cells[0].hasPrefix("#") {
            read(Row(file: file.name, line: line, cells: cells))
          }
          cells.removeAll(keepingCapacity: true)
        }
      }
    }
    checkIdentities()
  }

  /// One line of a table.
  private struct Row {
    let file: String
    let line: Int
    let cells: [String]

    var place: String { "\(file):\(line)" }

    /// `nil` for an empty cell and for one that is not there.
    subscript(index: Int) -> String? {
      index < cells.count && !cells[index].isEmpty ? cells[index] : nil
    }

    func words(_ index: Int) -> [String] {
      self[index]?.split(separator: " ").map(String.init) ?? []
    }
  }

  private mutating func read(_ row: Row) {
    if row.file.hasPrefix("countries") { return readCountry(row) }
    switch row.cells[0] {
    case "body" where row.cells.count >= 5: readBody(row)
    case "name" where row.cells.count >= 5: readName(row)
    case "role" where row[2] != nil && row.cells.count >= 4: readRole(row)
    case "area" where row.cells.count >= 3: areas[row.cells[1]] = Set(row.words(2))
    case "form" where row[2] != nil && row.cells.count >= 4: readForm(row)
    case "state" where row.cells.count >= 3: forms[row.cells[1]] = Set(row.words(2))
    case "territory" where row.cells.count >= 3: sovereigns[row.cells[1]] = row.cells[2]
    default: problems.append("\(row.place): no row of a known kind, or cells are missing")
    }
  }

  // MARK: - Countries

  private mutating func readCountry(_ row: Row) {
    guard let text = row[0], let ids = row[1], let word = row[2],
      let kind = word == "none" ? .excluded : NameKind(rawValue: word)
    else {
      problems.append("\(row.place): a row needs a name, a country and a known kind")
      return
    }
    guard (ids == "-") == (kind == .excluded) else {
      problems.append("\(row.place): - goes with the kind none, and only with it")
      return
    }
    let languages = row[3] ?? ""
    if kind == .name, ids.utf8.count == 2, countries[ids] == nil, languages.hasPrefix("en") {
      countries[ids] = text
    }
    add(text, .country, ids == "-" ? "" : ids, kind, languages, row)
  }

  // MARK: - Organizations

  private mutating func readBody(_ row: Row) {
    for date in [row[7], row[8]].compactMap(\.self) where Self.day(date) == nil {
      problems.append("\(row.place): \(date) is no date (YYYY, YYYY-MM or YYYY-MM-DD)")
    }
    let body = Body(
      id: row.cells[1], name: row.cells[2], acronym: row[3], kind: row.cells[4], parent: row[5],
      roles: row.words(6), from: row[7].flatMap(Self.day), until: row[8].flatMap(Self.day),
      place: row.place)
    if bodies.updateValue(body, forKey: body.id) != nil {
      problems.append("\(row.place): the id \(body.id) stands twice")
    }
    if body.parent == nil && !body.roles.isEmpty {
      problems.append("\(row.place): \(body.id) has a role but no parent")
    }
    add(body.name, .organization, body.id, .official, "en", row)
    if let acronym = body.acronym, acronym != body.name {
      add(acronym, .organization, body.id, .acronym, "en", row)
    }
  }

  private mutating func readName(_ row: Row) {
    guard let kind = NameKind(rawValue: row.cells[3]), let text = row[2] else {
      problems.append("\(row.place): a name needs words and a known kind")
      return
    }
    for date in [row[5], row[6]].compactMap(\.self) where Self.day(date) == nil {
      problems.append("\(row.place): \(date) is no date (YYYY, YYYY-MM or YYYY-MM-DD)")
    }
    if let from = row[5], let until = row[6], from > until {
      problems.append("\(row.place): the name ends before it begins")
    }
    add(text, .organization, row.cells[1], kind, row.cells[4], row)
  }

  private mutating func readRole(_ row: Row) {
    phrases.append(
      Phrase(
        role: row.cells[1], words: row.cells[2],
        mayFollow: Self.ownerFirst.contains(row.cells[3])))
  }

  /// Languages in which a role comes after its owner.
  private static let ownerFirst: Set<String> = ["en", "kk", "ky", "tr", "az", "uz"]

  // MARK: - Forms of state

  private mutating func readForm(_ row: Row) {
    phrases.append(
      Phrase(
        role: row.cells[1], words: row.cells[2], isForm: true,
        mayFollow: Self.stateFirst.contains(row.cells[3])))
  }

  /// Languages in which the form of state comes after the name: "Қазақстан Республикасы".
  private static let stateFirst = ownerFirst.union([
    "et", "fi", "hi", "hu", "hy", "ja", "ka", "ko", "lt", "lv", "mn", "tk", "zh",
  ])

  // MARK: - What all rows need

  private mutating func add(
    _ text: String, _ type: SubjectType, _ ids: String, _ kind: NameKind, _ languages: String,
    _ row: Row
  ) {
    names.append(
      Name(
        text: text, answer: answer(type, ids, kind), kind: kind, type: type, languages: languages,
        file: row.file, line: row.line))
  }

  private mutating func answer(_ type: SubjectType, _ ids: String, _ kind: NameKind) -> Answer {
    let key = AnswerKey(type: type, ids: ids, kind: kind)
    if let known = answers[key] { return known }
    let answer = Answer(
      ids.split(separator: "|").map { Candidate(type, String($0)) }, method: kind.rawValue)
    answers[key] = answer
    return answer
  }

  private mutating func checkIdentities() {
    for body in bodies.values.sorted(by: { $0.id < $1.id }) {
      if let parent = body.parent, bodies[parent] == nil {
        problems.append("\(body.place): \(body.id) has the unknown parent \(parent)")
      }
    }
    for name in names {
      for candidate in name.answer.candidates where !isKnown(candidate) {
        problems.append("\(name.place): \(name.text) names the unknown id \(candidate.id)")
      }
    }
    for id in areas.keys.sorted() where bodies[id] == nil {
      problems.append("organizations.tsv: an area is given for the unknown id \(id)")
    }
    for code in Set(forms.keys).union(sovereigns.keys).sorted() where countries[code] == nil {
      problems.append("states.tsv: a form is given for the unknown country \(code)")
    }
  }

  private func isKnown(_ candidate: Candidate) -> Bool {
    candidate.type == .organization
      ? bodies[candidate.id] != nil : countries[candidate.id] != nil
  }

  /// The first day of a year, a month or a day.
  private static func day(_ text: String) -> Day? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 3, parts[0].utf8.count == 4 else { return nil }
    return Day(text + "-01-01".dropFirst((parts.count - 1) * 3))
  }
}
