internal import Records

/// All names and role words by their keys: a hash table that can also be walked word by word.
///
/// A place in it is the hash of the words that lead there, so a walk goes on from where it stands; the
/// place of every name's beginning is in the table too.
struct Index: Sendable {
  /// FNV-1a, 64 bits, of bytes or scalars: that of a folded word's scalars is its number here.
  struct Hash: Hashable, Sendable {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    init() {}

    /// Of a word whose scalars have been read elsewhere.
    init(_ value: UInt64) { self.value = value }

    mutating func read(scalar: UInt32) { value = (value ^ UInt64(scalar)) &* 0x100_0000_01B3 }

    mutating func read(_ byte: UInt8) { read(scalar: UInt32(byte)) }

    mutating func read(_ bytes: some Sequence<UInt8>) { for byte in bytes { read(byte) } }

    mutating func read(_ letter: UInt16) {
      read(UInt8(truncatingIfNeeded: letter))
      read(UInt8(letter >> 8))
    }

    /// The hash of a word of the tables.
    static func of(_ word: some StringProtocol) -> Hash {
      var hash = Hash()
      for scalar in word.unicodeScalars { hash.read(scalar: scalar.value) }
      return hash
    }
  }

  /// Puts the scalars of a word together out of its bytes, which are valid UTF-8.
  private struct WordReader {
    private(set) var hash = Hash()
    private var scalar: UInt32 = 0
    /// How many bytes the scalar still lacks.
    private var left = 0

    mutating func read(_ byte: UInt8) {
      switch byte {
      case ..<0x80: hash.read(scalar: UInt32(byte))
      case ..<0xC0:
        scalar = scalar << 6 | UInt32(byte & 0x3F)
        left -= 1
        if left == 0 { hash.read(scalar: scalar) }
      default:
        left = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3
        scalar = UInt32(byte & (0x3F >> UInt8(left)))
      }
    }
  }

  /// The words read so far.
  struct Place: Hashable, Sendable {
    fileprivate private(set) var hash: UInt64 = 0

    /// Where no word has been read yet.
    static let start = Place()

    /// Where a key leads to.
    fileprivate init(key: some Sequence<UInt8>) {
      self.init()
      var word: WordReader?
      for byte in key {
        if byte == UInt8(ascii: " ") {
          if let word { self = after(word.hash) }
          word = WordReader()
        } else {
          word?.read(byte)
        }
      }
      if let word { self = after(word.hash) }
    }

    private init() {}

    /// Where `word` leads to.
    func after(_ word: Hash) -> Place {
      var place = self
      place.hash = ((hash << 23 | hash >> 41) ^ word.value) &* 0x9E37_79B9_7F4A_7C15
      place.hash ^= place.hash >> 32
      return place
    }
  }

  /// What ends at one place.
  struct Entry: Sendable {
    /// Of a name in `names`, or of words for a role in `phrases`.
    let number: Int32
    let isName: Bool
    /// Short for a name that may stand before it.
    let isAcronym: Bool
    /// A name that counts without a capital letter, as adjectives of Cyrillic languages do.
    let isLowerCase: Bool
    /// The next one at the place; −1 after the last.
    fileprivate(set) var next: Int32
  }

  private struct Slot {
    var hash: UInt64 = 0
    /// The first entry; −1 where names only go on, −2 in a free slot.
    var entry: Int32 = -2
    /// Which of `ends` the place is; −1 where names only go on.
    var end: Int32 = -1
  }

  /// A key at which names end.
  private struct End {
    /// Where it stands in `keys`.
    let key: Range<Int32>
    /// The answer where several names end, in `merged`; −1 where one does.
    var merged: Int32 = -1
  }

  private(set) var names: [Tables.Name]
  let phrases: [Tables.Phrase]
  private var slots: [Slot]
  private var used = 0
  private(set) var entries: [Entry] = []
  /// Which words begin a name, by some bits of their places; so most other words need no look at `slots`.
  private var beginnings = BitFilter(1 << 18)
  /// The same for all places.
  private var places = BitFilter(1 << 20)
  private var ends: [End] = []
  private var keys: [UInt8] = []
  private var merged: [Answer] = []
  /// Codes and acronyms, with the places of the same letters as an acronym and in small letters.
  private var twins: [(Place, [Place])] = []
  /// Clashes found while building: one sentence each.
  private(set) var problems: [String] = []

  init(_ tables: Tables) {
    names = tables.names
    phrases = tables.phrases
    // Prefixes take about as many places as names do.
    slots = Array(repeating: Slot(), count: (names.count * 4).nextPowerOfTwo)
    entries.reserveCapacity(names.count + names.count / 4)
    keys.reserveCapacity(names.count * 24)
    for number in names.indices { insert(names[number].text, number, isName: true) }
    for number in phrases.indices { insert(phrases[number].words, number, isName: false) }
    for word in Words.spelled { beginnings.insert(.start.after(word)) }
    mergeTwins()
  }

  // MARK: - Asking

  /// The answer to a whole name as it stands in the tables; `nil` when it does not.
  ///
  /// - Complexity: linear in its length; allocates nothing.
  func answer(to name: UnsafeBufferPointer<UInt8>) -> Answer? {
    if Key.isCode(name), let answer = Key.with(of: name, mark: .code, { answer(toKey: $0) }) {
      return answer
    }
    if Key.isAcronym(name), let answer = Key.with(of: name, mark: .acronym, { answer(toKey: $0) }) {
      return answer
    }
    return Key.with(of: name) { answer(toKey: $0) }
  }

  private func answer(toKey key: UnsafeBufferPointer<UInt8>) -> Answer? {
    guard !key.isEmpty else { return nil }
    guard let slot = slot(Place(key: key)), slot.entry >= 0 else { return nil }
    let end = ends[Int(slot.end)]
    guard end.key.count == key.count else { return nil }
    let start = Int(end.key.lowerBound)
    for index in key.indices where keys[start + index] != key[index] { return nil }
    if end.merged >= 0 { return merged[Int(end.merged)] }
    let entry = entries[Int(slot.entry)]
    return entry.isName ? names[Int(entry.number)].answer : nil
  }

  /// What ends at this place, the first entry's number or −1; `nil` where no name or role leads.
  ///
  /// - Complexity: one look-up; allocates nothing.
  func end(at place: Place) -> Int32? { slot(place)?.entry }

  /// Whether a name or role may begin with this word, which may be written as the tables spell it or
  /// not; rarely `true` for one that does not.
  func mayBegin(with word: Hash) -> Bool {
    beginnings.mayContain(Place.start.after(word))
  }

  /// One bit for some bits of the places that are in it.
  private struct BitFilter {
    private var words: [UInt64]
    private let mask: UInt64

    /// - Parameter size: in bits, a power of two.
    init(_ size: Int) {
      words = Array(repeating: 0, count: size / 64)
      mask = UInt64(size - 1)
    }

    mutating func insert(_ place: Place) {
      words[Int((place.hash & mask) >> 6)] |= 1 << (place.hash & 63)
    }

    /// Rarely `true` for a place that is not there.
    func mayContain(_ place: Place) -> Bool {
      words[Int((place.hash & mask) >> 6)] >> (place.hash & 63) & 1 != 0
    }
  }

  private func entries(at place: Place) -> [Entry] { entries(from: slot(place)?.entry ?? -1) }

  private func entries(from first: Int32) -> [Entry] {
    var found: [Entry] = []
    forEachEntry(from: first) { found.append($0) }
    return found
  }

  /// Calls `visit` with the entry of this number and all after it at its place.
  func forEachEntry(from first: Int32, _ visit: (Entry) -> Void) {
    var next = first
    while next >= 0 {
      let entry = entries[Int(next)]
      visit(entry)
      next = entry.next
    }
  }

  /// The names that end at a whole name's key, in each of its forms.
  func names(of name: String) -> [Tables.Name] {
    var name = name
    return name.withUTF8 { utf8 in
      let marks: [Key.Mark?] =
        (Key.isCode(utf8) ? [.code] : []) + (Key.isAcronym(utf8) ? [.acronym] : []) + [nil]
      return marks.flatMap { mark in
        Key.with(of: utf8, mark: mark) { key in
          entries(at: Place(key: key)).filter(\.isName).map { names[Int($0.number)] }
        }
      }
    }
  }

  /// Calls `visit` with every name and each of its keys.
  func forEachName(_ visit: (UnsafeBufferPointer<UInt8>, Tables.Name) -> Void) {
    keys.withUnsafeBufferPointer { keys in
      for slot in slots where slot.entry >= 0 {
        let key = ends[Int(slot.end)].key
        let letters = keys[Int(key.lowerBound)..<Int(key.upperBound)]
        forEachEntry(from: slot.entry) { entry in
          if entry.isName {
            visit(UnsafeBufferPointer(rebasing: letters), names[Int(entry.number)])
          }
        }
      }
    }
  }

  private func slot(_ place: Place) -> Slot? {
    guard places.mayContain(place) else { return nil }
    let slot = slots[position(of: place.hash)]
    return slot.entry == -2 ? nil : slot
  }

  /// Where the hash stands, or the free slot where it would.
  private func position(of hash: UInt64) -> Int {
    var index = Int(truncatingIfNeeded: hash ^ hash >> 29) & (slots.count - 1)
    while slots[index].entry != -2, slots[index].hash != hash {
      index = (index + 1) & (slots.count - 1)
    }
    return index
  }

  // MARK: - Building

  private mutating func insert(_ text: String, _ number: Int, isName: Bool) {
    var text = text
    var hasHyphen = false
    var hasDot = false
    var hasUnspaced = false
    for byte in text.utf8 {
      hasHyphen = hasHyphen || byte == UInt8(ascii: "-")
      hasDot = hasDot || byte == UInt8(ascii: ".")
      hasUnspaced = hasUnspaced || byte >= Key.unspacedLead
    }
    text.withUTF8 { utf8 in
      let isCode = isName && names[number].kind == .code
      let mark: Key.Mark? = isCode ? .code : Key.isAcronym(utf8) ? .acronym : nil
      insert(utf8, number, isName, mark, .plain)
      if hasHyphen { insert(utf8, number, isName, mark, .joined) }
      if hasDot { insert(utf8, number, isName, mark, .initialsApart) }
      if hasUnspaced { insert(utf8, number, isName, mark, .lettersApart) }
    }
  }

  private mutating func insert(
    _ text: UnsafeBufferPointer<UInt8>, _ number: Int, _ isName: Bool, _ mark: Key.Mark?,
    _ cut: Key.Cut
  ) {
    Key.with(of: text, mark: mark, cut: cut) { key in
      guard !key.isEmpty else { return }
      var place = Place.start
      for word in key.dropFirst().split(separator: UInt8(ascii: " ")) {
        var reader = WordReader()
        for byte in word { reader.read(byte) }
        if place != .start { _ = occupy(place) }
        place = place.after(reader.hash)
        if word.startIndex == 1 { beginnings.insert(place) }
      }
      let slot = occupy(place)
      if slots[slot].entry < 0 {
        let start = Int32(keys.count)
        keys.append(contentsOf: key)
        slots[slot].end = Int32(ends.count)
        ends.append(End(key: start..<Int32(keys.count)))
      }
      let words = key.count { $0 == UInt8(ascii: " ") }
      if isName {
        let kind = names[number].kind
        add(
          entry(
            number,
            isAcronym: kind == .acronym || kind == .abbreviation
              || (words == 1 && Words.isCapital(names[number].text))),
          at: slot)
      } else {
        addRole(number, at: slot)
      }
      guard let mark, isName else { return }
      let letters = key.lazy.filter { $0 != mark.rawValue }
      let plain = Place(key: letters)
      let acronym = Place(
        key: letters.flatMap { $0 == 0x20 ? [0x20, Key.Mark.acronym.rawValue] : [$0] })
      twins.append((place, mark == .code ? [acronym, plain] : [plain]))
    }
  }

  /// The slot of a place, taken now if it was not before.
  private mutating func occupy(_ place: Place) -> Int {
    if used * 2 > slots.count { grow() }
    let index = position(of: place.hash)
    guard slots[index].entry == -2 else { return index }
    used += 1
    places.insert(place)
    slots[index].hash = place.hash
    slots[index].entry = -1
    return index
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    for slot in old where slot.entry != -2 { slots[position(of: slot.hash)] = slot }
  }

  private mutating func addRole(_ number: Int, at slot: Int) {
    var next = slots[slot].entry
    while next >= 0 {
      let entry = entries[Int(next)]
      if !entry.isName, phrases[Int(entry.number)] == phrases[number] { return }
      next = entry.next
    }
    link(
      Entry(
        number: Int32(number), isName: false, isAcronym: false, isLowerCase: false, next: -1),
      at: slot)
  }

  private func entry(_ number: Int, isAcronym: Bool, next: Int32 = -1) -> Entry {
    Entry(
      number: Int32(number), isName: true, isAcronym: isAcronym,
      isLowerCase: names[number].kind == .demonym && names[number].isCyrillic, next: next)
  }

  private mutating func link(_ entry: Entry, at slot: Int) {
    var entry = entry
    entry.next = slots[slot].entry
    slots[slot].entry = Int32(entries.count)
    entries.append(entry)
  }

  /// A name kept by hand takes the place of a generated one; names of like standing that mean
  /// different things are a fault of the tables, and ambiguous, unless they are acronyms of different
  /// languages.
  private mutating func add(_ entry: Entry, at slot: Int) {
    let name = names[Int(entry.number)]
    var next = slots[slot].entry
    while next >= 0 {
      defer { next = entries[Int(next)].next }
      guard entries[Int(next)].isName else { continue }
      let old = names[Int(entries[Int(next)].number)]
      guard old.type == name.type, !old.isForeign(to: name) else { continue }
      if old.answer.candidates == name.answer.candidates { return }
      if old.isGenerated != name.isGenerated {
        if old.isGenerated {
          entries[Int(next)] = self.entry(
            Int(entry.number), isAcronym: entry.isAcronym, next: entries[Int(next)].next)
        }
        return
      }
      problems.append("\(name.place): the name is also claimed at \(old.place)")
      names.append(old.claimed(by: name))
      entries[Int(next)] = self.entry(
        names.count - 1, isAcronym: entry.isAcronym, next: entries[Int(next)].next)
      return
    }
    link(entry, at: slot)
  }

  /// Puts together, once and for all, the answers to keys at which several names end, and to acronyms
  /// whose words mean something in small letters, too.
  private mutating func mergeTwins() {
    for (place, others) in twins {
      merge(entries(at: place) + others.flatMap(entries(at:)), at: position(of: place.hash))
    }
    for index in slots.indices where slots[index].entry >= 0 {
      if ends[Int(slots[index].end)].merged < 0, entries[Int(slots[index].entry)].next >= 0 {
        merge(entries(from: slots[index].entry), at: index)
      }
    }
  }

  private mutating func merge(_ found: [Entry], at slot: Int) {
    guard found.count > 1,
      let answer = answer(found.filter(\.isName).map { Int($0.number) })
    else {
      return
    }
    ends[Int(slots[slot].end)].merged = Int32(merged.count)
    merged.append(answer)
  }

  /// One answer out of the names that the same words are, by their numbers; `nil` when there is
  /// none. What is known to be no country drops the countries.
  func answer(_ numbers: [Int]) -> Answer? {
    guard let first = numbers.first(where: { names[$0].kind != .excluded }) ?? numbers.first else {
      return nil
    }
    let isExcluded = numbers.contains { names[$0].kind == .excluded }
    var kind = NameKind.excluded
    var candidates: [Candidate] = []
    for number in numbers where !isExcluded || names[number].type == .organization {
      kind = names[first].kind
      for candidate in names[number].answer.candidates where !candidates.contains(candidate) {
        candidates.append(candidate)
      }
    }
    if candidates.count > 1 { candidates.sort() }
    return Answer(sorted: candidates, method: kind.rawValue)
  }
}

extension Int {
  /// The least power of two that is no less, and no less than 16.
  fileprivate var nextPowerOfTwo: Int {
    var power = 16
    while power < self { power *= 2 }
    return power
  }
}
