import Records
import Testing

@Suite("Names of elections and subjects", .timeLimit(.minutes(5)))
struct NamesTests {
  @Test(
    "An election's key has country, year and a known kind",
    arguments: [
      "kz-2021-parliamentary", "us-1800-presidential", "xk-2999-local", "gb-2024-by-election",
      "md-2024-mixed", "ch-2020-referendum",
    ])
  func keys(text: String) { #expect(ElectionKey(text)?.description == text) }

  @Test(
    "Anything else is no election's key",
    arguments: [
      "", "kz", "kz-2021", "kz-2021-", "KZ-2021-parliamentary", "kaz-2021-parliamentary",
      "k1-2021-parliamentary", "kz-21-parliamentary", "kz-1799-local", "kz-3000-local",
      "kz-+202-local", "kz-2021-Parliamentary", "kz-2021-parliamentary-2", "kz-2021-by",
      "kz--local", "kz-2021-parliamentary ", "қз-2021-local", "kz/2021/local",
    ])
  func noKeys(text: String) { #expect(ElectionKey(text) == nil) }

  @Test("A key is made of its parts, with the country in any case")
  func parts() {
    #expect(
      ElectionKey(country: "KZ", year: 2021, kind: .parliamentary)?.description
        == "kz-2021-parliamentary")
    #expect(
      ElectionKey(country: "gb", year: 2024, kind: .byElection)?.description
        == "gb-2024-by-election")
    #expect(ElectionKey(country: "KAZ", year: 2021, kind: .local) == nil)
    #expect(ElectionKey(country: "KZ", year: 21, kind: .local) == nil)
  }

  @Test(
    "A subject's key tells it apart",
    arguments: [
      (Subject(.organization, id: "osce-odihr", name: "ODIHR"), "organization/osce-odihr"),
      (Subject(.country, id: "KZ", name: "Kazakhstan"), "country/KZ"),
      (Subject(.organization, name: "Club"), "organization/?Club"),
      (Subject(.country, name: ""), "country/?"),
      (Subject(.category, name: "women"), "category/women"),
      (Subject(.total, name: "foreign observers"), "total"),
      (Subject(.organizationsTotal), "organizations_total"),
      (Subject(.countriesTotal), "countries_total"),
      (Subject(.organizationNumber), "organization_number"),
      (Subject(.countryNumber), "country_number"),
    ])
  func subjectKeys(subject: Subject, key: String) { #expect(subject.key == key) }

  @Test("A name in two wordings with one id is one subject by key")
  func wordings() {
    let long = Subject(.organization, id: "sco", name: "Shanghai Cooperation Organization")
    let short = Subject(.organization, id: "sco", name: "SCO")
    #expect(long.key == short.key)
    #expect(long != short)
  }

  @Test("Bodies without an id are unknown until somebody says otherwise; totals need none")
  func status() {
    #expect(Subject(.organization, name: "Club").status == .unknown)
    #expect(Subject(.country, name: "Georgia", status: .ambiguous).status == .ambiguous)
    #expect(Subject(.country, id: "GE", name: "Georgia").status == .resolved)
    #expect(Subject(.total).status == .resolved)
    #expect(Subject(.category, name: "women").status == .resolved)
  }

  @Test("A statement is known by its message and its place there")
  func identity() {
    let statement = Statement(message: "a#b", index: 12, subject: Subject(.total), count: 1)
    #expect(statement.identity == "a#b#12")
  }
}
