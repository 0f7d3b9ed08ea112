internal import Records
private import Synchronization

/// What a name that is in no table may have been meant for. Its own tables are made when a guess is first
/// asked for.
final class Guesses: Sendable {
  private let index: Index
  private let misspellings = Mutex<Misspellings?>(nil)
  private let mentions = Mutex<Mentions?>(nil)

  init(_ index: Index) { self.index = index }

  /// The subject whose name has one word misspelled; ambiguous when several are within reach.
  func misspelled(_ name: String) -> Answer {
    misspellings.withLock { known in
      let misspellings = known ?? Misspellings(index)
      known = misspellings
      return misspellings.answer(to: name)
    }
  }

  /// Subjects whose names share the rarest words with `name`, likeliest first.
  func nearest(to name: String, limit: Int) -> [Candidate] {
    let misspelled = misspelled(name).candidates
    let sharing = mentions.withLock { known in
      let mentions = known ?? Mentions(index)
      known = mentions
      return mentions.nearest(to: name)
    }
    return Array(
      (misspelled + sharing.filter { !misspelled.contains($0) }).prefix(max(0, limit)))
  }
}

/// Names by all their words but one, and by the first letter of that one.
///
/// A name is taken for a misspelled one when a single word differs, and that by one edit (a letter more,
/// less, other, or two in turn), or by two in a word of nine letters; when the first letter is right; and
/// when no other subject is as near. Only Latin and Cyrillic words are guessed at. So the words that many names share never decide.
private struct Misspellings {
  /// A word of a name.
  private struct Target {
    /// Where its letters are in `letters`.
    let range: Range<Int32>
    let answer: Answer
  }

  /// What tells most targets apart without a look at them.
  private struct Sign {
    /// Of the other words, and of the first letter and the length of the word itself.
    let hash: UInt64
    let letters: UInt64

    static let buckets = 1 << 15
    static func bucket(_ hash: UInt64) -> Int {
      Int(truncatingIfNeeded: hash ^ hash >> 32) & (buckets - 1)
    }
    var bucket: Int { Self.bucket(hash) }
  }

  /// Letters of Latin and Cyrillic, all below U+0530, and U+FFFD.
  typealias Letter = UInt16

  /// Shorter words are not guessed at: many a name is one letter from another.
  private static let shortest = 5
  /// Words of this length and more may have two edits.
  private static let long = 9

  private var letters: [Letter] = []
  /// In the order of their buckets.
  private var targets: [Target] = []
  private var signs: [Sign] = []
  /// Where the targets of each bucket begin, and the last ones end.
  private var buckets: [Int32] = []
  /// Names without their blanks, for words run together or torn apart, by their hash.
  private var joined: [UInt64: Answer] = [:]

  init(_ index: Index) {
    var found: [(Sign, Target)] = []
    index.forEachName { key, name in
      guard Self.isTarget(name, key), let words = Words(key) else { return }
      for place in words.ranges.indices where words.isGuessable(place) {
        let start = Int32(letters.count)
        letters.append(contentsOf: words[place])
        let sign = Sign(
          hash: words.hash(but: place, of: words[place].count), letters: words.signature(place))
        found.append((sign, Target(range: start..<Int32(letters.count), answer: name.answer)))
      }
      if name.type == .country, words.letters.count >= 8 {
        let old = joined[words.joinedHash]
        joined[words.joinedHash] = old == nil || old == name.answer ? name.answer : .unknown
      }
    }
    found.sort { ($0.0.bucket, $0.0.hash) < ($1.0.bucket, $1.0.hash) }
    targets = found.map(\.1)
    signs = found.map(\.0)
    buckets = Array(repeating: 0, count: Sign.buckets + 1)
    for sign in signs { buckets[sign.bucket + 1] += 1 }
    for bucket in 0..<Sign.buckets { buckets[bucket + 1] += buckets[bucket] }
  }

  func answer(to name: String) -> Answer {
    var name = name
    guard let words = name.withUTF8({ Key.with(of: $0) { Words($0) } }) else { return .unknown }
    var found: [Answer] = []
    var nearest = 2
    for place in words.ranges.indices where words.isGuessable(place) {
      let word = words[place]
      let letters = words.signature(place)
      let reach = word.count >= Self.long ? 2 : 1
      for length in max(Self.shortest, word.count - reach)...word.count + reach {
        let hash = words.hash(but: place, of: length)
        let bucket = Sign.bucket(hash)
        for index in Int(buckets[bucket])..<Int(buckets[bucket + 1]) {
          let sign = signs[index]
          guard sign.hash == hash, (sign.letters ^ letters).nonzeroBitCount <= 2 * reach else {
            continue
          }
          let target = targets[index]
          let shorter = min(word.count, length)
          let isBody = target.answer.candidates.first?.type == .organization
          let limit = shorter >= Self.long && !isBody ? 2 : 1
          guard abs(word.count - length) <= limit,
            (sign.letters ^ letters).nonzeroBitCount <= 2 * limit
          else { continue }
          let other = self.letters[Int(target.range.lowerBound)..<Int(target.range.upperBound)]
          let distance = Self.distance(word, other)
          guard distance <= min(limit, nearest) else { continue }
          if distance < nearest { found.removeAll() }
          nearest = distance
          found.append(target.answer)
        }
      }
    }
    if found.isEmpty, let answer = joined[words.joinedHash] { found = [answer] }
    // One that is known to be nobody's is as good a guess as any.
    guard !found.isEmpty, !found.contains(where: { $0.candidates.isEmpty }) else { return .unknown }
    return Answer(found.flatMap(\.candidates), method: NameKind.misspelling.rawValue)
  }

  /// Whether the name is worth guessing at: no acronym, and no form of a word that has many.
  private static func isTarget(_ name: Tables.Name, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    switch name.kind {
    case .official, .name, .alias, .former, .excluded: break
    default: return false
    }
    if key.count < 6 || key[1] == Key.Mark.acronym.rawValue { return false }
    guard name.type == .country else { return key.count > 12 }
    // A short word is one letter from many a word of some other language. Cyrillic takes two bytes.
    return key.count > (key[1] < 0x80 ? 8 : 16)
      || name.languages.split(separator: " ").contains { $0 == "en" || $0 == "ru" }
  }

  /// The words of a key.
  private struct Words {
    private(set) var letters: [Letter] = []
    private(set) var ranges: [Range<Int>] = []

    /// `nil` for other scripts and for names without letters.
    init?(_ key: UnsafeBufferPointer<UInt8>) {
      letters.reserveCapacity(key.count)
      var start = 0
      var decoder = UTF8()
      var bytes = key.makeIterator()
      while case .scalarValue(let scalar) = decoder.decode(&bytes) {
        switch scalar.value {
        case 0x20:
          if start < letters.count { ranges.append(start..<letters.count) }
          start = letters.count
        case 0x30...0x24F, 0x400...0x52F, 0xFFFD: letters.append(Letter(scalar.value))
        default: return nil
        }
      }
      if start < letters.count { ranges.append(start..<letters.count) }
      if letters.isEmpty { return nil }
    }

    subscript(place: Int) -> ArraySlice<Letter> { letters[ranges[place]] }

    func isGuessable(_ place: Int) -> Bool {
      guard (Misspellings.shortest...64).contains(ranges[place].count) else { return false }
      let isCyrillic = self[place].contains { $0 >= 0x400 && $0 != 0xFFFD }
      return self[place].allSatisfy { $0 > 0x39 && ($0 >= 0x400) == isCyrillic || $0 == 0xFFFD }
    }

    /// Of all words but one, and of that one's first letter and a length.
    func hash(but place: Int, of length: Int) -> UInt64 {
      var hash = Index.Hash()
      hash.read(UInt8(truncatingIfNeeded: length))
      for index in ranges.indices {
        let word = index == place ? self[index].prefix(1) : self[index]
        hash.read(UInt8(index == place ? 1 : 2))
        for letter in word { hash.read(letter) }
      }
      return hash.value
    }

    var joinedHash: UInt64 {
      var hash = Index.Hash()
      for letter in letters { hash.read(letter) }
      return hash.value
    }

    /// One bit for each letter, by its number; an edit changes two at most.
    func signature(_ place: Int) -> UInt64 {
      self[place].reduce(0) { $0 | 1 << UInt64($1 & 63) }
    }
  }

  /// Optimal string alignment: insertions, deletions, substitutions, and neighbours in turn.
  private static func distance(_ left: ArraySlice<Letter>, _ right: ArraySlice<Letter>) -> Int {
    let width = right.count + 1
    let start = right.startIndex
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 3 * width) { rows in
      for j in 0..<width { rows[j] = UInt8(j) }
      // The rows of this letter of `left` and of the two before it take turns.
      var (row, last, before) = (width, 0, 2 * width)
      for (i, letter) in left.enumerated() {
        rows[row] = UInt8(i + 1)
        for j in 1..<width {
          let other = right[start + j - 1]
          var cost = min(
            rows[last + j] + 1, rows[row + j - 1] + 1,
            rows[last + j - 1] + (letter == other ? 0 : 1))
          if i > 0, j > 1, letter == right[start + j - 2],
            left[left.startIndex + i - 1] == other
          {
            cost = min(cost, rows[before + j - 2] + 1)
          }
          rows[row + j] = cost
        }
        (row, last, before) = (before, row, last)
      }
      return Int(rows[last + width - 1])
    }
  }
}

/// Every word of the tables with whose names it is in.
private struct Mentions {
  private var words: [(word: String, candidates: Set<Candidate>)] = []

  init(_ index: Index) {
    var mentions: [String: Set<Candidate>] = [:]
    index.forEachName { key, name in
      guard name.kind != .inflected else { return }
      for word in Self.words(String(decoding: key, as: UTF8.self)) {
        mentions[word, default: []].formUnion(name.answer.candidates)
      }
    }
    words = mentions.map { ($0.key, $0.value) }.sorted { $0.word < $1.word }
  }

  func nearest(to name: String) -> [Candidate] {
    var name = name
    let key = name.withUTF8 { Key.with(of: $0) { String(decoding: $0, as: UTF8.self) } }
    var weights: [Candidate: Double] = [:]
    for word in Set(Self.words(key).prefix(24)) {
      // A word that many share tells little; one that begins alike tells half as much.
      var best: [Candidate: Double] = [:]
      let beginning = String(word.prefix(max(5, word.count - 3)))
      var place = start(of: beginning)
      while place < words.count, words[place].word.hasPrefix(beginning) {
        let weight = (words[place].word == word ? 1.0 : 0.5) / Double(words[place].candidates.count)
        for candidate in words[place].candidates {
          best[candidate] = max(best[candidate] ?? 0, weight)
        }
        place += 1
      }
      weights.merge(best, uniquingKeysWith: +)
    }
    return weights.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  private static func words(_ key: String) -> [String] {
    key.split(separator: " ").filter { $0.count > 2 }.map(String.init)
  }

  /// The first word that does not sort before `beginning`.
  private func start(of beginning: String) -> Int {
    var range = words.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range =
        words[middle].word < beginning
        ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }
}
