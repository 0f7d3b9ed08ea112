import Reckoning
import Records
import Testing

@Suite("Standing", .timeLimit(.minutes(5)))
struct StandingTests {
  func declared(_ claims: [Claim]) -> Int? { Reckoner.standing(of: claims, registered: 0).declared }

  @Test("The snapshot of the newest day is declared, however the claims arrive")
  func newestDay() {
    let claims = [
      claim(10, on: 1, message: "a"), claim(30, on: 3, message: "c"),
      claim(20, on: 2, message: "b"), claim(99, on: 9, scope: .previous, message: "d"),
    ]
    let standings = everyArrival(of: claims).map { Reckoner.standing(of: $0, registered: 4) }
    #expect(standings.count == 24)
    #expect(
      standings.allSatisfy {
        $0
          == Standing(
            declared: 30, registered: 4, asOf: day(3), sources: ["c"], statements: ["c#0"],
            listed: true)
      })
  }

  @Test("Every order of snapshot, batches and withdrawals gives the same standing")
  func anyOrder() {
    let claims = [
      claim(100, on: 2, message: "snapshot"),
      claim(7, on: 1, scope: .increment, message: "before"),
      claim(20, on: 3, scope: .increment, message: "more"),
      claim(5, on: 4, scope: .withdrawn, message: "left"),
      claim(3, on: 4, scope: .cancelled, message: "cancelled"),
    ]
    for order in everyArrival(of: claims) {
      #expect(
        Reckoner.standing(of: order, registered: 0)
          == Standing(
            declared: 112, asOf: day(4), sources: ["cancelled", "left", "more", "snapshot"],
            statements: ["cancelled#0", "left#0", "more#0", "snapshot#0"], listed: true))
    }
  }

  @Test("A change of the snapshot's own day is in the snapshot already", arguments: [1, 2])
  func changesOfTheSameDay(on number: Int) {
    let change = claim(20, on: number, scope: .increment, message: "batch")
    let left = claim(20, on: number, scope: .withdrawn, message: "left")
    #expect(declared([claim(100, on: 2), change, left]) == 100)
  }

  @Test("Refused, proposed, expected and deployed never reach what is declared")
  func onlyLikeToLike() {
    let standing = Reckoner.standing(
      of: [
        claim(100, on: 2), claim(9, on: 3, scope: .refused),
        claim(120, on: 1, scope: .proposed), claim(130, on: 3, scope: .proposed),
        claim(140, on: 3, scope: .expected), claim(80, on: 5, scope: .deployed),
      ], registered: 0)
    #expect(standing.declared == 100)
    #expect(standing.proposed == 130)
    #expect(standing.expected == 140)
    #expect(standing.deployed == 80)
    #expect(standing.asOf == day(2))
  }

  @Test("Without a snapshot, batches less withdrawals are declared")
  func batchesAlone() {
    let standing = Reckoner.standing(
      of: [
        claim(81, on: 1, scope: .increment), claim(167, on: 2, scope: .increment),
        claim(8, on: 2, scope: .withdrawn),
      ], registered: 0)
    #expect(standing.declared == 240)
    #expect(standing.countsBatches)
  }

  @Test("The same batch told by two outlets counts once, and both are named")
  func sameChangeOnce() {
    let standing = Reckoner.standing(
      of: [
        claim(100, on: 1, message: "a"),
        claim(20, on: 2, scope: .increment, message: "b", source: "One"),
        claim(20, on: 2, scope: .increment, message: "c", source: "Two"),
        claim(20, on: 2, scope: .increment, message: "c", index: 3, source: "Two"),
        claim(20, on: 3, scope: .increment, message: "d", source: "One"),
        claim(4, on: 3, scope: .withdrawn, message: "e"),
        claim(4, on: 3, scope: .withdrawn, message: "f"),
      ], registered: 0)
    #expect(standing.declared == 136)
    #expect(standing.statements == ["a#0", "b#0", "c#0", "c#3", "d#0", "e#0", "f#0"])
    #expect(standing.sources == ["One", "Two", "a", "e", "f"])
  }

  @Test("An approximate batch yields to an exact one of the same day")
  func approximateBatch() {
    let exact = claim(48, on: 2, scope: .increment)
    let rounded = claim(50, on: 2, scope: .increment, approximate: true)
    #expect(declared([exact, rounded]) == 48)
    #expect(declared([rounded]) == 50)
  }

  @Test("A withdrawal alone is no number, and more withdrawals than observers leave none")
  func neverNegative() {
    let left = claim(5, on: 3, scope: .withdrawn)
    #expect(declared([left]) == nil)
    #expect(declared([claim(3, on: 1), left]) == 0)
    #expect(declared([claim(3, on: 1, scope: .increment), left]) == 0)
    #expect(!Reckoner.standing(of: [claim(3, on: 1), left], registered: 0).listed)
  }

  @Test("Sums of absurd numbers stop at the largest instead of trapping")
  func saturates() {
    #expect(declared([claim(.max, on: 1), claim(.max, on: 2, scope: .increment)]) == .max)
    #expect(declared([claim(-5, on: 1)]) == nil)
    #expect(declared([claim(0, on: 1), claim(.max, on: 2, scope: .withdrawn)]) == 0)
  }

  @Test("Naming a country without a number lists it and erases nothing")
  func namedWithoutNumber() {
    let named = claim(nil, country("KG"), on: 5, message: "late")
    let alone = Reckoner.standing(of: [named], registered: 0)
    #expect(
      alone == Standing(asOf: day(5), sources: ["late"], statements: ["late#0"], listed: true))
    for order in everyArrival(of: [named, claim(3, country("KG"), on: 1, message: "early")]) {
      let standing = Reckoner.standing(of: order, registered: 0)
      #expect(standing.declared == 3)
      #expect(standing.statements == ["early#0"])
    }
  }

  @Test("Where nothing is declared, the statements behind the other numbers are named")
  func proposedOnly() {
    let standing = Reckoner.standing(of: [claim(12, scope: .proposed)], registered: 0)
    #expect(standing.declared == nil && !standing.listed)
    #expect(standing.statements == ["m#0"])
  }

  @Test("Undated claims are older than dated ones; the day of publication dates the rest")
  func undated() {
    let undated = claim(50, on: nil, message: "a", arrival: 9)
    #expect(declared([undated, claim(40, on: 1, message: "b")]) == 40)
    let published = claim(60, on: nil, message: "c", published: "2021-01-03T07:00:00Z")
    #expect(declared([undated, published, claim(40, on: 2, message: "b")]) == 60)
    #expect(declared([undated, claim(3, on: 1, scope: .increment)]) == 53)
    #expect(declared([undated, claim(3, on: nil, scope: .increment)]) == 50)
    #expect(Reckoner.standing(of: [undated], registered: 0).asOf == nil)
  }

  @Test("Of one day the later published is believed, then the later arrived")
  func ties() {
    let early = claim(1, message: "a", arrival: 5, published: "2021-01-03")
    let late = claim(2, message: "b", arrival: 1, published: "2021-01-04")
    #expect(declared([early, late]) == 2)
    let noon = claim(3, message: "c", arrival: 1, published: "2021-01-04T12:00:00Z")
    let night = claim(4, message: "d", arrival: 0, published: "2021-01-04T22:00:00Z")
    #expect(declared([noon, night]) == 4)
    #expect(
      declared([claim(5, message: "e", arrival: 1), claim(6, message: "f", arrival: 2)]) == 6)
  }

  @Test("A report that adds up is believed before one that arrived later, never before a newer one")
  func arithmeticAsEvidence() {
    func tied(_ count: Int, _ arithmetic: ReportArithmetic, _ arrival: Int, on: Int = 2) -> Claim {
      claim(
        count, on: on, message: "\(count)", arrival: arrival, published: "2021-01-05",
        arithmetic: arithmetic)
    }
    #expect(declared([tied(76, .addsUp, 0), tied(31, .doesNotAddUp, 1)]) == 76)
    #expect(declared([tied(76, .addsUp, 1), tied(31, .doesNotAddUp, 0)]) == 76)
    #expect(declared([tied(76, .untested, 0), tied(31, .doesNotAddUp, 1)]) == 76)
    #expect(declared([tied(76, .addsUp, 0), tied(31, .untested, 1)]) == 76)
    #expect(declared([tied(76, .addsUp, 0), tied(31, .doesNotAddUp, 1, on: 3)]) == 31)
  }

  @Test("A source's later message of the same day replaces its earlier one, sums or no sums")
  func correction() {
    let first = claim(
      76, message: "a", arrival: 0, source: "CEC", published: "2021-01-05T08:00:00Z",
      arithmetic: .addsUp)
    let second = claim(
      79, message: "b", arrival: 1, source: "CEC", published: "2021-01-05T18:00:00Z",
      arithmetic: .doesNotAddUp)
    #expect(declared([first, second]) == 79)
  }

  @Test("An agreeing outlet is named beside the one that is believed")
  func agreement() {
    for order in everyArrival(of: [
      claim(42, message: "a", source: "One"), claim(42, message: "b", source: "Two"),
      claim(42, on: 1, message: "c", source: "Three"),
    ]) {
      let standing = Reckoner.standing(of: order, registered: 0)
      #expect(standing.sources == ["One", "Two"])
      #expect(standing.statements == ["a#0", "b#0"])
    }
  }

  @Test("Statements are ordered by message, then by place as a number")
  func statementOrder() {
    let standing = Reckoner.standing(
      of: [
        claim(4, message: "b", index: 10), claim(4, message: "b", index: 9),
        claim(4, message: "a", index: 30),
      ], registered: 0)
    #expect(standing.statements == ["a#30", "b#9", "b#10"])
  }

  @Suite("Approximate and inferred")
  struct Softer {
    func standing(_ claims: [Claim]) -> Standing { Reckoner.standing(of: claims, registered: 0) }

    @Test("Of one day exact comes before approximate and stated before inferred")
    func classes() {
      let exact = claim(398, message: "a")
      let rounded = claim(450, message: "b", arrival: 9, approximate: true)
      let inferred = claim(1, message: "c", arrival: 9, inferred: true)
      #expect(standing([exact, rounded]).declared == 398)
      #expect(standing([exact, inferred]).declared == 398)
      #expect(standing([inferred, rounded]).declared == 450)
      #expect(standing([inferred]).inferred)
      #expect(standing([rounded]).approximate)
      #expect(!standing([exact, rounded, inferred]).approximate)
    }

    @Test(
      "A newer rounding of an exact number changes nothing",
      arguments: [(398, 400), (398, 390), (20_480, 20_500), (400, 400)])
    func rounding(exact: Int, rounded: Int) {
      let result = standing([
        claim(exact, on: 2, message: "a"), claim(rounded, on: 4, message: "b", approximate: true),
      ])
      #expect(result.declared == exact)
      #expect(!result.approximate)
    }

    @Test(
      "A newer approximate number that is no rounding of the exact one is news",
      arguments: [(120, 400), (398, 300), (1100, 1188), (350, 400), (398, 0)])
    func news(exact: Int, rounded: Int) {
      let result = standing([
        claim(exact, on: 2, message: "a"), claim(rounded, on: 4, message: "b", approximate: true),
      ])
      #expect(result.declared == rounded)
      #expect(result.approximate)
    }

    @Test("A rounding is held against the snapshot with its batches")
    func roundingOfSum() {
      let result = standing([
        claim(300, on: 1, message: "a"), claim(98, on: 2, scope: .increment, message: "b"),
        claim(400, on: 4, message: "c", approximate: true),
      ])
      #expect(result.declared == 398)
    }
  }

  @Suite("Parts")
  struct Parts {
    @Test("A part stands for a country that has nothing else, and is marked")
    func alone() {
      let standing = Reckoner.standing(
        of: [claim(30, country("RU"), index: 2, partOf: 1)], registered: 0)
      #expect(standing.declared == 30)
      #expect(standing.isPart)
      #expect(!standing.listed)
    }

    @Test("A part never displaces the subject's own number, however new")
    func yields() {
      let standing = Reckoner.standing(
        of: [
          claim(50, country("RU"), on: 1), claim(30, country("RU"), on: 3, partOf: 1),
          claim(5, country("RU"), on: 3, scope: .increment, partOf: 1),
        ], registered: 0)
      #expect(standing.declared == 50)
      #expect(!standing.isPart)
    }

    @Test(
      "A part is no number of a total",
      arguments: [SubjectType.total, .organizationsTotal, .countriesTotal, .countryNumber])
    func totals(type: SubjectType) {
      let standing = Reckoner.standing(of: [claim(30, Subject(type), partOf: 1)], registered: 0)
      #expect(standing == Standing())
    }
  }

  @Test("The claims that are said to be needed give the same standing and findings as all")
  func boundedClaims() throws {
    var claims: [Claim] = []
    for number in 1...20 {
      claims.append(
        claim(
          number == 18 ? 80 : number * 10, on: number, message: "s\(number)",
          arrival: number))
      claims.append(claim(number, on: number, scope: .increment, message: "i\(number)"))
      claims.append(claim(1, on: number, scope: .withdrawn, message: "w\(number)"))
      claims.append(claim(number, on: number, scope: .proposed, message: "p\(number)"))
    }
    claims.removeAll {
      $0.statement.scope == .cumulative && ($0.statement.asOf?.description ?? "") > "2021-01-18"
    }
    claims.append(claim(100, on: 19, message: "r", approximate: true))
    let cut = try #require(day(17))
    let needed = claims.filter { claim in claim.day.map { $0 >= cut } ?? false }
    #expect(needed.count < claims.count / 4)
    #expect(
      Reckoner.standing(of: needed, registered: 0) == Reckoner.standing(of: claims, registered: 0))
    #expect(Reckoner.standing(of: needed, registered: 0).declared == 117)
    #expect(findings(needed) == findings(claims))
    #expect(brief(findings(needed)) == ["snapshot-lower 80 170 -90"])
  }
}
