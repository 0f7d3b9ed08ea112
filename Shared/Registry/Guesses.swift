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
/// when no other subject is within reach. So the words that many names share never decide.
private struct Misspellings {
  private struct Target {
    let word: ArraySlice<Unicode.Scalar>
    let letters: UInt64
    let answer: Answer
  }

  /// Shorter words are not guessed at: many a name is one letter from another.
  private static let shortest = 5
  /// Words of this length and more may have two edits.
  private static let long = 9

  private var targets: [UInt64: [Target]] = [:]
  /// Names without their blanks, for words run together or torn apart.
  private var unspaced: [String: Answer] = [:]

  init(_ index: Index) {
    index.forEachName { key, name in
      guard Self.isTarget(name, key) else { return }
      let words = Self.words(key)
      for place in words.indices where Self.isGuessable(words[place]) {
        targets[Self.hash(words, but: place), default: []].append(
          Target(
            word: words[place], letters: Self.letters(words[place]), answer: name.answer))
      }
      let joined = String(String.UnicodeScalarView(words.joined()))
      if joined.utf8.count >= 8, name.type == .country {
        let old = unspaced[joined]
        unspaced[joined] = old == nil || old == name.answer ? name.answer : .unknown
      }
    }
  }

  func answer(to name: String) -> Answer {
    var name = name
    let key = name.withUTF8 { Key.with(of: $0) { String(decoding: $0, as: UTF8.self) } }
    let words = Self.words(key)
    var found: [(distance: Int, answer: Answer)] = []
    for place in words.indices where Self.isGuessable(words[place]) {
      let letters = Self.letters(words[place])
      for target in targets[Self.hash(words, but: place)] ?? [] {
        let limit =
          min(words[place].count, target.word.count) >= Self.long
            && target.answer.candidates.first?.type != .organization ? 2 : 1
        guard abs(words[place].count - target.word.count) <= limit,
          (letters ^ target.letters).nonzeroBitCount <= 2 * limit
        else { continue }
        let distance = Self.distance(words[place], target.word)
        if distance <= limit { found.append((distance, target.answer)) }
      }
    }
    if found.isEmpty {
      guard let answer = unspaced[String(String.UnicodeScalarView(words.joined()))] else {
        return .unknown
      }
      found = [(1, answer)]
    }
    // One that is known to be nobody's is as good a guess as any.
    guard !found.contains(where: { $0.answer.candidates.isEmpty }) else { return .unknown }
    return Answer(
      found.flatMap(\.answer.candidates), method: NameKind.misspelling.rawValue)
  }

  /// Whether the name is worth guessing at: no acronym, and no form of a word that has many.
  private static func isTarget(_ name: Tables.Name, _ key: String) -> Bool {
    switch name.kind {
    case .official, .name, .alias, .former, .excluded: break
    default: return false
    }
    guard !key.utf8.contains(UInt8(ascii: "^")), !Words.isCapital(name.text) else { return false }
    return name.type == .country || key.utf8.count > 12
  }

  private static func words(_ key: String) -> [ArraySlice<Unicode.Scalar>] {
    Array(key.unicodeScalars).split(separator: " ")
  }

  private static func isGuessable(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    word.count >= shortest
      && word.allSatisfy { scalar in
        !(0x30...0x39).contains(scalar.value) && !Key.isUnspaced(Int32(bitPattern: scalar.value))
      }
  }

  private static func hash(_ words: [ArraySlice<Unicode.Scalar>], but place: Int) -> UInt64 {
    var hash = Index.Place()
    for index in words.indices {
      let word = index == place ? words[index].prefix(1) : words[index]
      hash.read(CollectionOfOne(UInt8(index == place ? 1 : 2)))
      for scalar in word {
        hash.read((0..<3).map { UInt8(truncatingIfNeeded: scalar.value >> ($0 * 8)) })
      }
    }
    return hash.hash
  }

  /// One bit for each letter, by its number; an edit changes two at most.
  private static func letters(_ word: ArraySlice<Unicode.Scalar>) -> UInt64 {
    word.reduce(0) { $0 | 1 << UInt64($1.value & 63) }
  }

  /// Optimal string alignment: insertions, deletions, substitutions, and neighbours in turn.
  private static func distance(
    _ left: ArraySlice<Unicode.Scalar>, _ right: ArraySlice<Unicode.Scalar>
  ) -> Int {
    let left = Array(left)
    let right = Array(right)
    var before = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for i in 1...left.count {
      var row = [i]
      for j in 1...right.count {
        var cost = min(
          last[j] + 1, row[j - 1] + 1, last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1))
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          cost = min(cost, before[j - 2] + 1)
        }
        row.append(cost)
      }
      (before, last) = (last, row)
    }
    return last[right.count]
  }
}

/// Every word of the tables with whose names it is in.
private struct Mentions {
  private var words: [(word: String, candidates: Set<Candidate>)] = []

  init(_ index: Index) {
    var mentions: [String: Set<Candidate>] = [:]
    index.forEachName { key, name in
      guard name.kind != .inflected else { return }
      for word in Self.words(key) { mentions[word, default: []].formUnion(name.answer.candidates) }
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
