import Records
package import Registry

/// Reads bulletins. The same text always gives the same extract.
///
/// The stages, one file each: `Page` takes off markup, `Paragraphs` finds the lines and drops furniture,
/// `Sentences` and `Tokens` cut them up, `Lexicon` says what words can do (one table a language),
/// `Numbers` and `Names` find both, `Phrases` puts them in a row, `Claims`, `Ties`, `Lists` and `Events`
/// make claims of them, `Election` and `Dates` read what the text is about, and `Settling` weighs all
/// claims of the text against each other.
package struct Extractor: Sendable {
  private let registry: Registry

  package init(registry: Registry = .standard) { self.registry = registry }

  /// Takes what the text states about numbers of observers, and nothing else.
  ///
  /// - Complexity: linear in the length of the text.
  package func extract(_ bulletin: Bulletin) -> Extract {
    var page = Page(bulletin.text, isHTML: bulletin.isHTML)
    let told = bulletin.language.flatMap { Lexicon.named(String($0.prefix(2)).lowercased()) }
    guard let lexicon = told ?? Lexicon.guess(page.scalars) else {
      return Extract(
        language: bulletin.language.map { String($0.prefix(2)).lowercased() },
        published: bulletin.published, asOf: nil,
        election: election(bulletin, nil, nil), statements: [])
    }
    let paragraphs = Paragraphs.split(&page, lexicon, registry)
    let reader = ElectionReader(
      passages: about(page, paragraphs, lexicon, bulletin.title), lexicon: lexicon,
      registry: registry)
    let published = bulletin.published.flatMap { Day($0) } ?? reader.published()
    let election = election(bulletin, reader, published)
    let asOf = reader.asOf(published: published, polling: election.date)
    let claims = claims(page, paragraphs, lexicon, election)
    let settled = Settling.settle(claims)
    let publishedText = bulletin.published ?? published?.description
    let statements = settled.enumerated().map { index, claim in
      Statement(
        index: index, siblings: settled.count, election: election.key, subject: claim.subject,
        count: claim.count, countAsWritten: claim.written, scope: claim.scope,
        audience: claim.audience ?? .international, approximate: claim.isApproximate,
        partOf: claim.partOf, via: claim.via, asOf: asOf, published: publishedText,
        source: bulletin.publisher, span: page.raw(claim.span),
        sentence: page.text(claim.sentence))
    }
    return Extract(
      language: lexicon.code, published: publishedText, asOf: asOf, election: election,
      statements: statements)
  }

  // MARK: - What the text is about

  /// The sentences that can tell the election: those at the beginning, and those that speak of it.
  private func about(
    _ page: Page, _ paragraphs: [Paragraph], _ lexicon: Lexicon, _ title: String?
  ) -> [Passage] {
    var passages: [Passage] = []
    if let title {
      let titlePage = Page(title, isHTML: false)
      let range = 0..<titlePage.scalars.count
      passages.append(
        Passage(
          paragraph: 0, range: range, tokens: Tokens.read(titlePage, range, lexicon),
          isHeading: true))
    }
    for (index, paragraph) in paragraphs.prefix(200).enumerated() {
      for range in Sentences.split(page, paragraph.range, lexicon).prefix(60) {
        passages.append(
          Passage(
            paragraph: index, range: range,
            tokens: Array(Tokens.read(page, range, lexicon).prefix(400)),
            isHeading: paragraph.isHeading))
      }
      if passages.count > 400 { break }
    }
    return passages
  }

  private func election(
    _ bulletin: Bulletin, _ reader: ElectionReader?, _ published: Day?
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
    let country = reader.host()
    let kind = reader.kind()
    let date = reader.day(published: published)
    let year = date?.year ?? reader.year() ?? published.flatMap(Self.year)
    var key: String?
    if let country, let kind, let year {
      key = ElectionKey(country: country, year: year, kind: kind)?.description
    }
    return ElectionReading(key: key, country: country, kind: kind, year: year, date: date)
  }

  /// The year of publication, but late in it an election may well be the next year's.
  private static func year(_ published: Day) -> Int? {
    published.ordinal - published.year * 365 > 10 * 31 ? nil : published.year
  }

  // MARK: - Claims

  private func claims(
    _ page: Page, _ paragraphs: [Paragraph], _ lexicon: Lexicon, _ election: ElectionReading
  ) -> [Claim] {
    var topic = Topic()
    for paragraph in paragraphs {
      for range in Sentences.split(page, paragraph.range, lexicon) {
        let tokens = Tokens.read(page, range, lexicon)
        let marks = tokens.reduce(into: Marks()) { $0.formUnion($1.marks) }
        let isAbout = marks.speakOfObservers || marks.contains(.embassy)
        guard isAbout || topic.age <= 12, tokens.count <= Tokens.limit else {
          topic.age = min(topic.age + 1, 1000)
          topic.announces = false
          continue
        }
        var names = NameReader(
          tokens: tokens, lexicon: lexicon, registry: registry, host: election.country)
        let phrase = Phrase(tokens: tokens, names: names.read(), lexicon: lexicon)
        var reader = ClaimReader(
          phrase, lexicon: lexicon, page: page, sentence: range, isHeading: paragraph.isHeading,
          topic: topic, electionYear: election.year)
        topic.claims = []
        topic = reader.read()
      }
    }
    return topic.claims
  }
}
