import Extraction
import Records
import Testing

@Suite("Older numbers, and numbers of others", .timeLimit(.minutes(5)))
struct OlderAndOthersTests {
  @Test(
    "What was at an election that is over is an older number, and its year not the text's",
    arguments: [
      """
      Norway has accredited 145 observers. At the presidential elections of 2019 there were 300 foreign
      observers.
      """,
      """
      Норвегия аккредитовала 145 наблюдателей на выборы. Напомним, на президентских выборах 2019 года
      работали 300 иностранных наблюдателей.
      """,
    ])
  func over(text: String) {
    let extract = Extractor().extract(Bulletin(text: text))
    #expect(extract.statements.first { $0.count == 300 }?.scope == .previous)
    #expect(extract.statements.first { $0.count == 145 }?.scope == .cumulative)
    #expect(extract.election.year == nil)
  }

  @Test("The year of the election at hand stays its year")
  func atHand() {
    let text =
      "Norway votes in 2025. At the elections of 2025 there were 300 foreign observers accredited."
    let extract = Extractor().extract(Bulletin(text: text))
    #expect(extract.election.year == 2025)
    #expect(extract.statements.first?.scope == .cumulative)
  }

  @Test(
    "The number of a mission's observers is the mission's",
    arguments: [
      "Число аккредитованных наблюдателей от ОИС достигло 14.",
      "The number of accredited observers from the OIC has reached 14.",
    ])
  func numbered(text: String) {
    #expect(statements(text) == ["organization/oic 14 cumulative"])
  }

  @Test("Who leads a mission sends nobody")
  func leader() {
    let text =
      "Observers are accredited. The OIC, which has a 14-strong group led by former premier Ann Hill, came."
    #expect(!statements(text).contains { $0.contains("Ann Hill") })
  }

  @Test("Those that a mission asks its states to send are not its own")
  func asked() {
    let text = """
      The ODIHR mission has 12 long-term observers. ODIHR will request participating States to send 300
      short-term observers.
      """
    #expect(!statements(text).contains { $0.contains("300") })
  }

  @Test("Whose countries they are is no sender")
  func owner() {
    #expect(
      statements("Аккредитовано 40 наблюдателей, которые представляют девять стран ОИС.")
        == ["total 40 cumulative", "country_number 9 cumulative"])
  }

  @Test("Applications that are turned down wait no longer")
  func turnedDown() {
    let text =
      "The commission accredited 310 observers. Applications of 12 foreign observers were turned down."
    #expect(statements(text).contains("total 12 refused"))
  }

  @Test(
    "A number of places, or a day, is nobody's",
    arguments: [
      "The OIC observers followed the vote count in 147.",
      "The observers were present in 21 of the country's 24 provinces.",
      "El consejo acreditó a los observadores internacionales el domingo 9.",
    ])
  func places(text: String) {
    #expect(statements(text) == [])
  }

  @Test("What brings the number to so many is the new total")
  func brings() {
    let text = """
      The commission accredited a further group of foreign observers: Norway – 3, Chile – 2. This brings
      the number of foreign observers to 240. They represent 12 countries.
      """
    #expect(statements(text).suffix(2) == ["total 240 cumulative", "country_number 12 cumulative"])
  }

  @Test(
    "Thousands with an ending, or with hundreds behind them",
    arguments: [
      ("Сайлауға 30 мыңға жуық бақылаушы аккредиттелді.", 30_000),
      ("Местных наблюдателей аккредитовано 4 тыс. 812, сообщили в комиссии.", 4_812),
    ])
  func thousands(text: String, count: Int) {
    let counts = Extractor().extract(Bulletin(text: text)).statements.compactMap(\.count)
    #expect(counts == [count])
  }

  @Test("A body is the same by its acronym in brackets and by the acronym alone")
  func acronym() {
    let text = """
      OVC to field 4,500 observers

      The Observer Voice Coalition (OVC) will field 4,500 observers.
      """
    #expect(statements(text).count == 1)
  }
}
