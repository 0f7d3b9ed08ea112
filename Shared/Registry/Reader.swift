internal import Records

/// Reads names off a run of words: those in the tables, and those made of a role and its owner.
///
/// A role and an owner must both be known; nothing is ever left out of a name to make it fit.
struct Reader {
  /// A name that ends before the word `end`.
  struct Reading: Equatable {
    let end: Int
    /// Sorted, each once.
    let candidates: [Candidate]
    let kind: NameKind
    var via: String?
    var isAcronym = false
    /// Whether it counts without a capital letter, as adjectives of Cyrillic languages do.
    var isLowerCase = false
    /// Whether words for a role are in it.
    var isComposed = false
  }

  /// Names and phrases that end before the word `end`.
  private struct Stop {
    let end: Int
    var names: [Tables.Name] = []
    var phrases: [Tables.Phrase] = []
    var isAcronym = false
  }

  let registry: Registry
  let words: [Substring]
  /// Whether the words are a whole name, in which more may stand before an owner than in running text.
  private let isWhole: Bool
  /// What has been found out about each word; for readings, at each depth.
  private var ways: [[[String]]?]
  private var stops: [[Stop]?]
  private var memory: [[Reading]?]

  init(_ registry: Registry, _ words: [Substring], isWhole: Bool = false) {
    self.registry = registry
    self.words = words
    self.isWhole = isWhole
    ways = Array(repeating: nil, count: words.count)
    stops = Array(repeating: nil, count: words.count)
    memory = Array(repeating: nil, count: words.count * Self.depth)
  }

  private static let depth = 4
  /// Longer names than this are not known.
  private static let longest = 40

  mutating func readings(at start: Int) -> [Reading] { readings(at: start, depth: 0) }

  private mutating func readings(at start: Int, depth: Int) -> [Reading] {
    guard depth < Self.depth, start < words.count else { return [] }
    let key = start * Self.depth + depth
    if let known = memory[key] { return known }
    let found = read(at: start, depth: depth)
    memory[key] = found
    return found
  }

  private mutating func read(at start: Int, depth: Int) -> [Reading] {
    var found: [Reading] = []
    func add(_ reading: Reading) {
      if found.count < 64, !found.contains(reading) { found.append(reading) }
    }
    for stop in stops(from: start) {
      if let reading = Self.name(stop) { add(reading) }
      for phrase in stop.phrases where isRole(phrase) {
        for owner in after(stop.end, depth: depth) {
          guard let whole = compose(phrase, owner, end: owner.end) else { continue }
          for end in tails(owner.end, whole) { add(with(whole, end: end)) }
        }
      }
    }
    var index = 0
    while index < found.count {
      let reading = found[index]
      index += 1
      guard reading.kind != .excluded else { continue }
      for next in extended(reading, depth: depth) { add(next) }
    }
    return found
  }

  /// The name followed by its own acronym, by a role, or by a body that belongs to it.
  private mutating func extended(_ reading: Reading, depth: Int) -> [Reading] {
    var result: [Reading] = []
    if reading.end < words.count, Words.isCapital(words[reading.end]), depth + 1 < Self.depth {
      for name in readings(at: reading.end, depth: depth + 1)
      where name.candidates == reading.candidates
        && words[reading.end..<name.end].allSatisfy({ Words.isCapital($0) })
        && (name.isAcronym || name.isComposed)
      {
        result.append(with(reading, end: name.end))
      }
    }
    for link in links(reading.end, ["members"], articles: false) {
      for stop in stops(from: link) {
        for phrase in stop.phrases where isRole(phrase) {
          // An adjective stands before the form of state in every language: Итальянская Республика.
          guard phrase.mayFollow || phrase.isForm && reading.kind == .demonym,
            let whole = compose(phrase, reading, end: stop.end)
          else { continue }
          result.append(whole)
          for end in hosts(stop.end, whole) { result.append(with(whole, end: end)) }
        }
      }
    }
    guard reading.candidates.count == 1, reading.candidates.first?.type == .organization else {
      return result
    }
    for link in links(reading.end, ["of"]) {
      for other in readings(at: link, depth: depth + 1) where other.candidates.count == 1 {
        guard let mine = reading.candidates.first, let theirs = other.candidates.first,
          mine.type == .organization, theirs.type == .organization
        else { continue }
        let inner: Candidate
        if registry.isPart(mine.id, of: theirs.id) {
          inner = mine
        } else if registry.isPart(theirs.id, of: mine.id) {
          inner = theirs
        } else {
          continue
        }
        result.append(
          Reading(end: other.end, candidates: [inner], kind: .structure, isComposed: true))
      }
    }
    return result
  }

  /// Owners that stand after a role, with or without "of" between.
  private mutating func after(_ end: Int, depth: Int) -> [Reading] {
    links(end, ["of", "members"]).flatMap { readings(at: $0, depth: depth + 1) }
  }

  /// Where the words go on after links of these kinds, no link included; articles count for nothing.
  private mutating func links(
    _ start: Int, _ kinds: Set<String>, articles: Bool = true
  ) -> [Int] {
    var ends = [start]
    while articles, let last = ends.last, last < words.count, Words.ways(words[last]) == [[]],
      ends.count < 3
    {
      ends.append(last + 1)
    }
    var index = 0
    while index < ends.count, ends.count < 8 {
      for stop in stops(from: ends[index])
      where stop.phrases.contains(where: { kinds.contains($0.role) }) && !ends.contains(stop.end) {
        ends.append(stop.end)
      }
      if let last = ends.last, last > start, last < words.count, Words.ways(words[last]) == [[]] {
        ends.append(last + 1)
      }
      index += 1
    }
    return ends
  }

  /// Where a name that begins with a role may end: after the owner, its "member states", and the
  /// country where a mission is.
  private mutating func tails(_ end: Int, _ reading: Reading) -> [Int] {
    links(end, ["members"], articles: false) + hosts(end, reading)
  }

  /// Where a name ends that tells the country a mission is in.
  private mutating func hosts(_ end: Int, _ reading: Reading) -> [Int] {
    guard reading.via == "embassy" || reading.via == nil else { return [] }
    var ends: [Int] = []
    for link in stops(from: end) where link.phrases.contains(where: { $0.role == "host" }) {
      let hasArticle = link.end < words.count && Words.ways(words[link.end]) == [[]]
      for stop in stops(from: hasArticle ? link.end + 1 : link.end) {
        if let place = Self.name(stop), place.candidates.count == 1,
          place.candidates.first?.type == .country, place.kind != .demonym
        {
          ends.append(stop.end)
        }
      }
    }
    return ends
  }

  private func with(_ reading: Reading, end: Int) -> Reading {
    Reading(
      end: end, candidates: reading.candidates, kind: reading.kind, via: reading.via,
      isAcronym: false, isLowerCase: reading.isLowerCase, isComposed: reading.isComposed)
  }

  /// What a role is for its owner, if there is such a thing.
  private func compose(_ phrase: Tables.Phrase, _ owner: Reading, end: Int) -> Reading? {
    guard owner.kind != .excluded, owner.via == nil else { return nil }
    let countries = owner.candidates.filter { $0.type == .country }
    if phrase.isForm {
      let fitting = countries.filter { registry.hasForm(phrase.role, $0.id) }
      guard !fitting.isEmpty, !owner.isComposed else { return nil }
      return Reading(end: end, candidates: fitting, kind: .structure, isComposed: true)
    }
    let bodies = owner.candidates.filter { $0.type == .organization }
    var result: [Candidate] = []
    var via: String?
    for body in bodies {
      for holder in registry.holders(of: phrase.role, for: body.id) where !result.contains(holder) {
        result.append(holder)
      }
    }
    if result.isEmpty, Self.ofItself.contains(phrase.role) { result = bodies }
    if result.isEmpty, !countries.isEmpty,
      Self.ofCountries.contains(phrase.role)
        || isWhole && Self.ofCountriesAlone.contains(phrase.role)
    {
      result = countries
      via = phrase.role == "observer-mission" ? "mission" : phrase.role
    }
    guard !result.isEmpty else { return nil }
    return Reading(
      end: end, candidates: result.sorted(), kind: .structure, via: via, isComposed: true)
  }

  private static let links: Set<String> = ["of", "members", "host"]
  /// Roles in which a body appears as itself when no body of its own fills them.
  private static let ofItself: Set<String> = [
    "observer-mission", "secretariat", "delegation", "representation", "citizens",
  ]
  private static let ofCountries: Set<String> = ["embassy", "election-body", "parliament"]
  /// Roles that stand for a country where nothing but a name is written.
  private static let ofCountriesAlone: Set<String> = [
    "observer-mission", "delegation", "representation", "consulate", "government", "citizens",
  ]

  private func isRole(_ phrase: Tables.Phrase) -> Bool {
    !Self.links.contains(phrase.role) && (isWhole || !Self.wholeOnly.contains(phrase.role))
  }

  /// Words that are too common for running text.
  private static let wholeOnly: Set<String> = ["consulate", "government", "citizens"]

  private static func name(_ stop: Stop) -> Reading? {
    guard let answer = Index.answer(stop.names) else { return nil }
    let kind = NameKind(rawValue: answer.method) ?? .name
    return Reading(
      end: stop.end, candidates: answer.candidates, kind: kind, isAcronym: stop.isAcronym,
      isLowerCase: stop.names.contains { $0.kind == .demonym && $0.isCyrillic })
  }

  /// All that is known and starts at a word, in the order of its length.
  ///
  /// - Complexity: one look-up per word as long as any name goes on.
  private mutating func stops(from start: Int) -> [Stop] {
    guard start < words.count else { return [] }
    if let known = stops[start] { return known }
    var result: [Stop] = []
    var front: [Index.Place] = [.start]
    var index = start
    while index < min(words.count, start + Self.longest), !front.isEmpty {
      var next: [Index.Place] = []
      var isSkipped = false
      for way in ways(of: index) {
        if way.isEmpty {
          guard index > start else { break }
          isSkipped = true
          next.append(contentsOf: front)
          continue
        }
        for place in front {
          var place: Index.Place? = place
          for word in way { place = place.map { $0.after(word) }.flatMap(known) }
          if let place, !next.contains(place) { next.append(place) }
        }
      }
      index += 1
      front = next
      if !isSkipped, let stop = stop(at: next, end: index) { result.append(stop) }
    }
    stops[start] = result
    return result
  }

  private func known(_ place: Index.Place) -> Index.Place? {
    registry.index.contains(place) ? place : nil
  }

  private func stop(at places: [Index.Place], end: Int) -> Stop? {
    var stop = Stop(end: end)
    for entry in places.flatMap(registry.index.entries(at:)) {
      if entry.isName {
        stop.names.append(registry.index.names[Int(entry.number)])
        stop.isAcronym = stop.isAcronym || entry.isAcronym
      } else {
        stop.phrases.append(registry.index.phrases[Int(entry.number)])
      }
    }
    return stop.names.isEmpty && stop.phrases.isEmpty ? nil : stop
  }

  private mutating func ways(of index: Int) -> [[String]] {
    if let known = ways[index] { return known }
    let found = Words.ways(words[index])
    ways[index] = found
    return found
  }
}
