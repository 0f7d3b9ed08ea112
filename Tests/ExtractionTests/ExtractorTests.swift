import Extraction
import Records
import Testing

/// `type/id-or-name count scope`, in the order of the text.
private func claims(_ text: String, isHTML: Bool = false) -> [String] {
  Extractor().extract(Bulletin(text: text, isHTML: isHTML, language: "en")).statements.map {
    statement in
    let subject = statement.subject
    let whose: String =
      switch subject.type {
      case .organization, .country: "\(subject.type.rawValue)/\(subject.id ?? subject.name)"
      default: subject.type.rawValue
      }
    return "\(whose) \(statement.count.map(String.init) ?? "-") \(statement.scope.rawValue)"
  }
}

@Suite("Numbers and whose they are", .timeLimit(.minutes(5)))
struct NumbersTests {
  @Test(
    "A number goes to the name it stands with",
    arguments: [
      "The commission accredited observers from the OSCE (12), NATO Parliamentary Assembly (5).",
      "Accredited observers: OSCE – 12; NATO Parliamentary Assembly – 5.",
      "It accredited 12 observers from the OSCE and five from the NATO Parliamentary Assembly.",
      "Twelve observers of the OSCE were accredited, and 5 from the NATO Parliamentary Assembly.",
      "Accredited observers: OSCE (12 observers), NATO Parliamentary Assembly (5 observers).",
    ])
  func attaches(text: String) {
    let found = claims(text)
    #expect(found.contains("organization/osce 12 cumulative"))
    #expect(found.contains("organization/nato-pa 5 cumulative"))
    #expect(found.count == 2)
  }

  @Test("A sender before its verb gets the number behind it")
  func sender() {
    let text = """
      Foreign observers were accredited last week. The OSCE sends eight people. \
      The NATO Parliamentary Assembly has 21 observers.
      """
    #expect(
      claims(text) == [
        "organization/osce 8 cumulative", "organization/nato-pa 21 cumulative",
      ])
  }

  @Test("Each of several gets the number, a shared number goes to none of them")
  func distributes() {
    let each = "Accredited observers: Norway – three, Chile, Japan and the Netherlands – two each."
    #expect(
      claims(each) == [
        "country/NO 3 cumulative", "country/CL 2 cumulative", "country/JP 2 cumulative",
        "country/NL 2 cumulative",
      ])
    let shared = "The commission has accredited 17 observers from Norway, Chile and Japan."
    #expect(
      claims(shared) == [
        "total 17 cumulative", "country/NO - cumulative", "country/CL - cumulative",
        "country/JP - cumulative",
      ])
  }

  @Test(
    "Every way to write a thousand is read",
    arguments: ["1,240", "1 240", "1.240", "1\u{A0}240", "one thousand two hundred and forty"])
  func thousands(number: String) {
    #expect(
      claims("A total of \(number) observers have been accredited.") == ["total 1240 cumulative"])
  }

  @Test(
    "What counts no observers is left alone",
    arguments: [
      "Observers were accredited at 6:00 pm on January 4, 2021, in 22% of cases.",
      "The observers' accreditation costs $250 or KZT 7 mln and takes 12 days.",
      "In 2015 observers were accredited too.",
      "Observers will visit 116 districts and 13,400 polling stations.",
      "The commission accredited 42 journalists and 19 media representatives.",
      "Accredited observers may meet the 5 candidates and 9.5 per cent of voters.",
      "Observers saw the 63rd session and Article 12 on accreditation.",
      "Two OSCE observers were detained after their accreditation.",
      "Each party may accredit 3 observers at a polling station.",
      "The union, which groups 57 countries, spoke about observers and accreditation.",
    ])
  func ignores(text: String) {
    #expect(claims(text).isEmpty)
  }

  @Test("A country's embassy is the country, and the host is nobody's observer")
  func embassies() throws {
    let extract = Extractor().extract(
      Bulletin(
        text: """
          Kyrgyzstan's Central Election Commission accredited observers for the election.

          1. Embassy of Chile in the Kyrgyz Republic - 4;

          2. US Embassy in the Kyrgyz Republic - 6.
          """, language: "en"))
    #expect(extract.statements.map(\.subject.id) == ["CL", "US"])
    #expect(extract.statements.map(\.count) == [4, 6])
    #expect(extract.statements.map(\.via) == ["embassy", "embassy"])
    #expect(extract.election.country == "KG")
  }

  @Test("A text may end where an owner would follow")
  func endsWithinName() {
    #expect(
      claims("The commission accredited 12 observers from the Moldovan Office of").count == 1)
  }

  @Test("A body that no registry knows keeps its whole name")
  func unknownBody() throws {
    let extract = Extractor().extract(
      Bulletin(
        text: "The commission accredited 14 observers from the Blue Valley Voters Association.",
        language: "en"))
    let statement = try #require(extract.statements.first)
    #expect(statement.subject.name == "Blue Valley Voters Association")
    #expect(statement.subject.status == .unknown)
    #expect(statement.count == 14)
  }

  @Test("The longest name wins")
  func longest() {
    let text =
      "Accredited observers: CIS Executive Committee (8), CIS (30), OSCE Parliamentary Assembly (3)."
    #expect(
      claims(text) == [
        "organization/cis-executive-committee 8 cumulative", "organization/cis 30 cumulative",
        "organization/osce-pa 3 cumulative",
      ])
  }
}

@Suite("Totals, groups and lists", .timeLimit(.minutes(5)))
struct TotalsTests {
  @Test("Observers of both groups are the total, observers of one beside it a subtotal")
  func groups() {
    let text = """
      The commission accredited 90 observers from four international organizations and 12 countries. \
      60 observers represent four international organizations. 30 observers come from 12 countries.
      """
    #expect(
      claims(text) == [
        "total 90 cumulative", "organization_number 4 cumulative", "country_number 12 cumulative",
        "organizations_total 60 cumulative", "countries_total 30 cumulative",
      ])
  }

  @Test("The senders may come first, and the second verb may be missing")
  func senders() {
    let text = """
      The commission accredited 90 observers. Six international organizations sent 60 observers and \
      12 foreign countries another 30.
      """
    #expect(
      claims(text) == [
        "total 90 cumulative", "organization_number 6 cumulative",
        "organizations_total 60 cumulative", "country_number 12 cumulative",
        "countries_total 30 cumulative",
      ])
  }

  @Test("Observers of the only group told are the total")
  func onlyGroup() {
    #expect(
      claims("As of today, 154 observers from 30 countries are accredited.") == [
        "total 154 cumulative", "country_number 30 cumulative",
      ])
  }

  @Test("A part of a number goes to its name, and the whole to nobody")
  func partOfNumber() {
    #expect(
      claims("Some 200 of the 640 accredited observers come from the OSCE.") == [
        "organization/osce 200 cumulative", "total 640 cumulative",
      ])
  }

  @Test("A batch that brings the total to a number tells both")
  func newTotal() {
    #expect(
      claims("A further 63 observers were accredited, bringing the total to 106.") == [
        "total 63 increment", "total 106 cumulative",
      ])
  }

  @Test("A list of countries has no numbers of its own")
  func list() {
    let text = """
      31 observers were accredited. They represent three foreign countries, namely Jordan, Indian, and \
      the Philippines.
      """
    #expect(
      claims(text) == [
        "total 31 cumulative", "country_number 3 cumulative", "country/JO - cumulative",
        "country/IN - cumulative", "country/PH - cumulative",
      ])
  }

  @Test("What is said twice counts once, and a rounded headline not at all")
  func repeats() {
    let text = """
      Almost 400 international observers accredited

      398 international observers have been accredited.

      In all, 398 international observers have been accredited.
      """
    #expect(claims(text) == ["total 398 cumulative"])
  }

  @Test("A rounded number stands where there is no exact one")
  func rounded() throws {
    let extract = Extractor().extract(
      Bulletin(text: "More than 500 observers have been accredited.", language: "en"))
    let statement = try #require(extract.statements.first)
    #expect(statement.approximate)
    #expect(statement.count == 500)
  }

  @Test("A part points to its whole")
  func parts() throws {
    let extract = Extractor().extract(
      Bulletin(
        text: """
          The commission accredited 382 observers from the Commonwealth of Independent States \
          (including 44 from the CIS Interparliamentary Assembly).
          """, language: "en"))
    #expect(extract.statements.map(\.subject.id) == ["cis", "cis-ipa"])
    #expect(extract.statements.map(\.partOf) == [nil, 0])
    #expect(extract.statements.map(\.index) == [0, 1])
    #expect(extract.statements.allSatisfy { $0.siblings == 2 })
  }

  @Test("Domestic and foreign observers are told apart")
  func audiences() {
    let statements = Extractor().extract(
      Bulletin(
        text: "So far 12 foreign and seventy eight local observers were accredited.", language: "en"
      )
    ).statements
    #expect(statements.map(\.count) == [12, 78])
    #expect(statements.map(\.audience) == [.international, .domestic])
    #expect(statements.map(\.countAsWritten) == [nil, "seventy eight"])
  }
}

@Suite("Russian", .timeLimit(.minutes(5)))
struct RussianTests {
  @Test("Numbers in words, distributive numbers and cases are read")
  func words() {
    let statements = Extractor().extract(
      Bulletin(
        text: """
          ЦИК аккредитовал 40 международных наблюдателей: 31 наблюдатель от ОБСЕ, трое от Иордании, \
          по двое от Норвегии, Японии и Канады.
          """)
    ).statements
    #expect(statements.map(\.subject.id) == [nil, "osce", "JO", "NO", "JP", "CA"])
    #expect(statements.map(\.count) == [40, 31, 3, 2, 2, 2])
    #expect(statements.map(\.countAsWritten) == [nil, nil, "трое", "двое", "двое", "двое"])
  }
}

@Suite("What happened to them", .timeLimit(.minutes(5)))
struct EventsTests {
  @Test(
    "The words around a number tell its scope",
    arguments: [
      ("The commission accredited 20 observers.", Scope.cumulative),
      ("The commission accredited 20 more international observers.", .increment),
      ("Another 20 observers were registered.", .increment),
      ("The foreign ministry has proposed 20 observers.", .proposed),
      ("The commission expects 20 observers.", .expected),
      ("So far 20 observers have arrived in the country.", .deployed),
      ("The accreditation of 20 observers was revoked.", .withdrawn),
      ("The commission refused accreditation to 20 observers.", .refused),
      ("Earlier the commission had accredited 20 observers.", .previous),
    ])
  func scopes(text: String, scope: Scope) {
    let statements = Extractor().extract(Bulletin(text: text, language: "en")).statements
    #expect(statements.map(\.count) == [20])
    #expect(statements.map(\.scope) == [scope])
  }

  @Test("The parts of a batch belong to the batch, and the sum so far does not")
  func batch() {
    let text = """
      A further 15 observers were accredited on Monday: 10 from the OSCE and 5 from Chile. \
      Altogether 220 observers are now accredited.
      """
    #expect(
      claims(text) == [
        "total 15 increment", "organization/osce 10 increment", "country/CL 5 increment",
        "total 220 cumulative",
      ])
  }
}

@Suite("What the text is about", .timeLimit(.minutes(5)))
struct ElectionTests {
  @Test("Country, kind, day and key come from the words")
  func election() throws {
    let extract = Extractor().extract(
      Bulletin(
        text: """
          3 February 2024, 10:15

          Observers for the presidential election

          Azerbaijan's Central Election Commission said that as of February 2, 60 observers are \
          accredited for the presidential election of February 7.
          """))
    #expect(extract.language == "en")
    #expect(extract.published == "2024-02-03")
    #expect(extract.asOf?.description == "2024-02-02")
    #expect(
      extract.election
        == ElectionReading(
          key: "az-2024-presidential", country: "AZ", kind: .presidential, year: 2024,
          date: Day("2024-02-07")))
    #expect(extract.statements.map(\.election) == ["az-2024-presidential"])
  }

  @Test("What is not told stays open")
  func open() {
    let reading = Extractor().extract(
      Bulletin(text: "The commission has accredited 60 observers for the vote.", language: "en")
    ).election
    #expect(reading == ElectionReading())
  }

  @Test("The publisher's key goes before the text")
  func key() {
    let extract = Extractor().extract(
      Bulletin(
        text: "60 observers were accredited for the parliamentary elections in Moldova.",
        publisher: "Desk", published: "2024-09-01", language: "en", election: "md-2024-mixed"))
    #expect(extract.election.key == "md-2024-mixed")
    #expect(extract.statements.first?.election == "md-2024-mixed")
    #expect(extract.statements.first?.source == "Desk")
    #expect(extract.statements.first?.published == "2024-09-01")
  }

  @Test("The title tells what the text leaves open")
  func title() {
    let extract = Extractor().extract(
      Bulletin(
        text: "The commission has accredited 60 observers for the vote.",
        title: "Observers accredited for the presidential election in Moldova",
        published: "2016-09-20", language: "en"))
    #expect(extract.election.country == "MD")
    #expect(extract.election.kind == .presidential)
    #expect(extract.election.year == 2016)
  }

  @Test("A polling day without a year is completed from the public record")
  func knownElection() {
    let text = """
      MINSK, 5 October. Belarus' Central Election Commission has accredited 60 observers for the \
      presidential election of 11 October.
      """
    let election = Extractor().extract(Bulletin(text: text)).election
    #expect(election.key == "by-2015-presidential")
    #expect(election.date == Day("2015-10-11"))
  }

  @Test("Two ballots in one are mixed")
  func mixed() {
    let text =
      "60 observers were accredited for the presidential and parliamentary elections in Turkey."
    #expect(Extractor().extract(Bulletin(text: text, language: "en")).election.kind == .mixed)
  }
}

@Suite("Text as given", .timeLimit(.minutes(5)))
struct SpanTests {
  @Test(
    "A span holds the number and the name",
    arguments: [
      ("Préface – é̂.\n\nThe commission accredited 17 observers from Norway.", false),
      (
        "<p>Caf&eacute;</p><p>The commission accredited <b>17</b> observers&nbsp;from Norway.</p>",
        true
      ),
      (
        "<script>var a = '99 observers from Chile'</script>It accredited 17 observers from Norway.",
        true
      ),
    ])
  func spans(text: String, isHTML: Bool) throws {
    let extract = Extractor().extract(Bulletin(text: text, isHTML: isHTML, language: "en"))
    #expect(extract.statements.count == 1)
    let statement = try #require(extract.statements.first)
    let span = try #require(statement.span)
    let scalars = Array(text.unicodeScalars)[span]
    let inside = String(String.UnicodeScalarView(scalars))
    #expect(inside.hasPrefix("17"))
    #expect(inside.hasSuffix("Norway"))
  }

  @Test("Rows of a table and items of a list are read")
  func tables() {
    let text = """
      <h1>Accredited international observers</h1>
      <table><tr><td>OSCE</td><td>120</td></tr><tr><td>Norway</td><td>4</td></tr></table>
      <ul><li>Embassy of Japan &ndash; 3</li></ul>
      <p>Views: 1234</p>
      """
    #expect(
      claims(text, isHTML: true) == [
        "organization/osce 120 cumulative", "country/NO 4 cumulative", "country/JP 3 cumulative",
      ])
  }

  @Test("What stands under a furniture heading is not read")
  func furniture() {
    let text = """
      The commission accredited 17 observers from Norway.

      Read also

      Commission accredited 62 international observers

      Rain expected for 3 observers from Chile
      """
    #expect(claims(text) == ["country/NO 17 cumulative"])
  }

  @Test("A name under a label that is about nobody's observers is no statement")
  func author() {
    let text = """
      Commission accredits 17 observers

      Author:
      Maria Example

      The commission accredited 17 observers from Norway.
      """
    #expect(!claims(text).contains { $0.contains("Example") })
  }

  @Test("Lines broken inside a name are one")
  func wrapped() {
    let text = """
      The commission accredited observers for the coming vote: the Organization for Security
      and Co-operation in Europe (12), the Parliamentary Assembly of the Council of
      Europe (30), and nobody else at all, as its chairman told reporters in the capital.
      """
    #expect(claims(text) == ["organization/osce 12 cumulative", "organization/pace 30 cumulative"])
  }

  @Test(
    "Two megabytes of noise give nothing and do no harm",
    arguments: ["(", "9", "1 ", "A", "<", "observers (", "12 observers from ", "&#", ". ", "a\n"])
  func noise(piece: String) {
    let words = "The observers of the election were in the country and will be accredited by it.\n"
    let text = words + String(repeating: piece, count: 2_000_000 / piece.utf8.count / 10)
    for isHTML in [false, true] {
      let extract = Extractor().extract(Bulletin(text: text, isHTML: isHTML, language: "en"))
      #expect(extract.statements.allSatisfy { ($0.count ?? 0) <= 12 })
    }
  }

  @Test("The same text gives the same statements")
  func deterministic() {
    let text = """
      Observers: Norway – three, Chile – 5, OSCE (12), as well as 40 from ten countries, such as Japan, \
      Canada and Brazil, were accredited, another 20 are expected.
      """
    let first = Extractor().extract(Bulletin(text: text, language: "en")).statements
    #expect(!first.isEmpty)
    for _ in 0..<5 {
      #expect(Extractor().extract(Bulletin(text: text, language: "en")).statements == first)
    }
  }

  @Test("A text in no language with rules says nothing")
  func otherLanguage() {
    let extract = Extractor().extract(Bulletin(text: "Kolme tarkkailijaa saapui eilen."))
    #expect(extract.language == nil)
    #expect(extract.statements.isEmpty)
  }
}
