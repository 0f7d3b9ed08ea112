import Records
import Registry

/// What a sentence says of one subject, before the rest of the text has been heard.
struct Claim {
  var subject: Subject
  let count: Int?
  var written: String?
  var scope: Scope
  var audience: Audience?
  var isApproximate = false
  /// Index among the claims of the text.
  var partOf: Int?
  var via: Via?
  /// UTF-8 offsets in the page.
  let span: Range<Int>
  let sentence: Range<Int>
  /// "so far", "altogether", "as of": it speaks of all of them.
  var isSoFar = false
  /// "34 of the union (127 altogether)": the second, in which the first is held.
  var isByNow = false
  /// "a total of": it speaks of all of some.
  var isOfAll = false
  /// "more", "another": it speaks of some beside others.
  var isMore = false
  var isHeading = false
  /// Names again a group told before: "the five countries".
  var isRepeat = false
  /// A total of one group only, which is the total of all where no other is told.
  var group: SubjectType?
  /// Something in its sentence says what happened.
  var isTold = false
  /// People of one sort: "long-term observers".
  var isSort = false
  /// "a core team of 13", beside which others may be all the observers.
  var isCore = false
  /// The body whose mission was spoken of just before.
  var mission: Subject?
  /// A body nobody knows, whose name tells of no other country than the host.
  var isLocal = false
  /// "…, bringing the total to 106": what its sentence told before has led to it.
  var isOutcome = false
  /// "At its meeting the commission accredited …", "On Monday it accredited …"
  var isOfSitting = false
  /// "will watch": it tells nothing but what is to come.
  var isToCome = false
  /// "watch", "sent": it tells what people do, and not that they are accredited.
  var isDoing = false
}

// Claims are looked at in place, being large to copy.

extension [Claim] {
  @inline(__always)
  func contains(where fits: (borrowing Claim) -> Bool) -> Bool { self[...].contains(where: fits) }
}

extension ArraySlice<Claim> {
  @inline(__always)
  func contains(where fits: (borrowing Claim) -> Bool) -> Bool {
    let claims = span
    for index in claims.indices where fits(claims[index]) { return true }
    return false
  }

  @inline(__always)
  func allSatisfy(_ fits: (borrowing Claim) -> Bool) -> Bool { !contains { !fits($0) } }
}

/// What earlier sentences of a text leave for the next.
struct Topic {
  /// Sentences since observers were last spoken of.
  var age = 1000
  var scope: Scope = .cumulative
  /// A batch was announced: what follows are its parts.
  var isBatch = false
  /// The last sentence ended with a colon.
  var announces = false
  /// Whose observers the sentence before spoke of, where it said so.
  var audience: Audience?
  /// The body whose mission the sentences before spoke of, and nobody else's.
  var mission: Subject?
  /// Sentences since it was named.
  var missionAge = 0
  /// The body whose observers the text speaks of first.
  private(set) var lead: Subject?
  private var isLed = false
  /// "The mission of the union will watch": it has yet to come.
  var missionIsToCome = false
  /// Sentences since one told what a commission decided at a sitting.
  var sittingAge = 1000
  /// The table whose rows follow.
  var columns: Columns?
  /// Claims so far.
  var claims: [Claim] = []

  /// Keeps the one body that a sentence names, for those that follow to call it "the mission".
  mutating func hear(_ passage: Passage, _ page: Page, _ vocabulary: Vocabulary) {
    missionAge = min(missionAge + 1, 1000)
    sittingAge =
      passage.marks.isSuperset(of: [.sitting, .electionBody]) ? 0 : min(sittingAge + 1, 1000)
    let isAbout = passage.marks.speakOfObservers || passage.marks.contains(.watch)
    let leads = isAbout && !isLed
    isLed = isLed || isAbout
    let names = passage.names
    var bodies = names.indices.filter {
      names[$0].type == .organization && names[$0].role == .subject
    }
    // "Возглавляет Миссию Генеральный секретарь ШОС": the mission is nobody else's.
    if bodies.contains(where: { names[$0].id != nil }) {
      bodies.removeAll {
        names[$0].id == nil
          && passage.tokens[names[$0].tokens].contains { vocabulary.isMission($0) }
      }
    }
    // "The mission of the union is led by Jane Doe, a member of the council": the mission's.
    if bodies.count > 1 {
      let missions = bodies.filter { body in
        names[body].id != nil
          && (passage.tokens[names[body].tokens].contains { vocabulary.isMission($0) }
            || passage.isOfMission(names[body].tokens.lowerBound, vocabulary))
      }
      if let only = missions.first, missions.allSatisfy({ names[$0].id == names[only].id }) {
        bodies = missions
      }
    }
    // "the CIS Executive Committee … its Executive Committee": the same by a part of its name.
    if bodies.count > 1, bodies.contains(where: { names[$0].id == nil }),
      let known = bodies.first(where: { names[$0].id != nil })
    {
      let words = Set(passage.tokens[names[known].tokens].filter(\.isWord).map(\.content))
      bodies.removeAll { body in
        names[body].id == nil
          && passage.tokens[names[body].tokens].allSatisfy {
            !$0.isWord || words.contains($0.content)
          }
      }
    }
    // A body that nobody knows and that has to do with no observers has no mission.
    guard let first = bodies.first, isAbout || names[first].id != nil else { return }
    missionAge = 0
    mission = nil
    guard bodies.allSatisfy({ names[$0].id == names[first].id }),
      names[first].id != nil || bodies.count == 1
    else { return }
    let tokens = passage.tokens[names[first].tokens]
    guard let start = tokens.first?.range.lowerBound, let end = tokens.last?.range.upperBound else {
      return
    }
    mission = Subject(
      .organization, id: names[first].id, name: page.line(start..<end), status: names[first].status)
    let around = names[first].tokens.lowerBound - 2..<names[first].tokens.upperBound + 2
    if leads,
      passage.tokens[around.clamped(to: passage.tokens.indices)].contains(where: {
        $0.has(.observer) || vocabulary.isMission($0)
      })
    {
      lead = mission
    }
  }
}

extension Passage {
  /// "the mission of observers from the union": whether a name says whose mission it is.
  fileprivate func isOfMission(_ name: Int, _ vocabulary: Vocabulary) -> Bool {
    for token in tokens[..<name].suffix(5).reversed() {
      if vocabulary.isMission(token) { return true }
      guard token.has([.of, .from, .article, .observer]) else { return false }
    }
    return false
  }
}

/// Some of the names or numbers of a sentence, by their places.
struct Places {
  private var first: UInt64 = 0
  /// Those from the 65th on.
  private var others: Set<Int> = []

  var isEmpty: Bool { first == 0 && others.isEmpty }

  func contains(_ place: Int) -> Bool {
    place < 64 ? first >> UInt64(place) & 1 == 1 : others.contains(place)
  }

  mutating func insert(_ place: Int) {
    if place < 64 { first |= 1 << UInt64(place) } else { others.insert(place) }
  }
}

/// Ties the numbers of a sentence to names, groups and totals.
///
/// One reader reads all sentences of a text.
struct ClaimReader: ~Copyable {
  private let pin = Pin()
  let vocabulary: Vocabulary
  let page: Page
  /// Of the election that the text is about.
  private let kind: ElectionKind?
  private let years: Events.Years
  /// What the sentences before have left.
  var topic = Topic()
  /// The sentence at hand.
  var phrase: Phrase
  private(set) var sentence: Sentence
  private(set) var events = Events()
  /// The words that tied a number of the sentence to a name: the next may have only the last of them.
  var tieWords: Set<UInt64> = []
  /// Names that have their number.
  var bound = Places()
  /// Groups whose number has been taken.
  var spokenGroups = Places()
  /// "On the local side …": the sentence speaks of one audience only.
  private(set) var toldAudience: Audience?
  /// What the sentences before have told, which holds where this one tells nothing.
  private(set) var inherited: Scope = .cumulative
  /// "Among them …": whose the observers are of whom the sentence before has told.
  private(set) var wholeAudience: Audience?

  var items: [Item] { phrase.items }
  var marks: Marks { phrase.marks }

  init(
    _ vocabulary: Vocabulary, _ page: Page, _ election: ElectionReading, overYears: Set<Int>
  ) {
    self.vocabulary = vocabulary
    self.page = page
    kind = election.kind
    years = Events.Years(election: election.year, over: overYears)
    phrase = Phrase(vocabulary)
    sentence = Sentence(tokens: 0..<0, paragraph: 0, isHeading: false)
  }

  /// Adds what a sentence claims of `names` to the topic.
  mutating func read(_ passage: Passage, names: [Name]) {
    phrase.read(passage, names: names, page)
    sentence = passage.sentence
    begin()
    read()
  }

  private mutating func begin() {
    tieWords = []
    bound = Places()
    spokenGroups = Places()
    inherited = inheritedScope
    events.clear()
    if !phrase.isBare {
      // Asked only where the answer matters, so that a long text is not looked through at each sentence.
      let isFirst =
        phrase.gist.has(.report) && marks.contains(.previous)
        && !topic.claims.prefix(1000).contains { $0.subject.type == .total }
      events.read(
        phrase.tokens, phrase.gist, years: years, kind: kind, isAbout: topic.age <= 2,
        isFirst: isFirst, vocabulary)
    }
    toldAudience = audienceOfSentence
    wholeAudience = audienceOfWhole
  }

  private var audienceOfWhole: Audience? {
    guard topic.age <= 1, phrase.items.first?.marks.contains(.including) == true,
      let last = topic.claims.last(where: { $0.subject.type == .total && !$0.isHeading }),
      last.audience != .mixed
    else { return nil }
    return last.audience
  }

  /// "Seven of them are …", "They came from …" hold of them what the sentence before has told.
  private var inheritedScope: Scope {
    guard topic.age <= 1 else { return topic.scope }
    let start = phrase.items.prefix(3)
    let isOfThem = start.contains {
      $0.kind == .word && $0.marks.contains(.pronoun) && $0.marks.isDisjoint(with: .article)
    }
    if isOfThem, start.allSatisfy({ $0.kind == .word }),
      let last = topic.claims.last,
      [.previous, .expected, .deployed].contains(last.scope)
    {
      return last.scope
    }
    // "Observers are from 11 states …"
    if let first = start.first, first.kind == .word, first.marks.contains(.observer),
      start.dropFirst().first?.marks.contains(.stop) == true,
      phrase.marks.isDisjoint(with: .events), let last = topic.claims.last,
      [.expected, .deployed].contains(last.scope)
    {
      return last.scope
    }
    let isOfThese = start.first?.marks.contains(.including) ?? false
    guard start.contains(where: { $0.marks.contains(.including) }),
      isOfThese || start.allSatisfy({ $0.kind != .mark }), let last = topic.claims.last,
      last.scope == .proposed || last.scope == .expected
    else { return topic.scope }
    return last.scope
  }

  private mutating func read() {
    let known = topic.claims.count
    topic.age = marks.contains(.observer) || isAccreditedList ? 0 : min(topic.age + 1, 1000)
    if let told = toldAudience { topic.audience = told }
    if let columns = topic.columns, readRow(of: columns) {
      topic.age = 1
      return
    }
    if let head = Columns(head: phrase.tokens, page) {
      topic.columns = head
      return
    }
    if topic.age > 3 { topic.columns = nil }
    if !phrase.isBare, marks.isDisjoint(with: .incident) {
      for item in items.indices {
        if case .quantity(let quantity) = items[item].kind { bind(quantity, at: item) }
      }
      // What is denied, and no "without" in a name.
      if !items.contains(where: { $0.kind == .word && $0.marks.contains(.denial) }) { listNames() }
    }
    if phrase.names.contains(where: { $0.type == .organization && $0.role == .subject }) {
      topic.missionIsToCome = watchIsToCome
    }
    if topic.claims.count == known, isBatchWithoutNumber { topic.isBatch = true }
    // "— the union,", one entry of what was announced.
    let isEntry = topic.announces && topic.claims.count > known
    let isMarked = isEntry && items.first?.kind == .mark
    // "2. The union."
    let isNumbered = isEntry && phrase.tokens.first?.isDigits == true && phrase.tokens.count < 40
    let announces =
      phrase.tokens.last.map {
        $0.isMark(":") || $0.isMark(";") || isMarked && $0.isMark(",")
          || isNumbered && ($0.isMark(".") || $0.isMark(","))
      } ?? false
    if topic.claims.count > known {
      topic.age = min(topic.age, 1)
      // What follows a number of all is of no one sitting.
      if topic.claims[known...].contains(where: { $0.isSoFar && $0.subject.type == .total }) {
        topic.sittingAge = 1000
      }
      topic.scope = lastingScope(topic.claims[known...], announces)
    } else if announces, marks.isSuperset(of: [.expected, .body]), phrase.quantities.isEmpty {
      // "Invitations were sent to the following organizations:"
      topic.scope = .expected
    } else if marks.contains(.deployed), !marks.isDisjoint(with: [.observer, .watch, .body]) {
      topic.scope = .deployed
    } else if topic.scope == .proposed, marks.contains(.accredited),
      marks.isDisjoint(with: [.proposed, .denial])
    {
      // "Of these, most have been approved."
      topic.scope = .cumulative
    }
    let speaks: Marks = [.observer, .accredited, .body, .state, .represent, .including, .listing]
    topic.announces = announces && (topic.claims.count > known || !marks.isDisjoint(with: speaks))
  }

  /// "The commission has accredited more observers", how many being told below.
  private var isBatchWithoutNumber: Bool {
    guard marks.isSuperset(of: [.accredited, .more, .observer]), topic.claims.isEmpty,
      marks.isDisjoint(with: [.soFar, .altogether, .denial, .proposed, .expected])
    else { return false }
    return items.indices.contains { item in
      items[item].kind == .word && items[item].marks.contains(.more)
        && items[item].marks.isDisjoint(with: [.approximate, .other])
        && items[(item + 1)...].indices.prefix(6).prefix {
          items[$0].kind == .word || phrase.token($0).isMark(",")
        }.contains { items[$0].marks.contains(.observer) }
        && !(item + 1 < items.count && items[item + 1].marks.contains(.than))
    }
  }

  /// "The following have been accredited by the commission": whoever it is, they observe.
  private var isAccreditedList: Bool {
    marks.isSuperset(of: [.accredited, .listing]) && marks.contains(.electionBody)
      && !marks.contains(.stranger)
  }

  /// What holds for the sentences that follow: a list goes on with what was said before it, but one
  /// guest who is expected makes nobody else so.
  private func lastingScope(_ claims: ArraySlice<Claim>, _ announces: Bool) -> Scope {
    guard let first = claims.first?.scope, claims.allSatisfy({ $0.scope == first }) else {
      return inherited
    }
    switch first {
    case .deployed, .proposed:
      // What is said of all holds for each of them, what is said of one for nobody else.
      let isOfAll = claims.contains {
        $0.subject.type != .organization && $0.subject.type != .country
      }
      return isOfAll || announces ? first : inherited
    case .increment, .cumulative: return .cumulative
    case .previous where !announces: return inherited
    default: return announces || sentence.isHeading && topic.announces ? first : .cumulative
    }
  }

  private var audienceOfSentence: Audience? {
    let items = phrase.items
    var told: Marks = []
    let audiences: Marks = [.foreign, .domestic]
    if !phrase.marks.isDisjoint(with: audiences) {
      for place in items.indices
      where items[place].kind == .word && !items[place].marks.isDisjoint(with: audiences) {
        if place + 1 < items.count,
          !items[place + 1].marks.isDisjoint(with: [.election, .electionBody, .stranger])
        {
          continue
        }
        told.formUnion(items[place].marks.intersection(audiences))
      }
    }
    for quantity in phrase.quantities {
      if quantity.audience == .international { told.insert(.foreign) }
      if quantity.audience == .domestic { told.insert(.domestic) }
    }
    if told == .foreign { return .international }
    return told == .domestic ? .domestic : nil
  }

  // MARK: - One number

  private mutating func bind(_ index: Int, at item: Int) {
    switch phrase.quantities[index].unit {
    case .other: return
    case .bodies, .states: countBodies(index, at: item)
    case .offices: countOffices(index, at: item)
    case .people, .bare: countPeople(index, at: item)
    }
  }

  /// "from ten organizations", "116 observer groups".
  mutating func countBodies(
    _ index: Int, at item: Int, isRepeat: Bool = false, isLinked: Bool = false,
    of audience: Audience? = nil
  ) {
    let quantity = phrase.quantities[index]
    guard !spokenGroups.contains(index), isAboutObservers, !isWhole(item), !isOfStrangers(item),
      isLinked || isReached(item)
    else { return }
    if quantity.unit == .states, isPlace(item) { return }
    if quantity.value == 1, !isLinked, !isBesideGroup(item) { return }
    spokenGroups.insert(index)
    let type: SubjectType = quantity.unit == .bodies ? .organizationNumber : .countryNumber
    var claim = claim(
      Subject(type, name: text(quantity.tokens)), quantity, quantity.tokens)
    // Who sends domestic observers is domestic.
    if quantity.audience == nil, quantity.unit == .bodies, audience == .domestic {
      claim.audience = .domestic
    }
    claim.isRepeat = isRepeat || isDefinite(item)
    if quantity.isOther, let last = topic.claims.indices.last { claim.partOf = last }
    append(claim)
  }

  /// "400 journalists from 31 countries": the countries of nobody who observes.
  private func isOfStrangers(_ item: Int) -> Bool {
    var place = item - 1
    while place > 0, items[place].kind == .word,
      !items[place].marks.isDisjoint(with: [.from, .of, .represent, .article, .approximate])
    {
      place -= 1
    }
    guard place > 0, place < item - 1, items[place].kind == .word,
      items[place].marks.contains(.stranger),
      items[place].marks.isDisjoint(with: [.observer, .person])
    else { return false }
    let quantities = items[..<place].compactMap { step in
      if case .quantity(let index) = step.kind { index } else { nil as Int? }
    }
    guard let last = quantities.last, phrase.quantities[last].unit == .other else { return false }
    return quantities.allSatisfy { phrase.quantities[$0].unit != .people }
      || quantities.contains { phrase.quantities[$0].unit == .states }
  }

  /// "22 diplomatic missions", "election commissions of six countries".
  private mutating func countOffices(_ index: Int, at item: Int) {
    let quantity = phrase.quantities[index]
    guard isAboutObservers, quantity.value > 1 else { return }
    appendCategory(quantity)
  }

  /// Bodies and countries are counted for being observers', not for anything else.
  private var isAboutObservers: Bool {
    !marks.isDisjoint(with: [.observer, .accredited, .watch])
      || phrase.quantities.contains { $0.unit == .people } && topic.age <= 3
      || marks.isSuperset(of: [.person, .including]) && topic.age <= 1
      || !marks.isDisjoint(with: [.electionBody, .expected, .represent, .proposed])
        && topic.age <= 3
      || marks.isSuperset(of: [.expected, .election])
        && !marks.isDisjoint(with: [.person, .electionBody])
  }

  /// Whether what happened reaches the bodies in the same clause: "a union that groups 57 countries"
  /// does not.
  private func isReached(_ item: Int) -> Bool {
    let doing = Marks.events.union([.watch, .represent, .give])
    for step in items.dropFirst(item + 1).prefix(12) {
      if case .quantity = step.kind { continue }
      guard step.kind == .word else { break }
      if !step.marks.isDisjoint(with: doing) { return true }
    }
    var reaching: Marks = [
      .from, .represent, .watch, .observer, .including, .listing, .and, .altogether, .soFar,
      .remain, .person,
    ]
    reaching.formUnion(.events)
    if marks.contains(.electionBody) { reaching.insert(.of) }
    // "22 local organizations received accreditation", the verb in front.
    if item > 0, items[item - 1].marks.contains(.give), marks.contains(.accredited) { return true }
    var place = item - 1
    while place >= 0, place >= item - 8 {
      let step = items[place]
      if case .quantity = step.kind { return true }
      if step.kind == .mark, !phrase.token(place).isQuote {
        // "144 groups, 116 of them domestic"
        if phrase.token(place).isMark(",") || phrase.token(place).isMark("("), place == item - 1,
          place > 0,
          quantity(at: place - 1)?.unit == .bodies,
          phrase.tokens[items[item].tokens.upperBound - 1].has([.foreign, .domestic])
        {
          return true
        }
        // "of 54 states, 17 organizations and …", "17 countries of Europe, 9 countries of Asia"
        if phrase.token(place).isMark(","), place == item - 1,
          !spokenGroups.isEmpty || marks.isSuperset(of: [.observer, .represent]),
          isBehindOwnGroup(place)
        {
          return true
        }
        // "48 groups watched in 2020, 55 in 2016"
        if phrase.token(place).isMark(","), place == item - 1, phrase.isOfYear(item),
          topic.claims.last?.sentence == span(sentence.tokens)
        {
          return true
        }
        // "60 local organizations have registered; 65 international ones …"
        if phrase.token(place).isMark(";"), place == item - 1, !spokenGroups.isEmpty { return true }
        return phrase.token(place).isMark(":") || phrase.token(place).isDash
      }
      if !step.marks.isDisjoint(with: reaching) { return true }
      place -= 1
    }
    return place < 0
  }

  /// "54 states", "17 countries of Europe", before a comma
  private func isBehindOwnGroup(_ comma: Int) -> Bool {
    for place in stride(from: comma - 1, through: max(0, comma - 5), by: -1) {
      switch items[place].kind {
      case .quantity(let index):
        return [.bodies, .states, .offices].contains(phrase.quantities[index].unit)
      case .word where items[place].marks.isDisjoint(with: Marks.events.union(.give)): continue
      case .name: continue
      default: return false
      }
    }
    return false
  }

  /// "four organizations and one country"
  private func isBesideGroup(_ item: Int) -> Bool {
    for place in stride(from: item - 1, through: max(0, item - 3), by: -1) {
      if case .quantity(let index) = items[place].kind {
        return [.bodies, .states].contains(phrase.quantities[index].unit)
      }
    }
    return false
  }

  func isDefinite(_ item: Int) -> Bool {
    item > 0 && items[item - 1].marks.contains(.article) && items[item - 1].marks.contains(.pronoun)
  }

  // MARK: - Places in the text

  func span(_ tokens: Range<Int>) -> Range<Int> {
    let first = phrase.tokens[tokens.lowerBound].range.lowerBound
    return first..<phrase.tokens[max(tokens.upperBound - 1, tokens.lowerBound)].range.upperBound
  }

  /// A comma that ends a name, "the union, or EU,", is left out.
  func text(_ tokens: Range<Int>) -> String {
    let end = tokens.upperBound - 1
    let isOpen = end > tokens.lowerBound && phrase.tokens[end].isMark(",")
    return page.line(span(isOpen ? tokens.lowerBound..<end : tokens))
  }
}
