import Records
import Registry

/// A country or a body that a sentence names.
struct Name {
  enum Role {
    case subject
    /// An adjective: it is a subject only where something beside it says so.
    case adjective
    /// Takes up its words and is nobody's observers: the host, a ministry, a place.
    case ignored
  }
  var tokens: Range<Int>
  let type: SubjectType
  let id: String?
  let status: NameStatus
  var via: String?
  var role: Role
}

/// Finds names in a sentence: those of the registry, the longest first, and bodies that nobody knows by the
/// word that makes them one.
struct NameReader {
  let tokens: [Token]
  let lexicon: Lexicon
  let registry: Registry
  let host: String?
  /// A body through which the countries that follow come: "embassies of A, B and C".
  private var carried: String?

  /// Words that a name may span.
  private static let window = 16

  init(tokens: [Token], lexicon: Lexicon, registry: Registry, host: String?) {
    self.tokens = tokens
    self.lexicon = lexicon
    self.registry = registry
    self.host = host
  }

  mutating func read() -> [Name] {
    var names: [Name] = []
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      if token.isMark(";") { carried = nil }
      guard token.kind == .word else {
        index += 1
        continue
      }
      if let name = name(at: index, after: names.last) {
        if name.type == .organization, name.role == .subject { carried = nil }
        names.append(name)
        index = max(name.tokens.upperBound, index + 1)
      } else {
        index += 1
      }
    }
    giveEmbassies(&names)
    return names
  }

  // MARK: - One name

  private mutating func name(at index: Int, after last: Name?) -> Name? {
    let token = tokens[index]
    let starts = token.isCapital || token.marks.contains(.bodyHead)
    let known =
      starts || !token.text.unicodeScalars.allSatisfy(\.isASCII) ? longest(at: index) : nil
    if let known, known.type == .organization, known.role == .subject {
      return extended(known, run(at: index))
    }
    if let head = officeHead(at: index) { return office(index, head) }
    guard starts else { return nil }
    let run = token.isCapital ? run(at: index) : index..<index
    if let known {
      let rest = known.tokens.upperBound..<max(run.upperBound, known.tokens.upperBound)
      let body = rest.contains { tokens[$0].marks.contains(.bodyHead) }
      let linked = rest.first.map { tokens[$0].isCapital } ?? false
      if !body || !linked || tokens[known.tokens.upperBound - 1].isPossessive {
        return placed(known, after: last)
      }
    }
    guard run.count >= 2, isBody(run) else {
      return known.map { placed($0, after: last) }
    }
    return unknownBody(run)
  }

  /// The registry's longest name from `index` on, acronyms in brackets passed over.
  private func longest(at index: Int) -> Name? {
    var words: [Substring] = []
    var ends: [Int] = []
    var place = index
    while place < tokens.count, words.count < Self.window {
      let token = tokens[place]
      if token.kind == .word {
        words.append(Substring(token.text))
        place += 1
        ends.append(place)
        if token.isPossessive { break }
      } else if token.isMark("/"), !words.isEmpty {
        place += 1
      } else if let close = bracketed(place), !words.isEmpty {
        place = close
      } else {
        break
      }
    }
    guard !words.isEmpty, let (length, answer) = longest(words), length > 0, length <= ends.count
    else { return nil }
    let range = index..<absorbed(ends[length - 1])
    guard answer.method != "excluded" else {
      return Name(
        tokens: range, type: .organization, id: nil, status: .unknown, via: nil, role: .ignored)
    }
    guard let type = answer.type ?? answer.candidates.first?.type else { return nil }
    return Name(
      tokens: range, type: type, id: answer.id, status: answer.status, via: answer.via,
      role: answer.method == "demonym" ? .adjective : .subject)
  }

  /// Two names joined by "and" are two names.
  private func longest(_ words: [Substring]) -> (length: Int, answer: Answer)? {
    guard let found = registry.longestName(in: words, at: 0) else { return nil }
    guard found.answer.method == "list" else { return found }
    let first = words.prefix { !lexicon.marks($0.lowercased()).contains(.and) }
    return first.count < found.length ? registry.longestName(in: Array(first), at: 0) : found
  }

  /// The end of "(OSCE PA)" when brackets with a short name open at `index`.
  private func bracketed(_ index: Int) -> Int? {
    guard index < tokens.count, tokens[index].isMark("(") else { return nil }
    var place = index + 1
    while place < tokens.count, place <= index + 6 {
      let token = tokens[place]
      if token.isMark(")") { return place > index + 1 ? place + 1 : nil }
      guard token.kind == .word && token.isCapital || token.isMark("/") || token.isDash,
        token.marks.isDisjoint(with: [.including, .observer])
      else { return nil }
      place += 1
    }
    return nil
  }

  private func absorbed(_ end: Int) -> Int { bracketed(end) ?? end }

  /// A known body whose name goes on: "… (CIS) Executive Committee", "… of the OSCE".
  private func extended(_ known: Name, _ run: Range<Int>) -> Name {
    var end = known.tokens.upperBound
    var result = known
    if end < run.upperBound, tokens[end].isCapital, !tokens[end - 1].isPossessive {
      let rest = end..<run.upperBound
      if let id = resolved(run, .organization) {
        result = Name(
          tokens: run.lowerBound..<absorbed(run.upperBound), type: .organization, id: id,
          status: .resolved, via: nil, role: .subject)
        end = result.tokens.upperBound
      } else if rest.contains(where: { tokens[$0].marks.contains(.bodyHead) && !isRole($0) }) {
        return unknownBody(run)
      } else if rest.contains(where: { isRole($0) }) {
        end = absorbed(run.upperBound)
      }
    }
    // "ODIHR of the OSCE", "БДИПЧ ОБСЕ": the owner after the body.
    var place = end
    if place < tokens.count, tokens[place].marks.contains(.of) { place += 1 }
    if place > end, place < tokens.count, tokens[place].marks.contains(.article) { place += 1 }
    if place > end, place < tokens.count, let owner = longest(at: place),
      owner.type == .organization,
      owner.role == .subject
    {
      end = owner.tokens.upperBound
    }
    return Name(
      tokens: known.tokens.lowerBound..<end, type: .organization, id: result.id,
      status: result.status, via: result.via, role: .subject)
  }

  private func isRole(_ index: Int) -> Bool {
    ["mission", "delegation", "observer", "observation"].contains(tokens[index].key)
  }

  private func resolved(_ range: Range<Int>, _ type: SubjectType) -> String? {
    guard range.count <= Self.window else { return nil }
    let text = range.filter { tokens[$0].kind == .word }.map { tokens[$0].text }
      .joined(separator: " ")
    let answer = registry.resolve(text, expecting: type)
    return answer.type == type ? answer.id : nil
  }

  // MARK: - Bodies nobody knows

  /// Words with capitals, and the small words between them.
  private func run(at index: Int) -> Range<Int> {
    var end = index + 1
    var hasHead = tokens[index].marks.contains(.bodyHead)
    guard !tokens[index].isPossessive else { return index..<end }
    while end < tokens.count, end < index + Self.window {
      let token = tokens[end]
      if token.kind == .word, token.isCapital {
        hasHead = hasHead || token.marks.contains(.bodyHead)
        end += 1
        if token.isPossessive { break }
      } else if token.kind == .word, token.marks.contains(.connector) {
        guard let next = capitalAfter(end) else { break }
        if token.marks.contains(.location), hasHead { break }
        if token.marks.contains(.and), hasHead, partHasHead(next) { break }
        if token.key == "for" || token.key == "on", !hasHead { break }
        end = next
      } else {
        break
      }
    }
    return index..<end
  }

  private func capitalAfter(_ index: Int) -> Int? {
    var place = index + 1
    while place < tokens.count, place < index + 3, tokens[place].marks.contains(.connector),
      !tokens[place].isCapital
    { place += 1 }
    return place < tokens.count && tokens[place].kind == .word && tokens[place].isCapital
      ? place : nil
  }

  private func partHasHead(_ start: Int) -> Bool {
    var place = start
    while place < tokens.count, place < start + 8, tokens[place].kind == .word,
      tokens[place].isCapital || tokens[place].marks.contains(.connector)
    {
      if tokens[place].marks.contains(.bodyHead) { return true }
      place += 1
    }
    if let country = longest(at: start), country.type == .country { return true }
    return false
  }

  private func isBody(_ run: Range<Int>) -> Bool {
    run.contains { tokens[$0].marks.contains(.bodyHead) && tokens[$0].isCapital }
  }

  private func unknownBody(_ run: Range<Int>) -> Name {
    let end = quoted(absorbed(run.upperBound))
    // "The" at a sentence's beginning is no part of the name.
    let start =
      tokens[run.lowerBound].marks.contains(.article) ? run.lowerBound + 1 : run.lowerBound
    let id = resolved(start..<run.upperBound, .organization)
    let isNone = id == nil && run.contains { tokens[$0].marks.contains(.notABody) }
    return Name(
      tokens: start..<end, type: .organization, id: id, status: id == nil ? .unknown : .resolved,
      via: nil, role: isNone ? .ignored : .subject)
  }

  /// The end of a name in quotation marks right behind a body: 'NGO "Public Union"'.
  private func quoted(_ index: Int) -> Int {
    guard index + 1 < tokens.count, "\"“„«".contains(tokens[index].text),
      tokens[index].kind == .mark,
      tokens[index + 1].isCapital
    else { return index }
    var place = index + 1
    while place < tokens.count, place < index + 8, tokens[place].kind == .word { place += 1 }
    guard place < tokens.count, "\"”“»".contains(tokens[place].text) else { return index }
    return place + 1
  }

  // MARK: - Embassies and election bodies

  /// The kind of office that a phrase at `index` names, and where the phrase ends.
  private func officeHead(at index: Int) -> (via: String, end: Int)? {
    for place in index..<min(index + 3, tokens.count) where tokens[place].kind == .word {
      let token = tokens[place]
      if token.marks.contains(.embassy) { return place == index ? ("embassy", place + 1) : nil }
      if token.marks.contains(.electionBody) {
        var end = place + 1
        while end < tokens.count, end <= place + 3, tokens[end].kind == .word,
          tokens[end].isCapital
            || ["commission", "commissions", "committee", "committees"].contains(tokens[end].key)
            || tokens[end - 1].marks.contains(.electionBody) && tokens[end].marks.isEmpty
              && lexicon.code != "en",
          longest(at: end)?.type != .country
        { end += 1 }
        // "Central Commission for Elections and Referenda"
        let run = run(at: index)
        if tokens[index].isCapital, run.upperBound > end, tokens[end].key == "for" {
          end = run.upperBound
        }
        return ("election-body", absorbed(end))
      }
      if place == index, token.marks.contains(.parliament), !token.isCapital {
        return ("parliament", place + 1)
      }
      guard token.isCapital,
        ["central", "supreme", "national", "independent", "centrale"].contains(token.key)
      else { return nil }
    }
    return nil
  }

  private mutating func office(_ index: Int, _ head: (via: String, end: Int)) -> Name {
    var place = head.end
    let none = Name(
      tokens: index..<head.end, type: .organization, id: nil, status: .unknown, via: nil,
      role: .ignored)
    carried = nil
    if place < tokens.count, tokens[place].isMark(":") || endsInColon(place) { carried = head.via }
    if place < tokens.count,
      tokens[place].marks.contains(.of) || tokens[place].marks.contains(.from)
    {
      place += 1
    } else if lexicon.code == "en" {
      return none
    }
    while place < tokens.count, tokens[place].marks.contains(.article) { place += 1 }
    guard place < tokens.count, tokens[place].kind == .word, tokens[place].isCapital,
      let country = longest(at: place), country.type == .country
    else { return none }
    carried = head.via
    return Name(
      tokens: index..<country.tokens.upperBound, type: .country, id: country.id,
      status: country.status, via: head.via, role: country.id == host ? .ignored : .subject)
  }

  /// "… are represented as well:"
  private func endsInColon(_ start: Int) -> Bool {
    var place = start
    while place < tokens.count, place < start + 6, tokens[place].kind == .word { place += 1 }
    return place > start && place < tokens.count && tokens[place].isMark(":")
  }

  // MARK: - Countries in their place

  private func placed(_ name: Name, after last: Name?) -> Name {
    var name = name
    guard name.type == .country, name.role != .ignored else { return name }
    let start = name.tokens.lowerBound
    var before = start - 1
    while before >= 0, tokens[before].marks.contains(.article) { before -= 1 }
    let isPlace =
      before >= 0 && tokens[before].marks.contains(.location)
      && !tokens[before].isCapital
    if name.via == nil { name.via = carried }
    if name.id == host || isPlace { name.role = .ignored }
    if tokens[name.tokens.upperBound - 1].isPossessive, name.role == .subject {
      name.role = .adjective
    }
    return name
  }

  /// "US Embassy", "the British, Spanish and German embassies", "Russia's Central Election Commission".
  private func giveEmbassies(_ names: inout [Name]) {
    for index in names.indices.reversed() where names[index].type == .country {
      guard names[index].via == nil, names[index].id != host else { continue }
      let end = names[index].tokens.upperBound
      if end < tokens.count, tokens[end].kind == .word {
        if tokens[end].marks.contains(.embassy) {
          names[index].via = "embassy"
          names[index].tokens = names[index].tokens.lowerBound..<end + 1
          names[index].role = .subject
        } else if index + 1 < names.count, names[index + 1].tokens.lowerBound == end,
          names[index + 1].role == .ignored, officeHead(at: end)?.via == "election-body"
        {
          names[index].via = "election-body"
          names[index].role = .subject
        }
      } else if end < tokens.count, index + 1 < names.count, names[index].role == .adjective,
        names[index + 1].type == .country, names[index + 1].via == "embassy",
        names[index + 1].tokens.lowerBound <= end + 2
      {
        names[index].via = "embassy"
        names[index].role = .subject
      }
      // "Portuguese and German embassies"
      if names[index].role == .adjective, end < tokens.count, tokens[end].marks.contains(.and),
        index + 1 < names.count, names[index + 1].via == "embassy",
        names[index + 1].tokens.lowerBound == end + 1
      {
        names[index].via = "embassy"
        names[index].role = .subject
      }
    }
  }
}
