import CLICore
import JSON
import Reckoning
import Records
import SQLite
import Testing

@testable import AggregationCore

@Suite("Claims that are read again")
struct LedgerTests {
  private let subject = Subject(.organization, id: "osce-odihr", name: "ODIHR")
  private let election = "kz-2021-parliamentary"

  private func ledger() throws -> Database {
    let database = try Database(path: ":memory:")
    try database.migrate(Ledger.migrations)
    return database
  }

  private func add(_ claims: [Claim], to database: Database) throws {
    try database.write { transaction in
      for claim in claims {
        _ = try Ledger.add(claim, origin: "o", partition: 0, isComplete: true, in: transaction)
      }
    }
  }

  private func needed(_ database: Database) throws -> [Claim] {
    let place = SubjectPlace(
      election: election, audience: .international, subject: subject.key)
    return try database.write { transaction in
      try Ledger.claims(place, onlyComplete: true, in: transaction, JSONReader())
    }
  }

  private func judged(_ claims: [Claim]) -> (standing: Standing, findings: [Finding]) {
    let standing = Reckoner.standing(of: claims, registered: 3)
    let findings = Reckoner.findings(
      election: election, audience: .international,
      subjects: [SubjectClaims(subject: subject, claims: claims, standing: standing)])
    return (standing, findings)
  }

  @Test("Give the numbers and findings that all claims give", arguments: 0..<150 as Range<UInt64>)
  func sameAsAll(seed: UInt64) throws {
    var numbers = SplitMix64(seed: seed)
    let days = 1 + numbers.below(12)
    let claims = (0..<(1 + numbers.below(40))).map { arrival in
      Claim(
        statement: Statement(
          message: "m\(arrival)", election: election, subject: subject,
          count: numbers.below(8) == 0 ? nil : numbers.below(40),
          scope: Scope.allCases[numbers.below(Scope.allCases.count)],
          approximate: numbers.below(5) == 0, partOf: numbers.below(8) == 0 ? 1 : nil,
          inferred: numbers.below(12) == 0,
          asOf: numbers.below(10) == 0
            ? nil : Day(year: 2021, month: 1, day: 1 + numbers.below(days)),
          source: "desk \(numbers.below(3))"),
        arrival: arrival)
    }
    let database = try ledger()
    try add(claims, to: database)
    let all = judged(claims)
    let found = judged(try needed(database))
    #expect(found.standing == all.standing)
    #expect(found.findings == all.findings)
  }

  @Test("Are few, however many there are", arguments: Scope.allCases)
  func few(scope: Scope) throws {
    let claims = (0..<600).flatMap { number in
      [Scope.cumulative, scope].map { scope in
        Claim(
          statement: Statement(
            message: "\(scope)\(number)", election: election, subject: subject, count: number,
            scope: scope, asOf: Day(year: 1900 + number / 28, month: 1, day: 1 + number % 28)),
          arrival: number)
      }
    }
    let database = try ledger()
    try add(claims, to: database)
    #expect(try needed(database).count < 8)
  }
}
