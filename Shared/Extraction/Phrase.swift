import Records

/// A number together with what it counts.
struct Quantity {
  enum Unit {
    case people, bodies, states
    /// Embassies, commissions, diplomatic missions: bodies that are counted apart.
    case offices
    /// No noun at all.
    case bare
    /// Anything that is not of interest here.
    case other
  }

  var tokens: Range<Int>
  let number: Number
  var unit: Unit = .bare
  var audience: Audience?
  var isApproximate = false
  /// "63 more", "another 76".
  var isMore = false
  /// "25 other countries": what is left beside those named.
  var isOther = false
  var isEach = false
  /// The noun is "observers", and not only "people" or "representatives".
  var isSure = false
  /// What sort of observers, where they are one: "long-term observers".
  var isSort = false
  /// Index of a name inside: "24 OSCE/ODIHR observers".
  var inner: Int?
  /// What the words inside say has happened: "76 accredited observers".
  var events: Marks = []

  var value: Int { number.value }
}

/// One step through a sentence: a quantity, a name, a word or phrase, a mark.
struct Item {
  enum Kind: Equatable {
    case quantity(Int)
    case name(Int)
    case word, mark
  }
  let kind: Kind
  let tokens: Range<Int>
  var marks: Marks = []
}

/// A sentence as a row of items, and the next in the same room.
struct Phrase {
  private(set) var tokens: ArraySlice<Token> = []
  var names: [Name] = []
  private(set) var quantities: [Quantity] = []
  private(set) var items: [Item] = []
  private(set) var gist = Gist([])
  private let vocabulary: Vocabulary

  /// Everything that its words can do.
  var marks: Marks { gist.marks }

  /// Of no sentence.
  init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  mutating func read(_ passage: Passage, names: [Name], _ page: Page) {
    tokens = passage.tokens
    gist = passage.gist
    self.names = names
    quantities.removeAll(keepingCapacity: true)
    items.removeAll(keepingCapacity: true)
    var numbers = Numbers(tokens, page, vocabulary)
    var taken = tokens.startIndex
    while let number = numbers.next() {
      guard number.tokens.lowerBound >= taken, !names.cover(number.tokens.lowerBound) else {
        continue
      }
      var reader = QuantityReader(tokens, names, vocabulary, number)
      let quantity = reader.read()
      quantities.append(quantity)
      taken = quantity.tokens.upperBound
    }
    shareNouns()
    buildItems()
  }

  /// Whether nobody is named and nothing counted.
  var isBare: Bool { quantities.isEmpty && names.isEmpty }

  func token(_ item: Int) -> Token { tokens[items[item].tokens.lowerBound] }

  /// "36 local and 28 international organizations": the first number shares the noun of the second.
  private mutating func shareNouns() {
    guard quantities.count > 1 else { return }
    for index in (0..<quantities.count - 1).reversed() {
      let next = quantities[index + 1]
      guard quantities[index].unit == .bare || quantities[index].unit == .other,
        next.unit == .people || next.unit == .bodies, next.audience != nil, next.inner == nil
      else { continue }
      let start = quantities[index].number.tokens.upperBound
      var end = next.tokens.lowerBound
      // "12,000 domestic and some 1,000 foreign observers"
      while end > start + 2,
        tokens[end - 1].has([.approximate, .article]) || tokens[end - 1].shape.contains(.inPhrase)
      {
        end -= 1
      }
      let between = start..<end
      guard (2...4).contains(between.count),
        tokens[end - 1].has(.and) || tokens[end - 1].isMark(","),
        between.dropLast().contains(where: { tokens[$0].has([.foreign, .domestic]) }),
        between.dropLast().allSatisfy({
          !tokens[$0].has([.from, .of, .stranger]) && tokens[$0].isWord
        })
      else { continue }
      quantities[index].unit = next.unit
      quantities[index].isSure = next.isSure
      quantities[index].audience =
        between.contains { tokens[$0].has(.domestic) } ? .domestic : .international
      quantities[index].tokens = quantities[index].tokens.lowerBound..<between.upperBound - 1
    }
    for index in 1..<quantities.count {
      shareSort(index)
      takeNoun(index)
      if gist.hasYear { takeNounOfYear(index) }
    }
    for index in quantities.indices.reversed() { takeNationality(index) }
  }

  /// "40 Chilean, 12 Polish and five Czech observers", "57 observers: 40 Chilean and 17 Polish": people
  /// of the number behind it or before.
  private mutating func takeNationality(_ index: Int) {
    var start = quantities[index].number.tokens.upperBound
    // "of whom 40 are Chilean"
    if start < tokens.endIndex, tokens[start].has(.listing), tokens[start].has(.stop) { start += 1 }
    guard quantities[index].unit == .bare || quantities[index].unit == .other,
      let name = names.first(at: start), names[name].role == .adjective
    else { return }
    let end = names[name].tokens.upperBound
    let isPeople = names[name].isPeople && marks.contains(.observer)
    guard
      end >= tokens.endIndex || tokens[end].kind == .mark || tokens[end].has(.and)
        || isPeople && tokens[end].has(Marks.events.union([.stop, .give, .watch]))
    else { return }
    let isBeforePeople =
      index + 1 < quantities.count && quantities[index + 1].unit == .people
      && quantities[index + 1].inner.map { names[$0].role == .adjective } ?? false
      && tokens[end..<quantities[index + 1].tokens.lowerBound].allSatisfy {
        $0.has(.and) || $0.isMark(",")
      }
    let whole = quantities[..<index].last { $0.unit == .people && $0.inner == nil }
    guard isBeforePeople || isPeople || whole.map({ $0.value > quantities[index].value }) ?? false
    else { return }
    quantities[index].unit = .people
    quantities[index].isSure = isBeforePeople ? quantities[index + 1].isSure : true
    quantities[index].inner = name
    quantities[index].tokens = quantities[index].tokens.lowerBound..<end
  }

  /// "40 long-term and 60 short-term observers"
  private mutating func shareSort(_ index: Int) {
    let next = quantities[index]
    guard next.unit == .people, next.isSort,
      quantities[index - 1].unit == .bare
        || quantities[index - 1].unit == .other
    else { return }
    let between = quantities[index - 1].number.tokens.upperBound..<next.tokens.lowerBound
    guard (2...3).contains(between.count), tokens[between.upperBound - 1].has(.and),
      tokens[between.lowerBound].has([.longTerm, .shortTerm])
    else { return }
    quantities[index - 1].unit = .people
    quantities[index - 1].isSure = next.isSure
    quantities[index - 1].isSort = true
    quantities[index - 1].tokens = quantities[index - 1].tokens.lowerBound..<between.upperBound - 1
  }

  /// "48 groups watched in 2020, 55 in 2016 and 61 in 2012": what the first counts, the others do.
  private mutating func takeNounOfYear(_ index: Int) {
    let before = quantities[index - 1]
    let end = quantities[index].number.tokens.upperBound
    guard quantities[index].unit == .bare || quantities[index].unit == .other,
      [.people, .bodies, .states].contains(before.unit), isBeforeYear(end),
      before.tokens.upperBound <= quantities[index].tokens.lowerBound,
      tokens[before.tokens.upperBound..<quantities[index].tokens.lowerBound].indices.contains(
        where: isBeforeYear)
    else { return }
    quantities[index].unit = before.unit
    quantities[index].isSure = before.isSure
    quantities[index].audience = before.audience
  }

  /// "55 in 2016"
  func isOfYear(_ item: Int) -> Bool { gist.hasYear && isBeforeYear(items[item].tokens.upperBound) }

  private func isBeforeYear(_ place: Int) -> Bool {
    place + 1 < tokens.endIndex && tokens[place].has(.place) && Dates.year(tokens[place + 1]) != nil
  }

  /// "46 organizations, two of them foreign": the second number counts some of what the first counts.
  private mutating func takeNoun(_ index: Int) {
    guard quantities[index].unit == .bare || quantities[index].unit == .other else { return }
    var place = quantities[index].number.tokens.upperBound
    let isSome = place < tokens.endIndex && tokens[place].has(.including)
    if isSome {
      place += 1
      while place < tokens.endIndex, tokens[place].shape.contains(.inPhrase) { place += 1 }
      // "2,015 of whom are foreigners"
      if place < tokens.endIndex, tokens[place].has(.stop) { place += 1 }
    }
    guard place < tokens.endIndex, tokens[place].has([.foreign, .domestic]) else { return }
    // "and 120 foreign journalists"
    if place + 1 < tokens.endIndex, tokens[place + 1].has(.stranger) { return }
    let whole = quantities[index - 1]
    guard
      whole.unit == .bodies || whole.unit == .people
        || whole.unit == .bare && marks.contains(.observer),
      !isSome || whole.value >= quantities[index].value
    else {
      return
    }
    quantities[index].unit = whole.unit == .bare ? .people : whole.unit
    quantities[index].isSure = whole.isSure || whole.unit == .bare
    quantities[index].audience = tokens[place].has(.foreign) ? .international : .domestic
    var end = place + 1
    while end < tokens.endIndex, tokens[end].shape.contains(.inPhrase) { end += 1 }
    quantities[index].tokens = quantities[index].tokens.lowerBound..<end
  }

  private mutating func buildItems() {
    items.reserveCapacity(tokens.count)
    var place = tokens.startIndex
    // The next quantity and the next name, and where they begin.
    var (quantity, name) = (0, 0)
    while place < tokens.endIndex {
      while quantity < quantities.count, quantities[quantity].tokens.lowerBound < place {
        quantity += 1
      }
      while name < names.count, names[name].tokens.lowerBound < place { name += 1 }
      let number =
        quantity < quantities.count ? quantities[quantity].tokens.lowerBound : tokens.endIndex
      let noun = name < names.count ? names[name].tokens.lowerBound : tokens.endIndex
      addWords(&place, until: min(number, noun))
      if place == tokens.endIndex { break }
      if number == place {
        items.append(Item(kind: .quantity(quantity), tokens: quantities[quantity].tokens))
        place = quantities[quantity].tokens.upperBound
      } else {
        items.append(Item(kind: .name(name), tokens: names[name].tokens))
        place = names[name].tokens.upperBound
      }
    }
  }

  /// Adds what stands before a name or a number, each phrase as one item.
  private mutating func addWords(_ place: inout Int, until limit: Int) {
    while place < limit {
      var end = place + 1
      while end < limit, tokens[end].shape.contains(.inPhrase) { end += 1 }
      items.append(
        Item(
          kind: tokens[place].isWord ? .word : .mark, tokens: place..<end,
          marks: tokens[place].marks))
      place = end
    }
  }
}

/// Words by which two numbers differ, of all languages.
enum Differences {
  static let fewer = HashTable(Vocabulary.all.flatMap(\.fewer))
  static let more = HashTable(Vocabulary.all.flatMap(\.more))
  static let by = HashTable(Vocabulary.all.flatMap(\.by))
}

/// Finds out what one number counts.
private struct QuantityReader {
  private let tokens: ArraySlice<Token>
  private let names: [Name]
  private let vocabulary: Vocabulary
  private var result: Quantity
  private var place: Int
  private var audience: Marks = []
  private var hasNoun = false

  init(
    _ tokens: ArraySlice<Token>, _ names: [Name], _ vocabulary: Vocabulary, _ number: Number
  ) {
    self.tokens = tokens
    self.names = names
    self.vocabulary = vocabulary
    result = Quantity(tokens: number.tokens, number: number)
    result.isApproximate = number.isRound
    place = number.tokens.upperBound
  }

  private func token(_ index: Int) -> Token? {
    tokens.indices.contains(index) ? tokens[index] : nil
  }

  mutating func read() -> Quantity {
    readBefore()
    if isOfSeries || isOneOfMany {
      result.unit = .other
      return result
    }
    readNoun()
    if result.number.isMembers { readGroup() }
    if result.unit == .other { return result }
    readBehind()
    switch audience.intersection([.foreign, .domestic]) {
    case .foreign: result.audience = .international
    case .domestic: result.audience = .domestic
    case [.foreign, .domestic]: result.audience = .mixed
    default: break
    }
    if !hasNoun { result.inner = nil }
    // "625 long-term and short-term observers" are of no one sort.
    let sorts = tokens[result.tokens].reduce(into: Marks()) { $0.formUnion($1.marks) }
    if sorts.isSuperset(of: [.longTerm, .shortTerm]) { result.isSort = false }
    return result
  }

  /// "phase two", "round 2"
  private var isOfSeries: Bool {
    guard let before = token(result.tokens.lowerBound - 1) else { return false }
    return vocabulary.isA(.series, before)
  }

  /// "one of the largest missions", "одна из крупнейших": no number.
  private var isOneOfMany: Bool {
    guard result.value == 1, result.number.isWritten, let link = token(place),
      link.has([.of, .from]), names.first(at: place) == nil, let next = token(place + 1),
      next.isWord, !next.isCapital
    else { return false }
    if vocabulary.traits.contains(.genitive) {
      return next.numeral.kind == .none && !next.has([.each, .foreign])
    }
    guard link.has(.of) else { return false }
    return vocabulary.traits.contains(.adjectivesBehind) || next.has([.article, .pronoun])
  }

  /// "a 16-member Commonwealth group"; "the nine-member union" counts states.
  private mutating func readGroup() {
    let end = result.number.tokens.upperBound
    // "a 14-member Caribbean Community (CARICOM) mission"
    let words = tokens[end..<min(end + 8, tokens.endIndex)].prefix {
      $0.isWord || $0.isMark("(") || $0.isMark(")")
    }
    guard
      words.contains(where: {
        $0.has([.body, .observer]) || vocabulary.isMission($0)
      })
    else {
      result.unit = .other
      return
    }
    result.unit = .people
    result.isSure = true
    hasNoun = true
    // "a 12-member core team" of a larger mission
    result.isSort = words.contains { $0.has(.independent) }
    let start = result.tokens.lowerBound
    if start > tokens.startIndex, tokens[start - 1].isPossessive,
      let name = names.firstIndex(where: { $0.tokens.upperBound == start })
    {
      // "the EU's 104-strong mission"
      result.inner = name
    } else if result.inner == nil, let name = names.first(at: end), names[name].role == .subject {
      result.inner = name
      result.tokens = result.tokens.lowerBound..<names[name].tokens.upperBound
    }
  }

  // MARK: - Before the number

  private mutating func readBefore() {
    var index = result.tokens.lowerBound - 1
    if let before = token(index), before.has(.each) { result.isEach = true }
    // "grew by 34 to 812"
    if let by = token(index), Differences.by.contains(WordHash(by)), let verb = token(index - 1),
      vocabulary.isA(.growth, verb)
    {
      result.isMore = true
    }
    var steps = 0
    while steps < 4, let before = token(index), before.isWord {
      if before.has(.approximate) { result.isApproximate = true }
      if before.has(.more) { result.isMore = true }
      guard
        before.has([.approximate, .more, .article, .altogether, .each])
          || before.shape.contains(.inPhrase)
      else { break }
      index -= 1
      steps += 1
    }
  }

  // MARK: - Behind the number

  private mutating func readNoun() {
    var words = 0
    var unknown = 0
    while let token = token(place), words < 8 {
      if let index = names.first(at: place), !token.has(.observer) {
        guard result.inner == nil, names[index].role != .ignored || names[index].type == .country,
          leadsToNoun(names[index].tokens.upperBound)
        else { break }
        result.inner = index
        // "139 Ukrainian NGOs", at an election in Ukraine.
        if names[index].role == .ignored { audience.insert(.domestic) }
        place = names[index].tokens.upperBound
        words += 1
        continue
      }
      // "299 иностранных (международных) наблюдателей"
      if words > 0, token.isMark("("), let inner = self.token(place + 1),
        inner.has([.foreign, .domestic]), self.token(place + 2)?.isMark(")") == true
      {
        audience.formUnion(inner.marks.intersection([.foreign, .domestic]))
        place += 3
        continue
      }
      guard token.isWord else {
        // "из них 1280 – международные наблюдатели"
        if words == 0, token.isDash, token.isSpaced,
          self.token(place + 1)?.has([.foreign, .domestic]) == true,
          self.token(place + 2)?.has(.observer) == true
        {
          place += 1
          continue
        }
        guard token.isMark("/") || token.isDash && !token.isSpaced, words > 0 else { break }
        place += 1
        continue
      }
      if token.has(.stranger), token.marks.isDisjoint(with: [.observer, .person]) {
        result.unit = .other
        // "three citizens of Chile", among observers
        if let end = behindNationals(token) {
          hasNoun = true
          result.unit = .people
          result.tokens = result.tokens.lowerBound..<end
          place = end
          return
        }
        // "60 Kazakh citizens", among observers
        if let inner = result.inner, names[inner].role == .adjective, isNational(token) {
          hasNoun = true
          result.unit = .people
          place += 1
          result.tokens = result.tokens.lowerBound..<place
          return
        }
        // "14 candidates from the union", among those who apply to observe
        if vocabulary.isA(.applicant, token), self.token(place + 1)?.has(.from) == true,
          tokens.contains(where: { $0.has(.observer) })
        {
          place += 1
          hasNoun = true
          result.unit = .people
          result.tokens = result.tokens.lowerBound..<place
        }
        return
      }
      if words == 0, token.has(.of),
        result.number.isRound || result.number.isWritten && result.value % 1000 == 0
      {
        // "une vingtaine d'observateurs", "dos mil de ellos"
        place += 1
        continue
      }
      // "71-і төрт ұйымның": the next number has its own noun.
      if token.numeral.kind == .value, !token.has(.approximate), !token.has(.article) { break }
      if token.has(.each), words == 0 || vocabulary.code == "en" {
        result.isEach = true
        place += 1
        continue
      }
      if let unit = unit(token) {
        // "ten SADC Member States"
        if unit == .people, vocabulary.traits.contains(.compounds),
          let next = self.token(place + 1), next.has(.state)
        {
          place += 1
          words += 1
          continue
        }
        take(unit, token)
        return
      }
      if let end = behindPurpose(words) {
        place = end
        continue
      }
      guard reads(token, words) else { break }
      if !isAdjective(token) {
        unknown += 1
        if unknown > 3 { break }
      }
      place += 1
      words += 1
    }
    endWithoutNoun()
  }

  private func isNational(_ token: Token) -> Bool {
    vocabulary.isA(.national, token)
      && tokens.contains { $0.has([.observer, .accredited, .watch]) }
  }

  /// The end of "citizens" that a country follows.
  private func behindNationals(_ token: Token) -> Int? {
    guard isNational(token) else { return nil }
    var owner = place + 1
    while let link = self.token(owner), link.has([.of, .article]) { owner += 1 }
    guard let name = names.first(at: owner), names[name].type == .country,
      names[name].role == .subject
    else { return nil }
    return place + 1
  }

  /// "310 аккредитованных на референдум международных наблюдателей": what for, before the noun.
  private func behindPurpose(_ words: Int) -> Int? {
    guard vocabulary.traits.contains(.genitive), words > 0, let token = token(place),
      token.has(.place), self.token(place - 1)?.has(.accredited) == true
    else { return nil }
    for index in place + 1..<place + 4 {
      guard let next = self.token(index), next.isWord else { return nil }
      if next.has(.election) { return index + 1 }
    }
    return nil
  }

  /// "24 OSCE/ODIHR observers": the noun comes within two words of the name.
  private func leadsToNoun(_ index: Int) -> Bool {
    var start = index
    // "342 ODIHR-deployed experts"
    if let dash = token(index), dash.isDash, !dash.isSpaced, token(index + 1)?.has(.events) == true
    {
      start = index + 2
    }
    for place in start..<start + 3 {
      guard let token = token(place), token.isWord else { return false }
      if [.people, .bodies, .states].contains(unit(token)) || isNational(token) { return true }
      if token.has([.from, .of, .and, .by, .stop]) { return false }
    }
    return false
  }

  /// "7 International Organizations"
  private var isBehindAudience: Bool {
    token(place - 1).map { $0.has([.foreign, .domestic]) } ?? false
  }

  private func unit(_ token: Token) -> Quantity.Unit? {
    if token.has(.observer) { return .people }
    if token.isCapital, !token.has([.person, .state]),
      !(token.has(.body)
        && (token.shape.contains(.acronym) || isBehindAudience
          || place == result.number.tokens.upperBound))
    {
      return nil
    }
    if token.has(.embassy) || token.has(.electionBody)
      || token.marks.isSuperset(of: [.parliament, .body])
    {
      return .offices
    }
    // "187 направлены организациями": by whom, and not how many.
    if token.has(.by) { return nil }
    // "its eight observation mission": the eighth.
    if vocabulary.code == "en", token.has(.body), result.value > 1, vocabulary.isMission(token) {
      return nil
    }
    if token.has(.body) { return .bodies }
    if token.has(.state) { return .states }
    if token.has([.person, .classifier]) { return .people }
    return nil
  }

  private func isAdjective(_ token: Token) -> Bool {
    token.has([
      .foreign, .domestic, .more, .other, .longTerm, .shortTerm, .independent, .accredited,
      .diplomatic, .expected, .proposed,
    ])
  }

  /// Takes in a word between the number and its noun; `false` where the noun cannot come any more.
  private mutating func reads(_ token: Token, _ words: Int) -> Bool {
    if token.has(.more), !token.has(.approximate) { result.isMore = true }
    if token.has(.other) { result.isOther = true }
    audience.formUnion(token.marks.intersection([.foreign, .domestic]))
    if token.has([.longTerm, .shortTerm, .independent]) { result.isSort = true }
    if token.has(.diplomatic) { result.isSort = true }
    result.events.formUnion(token.marks.intersection(.events))
    if token.has(.and), words > 0, let next = self.token(place + 1),
      next.has([.foreign, .domestic, .longTerm, .shortTerm])
    {
      return true
    }
    // "17 continental and regional bodies"
    if token.has(.and), words > 0, let next = self.token(place + 1), next.isWord, !next.isCapital,
      next.marks == [], let noun = self.token(place + 2), unit(noun) == .bodies
    {
      return true
    }
    // "912 son internacionales", "76 are foreign"
    if words == 0, token.has(.stop), let next = self.token(place + 1),
      next.has([.foreign, .domestic]),
      self.token(place + 2).map({ !$0.isWord || $0.has(.and) || $0.has(.stop) }) ?? true
    {
      result.unit = .people
      return true
    }
    if words == 0, token.has(.stop), self.token(place + 1)?.has(.from) == true {
      var noun = place + 2
      while let article = self.token(noun), article.has(.article) { noun += 1 }
      if let word = self.token(noun), word.has(.foreign), let head = self.token(noun + 1),
        head.has(.head), !head.has(.body), !head.isCapital
      {
        result.unit = .people
        audience.insert(.foreign)
        return false
      }
    }
    if isAdjective(token) { return true }
    if token.has([.measure, .money]) {
      result.unit = .other
      return false
    }
    return !token.has([.stop, .from, .of, .represent, .listing, .give, .by, .with, .and, .place])
      && token.numeral.kind != .month
  }

  private mutating func take(_ unit: Quantity.Unit, _ token: Token) {
    hasNoun = true
    result.unit = unit
    result.isSure = token.has(.observer)
    if token.has(.foreign) { audience.insert(.foreign) }
    if token.has(.diplomatic), unit == .people { result.isSort = true }
    place += 1
    while token.has(.accredited), let next = self.token(place), next.shape.contains(.inPhrase) {
      place += 1
    }
    if result.isSort, unit == .bodies { result.unit = .offices }
    // "observer groups", "mission members", "people accredited"; a classifier goes before its noun.
    while let next = self.token(place), next.isWord, next.isSpaced, !next.isCapital {
      if next.has(.stranger), vocabulary.traits.contains(.compounds) || token.has(.classifier) {
        result.unit = .other
        return
      }
      let isCompound =
        vocabulary.traits.contains(.compounds) && names.first(at: place) == nil
        && next.marks.isDisjoint(with: [.of, .from, .give, .represent])
      if token.has(.classifier) || isCompound, let second = self.unit(next) {
        result.unit = second == .bodies && result.isSort ? .offices : second
        result.isSure = next.has(.observer)
        place += 1
      } else if token.has(.classifier), isAdjective(next) {
        audience.formUnion(next.marks.intersection([.foreign, .domestic]))
        place += 1
      } else {
        break
      }
    }
    result.tokens = result.tokens.lowerBound..<place
  }

  /// What follows the noun and still belongs to it: adjectives, "each", and who it is after all.
  private mutating func readBehind() {
    guard hasNoun else { return }
    var index = place
    var steps = 0
    while steps < 5, let next = token(index), next.isWord, names.first(at: index) == nil {
      let isLink =
        next.has(.and) && token(index + 1).map { $0.has([.foreign, .domestic]) } ?? false
      if next.has(.each), !next.has(.stop) {
        result.isEach = true
      } else if vocabulary.traits.contains(.adjectivesBehind) {
        audience.formUnion(next.marks.intersection([.foreign, .domestic]))
        result.events.formUnion(next.marks.intersection(.events))
        if next.has(.more) { result.isMore = true }
        if next.has([.longTerm, .shortTerm, .independent, .diplomatic]) {
          result.isSort = true
          if result.unit == .bodies { result.unit = .offices }
        }
        // "observateurs électoraux étrangers et nationaux"
        let isBeforeAudience =
          next.marks == [] && !next.isCapital
          && token(index + 1).map { $0.has([.foreign, .domestic]) } ?? false
        guard isAdjective(next) || isLink || isBeforeAudience else { break }
      } else {
        break
      }
      index += 1
      steps += 1
      if !isLink { result.tokens = result.tokens.lowerBound..<index }
    }
    if audience == [], let told = toldBehind(index) { audience.insert(told) }
    if result.unit == .people { readNationality(index) }
    if result.unit == .people { findStrangers(index) }
  }

  /// "12 observateurs français"
  private mutating func readNationality(_ index: Int) {
    guard vocabulary.traits.contains(.adjectivesBehind), result.inner == nil,
      let name = names.first(at: index), token(index)?.isCapital == false,
      names[name].role == .adjective || names[name].role == .ignored
    else { return }
    result.inner = name
    if names[name].role == .ignored { audience.insert(.domestic) }
    place = names[name].tokens.upperBound
    result.tokens = result.tokens.lowerBound..<place
  }

  /// "20,000 observers were local while …"
  private func toldBehind(_ index: Int) -> Marks? {
    guard let verb = token(index), verb.has(.stop),
      verb.marks.isDisjoint(with: [.of, .from, .by, .place, .and]),
      let word = token(index + 1), word.has([.foreign, .domestic]),
      token(index + 2).map({ !$0.isWord || $0.has([.and, .turn]) }) ?? true
    else { return nil }
    return word.has(.domestic) ? .domestic : .foreign
  }

  /// "representatives of the media", "observers and journalists": not observers alone.
  private mutating func findStrangers(_ start: Int) {
    var index = start
    var words = 0
    while words < 7, let next = token(index), next.isWord, names.first(at: index) == nil {
      if next.has(.stranger), !next.isCapital || next.shape.contains(.acronym) {
        // "5,196 observers from parties and candidates": domestic ones.
        if result.isSure, audience == [], index > start, tokens[start].has(.from),
          result.number.value > 1
        {
          audience.insert(.domestic)
          return
        }
        // "60,000 local observers of parties" are observers all the same.
        if !(result.isSure && audience == .domestic && index > start) { result.unit = .other }
        return
      }
      // "24 members will meet the candidates"
      if words == 0, vocabulary.futures.contains(WordHash(next)) { return }
      if next.has(.article) {
        index += 1
        continue
      }
      if next.has(.and), words > 0, token(index + 1)?.has([.foreign, .domestic]) != true { return }
      if next.has([.from, .by, .represent, .stop]), !next.has([.of, .and]), words > 0 { return }
      index += 1
      words += 1
    }
  }

  /// A number without a noun counts observers only where something ties it to a name or a total.
  private mutating func endWithoutNoun() {
    guard result.unit == .bare else {
      if result.unit == .people { result.tokens = result.tokens.lowerBound..<place }
      return
    }
    result.inner = nil
    guard let next = token(result.tokens.upperBound), next.isWord else { return }
    if names.first(at: result.tokens.upperBound) != nil {
      // "enviará una Misión Electoral": an article.
      if result.value == 1, result.number.isWritten, vocabulary.traits.contains(.adjectivesBehind) {
        result.unit = .other
      }
      return
    }
    let ties: Marks = [
      .from, .of, .represent, .and, .stop, .accredited, .listing, .including, .more, .each,
      .foreign, .domestic, .by, .place, .with, .give, .deployed, .expected, .proposed, .article,
      .soFar, .altogether,
    ]
    if !next.has(ties), !result.isEach, !vocabulary.isA(.purpose, next) { result.unit = .other }
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first place from which on all elements fit, the others standing before it; the end where none
  /// does.
  ///
  /// - Complexity: logarithmic.
  @inline(__always)
  func sortedIndex(where fits: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if fits(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension [Name] {
  /// The name that begins at the token; the names are in order.
  func first(at token: Int) -> Int? {
    let place = sortedIndex { $0.tokens.lowerBound >= token }
    return place < count && self[place].tokens.lowerBound == token ? place : nil
  }

  /// Whether one of the names, which are in order, covers the token.
  func cover(_ token: Int) -> Bool {
    let place = sortedIndex { $0.tokens.upperBound > token }
    return place < count && self[place].tokens.contains(token)
  }
}
