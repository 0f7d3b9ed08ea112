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
    var via: Via?
    var isAcronym = false
    /// Whether it counts without a capital letter, as adjectives of Cyrillic languages do.
    var isLowerCase = false
    /// Whether words for a role are in it.
    var isComposed = false
  }

  /// Names and phrases that end before the word `end`.
  private struct Stop {
    let end: Int
    /// The places there, among `spots`.
    let spots: Range<Int>
    /// What the phrases are good for; and whether there are names, and roles.
    var uses: RoleUses = []
    var hasNames = false
    var hasRoles = false
  }

  /// A word and what has been found out about it, as far as it was asked for.
  private struct Word {
    /// Where it stands in the text.
    let bytes: Range<Int>
    var ways: Words.Ways?
    /// What is known and starts there, by places in `stops`.
    var stops: Range<Int>?
    /// Whether it may begin a name, which goes for nothing before `ways` are known.
    var mayBegin = false
    /// The names that start there as far as they are kept, in `memory`; −1 where none are.
    var remembered = -1
  }

  /// The names that start at a word at some depth.
  private struct Remembered {
    let depth: Int
    let readings: [Reading]
    /// The same at another depth, in `memory`; −1 after the last.
    let next: Int
  }

  /// A place in the tables and the first entry there.
  private struct Spot {
    let place: Index.Place
    /// Less than zero where names only go on.
    let entry: Int32
  }

  let registry: Registry
  private var words: [Word] = []
  /// UTF-8.
  private let text: [UInt8]
  /// Whether the words are a whole name, in which more may stand before an owner than in running text.
  private let isWhole: Bool
  /// The names that start at words behind the first, at each depth, as far as they were asked for.
  private var memory: [Remembered] = []
  private var stops: [Stop] = []
  /// Where names go on, those of one word behind those of the word before it.
  private var spots: [Spot] = []
  /// All ways of the words that have others than their plain ones.
  private var others: [[[Index.Hash]]] = []

  /// Begins with no words.
  init(_ registry: Registry, _ text: [UInt8], isWhole: Bool = false) {
    self.registry = registry
    self.text = text
    self.isWhole = isWhole
  }

  /// Takes these words, and no other text.
  init(_ registry: Registry, _ words: some Collection<Substring>, isWhole: Bool = false) {
    var text: [UInt8] = []
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(words.count)
    for word in words {
      let start = text.count
      text.append(contentsOf: word.utf8)
      ranges.append(start..<text.count)
    }
    self.init(registry, text, isWhole: isWhole)
    for range in ranges { append(range) }
  }

  var count: Int { words.count }

  /// Makes room for the words of most sentences.
  mutating func reserveCapacity() {
    words.reserveCapacity(64)
    spots.reserveCapacity(128)
    stops.reserveCapacity(32)
  }

  mutating func append(_ word: Range<Int>) {
    words.append(Word(bytes: word))
  }

  mutating func removeAll() {
    words.removeAll(keepingCapacity: true)
    stops.removeAll(keepingCapacity: true)
    spots.removeAll(keepingCapacity: true)
    if !others.isEmpty { others.removeAll() }
    if !memory.isEmpty { memory.removeAll(keepingCapacity: true) }
  }

  private static let depth = 4
  /// Longer names than this are not known.
  private static let longest = 40

  /// The names that start at a word, by places among the words.
  mutating func readings(at start: Int) -> [Reading] { readings(at: start, depth: 0) }

  /// Whether a name may begin with the word.
  private mutating func mayBegin(at start: Int) -> Bool {
    learn(start)
    return words[start].mayBegin
  }

  private mutating func readings(at start: Int, depth: Int) -> [Reading] {
    guard depth < Self.depth, start < words.count, mayBegin(at: start) else { return [] }
    // Nobody asks twice for what starts the name.
    if depth == 0 { return read(at: start, depth: 0) }
    var index = words[start].remembered
    while index >= 0 {
      if memory[index].depth == depth { return memory[index].readings }
      index = memory[index].next
    }
    let found = read(at: start, depth: depth)
    memory.append(
      Remembered(depth: depth, readings: found, next: words[start].remembered))
    words[start].remembered = memory.count - 1
    return found
  }

  private mutating func read(at start: Int, depth: Int) -> [Reading] {
    let range = stops(from: start)
    if range.isEmpty { return [] }
    var found: [Reading] = []
    func add(_ reading: Reading) {
      if found.isEmpty { found.reserveCapacity(4) }
      if found.count < 64, !found.contains(reading) { found.append(reading) }
    }
    for index in range {
      let stop = stops[index]
      if stop.hasNames, let reading = name(stop) { add(reading) }
      guard stop.hasRoles, stop.end < words.count else { continue }
      let owners = after(stop.end, depth: depth)
      if owners.isEmpty { continue }
      for phrase in roles(stop) {
        for owner in owners {
          guard let whole = compose(phrase, owner, end: owner.end) else { continue }
          add(whole)
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
    // What goes on begins with a name or words for a role, maybe behind an article.
    let end = reading.end
    guard end < words.count, isNothing(end) || !stops(from: end).isEmpty else { return [] }
    var result: [Reading] = []
    if isCapital(end), depth + 1 < Self.depth {
      for name in readings(at: end, depth: depth + 1)
      where name.candidates == reading.candidates
        && (name.isAcronym || name.isComposed)
        && (end..<name.end).allSatisfy({ isCapital($0) })
      {
        result.append(with(reading, end: name.end))
      }
    }
    for link in links(end, .members, articles: false) {
      for index in stops(from: link) where stops[index].hasRoles {
        let stop = stops[index]
        for phrase in roles(stop) {
          let (mayFollow, isForm) = (
            registry.index.phrases[phrase].mayFollow, registry.index.phrases[phrase].isForm
          )
          // An adjective stands before the form of state in every language: Итальянская Республика.
          guard mayFollow || isForm && reading.kind == .demonym,
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
    for link in links(end, .of) {
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
    var owners: [Reading] = []
    for link in links(end, [.of, .members]) {
      let found = readings(at: link, depth: depth + 1)
      if owners.isEmpty { owners = found } else { owners += found }
    }
    return owners
  }

  /// Where the words go on after links of these kinds, no link included; articles count for nothing.
  private mutating func links(_ start: Int, _ kinds: RoleUses, articles: Bool = true) -> [Int] {
    var ends = [start]
    var last = start
    while articles, last < words.count, isNothing(last), ends.count < 3 {
      last += 1
      ends.append(last)
    }
    var index = 0
    while index < ends.count, ends.count < 8 {
      for place in stops(from: ends[index])
      where !stops[place].uses.isDisjoint(with: kinds) && !ends.contains(stops[place].end) {
        ends.append(stops[place].end)
      }
      if let last = ends.last, last > start, last < words.count, isNothing(last) {
        ends.append(last + 1)
      }
      index += 1
    }
    return ends
  }

  /// Where else a name that begins with a role may end: after its "member states", and the country where
  /// a mission is.
  private mutating func tails(_ end: Int, _ reading: Reading) -> [Int] {
    guard end < words.count else { return [] }
    return links(end, .members, articles: false).dropFirst() + hosts(end, reading)
  }

  /// Where a name ends that tells the country a mission is in.
  private mutating func hosts(_ end: Int, _ reading: Reading) -> [Int] {
    guard end < words.count, reading.via == nil || reading.via == .embassy else { return [] }
    var ends: [Int] = []
    for index in stops(from: end) where stops[index].uses.contains(.host) {
      let link = stops[index].end
      let hasArticle = link < words.count && isNothing(link)
      for index in stops(from: hasArticle ? link + 1 : link) {
        if let place = name(stops[index]), place.candidates.count == 1,
          place.candidates.first?.type == .country, place.kind != .demonym
        {
          ends.append(stops[index].end)
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
  private func compose(_ number: Int, _ owner: Reading, end: Int) -> Reading? {
    guard owner.kind != .excluded, owner.via == nil else { return nil }
    let phrases = registry.index.phrases
    let role = phrases[number].role
    if phrases[number].isForm {
      guard !owner.isComposed else { return nil }
      let fitting = owner.candidates.filter {
        $0.type == .country && registry.hasForm(role, $0.id)
      }
      if fitting.isEmpty { return nil }
      return Reading(end: end, candidates: fitting, kind: .structure, isComposed: true)
    }
    let uses = phrases[number].uses
    var result: [Candidate] = []
    for body in owner.candidates where body.type == .organization {
      registry.addHolders(of: role, for: body.id, to: &result)
    }
    if result.count > 1 { result.sort() }
    if result.isEmpty, uses.contains(.ofItself) {
      result = Self.those(.organization, of: owner.candidates)
    }
    var via: Via?
    if result.isEmpty, uses.contains(.ofCountries) || isWhole && uses.contains(.ofCountriesAlone) {
      result = Self.those(.country, of: owner.candidates)
      via = phrases[number].via
    }
    if result.isEmpty { return nil }
    return Reading(end: end, candidates: result, kind: .structure, via: via, isComposed: true)
  }

  /// The candidates of a type, in their order.
  private static func those(_ type: SubjectType, of candidates: [Candidate]) -> [Candidate] {
    candidates.allSatisfy { $0.type == type } ? candidates : candidates.filter { $0.type == type }
  }

  /// The phrases at a stop that are roles, by their numbers.
  private func roles(_ stop: Stop) -> [Int] {
    var roles: [Int] = []
    forEachEntry(stop) { entry in
      let number = Int(entry.number)
      if !entry.isName, isRole(registry.index.phrases[number].uses) { roles.append(number) }
    }
    return roles
  }

  private func isRole(_ uses: RoleUses) -> Bool {
    uses.isDisjoint(with: .links) && (isWhole || !uses.contains(.wholeOnly))
  }

  private func name(_ stop: Stop) -> Reading? {
    guard stop.hasNames else { return nil }
    let names = registry.index.names
    var only = 0
    var count = 0
    var isAcronym = false
    var isLowerCase = false
    forEachEntry(stop) { entry in
      guard entry.isName else { return }
      count += 1
      only = Int(entry.number)
      isAcronym = isAcronym || entry.isAcronym
      isLowerCase = isLowerCase || entry.isLowerCase
    }
    if count == 1 {
      return Reading(
        end: stop.end, candidates: names[only].answer.candidates, kind: names[only].kind,
        isAcronym: isAcronym, isLowerCase: isLowerCase)
    }
    var all: [Int] = []
    forEachEntry(stop) { if $0.isName { all.append(Int($0.number)) } }
    guard let answer = registry.index.answer(all) else { return nil }
    let kind = NameKind(rawValue: answer.method) ?? .name
    return Reading(
      end: stop.end, candidates: answer.candidates, kind: kind, isAcronym: isAcronym,
      isLowerCase: isLowerCase)
  }

  private func forEachEntry(_ stop: Stop, _ visit: (Index.Entry) -> Void) {
    for spot in stop.spots { registry.index.forEachEntry(from: spots[spot].entry, visit) }
  }

  /// All that is known and starts at a word, in the order of its length.
  ///
  /// - Complexity: one look-up per word as long as any name goes on.
  private mutating func stops(from start: Int) -> Range<Int> {
    guard start < words.count else { return 0..<0 }
    if let known = words[start].stops { return known }
    guard mayBegin(at: start) else {
      words[start].stops = 0..<0
      return 0..<0
    }
    let known = stops.count
    var front = spots.count..<spots.count + 1
    spots.append(Spot(place: .start, entry: -1))
    var index = start
    while index < min(words.count, start + Self.longest), !front.isEmpty {
      learn(index)
      let isSkipped = step(over: index, from: front, isFirst: index == start)
      index += 1
      front = front.upperBound..<spots.count
      if !isSkipped, let stop = stop(end: index, front) { stops.append(stop) }
    }
    words[start].stops = known..<stops.count
    return known..<stops.count
  }

  /// Goes on from all spots of `front` to new ones behind them; `true` where the word counts for
  /// nothing in one of its ways.
  private mutating func step(over index: Int, from front: Range<Int>, isFirst: Bool) -> Bool {
    guard let ways = words[index].ways else { return false }
    if ways.isNothing {
      if !isFirst { for spot in front { spots.append(spots[spot]) } }
      return !isFirst
    }
    guard ways.others >= 0 else {
      for spot in front { go(on: spots[spot].place.after(ways.plain), front.upperBound) }
      if let marked = ways.marked {
        for spot in front { go(on: spots[spot].place.after(marked), front.upperBound) }
      }
      if let owner = ways.owner {
        for spot in front { go(on: spots[spot].place.after(owner), front.upperBound) }
      }
      return false
    }
    var isSkipped = false
    for way in others[Int(ways.others)] {
      if way.isEmpty {
        guard !isFirst else { break }
        isSkipped = true
        for spot in front { spots.append(spots[spot]) }
        continue
      }
      for spot in front {
        var place = spots[spot].place
        var isKnown = true
        for word in way.dropLast() where isKnown {
          place = place.after(word)
          isKnown = registry.index.end(at: place) != nil
        }
        if isKnown, let last = way.last { go(on: place.after(last), front.upperBound) }
      }
    }
    return isSkipped
  }

  /// Adds a place to the spots from `first` on, if names lead there.
  private mutating func go(on place: Index.Place, _ first: Int) {
    guard let entry = registry.index.end(at: place) else { return }
    for spot in first..<spots.count where spots[spot].place == place { return }
    spots.append(Spot(place: place, entry: entry))
  }

  /// What ends where the names at hand are.
  private func stop(end: Int, _ front: Range<Int>) -> Stop? {
    guard front.contains(where: { spots[$0].entry >= 0 }) else { return nil }
    var stop = Stop(end: end, spots: front)
    forEachEntry(stop) { entry in
      if entry.isName {
        stop.hasNames = true
      } else {
        let uses = registry.index.phrases[Int(entry.number)].uses
        stop.uses.formUnion(uses)
        stop.hasRoles = stop.hasRoles || isRole(uses)
      }
    }
    return stop
  }

  private mutating func learn(_ index: Int) {
    guard words[index].ways == nil else { return }
    let word = words[index].bytes
    let ways = text.withUnsafeBufferPointer {
      Words.Ways(UnsafeBufferPointer(rebasing: $0[word]), &others)
    }
    words[index].mayBegin = ways.mayBegin(in: registry.index, others)
    words[index].ways = ways
  }

  /// Whether the word counts for nothing, as an article does.
  private mutating func isNothing(_ index: Int) -> Bool {
    learn(index)
    return words[index].ways?.isNothing ?? false
  }

  /// Whether the word is written in capitals.
  private mutating func isCapital(_ index: Int) -> Bool {
    learn(index)
    return words[index].ways?.isCapital ?? false
  }

  /// Whether one of the words begins as names do.
  mutating func hasCapital(_ range: Range<Int>) -> Bool {
    for index in range {
      learn(index)
      if words[index].ways?.beginsName ?? false { return true }
    }
    return false
  }
}
