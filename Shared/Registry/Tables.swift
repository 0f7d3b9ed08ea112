private import CRegistryData
internal import Records

/// How a name belongs to its subject; the raw value is the method of an answer.
enum NameKind: String {
  case official, name, alias, acronym, former, abbreviation, demonym, inflected, misspelling, code
  case excluded, structure
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
}

/// The rows of the tables, read and checked.
struct Tables {
  /// A name and all it may mean; no candidates when it is known to be nobody's.
  struct Name {
    let text: String
    let candidates: [Candidate]
    let kind: NameKind
    let languages: String
    let place: String
  }

  private(set) var names: [Name] = []
  private(set) var bodies: [String: Body] = [:]
  private(set) var countries: [String: String] = [:]
  /// Countries by alpha-2 and alpha-3 code.
  private(set) var codes: [String: String] = [:]
  private(set) var phrases: [(role: String, words: String, language: String)] = []
  /// One sentence for each row that is wrong, naming its file and line.
  private(set) var problems: [String] = []
  private var parents: [(String, String, String)] = []

  /// One file's name and its text.
  typealias File = (name: String, text: String)

  static let embedded: [File] = [
    registry_generated_countries(), registry_curated_countries(), registry_organizations(),
    registry_roles(), registry_inflected_organizations(),
  ].map { table in
    let bytes = UnsafeBufferPointer(start: table.bytes, count: table.count)
    return (String(cString: table.file), String(decoding: bytes, as: UTF8.self))
  }

  init(_ files: [File]) {
    for file in files {
      var number = 0
      for line in file.text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
        number += 1
        if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
        let place = "\(file.name):\(number)"
        let cells = line.split(separator: 9, omittingEmptySubsequences: false)
          .map { String(Substring($0)) }
        if file.name.hasPrefix("countries") {
          readCountry(cells, place)
        } else {
          readOrganization(cells, place)
        }
      }
    }
    for (id, parent, place) in parents where bodies[parent] == nil {
      problems.append("\(place): \(id) has the unknown parent \(parent)")
    }
    for name in names where name.kind != .excluded {
      for candidate in name.candidates
      where candidate.type == .organization
        ? bodies[candidate.id] == nil : countries[candidate.id] == nil
      {
        problems.append("\(name.place): \(name.text) names the unknown id \(candidate.id)")
      }
    }
  }

  private mutating func readCountry(_ cells: [String], _ place: String) {
    guard cells.count >= 3, !cells[0].isEmpty,
      let kind = cells[2] == "none" ? .excluded : NameKind(rawValue: cells[2])
    else {
      problems.append("\(place): a row needs a name, a country and a known kind")
      return
    }
    let languages = cells.count > 3 ? cells[3] : ""
    let ids = cells[1] == "-" ? [] : cells[1].split(separator: "|").map(String.init)
    guard ids.isEmpty == (kind == .excluded) else {
      problems.append("\(place): - goes with the kind none, and only with it")
      return
    }
    if kind == .code {
      codes[cells[0]] = ids[0]
      return
    }
    if kind == .name, ids.count == 1, countries[ids[0]] == nil,
      languages.split(separator: " ").contains("en")
    {
      countries[ids[0]] = cells[0]
    }
    names.append(
      Name(
        text: cells[0], candidates: ids.map { Candidate(.country, $0) }, kind: kind,
        languages: languages, place: place))
  }

  private mutating func readOrganization(_ cells: [String], _ place: String) {
    switch cells.first {
    case "body" where cells.count >= 5:
      func cell(_ index: Int) -> String? {
        index < cells.count && !cells[index].isEmpty ? cells[index] : nil
      }
      let body = Body(
        id: cells[1], name: cells[2], acronym: cell(3), kind: cells[4], parent: cell(5),
        roles: cell(6)?.split(separator: " ").map(String.init) ?? [])
      if bodies.updateValue(body, forKey: body.id) != nil {
        problems.append("\(place): the id \(body.id) stands twice")
      }
      if let parent = body.parent { parents.append((body.id, parent, place)) }
      if body.parent == nil && !body.roles.isEmpty {
        problems.append("\(place): \(body.id) has a role but no parent")
      }
      add(body.name, [body.id], .official, "en", place)
      if let acronym = body.acronym, acronym != body.name {
        add(acronym, [body.id], .acronym, "en", place)
      }
    case "name" where cells.count >= 5:
      guard let kind = NameKind(rawValue: cells[3]), !cells[2].isEmpty else {
        problems.append("\(place): a name needs words and a known kind")
        return
      }
      let dates = cells.dropFirst(5).filter { !$0.isEmpty }
      for date in dates where !Self.isDate(date) {
        problems.append("\(place): \(date) is no date (YYYY, YYYY-MM or YYYY-MM-DD)")
      }
      if dates.count == 2, cells[5] > cells[6] {
        problems.append("\(place): the name ends before it begins")
      }
      add(cells[2], cells[1].split(separator: "|").map(String.init), kind, cells[4], place)
    case "role" where cells.count >= 4 && !cells[2].isEmpty:
      phrases.append((cells[1], cells[2], cells[3]))
    default: problems.append("\(place): no row of a known kind, or cells are missing")
    }
  }

  private mutating func add(
    _ text: String, _ ids: [String], _ kind: NameKind, _ language: String, _ place: String
  ) {
    names.append(
      Name(
        text: text, candidates: ids.map { Candidate(.organization, $0) }, kind: kind,
        languages: language, place: place))
  }

  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 3, parts[0].utf8.count == 4 else { return false }
    return Day(text + "-01-01".dropFirst((parts.count - 1) * 3)) != nil
  }
}
