import Extraction
import Records
import Testing

private func claims(_ text: String) -> [String] {
  Extractor().extract(Bulletin(text: text, language: "en")).statements.map { statement in
    let count = statement.count.map(String.init) ?? "-"
    return "\(statement.subject.id ?? statement.subject.type.rawValue) \(count) \(statement.scope)"
  }
}

@Suite("Wholes and their parts", .timeLimit(.minutes(5)))
struct WholesAndPartsTests {
  @Test("Whoever stands before \"with\" has the observers, also behind a preposition")
  func with() {
    let text = """
      Observers have been accredited. The list is headed by the NATO Parliamentary Assembly with 33 \
      observers, and next to it is a group from Chile with about 12 observers. They are trailed by the \
      OSCE Parliamentary Assembly with 9 observers and the Shanghai Cooperation Organization with 6.
      """
    #expect(
      claims(text) == [
        "nato-pa 33 cumulative", "CL 12 cumulative", "osce-pa 9 cumulative", "sco 6 cumulative",
      ])
  }

  @Test("A number before names with numbers of their own is their sum and no country's")
  func sum() {
    let text = """
      The commission accredited 57 foreign observers. The OSCE sent 40. \
      Another 17 observers come from Chile (9), Japan (6) and Norway (2).
      """
    #expect(
      claims(text) == [
        "total 57 cumulative", "osce 40 cumulative", "countries_total 17 cumulative",
        "CL 9 cumulative", "JP 6 cumulative", "NO 2 cumulative",
      ])
  }

  @Test("The sum of the only names told is the total")
  func onlySum() {
    #expect(
      claims("The commission accredited 17 observers from Chile (9), Japan (6) and Norway (2).")
        == [
          "total 17 cumulative", "CL 9 cumulative", "JP 6 cumulative", "NO 2 cumulative",
        ])
  }

  @Test("\"Another\" after the numbers of others is the rest of the whole")
  func rest() {
    let text = """
      The OSCE sent 40 observers for the vote and has accredited them all. \
      Another 14 observers represent 11 foreign countries. Canada sent 3 observers.
      """
    #expect(
      claims(text) == [
        "osce 40 cumulative", "countries_total 14 cumulative", "country_number 11 cumulative",
        "CA 3 cumulative",
      ])
  }

  @Test(
    "\"Another\" is a batch where it is accredited anew",
    arguments: [
      "The commission accredited another 17 observers from Chile (9) and Japan (8).",
      "On Friday the commission accredited another 17 observers: Chile (9) and Japan (8).",
    ])
  func batch(text: String) {
    #expect(claims(text) == ["total 17 increment", "CL 9 increment", "JP 8 increment"])
  }

  @Test("A batch told after the numbers of others stays a batch")
  func laterBatch() {
    let text = """
      The OSCE sent 40 observers. On Friday the commission accredited another 5 observers from Chile.
      """
    #expect(claims(text) == ["osce 40 cumulative", "CL 5 increment"])
  }
}

@Suite("Names across lines", .timeLimit(.minutes(5)))
struct WrappedNamesTests {
  @Test(
    "A name broken across a line is one name",
    arguments: [
      "For the vote observers were accredited by the CIS\nExecutive Committee (21).",
      "Accredited for the vote were observers of the CIS\nExecutive Committee (21). No others came.",
      "Accredited, to begin with,\nare observers who come from the CIS Executive\nCommittee (21).",
    ])
  func broken(text: String) throws {
    let statements = Extractor().extract(Bulletin(text: text, language: "en")).statements
    let statement = try #require(statements.first)
    #expect(statements.count == 1)
    #expect(statement.subject.id == "cis-executive-committee")
    #expect(statement.subject.name == "CIS Executive Committee")
    #expect(statement.count == 21)
  }

  @Test("A body nobody knows keeps its name across a line of a filled paragraph")
  func unknown() throws {
    let text = """
      Among the foreign groups that the commission accredited is the Blue Valley
      Voters Association with 14 observers. It had asked for places for the whole
      delegation in spring, and the commission agreed.
      """
    let statements = Extractor().extract(Bulletin(text: text, language: "en")).statements
    let statement = try #require(statements.first)
    #expect(statement.subject.name == "Blue Valley Voters Association")
    #expect(statement.count == 14)
  }

  @Test("The lines of a list stay apart")
  func list() {
    let text = """
      Accredited observers:
      CIS Interparliamentary Assembly – 12
      OSCE
      Parliamentary Assembly of Turkic-Speaking Countries – 9
      Norway – 5
      """
    #expect(
      claims(text).filter { !$0.hasSuffix("- cumulative") } == [
        "cis-ipa 12 cumulative", "turkpa 9 cumulative", "NO 5 cumulative",
      ])
  }
}
