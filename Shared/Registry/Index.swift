internal import Records

/// All names and role words as a tree of words.
struct Index: Sendable {
  /// What ends at one place of the tree.
  struct Entry: Sendable {
    var candidates: [Candidate]
    let kind: NameKind
    /// A role's words instead of a name.
    let role: String?
    /// Whether the role may come after its owner, as in English ("OSCE Secretariat") and Turkic.
    var mayFollow = false
    /// Short for a name that may stand before it.
    let isAcronym: Bool
    /// Written without capitals in its own language.
    let isLowerCase: Bool
    let place: String
  }

  /// A word by its bytes: both sides are folded already, so canonical equivalence is not asked for.
  private struct Word: Hashable {
    var text: String

    static func == (left: Word, right: Word) -> Bool {
      left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
      var text = text
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }

  private var words: [Word: UInt32] = [:]
  private var edges: [UInt64: UInt32] = [:]
  private var entries: [UInt32: [Entry]] = [:]
  private var nodes: UInt32 = 1
  /// Clashes found while building: one sentence each.
  private(set) var problems: [String] = []

  init(_ tables: Tables) {
    words.reserveCapacity(16_384)
    edges.reserveCapacity(40_000)
    entries.reserveCapacity(24_000)
    for name in tables.names {
      insert(Words.cut(name.text), name)
      if name.text.utf8.contains(UInt8(ascii: ".")) {
        insert(Words.cut(name.text, initialsApart: true), name)
      }
    }
    for phrase in tables.phrases {
      insert(
        Words.cut(phrase.words),
        Entry(
          candidates: [], kind: .structure, role: phrase.role,
          mayFollow: Self.ownerFirst.contains(phrase.language), isAcronym: false, isLowerCase: true,
          place: ""))
    }
  }

  private static let ownerFirst: Set<String> = ["en", "kk", "ky", "tr", "az", "uz"]

  /// Calls `visit` for every place where something known ends, with how many words it took.
  ///
  /// - Complexity: one look-up per word as long as any name goes on.
  func walk(from start: Int, _ ways: (Int) -> [[String]]?, _ visit: (Int, [Entry]) -> Void) {
    var front: Set<UInt32> = [0]
    var index = start
    while let ways = ways(index) {
      var next: Set<UInt32> = []
      var skipped = false
      for way in ways {
        if way.isEmpty {
          guard index > start else { return }
          skipped = true
          next.formUnion(front)
          continue
        }
        for node in front {
          if let end = follow(way, from: node) { next.insert(end) }
        }
      }
      guard !next.isEmpty else { return }
      index += 1
      if !skipped {
        let found = next.flatMap { entries[$0] ?? [] }
        if !found.isEmpty { visit(index, found) }
      }
      front = next
    }
  }

  private func follow(_ way: [String], from node: UInt32) -> UInt32? {
    var node = node
    for word in way {
      guard let id = words[Word(text: word)], let next = edges[UInt64(node) << 32 | UInt64(id)]
      else {
        return nil
      }
      node = next
    }
    return node
  }

  private mutating func insert(_ cut: [Substring], _ name: Tables.Name) {
    let entry = Entry(
      candidates: name.candidates, kind: name.kind, role: nil,
      isAcronym: name.kind == .acronym || name.kind == .abbreviation
        || (cut.count == 1 && Words.isCapital(name.text)),
      isLowerCase: name.languages != "en" && name.kind == .demonym, place: name.place)
    insert(cut, entry)
  }

  private mutating func insert(_ cut: [Substring], _ entry: Entry) {
    let capitals = !cut.isEmpty && cut.allSatisfy(Words.isAcronym)
    var sequences: [[String]] = []
    for word in cut {
      let ways = Words.ways(word).filter { way in
        way.isEmpty || (way[0].utf8.first == UInt8(ascii: "^")) == capitals
      }
      // A name is kept in its plain and its joined spelling, never shortened.
      let kept = ways.prefix(word.utf8.contains(UInt8(ascii: "-")) ? 2 : 1)
      if sequences.isEmpty {
        sequences = Array(kept)
      } else if kept.count == 1 {
        for index in sequences.indices { sequences[index] += kept[0] }
      } else {
        sequences = sequences.flatMap { sequence in kept.map { sequence + $0 } }
      }
    }
    for (index, sequence) in sequences.enumerated()
    where !sequence.isEmpty && !sequences[..<index].contains(sequence) {
      insert(sequence, entry)
    }
  }

  private mutating func insert(_ sequence: [String], _ entry: Entry) {
    var node: UInt32 = 0
    for word in sequence {
      let id = words[Word(text: word)] ?? UInt32(words.count)
      words[Word(text: word)] = id
      let key = UInt64(node) << 32 | UInt64(id)
      if let next = edges[key] {
        node = next
      } else {
        edges[key] = nodes
        node = nodes
        nodes += 1
      }
    }
    add(entry, at: node)
  }

  /// A name kept by hand takes the place of a generated one; names of like standing that mean
  /// different things are a fault of the tables, and ambiguous.
  private mutating func add(_ entry: Entry, at node: UInt32) {
    var here = entries[node] ?? []
    defer { entries[node] = here }
    guard entry.role == nil else {
      if let index = here.firstIndex(where: { $0.role == entry.role }) {
        here[index].mayFollow = here[index].mayFollow || entry.mayFollow
      } else {
        here.append(entry)
      }
      return
    }
    func isGenerated(_ entry: Entry) -> Bool { entry.place.contains("_generated.tsv") }
    guard
      let index = here.firstIndex(where: {
        $0.role == nil
          && ($0.candidates.first?.type ?? .country) == (entry.candidates.first?.type ?? .country)
      })
    else {
      here.append(entry)
      return
    }
    let old = here[index]
    if Set(old.candidates) == Set(entry.candidates) { return }
    if isGenerated(old) != isGenerated(entry) {
      if isGenerated(old) { here[index] = entry }
      return
    }
    problems.append("\(entry.place): the name is also claimed at \(old.place)")
    here[index].candidates = Array(Set(old.candidates + entry.candidates))
  }
}
