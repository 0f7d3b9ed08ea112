internal import Records

/// Reads names off a run of words: those in the tables, and those made of a role and its owner.
///
/// A role and an owner must both be known; nothing is ever left out of a name to make it fit.
struct Reader: ~Copyable {
  /// A name that ends before the word `end`.
  private struct Reading {
    var end: Int
    /// Whose it is: as the name of this number is, or as `~whose` in `composed` tells.
    let whose: Int32
    /// The next of the readings that were found together, in `readings`; −1 after the last.
    var next: Int32 = -1
    let kind: NameKind
    var via: Via?
    var isAcronym = false
    /// Whether it counts without a capital letter, as adjectives of Cyrillic languages do.
    var isLowerCase = false
    /// Whether words for a role are in it.
    var isComposed = false

    /// The same name with more words.
    func longer(end: Int) -> Reading {
      var longer = self
      longer.end = end
      longer.next = -1
      longer.isAcronym = false
      return longer
    }
  }

  /// Readings that were found together, each once: the places in `readings` of the first and the last.
  private struct Found {
    var first: Int32 = -1
    var last: Int32 = -1
    var count = 0
  }

  /// Names and phrases that end before the word `end`.
  private struct Stop {
    let end: Int
    /// The places there, among `spots`.
    let spots: Range<Int>
    /// What the phrases are good for, and whether there are roles.
    var uses: RoleUses = []
    var hasRoles = false
    /// How many names there are, the number of the last, and what one of them is at least.
    var names = 0
    var name: Int32 = -1
    var isAcronym = false
    var isLowerCase = false
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
    let found: Found
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
  private var readings: [Reading] = []
  /// Where the words go on after links, those found together in a row.
  private var ends: [Int] = []
  /// Whose names are that no single row of the tables tells: sorted, each once.
  private var composed: [[Candidate]] = []

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
    readings.reserveCapacity(32)
    ends.reserveCapacity(64)
  }

  /// - Parameter plain: what is known of the word, if it is plain.
  mutating func append(_ word: Range<Int>, plain: PlainWord? = nil) {
    var next = Word(bytes: word)
    if let plain, let ways = Words.Ways(plain) {
      next.ways = ways
      next.mayBegin = registry.index.mayBegin(with: ways.plain)
    }
    words.append(next)
  }

  mutating func removeAll() {
    words.removeAll(keepingCapacity: true)
    stops.removeAll(keepingCapacity: true)
    spots.removeAll(keepingCapacity: true)
    readings.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    if !others.isEmpty { others.removeAll() }
    if !composed.isEmpty { composed.removeAll(keepingCapacity: true) }
    if !memory.isEmpty { memory.removeAll(keepingCapacity: true) }
  }

  private static let depth = 4
  /// Longer names than this are not known.
  private static let longest = 40

  /// The longest name that starts at a word, and how many words it takes.
  mutating func longestName(at start: Int) -> (length: Int, answer: Answer)? {
    let found = readings(at: start, depth: 0)
    var end = start
    var next = found.first
    while next >= 0 {
      let reading = readings[Int(next)]
      if reading.end > end, reading.isLowerCase || hasCapital(start..<reading.end) {
        end = reading.end
      }
      next = reading.next
    }
    if end == start { return nil }
    let hasCapital = hasCapital(start..<end)
    return (end - start, answer(found) { $0.end == end && ($0.isLowerCase || hasCapital) })
  }

  /// Whose the name is that all words are together.
  mutating func wholeName() -> Answer {
    let found = readings(at: 0, depth: 0)
    return answer(found) { $0.end == words.count }
  }

  /// One answer out of readings of the same words: what a table says goes before what is put together.
  private func answer(_ found: Found, where isMeant: (Reading) -> Bool) -> Answer {
    var isStanding = false
    forEach(found) { isStanding = isStanding || !$0.isComposed && isMeant($0) }
    var first: Reading?
    var others: [Candidate] = []
    forEach(found) { reading in
      guard !(isStanding && reading.isComposed), isMeant(reading) else { return }
      if first == nil { first = reading } else { others += candidates(reading) }
    }
    guard let first else { return .unknown }
    let (kind, via) = (first.kind.rawValue, first.via?.rawValue)
    return others.isEmpty
      ? Answer(sorted: candidates(first), method: kind, via: via)
      : Answer(candidates(first) + others, method: kind, via: via)
  }

  // MARK: - Readings

  private func forEach(_ found: Found, _ visit: (Reading) -> Void) {
    var next = found.first
    while next >= 0 {
      visit(readings[Int(next)])
      next = readings[Int(next)].next
    }
  }

  private mutating func add(_ reading: Reading, to found: inout Found) {
    guard found.count < 64 else { return }
    var next = found.first
    while next >= 0 {
      if isSame(readings[Int(next)], reading) { return }
      next = readings[Int(next)].next
    }
    let place = Int32(readings.count)
    readings.append(reading)
    if found.last >= 0 { readings[Int(found.last)].next = place } else { found.first = place }
    found.last = place
    found.count += 1
  }

  private func isSame(_ left: Reading, _ right: Reading) -> Bool {
    left.end == right.end && left.kind == right.kind && left.via == right.via
      && left.isAcronym == right.isAcronym && left.isLowerCase == right.isLowerCase
      && left.isComposed == right.isComposed
      && (left.whose == right.whose || candidates(left) == candidates(right))
  }

  /// Sorted, each once.
  private func candidates(_ reading: Reading) -> [Candidate] {
    reading.whose >= 0
      ? registry.index.names[Int(reading.whose)].answer.candidates
      : composed[Int(~reading.whose)]
  }

  /// What tells in a reading that it is theirs.
  private mutating func keep(_ candidates: [Candidate]) -> Int32 {
    composed.append(candidates)
    return ~Int32(composed.count - 1)
  }

  /// Whether a name may begin with the word.
  private mutating func mayBegin(at start: Int) -> Bool {
    learn(start)
    return words[start].mayBegin
  }

  /// The names that start at a word, by places among the words.
  private mutating func readings(at start: Int, depth: Int) -> Found {
    guard depth < Self.depth, start < words.count, mayBegin(at: start) else { return Found() }
    // Nobody asks twice for what starts the name.
    if depth == 0 { return read(at: start, depth: 0) }
    var index = words[start].remembered
    while index >= 0 {
      if memory[index].depth == depth { return memory[index].found }
      index = memory[index].next
    }
    let found = read(at: start, depth: depth)
    memory.append(Remembered(depth: depth, found: found, next: words[start].remembered))
    words[start].remembered = memory.count - 1
    return found
  }

  private mutating func read(at start: Int, depth: Int) -> Found {
    var found = Found()
    for index in stops(from: start) {
      let stop = stops[index]
      if let reading = name(stop) { add(reading, to: &found) }
      if stop.hasRoles, stop.end < words.count { addOwned(stop, depth, to: &found) }
    }
    var next = found.first
    while next >= 0 {
      let reading = readings[Int(next)]
      if reading.kind != .excluded { addExtended(reading, depth, to: &found) }
      next = readings[Int(next)].next
    }
    return found
  }

  /// Adds what the roles at a stop are for the owners that stand after them, with or without "of"
  /// between.
  private mutating func addOwned(_ stop: Stop, _ depth: Int, to found: inout Found) {
    let links = links(stop.end, [.of, .members])
    var hasOwner = false
    for place in links where readings(at: ends[place], depth: depth + 1).count > 0 {
      hasOwner = true
    }
    if !hasOwner { return }
    for phrase in roles(stop) {
      for place in links {
        var next = readings(at: ends[place], depth: depth + 1).first
        while next >= 0 {
          let owner = readings[Int(next)]
          next = owner.next
          guard let whole = compose(phrase, owner, end: owner.end) else { continue }
          add(whole, to: &found)
          for end in tails(owner.end, whole) { add(whole.longer(end: end), to: &found) }
        }
      }
    }
  }

  /// Adds the name followed by its own acronym, by a role, or by a body that belongs to it.
  private mutating func addExtended(_ reading: Reading, _ depth: Int, to found: inout Found) {
    // What goes on begins with a name or words for a role, maybe behind an article.
    let end = reading.end
    guard end < words.count, isNothing(end) || !stops(from: end).isEmpty else { return }
    if isCapital(end), depth + 1 < Self.depth {
      var next = readings(at: end, depth: depth + 1).first
      while next >= 0 {
        let name = readings[Int(next)]
        next = name.next
        guard name.isAcronym || name.isComposed,
          name.whose == reading.whose || candidates(name) == candidates(reading),
          (end..<name.end).allSatisfy({ isCapital($0) })
        else { continue }
        add(reading.longer(end: name.end), to: &found)
      }
    }
    for place in links(end, .members, articles: false) {
      for index in stops(from: ends[place]) where stops[index].hasRoles {
        let stop = stops[index]
        for phrase in roles(stop) {
          let (mayFollow, isForm) = (
            registry.index.phrases[phrase].mayFollow, registry.index.phrases[phrase].isForm
          )
          // An adjective stands before the form of state in every language: Итальянская Республика.
          guard mayFollow || isForm && reading.kind == .demonym,
            let whole = compose(phrase, reading, end: stop.end)
          else { continue }
          add(whole, to: &found)
          for end in hosts(stop.end, whole) { add(whole.longer(end: end), to: &found) }
        }
      }
    }
    guard let mine = onlyBody(reading) else { return }
    for place in links(end, .of) {
      var next = readings(at: ends[place], depth: depth + 1).first
      while next >= 0 {
        let other = readings[Int(next)]
        next = other.next
        guard let theirs = onlyBody(other) else { continue }
        let inner: Reading
        if registry.isPart(mine, of: theirs) {
          inner = reading
        } else if registry.isPart(theirs, of: mine) {
          inner = other
        } else {
          continue
        }
        add(
          Reading(end: other.end, whose: inner.whose, kind: .structure, isComposed: true),
          to: &found)
      }
    }
  }

  /// The id of the one body that a name is of; `nil` where it is of a country, or of several.
  private func onlyBody(_ reading: Reading) -> String? {
    let candidates = candidates(reading)
    guard candidates.count == 1, candidates[0].type == .organization else { return nil }
    return candidates[0].id
  }

  /// Where the words go on after links of these kinds, no link included, by places in `ends`; articles
  /// count for nothing.
  private mutating func links(
    _ start: Int, _ kinds: RoleUses, articles: Bool = true
  ) -> Range<Int> {
    let first = ends.count
    ends.append(start)
    var last = start
    while articles, last < words.count, isNothing(last), ends.count < first + 3 {
      last += 1
      ends.append(last)
    }
    var index = first
    while index < ends.count, ends.count < first + 8 {
      for place in stops(from: ends[index])
      where !stops[place].uses.isDisjoint(with: kinds)
        && !ends[first...].contains(stops[place].end)
      {
        ends.append(stops[place].end)
      }
      if let last = ends.last, last > start, last < words.count, isNothing(last) {
        ends.append(last + 1)
      }
      index += 1
    }
    return first..<ends.count
  }

  /// Where else a name that begins with a role may end: after its "member states", and the country where
  /// a mission is.
  private mutating func tails(_ end: Int, _ reading: Reading) -> [Int] {
    guard end < words.count else { return [] }
    return ends[links(end, .members, articles: false).dropFirst()] + hosts(end, reading)
  }

  /// Where a name ends that tells the country a mission is in.
  private mutating func hosts(_ end: Int, _ reading: Reading) -> [Int] {
    guard end < words.count, reading.via == nil || reading.via == .embassy else { return [] }
    var ends: [Int] = []
    for index in stops(from: end) where stops[index].uses.contains(.host) {
      let link = stops[index].end
      let hasArticle = link < words.count && isNothing(link)
      for index in stops(from: hasArticle ? link + 1 : link) {
        guard let place = name(stops[index]), place.kind != .demonym else { continue }
        let candidates = candidates(place)
        if candidates.count == 1, candidates[0].type == .country { ends.append(stops[index].end) }
      }
    }
    return ends
  }

  /// What a role is for its owner, if there is such a thing.
  private mutating func compose(_ number: Int, _ owner: Reading, end: Int) -> Reading? {
    guard owner.kind != .excluded, owner.via == nil else { return nil }
    let phrase = registry.index.phrases[number]
    if phrase.isForm {
      guard !owner.isComposed else { return nil }
      let fitting = those(of: owner) { [registry] in
        $0.type == .country && registry.hasForm(phrase.role, $0.id)
      }
      return fitting.map { Reading(end: end, whose: $0, kind: .structure, isComposed: true) }
    }
    var via: Via?
    var whose = holders(of: phrase.role, for: owner)
    if whose == nil, phrase.uses.contains(.ofItself) {
      whose = those(of: owner) { $0.type == .organization }
    }
    if whose == nil,
      phrase.uses.contains(.ofCountries) || isWhole && phrase.uses.contains(.ofCountriesAlone)
    {
      whose = those(of: owner) { $0.type == .country }
      via = phrase.via
    }
    return whose.map { Reading(end: end, whose: $0, kind: .structure, via: via, isComposed: true) }
  }

  /// The bodies that fill a role for those whose a name is; `nil` where there are none.
  private mutating func holders(of role: String, for owner: Reading) -> Int32? {
    var holders: [Candidate] = []
    for body in candidates(owner) where body.type == .organization {
      registry.addHolders(of: role, for: body.id, to: &holders)
    }
    if holders.isEmpty { return nil }
    if holders.count > 1 { holders.sort() }
    return keep(holders)
  }

  /// Those of whom a name may be that fit, in their order; `nil` where none does.
  private mutating func those(of owner: Reading, where fits: (Candidate) -> Bool) -> Int32? {
    let candidates = candidates(owner)
    let count = candidates.count(where: fits)
    if count == 0 { return nil }
    return count == candidates.count ? owner.whose : keep(candidates.filter(fits))
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

  private mutating func name(_ stop: Stop) -> Reading? {
    switch stop.names {
    case 0: return nil
    case 1:
      return Reading(
        end: stop.end, whose: stop.name, kind: registry.index.names[Int(stop.name)].kind,
        isAcronym: stop.isAcronym, isLowerCase: stop.isLowerCase)
    default:
      var all: [Int] = []
      forEachEntry(stop) { if $0.isName { all.append(Int($0.number)) } }
      guard let answer = registry.index.answer(all) else { return nil }
      return Reading(
        end: stop.end, whose: keep(answer.candidates),
        kind: NameKind(rawValue: answer.method) ?? .name,
        isAcronym: stop.isAcronym, isLowerCase: stop.isLowerCase)
    }
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
        stop.names += 1
        stop.name = entry.number
        stop.isAcronym = stop.isAcronym || entry.isAcronym
        stop.isLowerCase = stop.isLowerCase || entry.isLowerCase
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
  private mutating func hasCapital(_ range: Range<Int>) -> Bool {
    for index in range {
      learn(index)
      if words[index].ways?.beginsName ?? false { return true }
    }
    return false
  }
}
