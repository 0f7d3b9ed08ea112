import Reckoning
import Records
import Testing

/// DESIGN.md, section 4: two reports on the accreditation for 10 January 2021.
@Suite("Worked example", .timeLimit(.minutes(5)))
struct WorkedExampleTests {
  static let codes = [
    "JO", "KG", "MV", "MD", "TR", "AZ", "AM", "ID", "UZ", "RU", "RO", "IN", "PH", "HU", "ES", "NO",
    "FR", "CH", "PL", "CZ", "IT", "EE", "UA", "DE", "BE", "PS", "GB", "MN", "SE", "CA", "FI",
  ]
  static let bodies: [(String, Int)] = [
    ("cis-ipa", 48), ("cis-executive-committee", 179), ("oic", 4), ("osce-pa", 9), ("sco", 15),
    ("turkic-council", 7), ("csto-pa", 7), ("turkpa", 9), ("eu", 2),
  ]

  static func lines(countries: Int, _ bodies: [(String, Int)]) -> [(Subject, Int?)] {
    [
      (Subject(.total), 398), (Subject(.organizationsTotal), 322),
      (Subject(.organizationNumber), 10), (Subject(.countriesTotal), countries),
      (Subject(.countryNumber), 31),
    ] + bodies.map { (organization($0.0), $0.1) } + codes.map { (country($0), nil) }
  }

  static func seed(arrival: Int) -> [Claim] {
    report("seed", source: "Kazinform", arrival: arrival, lines(countries: 31, bodies))
  }

  static func second(arrival: Int) -> [Claim] {
    report(
      "second", source: "Astana Times", arrival: arrival,
      lines(countries: 76, bodies + [("osce-odihr", 42)]))
  }

  func standings(_ claims: [Claim]) -> [String: Standing] {
    Dictionary(
      uniqueKeysWithValues: Reckoner.subjects(of: Inference.completed(claims)).map {
        ($0.subject.key, $0.standing)
      })
  }

  @Test("After the first report alone: 42, 1 and 45 are unaccounted for, and each country has 1")
  func firstReport() {
    let claims = Self.seed(arrival: 0)
    let all = findings(claims)
    #expect(
      brief(all) == [
        "organizations-not-itemised 322 280 42", "organizations-not-listed 10 9 1",
        "total-not-accounted 398 353 45",
      ])
    #expect(all.allSatisfy { $0.severity == .gap && $0.sources == ["Kazinform"] })
    #expect(all[0].statements == ["seed#1"] + (5..<14).map { "seed#\($0)" })
    #expect(all[2].statements == ["seed#0", "seed#1", "seed#3"])

    let standings = standings(claims)
    #expect(standings["total"]?.declared == 398)
    let countries = Self.codes.compactMap { standings["country/\($0)"] }
    #expect(countries.count == 31)
    #expect(countries.allSatisfy { $0.declared == 1 && $0.inferred && $0.listed })
    #expect(standings["country/JO"]?.statements == ["seed#14"])
  }

  @Test("After both reports, in either order, only the number from countries differs")
  func bothReports() {
    let orders = [
      Self.seed(arrival: 0) + Self.second(arrival: 100),
      Self.seed(arrival: 100) + Self.second(arrival: 0),
    ]
    for claims in orders {
      let all = findings(claims)
      #expect(brief(all) == ["sources-differ 76 31 45"])
      #expect(all.first?.severity == .conflict)
      #expect(all.first?.subject == ["countries_total"])
      #expect(all.first?.statements == ["second#3", "seed#3"])
      #expect(all.first?.sources == ["Astana Times", "Kazinform"])
      #expect(
        all.first?.sentence
          == "Sources differ on the number of international observers from countries as of "
          + "2021-01-04: 76 (Astana Times) against 31 (Kazinform).")

      let standings = standings(claims)
      #expect(standings["countries_total"]?.declared == 76)
      #expect(standings["countries_total"]?.sources == ["Astana Times"])
      #expect(standings["organizations_total"]?.sources == ["Astana Times", "Kazinform"])
      #expect(standings["organization/osce-odihr"]?.declared == 42)
      let itemised = standings.filter { $0.key.hasPrefix("organization/") }
      #expect(itemised.values.reduce(0) { $0 + ($1.declared ?? 0) } == 322)
      let countries = Self.codes.compactMap { standings["country/\($0)"] }
      #expect(countries.count == 31)
      #expect(
        countries.allSatisfy { $0.declared == 1 && $0.inferred && $0.sources == ["Kazinform"] })
    }
    #expect(standings(orders[0]) == standings(orders[1]))
    #expect(findings(orders[0]) == findings(orders[1]))
  }

  @Test("The statements of both reports in any mixture give the same result", arguments: 1...20)
  func mixed(seed: Int) {
    var random = Scramble(state: UInt64(seed))
    var claims = (Self.seed(arrival: 0) + Self.second(arrival: 100)).shuffled(using: &random)
    for place in claims.indices { claims[place].arrival = place }
    #expect(brief(findings(claims)) == ["sources-differ 76 31 45"])
    #expect(standings(claims)["countries_total"]?.declared == 76)
  }

  @Test("Before a report is complete nothing is inferred from it")
  func incomplete() {
    let standings = standings(Array(Self.seed(arrival: 0).dropLast()))
    #expect(standings["country/JO"]?.declared == nil)
    #expect(standings["country/JO"]?.listed == true)
  }

  @Test("The report by itself, as the command line shows it")
  func inReport() {
    let statements = Self.seed(arrival: 0).map(\.statement)
    let all = Reckoner.findings(inReport: statements)
    #expect(
      brief(all) == [
        "organizations-not-itemised 322 280 42", "organizations-not-listed 10 9 1",
        "total-not-accounted 398 353 45",
      ])
    #expect(all[0].statements == [1, 5, 6, 7, 8, 9, 10, 11, 12, 13])
    #expect(all[1].statements == [2, 5, 6, 7, 8, 9, 10, 11, 12, 13])
    #expect(all[2].statements == [0, 1, 3])
    #expect(Reckoner.findings(inReport: Self.second(arrival: 0).map(\.statement)).isEmpty)
  }
}

/// A small generator with a seed (Vigna, splitmix64).
struct Scramble: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
