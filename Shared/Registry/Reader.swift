internal import Records

/// Reads names off a run of words: those in the tables, and those made of a role and its owner.
///
/// A role and an owner must both be known; nothing is ever left out of a name to make it fit.
struct Reader {
  /// A name that ends before the word `end`.
  struct Reading: Hashable {
    let end: Int
    let candidates: Set<Candidate>
    let kind: NameKind
    var via: String?
    var isAcronym = false
    var isLowerCase = false
    /// Whether words for a role are in it.
    var isComposed = false
  }

  let registry: Registry
  let words: [Substring]
  private var ways: [Int: [[String]]] = [:]
  private var walks: [Int: [(end: Int, entries: [Index.Entry])]] = [:]

  private var memory: [Int: [Reading]] = [:]

  init(_ registry: Registry, _ words: [Substring]) {
    self.registry = registry
    self.words = words
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
    var seen: Set<Reading> = []
    func add(_ reading: Reading) {
      if found.count < 64, seen.insert(reading).inserted { found.append(reading) }
    }
    for (end, entries) in walk(at: start) {
      if let reading = Self.name(end, entries) { add(reading) }
      for role in entries.compactMap(\.role) where !Self.links.contains(role) {
        for owner in after(end, depth: depth) {
          guard let whole = compose(role, owner, end: owner.end) else { continue }
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
      for (end, entries) in walk(at: link) {
        for entry in entries {
          guard entry.mayFollow, let role = entry.role, !Self.links.contains(role) else { continue }
          if let whole = compose(role, reading, end: end) {
            result.append(whole)
            for end in hosts(end, whole) { result.append(with(whole, end: end)) }
          }
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
      for (end, entries) in walk(at: ends[index])
      where entries.contains(where: { $0.role.map(kinds.contains) ?? false }) && !ends.contains(end)
      {
        ends.append(end)
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
    for (word, entries) in walk(at: end) where entries.contains(where: { $0.role == "host" }) {
      let hasArticle = word < words.count && Words.ways(words[word]) == [[]]
      for (host, names) in walk(at: hasArticle ? word + 1 : word) {
        if let place = Self.name(host, names), place.candidates.count == 1,
          place.candidates.first?.type == .country, place.kind != .demonym
        {
          ends.append(host)
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

  private func compose(_ role: String, _ owner: Reading, end: Int) -> Reading? {
    guard owner.kind != .excluded, owner.via == nil else { return nil }
    let countries = owner.candidates.filter { $0.type == .country }
    let bodies = owner.candidates.filter { $0.type == .organization }
    var result: Set<Candidate> = []
    var via: String?
    for body in bodies { result.formUnion(registry.holders(of: role, for: body.id)) }
    if result.isEmpty, Self.ofItself.contains(role) { result = bodies }
    if result.isEmpty, Self.ofCountries.contains(role), !countries.isEmpty {
      result = countries
      via = role
    }
    guard !result.isEmpty else { return nil }
    return Reading(end: end, candidates: result, kind: .structure, via: via, isComposed: true)
  }

  private static let links: Set<String> = ["of", "members", "host"]
  /// Roles in which a body appears as itself when no body of its own fills them.
  private static let ofItself: Set<String> = [
    "observer-mission", "secretariat", "delegation", "representation",
  ]
  private static let ofCountries: Set<String> = ["embassy", "election-body", "parliament"]

  private static func name(_ end: Int, _ entries: [Index.Entry]) -> Reading? {
    let names = entries.filter { $0.role == nil }
    guard let first = names.first(where: { $0.kind != .excluded }) ?? names.first else {
      return nil
    }
    let excluded = names.contains { $0.kind == .excluded }
    let candidates = Set(
      names.filter { !excluded || $0.candidates.first?.type == .organization }
        .flatMap(\.candidates))
    return Reading(
      end: end, candidates: candidates, kind: candidates.isEmpty ? .excluded : first.kind,
      isAcronym: names.contains { $0.isAcronym }, isLowerCase: names.contains { $0.isLowerCase })
  }

  private mutating func walk(at start: Int) -> [(end: Int, entries: [Index.Entry])] {
    if let known = walks[start] { return known }
    var result: [(end: Int, entries: [Index.Entry])] = []
    var cache = ways
    let longest = start + Self.longest
    registry.index.walk(
      from: start,
      { index in
        guard index < min(self.words.count, longest) else { return nil }
        if let known = cache[index] { return known }
        let ways = Words.ways(self.words[index])
        cache[index] = ways
        return ways
      },
      { result.append(($0, $1)) })
    ways = cache
    walks[start] = result
    return result
  }
}
