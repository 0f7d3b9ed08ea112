import Reckoning
import Records
import Testing

@Suite("Findings", .timeLimit(.minutes(5)))
struct FindingsTests {
  static let total = Subject(.total)
  static let organizationsTotal = Subject(.organizationsTotal)
  static let countriesTotal = Subject(.countriesTotal)

  func found(_ lines: [(Subject, Int?)]) -> [String] { brief(findings(report("r", lines))) }

  @Suite("Itemised")
  struct Itemised {
    func found(_ lines: [(Subject, Int?)]) -> [String] { brief(findings(report("r", lines))) }

    @Test(
      "A subtotal is held against the sum of its items",
      arguments: [
        (10, ["organizations-not-itemised 10 7 3"]), (7, []),
        (5, ["organizations-over-itemised 5 7 -2"]),
      ])
    func organizations(stated: Int, expected: [String]) {
      #expect(
        found([
          (Subject(.organizationsTotal), stated), (organization("a"), 4), (organization("b"), 3),
        ]) == expected)
    }

    @Test(
      "Countries likewise",
      arguments: [
        (10, ["countries-not-itemised 10 7 3"]), (7, []),
        (5, ["countries-over-itemised 5 7 -2"]),
      ])
    func countries(stated: Int, expected: [String]) {
      #expect(
        found([(Subject(.countriesTotal), stated), (country("KG"), 4), (country("MD"), 3)])
          == expected)
    }

    @Test("Nothing itemised, or nothing stated, is no finding")
    func nothing() {
      #expect(found([(Subject(.organizationsTotal), 10), (organization("a"), nil)]) == [])
      #expect(found([(organization("a"), 4), (organization("b"), 3)]) == [])
    }

    @Test("An unresolved name is an item like any other, once")
    func unresolved() {
      let unknown = Subject(.organization, name: "Observers Club")
      #expect(
        found([
          (Subject(.organizationsTotal), 10), (organization("a"), 4), (unknown, 6), (unknown, 6),
          (Subject(.organizationNumber), 2),
        ]) == [])
    }

    @Test("An inferred remainder leaves no gap")
    func remainder() {
      #expect(
        found([
          (Subject(.organizationsTotal), 10), (Subject(.organizationNumber), 2),
          (organization("a"), 4), (organization("b"), nil),
        ]) == [])
    }

    @Test("Parts and categories are not added up")
    func parts() {
      var claims = report(
        "r",
        [
          (Subject(.countriesTotal), 7), (country("KG"), 7), (country("MD"), 3),
          (Subject(.category, name: "women"), 5), (Subject(.countryNumber), 1),
        ])
      claims[2].statement.partOf = 1
      #expect(findings(claims).isEmpty)
    }

    @Test("Approximate numbers contradict nothing", arguments: [0, 1])
    func approximate(place: Int) {
      var claims = report("r", [(Subject(.countriesTotal), 5), (country("KG"), 7)])
      #expect(findings(claims).count == 1)
      claims[place].statement.approximate = true
      #expect(findings(claims).isEmpty)
    }

    @Test("An older subtotal is not contradicted by newer items")
    func newerItems() {
      let old = report("old", on: 1, [(Subject(.countriesTotal), 5), (country("KG"), 5)])
      let new = report("new", on: 3, arrival: 9, [(country("KG"), 8)])
      #expect(findings(old + new).isEmpty)
      let same = report("same", on: 1, arrival: 9, [(country("MD"), 1)])
      #expect(brief(findings(old + same)) == ["countries-over-itemised 5 6 -1"])
    }

    @Test("A list of one batch proves nothing about a snapshot")
    func batch() {
      var claims = report("r", [(Subject(.countriesTotal), 50), (country("KG"), 7)])
      claims[1].statement.scope = .increment
      #expect(findings(claims).isEmpty)
      claims[0].statement.scope = .increment
      #expect(brief(findings(claims)) == ["countries-not-itemised 50 7 43"])
    }

    @Test("Of the statements that itemise, all are named, and their sources")
    func basis() {
      let first = report("a", source: "One", [(Subject(.countriesTotal), 9), (country("KG"), 4)])
      let second = report("b", source: "Two", arrival: 5, [(country("MD"), 3)])
      let finding = findings(first + second).first
      #expect(finding?.statements == ["a#0", "a#1", "b#0"])
      #expect(finding?.sources == ["One", "Two"])
      #expect(finding?.subject == ["countries_total"])
      #expect(
        finding?.key
          == "kz-2021-parliamentary/international/countries-not-itemised/countries_total")
      #expect(
        finding?.sentence
          == "9 international observers are stated for the countries, but those listed with their "
          + "numbers add up to 7: 2 are unaccounted for.")
    }
  }

  @Test(
    "A total is held against its two parts",
    arguments: [
      (10, 6, 4, []), (11, 6, 4, ["total-not-accounted 11 10 1"]),
      (9, 6, 4, ["total-over-accounted 9 10 -1"]), (5, 6, nil, ["total-over-accounted 5 6 -1"]),
      (10, 6, nil, []), (10, nil, 4, []), (10, nil, nil, []),
    ] as [(Int, Int?, Int?, [String])])
  func total(total: Int, organizations: Int?, countries: Int?, expected: [String]) {
    #expect(
      found([
        (Self.total, total), (Self.organizationsTotal, organizations),
        (Self.countriesTotal, countries),
      ]) == expected)
  }

  @Test("A part without a subtotal is the sum of its items, unless somebody has no number")
  func itemisedPart() {
    let lines: [(Subject, Int?)] = [
      (Self.total, 20), (Self.organizationsTotal, 6), (country("KG"), 4), (country("MD"), 3),
    ]
    #expect(found(lines) == ["total-not-accounted 20 13 7"])
    #expect(found(lines + [(country("TR"), nil)]) == [])
    #expect(found([(Self.total, 12)] + lines.dropFirst()) == ["total-over-accounted 12 13 -1"])
  }

  @Test("A total is not held against a rounded part, nor against one batch")
  func unlikeParts() {
    let claims = report(
      "r", [(Self.total, 20), (Self.organizationsTotal, 6), (Self.countriesTotal, 4)])
    #expect(findings(claims).count == 1)
    for place in claims.indices {
      var rounded = claims
      rounded[place].statement.approximate = true
      #expect(findings(rounded).isEmpty)
      var batch = claims
      batch[place].statement.scope = .increment
      #expect(findings(batch).isEmpty)
    }
  }

  @Test("A number of countries is not exceeded by countries named on a later day")
  func laterNames() {
    let old = report("old", on: 1, [(Subject(.countryNumber), 1), (country("KG"), nil)])
    #expect(findings(old + report("new", on: 3, arrival: 9, [(country("MD"), nil)])).isEmpty)
    let same = report("same", on: 1, arrival: 9, [(country("MD"), nil)])
    #expect(brief(findings(old + same)) == ["countries-over-listed 1 2 -1"])
  }

  @Test("A total of an earlier day is not exceeded by later parts")
  func laterParts() {
    let old = report("old", on: 1, [(Self.total, 5)])
    let new = report(
      "new", on: 3, arrival: 9, [(Self.organizationsTotal, 6), (Self.countriesTotal, 1)])
    #expect(findings(old + new).isEmpty)
  }

  @Test(
    "The number of bodies is held against how many are named",
    arguments: [
      (3, ["countries-not-listed 3 2 1"]), (2, []), (1, ["countries-over-listed 1 2 -1"]),
    ])
  func listed(stated: Int, expected: [String]) {
    let lines: [(Subject, Int?)] = [
      (Subject(.countryNumber), stated), (country("KG"), nil), (country("MD"), 2),
    ]
    #expect(found(lines) == expected)
    #expect(
      found([
        (Subject(.organizationNumber), stated), (organization("a"), 1), (organization("b"), nil),
      ]) == expected.map { $0.replacing("countries", with: "organizations") })
  }

  @Test("Where nobody is named, a number of countries is no gap")
  func nobodyNamed() { #expect(found([(Subject(.countryNumber), 31)]) == []) }

  @Suite("Sources differ")
  struct SourcesDiffer {
    let subject = Subject(.total)

    func found(_ claims: [Claim]) -> [String] { brief(findings(claims)) }

    @Test("Two sources with two numbers for one day differ, in any order of arrival")
    func differ() {
      let claims = [
        claim(10, subject, message: "a", source: "One", published: "2021-01-03"),
        claim(12, subject, message: "b", source: "Two", published: "2021-01-04"),
        claim(12, subject, message: "c", source: "Three", published: "2021-01-03"),
      ]
      for order in everyArrival(of: claims) {
        let all = findings(order)
        #expect(brief(all) == ["sources-differ 12 10 2"])
        #expect(all.first?.statements == ["a#0", "b#0", "c#0"])
        #expect(all.first?.sources == ["One", "Three", "Two"])
      }
    }

    @Test("Of several other numbers the farthest is named, and all are in the sentence")
    func several() {
      let all = findings([
        claim(10, subject, message: "a", arrival: 0), claim(15, subject, message: "b", arrival: 1),
        claim(12, subject, message: "c", arrival: 2),
      ])
      #expect(brief(all) == ["sources-differ 12 15 -3"])
      #expect(
        all.first?.sentence
          == "Sources differ on the total number of international observers as of 2021-01-02: "
          + "12 (c) against 10 (a) and 15 (b).")
    }

    @Test("A source that corrects itself, or says two numbers at once, is no second source")
    func sameSource() {
      #expect(
        found([
          claim(10, subject, message: "a", arrival: 0, source: "One"),
          claim(12, subject, message: "b", arrival: 1, source: "One"),
        ]) == [])
      #expect(
        found([
          claim(10, subject, message: "a", arrival: 0),
          claim(12, subject, message: "a", index: 1, arrival: 1),
        ]) == [])
    }

    @Test("Other days, approximate, inferred and undated numbers, parts and batches do not differ")
    func incomparable() {
      let mine = claim(12, subject, message: "a")
      #expect(found([mine, claim(10, subject, on: 1, message: "b")]) == [])
      #expect(found([mine, claim(10, subject, message: "b", approximate: true)]) == [])
      #expect(found([mine, claim(10, subject, message: "b", inferred: true)]) == [])
      #expect(found([mine, claim(10, subject, message: "b", partOf: 3)]) == [])
      #expect(found([mine, claim(10, subject, scope: .increment, message: "b")]) == [])
      #expect(
        found([
          claim(12, subject, on: nil, message: "a"), claim(10, subject, on: nil, message: "b"),
        ]) == [])
    }

    @Test("The difference is closed once a newer day is known")
    func closed() {
      let differing = [
        claim(10, subject, message: "a"), claim(12, subject, message: "b", arrival: 1),
      ]
      #expect(found(differing).count == 1)
      #expect(found(differing + [claim(14, subject, on: 3, message: "c", arrival: 2)]) == [])
      #expect(
        found(differing + [claim(2, subject, on: 3, scope: .increment, message: "c", arrival: 2)])
          == [])
    }
  }

  @Test(
    "Declared is held against the register where there is one",
    arguments: [(0, []), (42, []), (40, ["declared-registered-differ 42 40 2"])])
  func registered(registered: Int, expected: [String]) {
    let all = findings([claim(42)], registered: ["organization/osce-odihr": registered])
    #expect(brief(all) == expected)
    #expect(all.allSatisfy { $0.severity == .notice })
    #expect(
      findings([claim(nil)], registered: ["organization/osce-odihr": registered]).isEmpty)
    let rounded = claim(42, approximate: true)
    #expect(findings([rounded], registered: ["organization/osce-odihr": registered]).isEmpty)
  }

  @Suite("Snapshot lower")
  struct SnapshotLower {
    func found(_ more: [Claim]) -> [String] {
      brief(findings([claim(100, on: 2, message: "a"), claim(90, on: 5, message: "b")] + more))
    }

    @Test("A snapshot below the one of the day before it is noticed, in any order")
    func noticed() {
      for order in everyArrival(of: [
        claim(10, on: 1, message: "o"), claim(100, on: 2, message: "a"),
        claim(90, on: 5, message: "b"),
      ]) {
        let all = findings(order)
        #expect(brief(all) == ["snapshot-lower 90 100 -10"])
        #expect(all.first?.statements == ["a#0", "b#0"])
        #expect(
          all.first?.sentence
            == "ODIHR: 90 as of 2021-01-05, after 100 as of 2021-01-02: 10 fewer, and no "
            + "withdrawal is known.")
      }
    }

    @Test("Withdrawals between the two days explain it, in full or not at all")
    func explained() {
      #expect(found([claim(10, on: 3, scope: .withdrawn)]) == [])
      #expect(
        found([claim(6, on: 3, scope: .withdrawn), claim(4, on: 5, scope: .cancelled)]) == [])
      #expect(found([claim(9, on: 3, scope: .withdrawn)]) == ["snapshot-lower 90 100 -10"])
      #expect(found([claim(10, on: 2, scope: .withdrawn)]) == ["snapshot-lower 90 100 -10"])
      #expect(found([claim(10, on: 6, scope: .withdrawn)]) == ["snapshot-lower 90 100 -10"])
    }

    @Test("A later snapshot that is no lower closes it")
    func closed() { #expect(found([claim(90, on: 6, message: "c")]) == []) }

    @Test("Approximate numbers and parts are not compared")
    func incomparable() {
      let before = claim(500, on: 2, message: "a", approximate: true)
      #expect(findings([before, claim(90, on: 5, message: "b")]).isEmpty)
      #expect(
        findings([
          claim(500, country("KG"), on: 2, message: "a", partOf: 2),
          claim(90, country("KG"), on: 5, message: "b"),
        ]).isEmpty)
    }
  }

  @Suite("In one report")
  struct InReport {
    @Test("Each scope is reckoned by itself")
    func scopes() {
      var statements = report(
        "r",
        [
          (Subject(.total), 251), (Subject(.organizationsTotal), 187),
          (Subject(.countriesTotal), 53), (country("KG"), 45),
        ]
      ).map(\.statement)
      statements[2].scope = .increment
      statements[3].scope = .increment
      let all = Reckoner.findings(inReport: statements)
      #expect(brief(all) == ["countries-not-itemised 53 45 8"])
      #expect(all.first?.statements == [2, 3])
      for place in statements.indices { statements[place].scope = .previous }
      #expect(Reckoner.findings(inReport: statements).isEmpty)
    }

    @Test("Audiences are reckoned by themselves, and places are those of the array")
    func audiences() {
      var statements = report(
        "r",
        [
          (Subject(.total), 251), (Subject(.organizationsTotal), 187),
          (Subject(.countriesTotal), 66), (Subject(.total), 9_000),
        ]
      ).map(\.statement)
      statements[3].audience = .domestic
      for place in statements.indices { statements[place].index = 7 }
      let all = Reckoner.findings(inReport: statements)
      #expect(brief(all) == ["total-over-accounted 251 253 -2"])
      #expect(all.first?.statements == [0, 1, 2])
    }

    @Test("A text without statements has no findings")
    func empty() { #expect(Reckoner.findings(inReport: []).isEmpty) }
  }

  @Test("The order of the subjects changes nothing")
  func deterministic() {
    let subjects = Reckoner.subjects(
      of: Inference.completed(WorkedExampleTests.seed(arrival: 0)))
    let all = Reckoner.findings(election: election, audience: .international, subjects: subjects)
    for seed in 1...10 {
      var random = Scramble(state: UInt64(seed))
      #expect(
        Reckoner.findings(
          election: election, audience: .international,
          subjects: subjects.shuffled(using: &random)) == all)
    }
    #expect(Set(all.map(\.key)).count == all.count)
  }

  @Test("Every sentence speaks of one person and of the audience correctly")
  func sentences() {
    func sentence(_ audience: Audience) -> String? {
      var claims = report("r", [(Subject(.countriesTotal), 2), (country("KG"), 1)])
      for place in claims.indices { claims[place].statement.audience = audience }
      return Reckoner.findings(
        election: election, audience: audience,
        subjects: Reckoner.subjects(of: Inference.completed(claims))
      ).first?.sentence
    }
    #expect(
      sentence(.mixed)
        == "2 observers are stated for the countries, but those listed with their numbers add up "
        + "to 1: 1 is unaccounted for.")
    #expect(sentence(.domestic)?.hasPrefix("2 domestic observers are stated") == true)
  }
}
