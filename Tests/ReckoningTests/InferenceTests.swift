import Reckoning
import Records
import Testing

@Suite("Inference", .timeLimit(.minutes(5)))
struct InferenceTests {
  func inferred(_ lines: [(Subject, Int?)]) -> [String] {
    Inference.claims(from: report("r", lines)).map {
      "\($0.statement.subject.key) \($0.statement.count ?? -1) \($0.statement.identity)"
    }
  }

  let codes = ["KG", "MD", "TR"]

  @Test("As many observers as listed countries: one each, with the identity of the naming")
  func oneEach() {
    let claims = report(
      "r",
      [(Subject(.countriesTotal), 3), (Subject(.countryNumber), 3)]
        + codes.map { (country($0), nil) })
    let inferred = Inference.claims(from: claims)
    #expect(inferred.map(\.statement.identity) == ["r#2", "r#3", "r#4"])
    #expect(inferred.allSatisfy { $0.statement.count == 1 && $0.statement.inferred })
    #expect(inferred.map(\.arrival) == [2, 3, 4])
  }

  @Test("Organizations are inferred likewise")
  func organizations() {
    #expect(
      inferred([
        (Subject(.organizationsTotal), 2), (Subject(.organizationNumber), 2),
        (organization("a"), nil), (organization("b"), nil),
      ]) == ["organization/a 1 r#2", "organization/b 1 r#3"])
  }

  @Test("The only body without a number has what the others leave")
  func remainder() {
    #expect(
      inferred([
        (Subject(.organizationsTotal), 322), (Subject(.organizationNumber), 3),
        (organization("a"), 200), (organization("b"), 80), (organization("c"), nil),
      ]) == ["organization/c 42 r#4"])
  }

  @Test("Several without a number have one each only when exactly as many are left")
  func pigeonholes() {
    func lines(_ total: Int) -> [(Subject, Int?)] {
      [
        (Subject(.countriesTotal), total), (Subject(.countryNumber), 3), (country("KG"), 5),
        (country("MD"), nil), (country("TR"), nil),
      ]
    }
    #expect(inferred(lines(7)) == ["country/MD 1 r#3", "country/TR 1 r#4"])
    #expect(inferred(lines(8)) == [])
    #expect(inferred(lines(5)) == [])
    #expect(inferred(lines(4)) == [])
  }

  @Test("A list that is too short, too long, or numbered differently forces nothing")
  func notForced() {
    let names = codes.map { (country($0), Int?.none) }
    #expect(inferred([(Subject(.countriesTotal), 4), (Subject(.countryNumber), 4)] + names) == [])
    #expect(inferred([(Subject(.countriesTotal), 2), (Subject(.countryNumber), 2)] + names) == [])
    #expect(inferred([(Subject(.countriesTotal), 9), (Subject(.countryNumber), 3)] + names) == [])
    #expect(inferred([(Subject(.countriesTotal), 3)] + names) == [])
    #expect(inferred([(Subject(.countryNumber), 3)] + names) == [])
    #expect(
      inferred(
        [
          (Subject(.countriesTotal), 3), (Subject(.countriesTotal), 5),
          (Subject(.countryNumber), 3),
        ]
          + names) == [])
  }

  @Test("A country named twice is one country")
  func namedTwice() {
    let lines =
      [(Subject(.countriesTotal), 3), (Subject(.countryNumber), 3)]
      + (codes + ["KG"]).map { (country($0), Int?.none) }
    #expect(inferred(lines) == ["country/KG 1 r#2", "country/MD 1 r#3", "country/TR 1 r#4"])
  }

  @Test("Approximate numbers and parts force nothing", arguments: [0, 1, 2])
  func soft(place: Int) {
    let claims = report(
      "r",
      [
        (Subject(.countriesTotal), 5), (Subject(.countryNumber), 2), (country("KG"), 3),
        (country("MD"), nil),
      ])
    #expect(Inference.claims(from: claims).count == 1)
    var approximate = claims
    approximate[place].statement.approximate = true
    #expect(Inference.claims(from: approximate).isEmpty)
    var part = claims
    part[place].statement.partOf = 0
    #expect(Inference.claims(from: part).isEmpty)
    part = claims
    part[3].statement.partOf = place
    #expect(Inference.claims(from: part).isEmpty)
  }

  @Test("Scopes and audiences are not mixed")
  func onlyLike() {
    let claims = report(
      "r",
      [(Subject(.countriesTotal), 3), (Subject(.countryNumber), 3)]
        + codes.map { (country($0), nil) })
    var batch = claims
    for place in batch.indices { batch[place].statement.scope = .increment }
    #expect(
      Inference.claims(from: batch).map(\.statement.scope) == [.increment, .increment, .increment])
    batch[0].statement.scope = .cumulative
    #expect(Inference.claims(from: batch).isEmpty)
    var mixed = claims
    mixed[1].statement.audience = .domestic
    #expect(Inference.claims(from: mixed).isEmpty)
  }

  @Test("An incomplete report, or two reports together, say nothing")
  func incomplete() {
    let claims = report(
      "r",
      [
        (Subject(.countriesTotal), 1), (Subject(.countryNumber), 1), (country("KG"), nil),
        (Subject(.total), 1),
      ])
    #expect(Inference.claims(from: claims).count == 1)
    #expect(Inference.claims(from: Array(claims.dropLast())).isEmpty)
    var two = claims
    two[3].statement.message = "other"
    #expect(Inference.claims(from: two).isEmpty)
    #expect(Inference.claims(from: []).isEmpty)
  }

  @Test(
    "A report is weighed by its total against its two subtotals",
    arguments: [
      (398, 322, 76, ReportArithmetic.addsUp), (398, 322, 31, .doesNotAddUp),
      (398, nil, 76, .untested), (nil, 322, 76, .untested), (398, 322, nil, .untested),
    ] as [(Int?, Int?, Int?, ReportArithmetic)])
  func weighed(total: Int?, organizations: Int?, countries: Int?, verdict: ReportArithmetic) {
    let claims = report(
      "r",
      [
        (Subject(.total), total), (Subject(.organizationsTotal), organizations),
        (Subject(.countriesTotal), countries), (country("KG"), nil),
      ])
    let weighed = Inference.weighed(claims)
    #expect(weighed.map(\.arithmetic) == Array(repeating: verdict, count: 4))
    #expect(weighed.map(\.statement) == claims.map(\.statement))
    #expect(Inference.weighed(Array(claims.dropLast())).allSatisfy { $0.arithmetic == .untested })
  }

  @Test("A report of two audiences is completed as a whole; what it forces carries its weight")
  func completed() {
    var claims = report(
      "r",
      [
        (Subject(.total), 3), (Subject(.organizationsTotal), 2), (Subject(.countriesTotal), 1),
        (Subject(.countryNumber), 1), (country("KG"), nil), (Subject(.total), 50),
      ])
    claims[5].statement.audience = .domestic
    let completed = Inference.completed(claims + report("other", [(Subject(.total), 4)]))
    #expect(completed.count == 8)
    let inferred = completed.filter(\.statement.inferred)
    #expect(inferred.map(\.statement.identity) == ["r#4"])
    #expect(inferred.map(\.arithmetic) == [.addsUp])
    #expect(completed.filter { $0.arithmetic == .untested }.count == 2)
  }

  @Test("A report is not weighed by numbers that are approximate or told twice")
  func unweighable() {
    let lines: [(Subject, Int?)] = [
      (Subject(.total), 10), (Subject(.organizationsTotal), 4), (Subject(.countriesTotal), 6),
      (Subject(.total), 11),
    ]
    #expect(Inference.weighed(report("r", lines)).allSatisfy { $0.arithmetic == .untested })
    var rounded = report("r", Array(lines.dropLast()))
    #expect(Inference.weighed(rounded).allSatisfy { $0.arithmetic == .addsUp })
    rounded[0].statement.approximate = true
    #expect(Inference.weighed(rounded).allSatisfy { $0.arithmetic == .untested })
  }
}
