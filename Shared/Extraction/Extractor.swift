import Records
package import Registry

/// Reads bulletins. The same text always gives the same extract.
///
/// The stages, in the order of their files: `Page` holds the text without markup, `Language` tells
/// which `Vocabulary` it is written in (one table a language), `Tokens` cuts it into words,
/// `Sentences` into sentences and rows; of each, `Numbers` and `Names` are found, `Phrase` puts them in
/// a row, `Claims`, `People`, `Missions`, `Givers`, `Targets`, `Attachment`, `Lists`, `Events` and
/// `Labels` make claims of it; `Election` and `Dates` read what the text is about, and `Settling`
/// weighs all claims of the text against each other.
package struct Extractor: Sendable {
  private let registry: Registry

  package init(registry: Registry = .standard) { self.registry = registry }

  /// Takes what the text states about numbers of observers, and nothing else.
  ///
  /// - Complexity: linear in the length of the text.
  package func extract(_ bulletin: Bulletin) -> Extract {
    let page = bulletin.isHTML ? Page(html: bulletin.text) : Page(bulletin.text)
    let told = bulletin.language.flatMap(Vocabulary.named)
    guard let vocabulary = told ?? Vocabulary.guess(page) else {
      return Extract(
        language: bulletin.language.map { String($0.prefix(2)).lowercased() },
        published: bulletin.published, asOf: nil, election: election(bulletin, nil, nil, nil),
        statements: [])
    }
    let passages = passages(page, vocabulary)
    let reader = ElectionReader(
      passages.count > 400 ? Array(passages.prefix(400)) : passages, vocabulary, registry, page)
    let dated = reader.published()
    let published =
      bulletin.published.flatMap { Day($0) } ?? reader.counted(before: dated) ?? dated
    let title = bulletin.title.map { titleReader($0, vocabulary) }
    let election = election(bulletin, reader, title, published)
    let (read, lead) = self.claims(
      passages, page, vocabulary, election, overYears: reader.overYears)
    let settled = Settling.settle(
      read, of: audience(passages), lead: lead,
      accredits: passages.contains { tellsOfAccreditation($0, vocabulary) },
      sits: passages.contains(where: tellsOfSitting))
    let asOf = reader.asOf(published: published, polling: election.date)
    let publishedText = bulletin.published ?? published?.description
    let spans = page.scalarSpans(settled.map(\.span))
    let claims = settled.span
    var statements: [Statement] = []
    statements.reserveCapacity(claims.count)
    var sentence = ""
    for index in claims.indices {
      if index == 0 || claims[index].sentence != claims[index - 1].sentence {
        sentence = page.string(claims[index].sentence)
      }
      statements.append(
        Statement(
          index: index, siblings: claims.count, election: election.key,
          subject: claims[index].subject, count: claims[index].count,
          countAsWritten: claims[index].written, scope: claims[index].scope,
          audience: claims[index].audience ?? .international,
          approximate: claims[index].isApproximate, partOf: claims[index].partOf,
          via: claims[index].via?.rawValue, asOf: asOf, published: publishedText,
          source: bulletin.publisher, span: spans[index], sentence: sentence))
    }
    return Extract(
      language: vocabulary.code, published: publishedText, asOf: asOf, election: election,
      statements: statements)
  }

  // MARK: - Sentences

  /// The sentences that are about observers or an election, or near one that is.
  private func passages(_ page: Page, _ vocabulary: Vocabulary) -> [Passage] {
    let tokens = Tokens(page, vocabulary)
    var passages: [Passage] = []
    var names = NameReader(tokens, page, vocabulary, registry)
    var age = 0
    let sentences = Sentences(page, tokens, vocabulary, registry).read()
    passages.reserveCapacity(sentences.count)
    for sentence in sentences {
      let words = tokens.all[sentence.tokens]
      let gist = Gist(words)
      age =
        gist.marks.isDisjoint(with: [.observer, .accredited, .election, .embassy, .electionBody])
        ? age + 1 : 0
      passages.append(
        Passage(
          sentence, words, names: age <= 12 ? names.read(sentence.tokens, gist) : [],
          dates: Dates(words, vocabulary).read(), gist))
    }
    return passages
  }

  // MARK: - What the text is about

  private func election(
    _ bulletin: Bulletin, _ reader: ElectionReader?, _ title: ElectionReader?, _ published: Day?
  ) -> ElectionReading {
    if let key = bulletin.election.flatMap({ ElectionKey($0) })?.description {
      let parts = key.split(separator: "-", maxSplits: 2)
      let year = Int(parts[1])
      var date = reader?.day(published: published)
      if let told = date, told.year != year { date = nil }
      return ElectionReading(
        key: key, country: parts[0].uppercased(), kind: ElectionKind(rawValue: String(parts[2])),
        year: year, date: date)
    }
    guard let reader else { return ElectionReading() }
    var reading = ElectionReading(
      country: reader.host() ?? title?.host(), kind: reader.kind() ?? title?.kind())
    if reading.country == nil {
      reading.country = reader.ownCountry() ?? addressCountry(bulletin, reader)
    }
    reading.date = reader.day(published: published) ?? title?.day(published: published)
    if reading.country == nil, let kind = reading.kind, let day = reading.date {
      reading.country = KnownElections.country(kind, day)
    }
    reading.year = reading.date?.year ?? reader.year() ?? title?.year()
    if let country = reading.country { complete(&reading, country, reader, published) }
    if reading.year == nil {
      let year = published.map(Self.year) ?? reader.latestYear()
      let isNone = reading.country.flatMap { country in
        year.map { KnownElections.lacks(country, reading.kind, $0) }
      }
      reading.year = isNone == true ? nil : year
    }
    if let country = reading.country, let kind = reading.kind, let year = reading.year {
      reading.key = ElectionKey(country: country, year: year, kind: kind)?.description
    }
    return reading
  }

  /// Fills in what the text leaves open from the ballots known of its country.
  private func complete(
    _ reading: inout ElectionReading, _ country: String, _ reader: ElectionReader,
    _ published: Day?
  ) {
    guard reading.date == nil else {
      let known = reading.date.flatMap { KnownElections.kind(country, $0) }
      // Of the elections that a text speaks of, the one on its day.
      let isOne = known.map(reader.tells) ?? false
      if reading.kind == nil || isOne && !(reading.kind == .mixed && reader.tellsReferendum) {
        reading.kind = known
      }
      // "general elections" of a parliament alone
      if reading.kind == .mixed, let known, reader.isGeneral { reading.kind = known }
      return
    }
    let clues = KnownElections.Clues(
      kind: reading.kind, year: reading.year, polling: reader.yearlessDay(), month: reader.month(),
      weekday: reader.weekday(), past: reader.pastYears(), lookedBack: reader.lookedBack(),
      era: reading.year == nil ? reader.era() : nil, published: published,
      dateline: reader.dateline())
    guard let answer = KnownElections.answer(country, clues) else { return }
    // Provinces vote with the parliament.
    if reading.kind == .local, answer.kind == .mixed { reading.kind = .mixed }
    reading.kind = reading.kind ?? answer.kind
    reading.date = answer.day
    reading.year = answer.year ?? reading.year
  }

  /// Where the page is published, for a text about a commission that it gives no country.
  private func addressCountry(_ bulletin: Bulletin, _ reader: ElectionReader) -> String? {
    guard reader.passages.contains(where: { $0.marks.contains(.electionBody) }) else { return nil }
    return bulletin.url.flatMap(Addresses.country)
  }

  /// Reads what the publisher's title tells, for what the text itself leaves open.
  private func titleReader(_ title: String, _ vocabulary: Vocabulary) -> ElectionReader {
    let page = Page(title)
    return ElectionReader(passages(page, vocabulary), vocabulary, registry, page)
  }

  /// The year of publication, but late in it an election may well be the next year's.
  private static func year(_ published: Day) -> Int? {
    published.ordinal - published.year * 365 > 10 * 31 ? nil : published.year
  }

  // MARK: - Claims

  private func claims(
    _ passages: [Passage], _ page: Page, _ vocabulary: Vocabulary, _ election: ElectionReading,
    overYears: Set<Int>
  ) -> (claims: [Claim], lead: Subject?) {
    var reader = ClaimReader(vocabulary, page, election, overYears: overYears)
    reader.topic.claims.reserveCapacity(passages.count)
    for passage in passages {
      defer { reader.topic.hear(passage, page, vocabulary) }
      guard
        passage.marks.speakOfObservers || reader.topic.age <= 12 || reader.topic.announces
          || reader.topic.columns != nil
          || reader.topic.missionAge <= 2
            && passage.tokens.contains(where: { vocabulary.isMission($0) })
      else {
        reader.topic.age = min(reader.topic.age + 1, 1000)
        reader.topic.announces = false
        continue
      }
      reader.read(passage, names: placed(passage, election.country, vocabulary))
    }
    return (reader.topic.claims, reader.topic.lead)
  }

  /// Whether a sentence speaks of accreditation, and asks nobody to "please register".
  private func tellsOfAccreditation(_ passage: Passage, _ vocabulary: Vocabulary) -> Bool {
    guard passage.marks.contains(.accredited) else { return false }
    let tokens = passage.tokens
    return tokens.indices.contains { index in
      tokens[index].has(.accredited) && !tokens.isOfStrangers(index)
        && !tokens.isOfDiplomats(index, vocabulary)
        && !(index > tokens.startIndex && vocabulary.isA(.request, tokens[index - 1]))
    }
  }

  /// "At its meeting the commission accredited observers": a batch, whatever the text calls it.
  private func tellsOfSitting(_ passage: Passage) -> Bool {
    guard passage.marks.isSuperset(of: [.sitting, .accredited]), passage.marks.speakOfObservers,
      passage.marks.isDisjoint(with: [.soFar, .altogether, .denial, .previous])
    else { return false }
    let tokens = passage.tokens
    return tokens.indices.contains { index in
      tokens[index].has(.sitting)
        && (tokens[index].has(.accredited)
          || tokens[..<index].suffix(4).contains { $0.has(.place) && $0.isWord })
    }
  }

  /// The names of a sentence, those of the host and of places being nobody's observers.
  private func placed(
    _ passage: Passage, _ host: String?, _ vocabulary: Vocabulary
  ) -> [Name] {
    var names = passage.names
    for index in names.indices where names[index].type == .country {
      let role = role(names[index], passage, host, vocabulary)
      if role != names[index].role { names[index].role = role }
    }
    return names
  }

  private func role(
    _ name: Name, _ passage: Passage, _ host: String?, _ vocabulary: Vocabulary
  ) -> Name.Role {
    guard name.role != .ignored else { return .ignored }
    var before = name.tokens.lowerBound - 1
    while before >= passage.tokens.startIndex, passage.tokens[before].has(.article) {
      before -= 1
    }
    let link = before >= passage.tokens.startIndex ? passage.tokens[before] : nil
    let isPlace = link.map { $0.has(.place) && !$0.has(.from) && !$0.isCapital } ?? false
    // "all states except Chile", "Северной Америки"
    let isOut =
      link.map {
        vocabulary.isA(.except, $0) || $0.isCapital && vocabulary.isA(.region, $0)
      } ?? false
    // "ЦИК КР", "МИД РК": of whatever state, the one that speaks.
    let last = passage.tokens[name.tokens.upperBound - 1]
    let isHost = name.id == nil && last.shape.contains(.acronym)
    if name.id == host || isHost || isPlace || isOut || name.isPlace { return .ignored }
    return last.isPossessive && name.role == .subject ? .adjective : name.role
  }

  /// Whose observers a text speaks of, where it has no word for foreign ones, or none for domestic ones.
  private func audience(_ passages: [Passage]) -> Audience? {
    var told: Marks = []
    for passage in passages {
      guard !passage.marks.isDisjoint(with: [.foreign, .domestic]) else { continue }
      for index in passage.tokens.indices where passage.tokens[index].has([.foreign, .domestic]) {
        guard !passage.names.cover(index) else { continue }
        if passage.tokens[index].has(.foreign) { told.insert(.foreign) }
        // "the national election" has nothing to do with observers.
        let next = passage.tokens[(index + 1)...].prefix(2)
        let isElection = next.contains { $0.has([.election, .electionBody, .stranger]) }
        if passage.tokens[index].has(.domestic), !isElection { told.insert(.domestic) }
      }
    }
    guard told.contains(.foreign) else { return .domestic }
    return told.contains(.domestic) ? nil : .international
  }
}

extension Marks {
  /// Whether words with these marks are about observers.
  var speakOfObservers: Bool {
    !isDisjoint(with: [.observer, .accredited, .embassy])
      || contains(.watch) && !isDisjoint(with: [.election, .body])
      || isSuperset(of: [.expected, .election, .electionBody])
  }
}
