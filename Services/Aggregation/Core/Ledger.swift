import JSON
import Pipeline
import Reckoning
import Records
import SQLite

/// What aggregation keeps: every claim by its identity, the newest standing of every accreditation,
/// and what was last published of counts and findings.
package enum Ledger {
  package static let migrations = [
    Positions.schema + """

      CREATE TABLE claims (
        election TEXT NOT NULL, message TEXT NOT NULL, place INTEGER NOT NULL,
        inferred INTEGER NOT NULL, audience TEXT NOT NULL, subject TEXT NOT NULL,
        scope TEXT NOT NULL, day TEXT NOT NULL, is_snapshot INTEGER NOT NULL,
        has_count INTEGER NOT NULL, is_complete INTEGER NOT NULL, arithmetic INTEGER NOT NULL,
        arrival INTEGER NOT NULL, partition INTEGER NOT NULL, origin TEXT NOT NULL,
        record BLOB NOT NULL,
        PRIMARY KEY (election, message, place, inferred)) WITHOUT ROWID;
      CREATE INDEX claims_by_subject ON claims (election, audience, subject, day);
      CREATE INDEX claims_by_arrival ON claims (arrival);

      CREATE TABLE accreditations (
        election TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, status TEXT NOT NULL,
        type TEXT NOT NULL, subject TEXT NOT NULL, message TEXT NOT NULL,
        partition INTEGER NOT NULL, PRIMARY KEY (election, id)) WITHOUT ROWID;
      CREATE TABLE registered (
        election TEXT NOT NULL, subject TEXT NOT NULL, type TEXT NOT NULL, id TEXT,
        name TEXT NOT NULL, number INTEGER NOT NULL,
        PRIMARY KEY (election, subject)) WITHOUT ROWID;

      CREATE TABLE standings (
        election TEXT NOT NULL, audience TEXT NOT NULL, subject TEXT NOT NULL,
        content TEXT NOT NULL, partition INTEGER NOT NULL, offset INTEGER NOT NULL,
        updated TEXT NOT NULL, PRIMARY KEY (election, audience, subject)) WITHOUT ROWID;
      CREATE TABLE history (
        place INTEGER PRIMARY KEY, election TEXT NOT NULL, audience TEXT NOT NULL,
        subject TEXT NOT NULL, content TEXT NOT NULL, updated TEXT NOT NULL);
      CREATE INDEX history_by_subject ON history (election, audience, subject);
      CREATE TABLE findings (
        key TEXT PRIMARY KEY, election TEXT NOT NULL, audience TEXT NOT NULL,
        content TEXT NOT NULL, since TEXT NOT NULL, closed TEXT) WITHOUT ROWID;
      CREATE INDEX findings_by_election ON findings (election, audience);
      """,
    Positions.setAsideSchema,
  ]

  // MARK: Claims

  /// Adds a statement; `false` when its identity is here already, from whatever road.
  static func add(
    _ claim: Claim, origin: String, partition: Int, isComplete: Bool,
    in transaction: borrowing Transaction
  ) throws -> Bool {
    let statement = claim.statement
    var writer = JSONWriter()
    statement.write(to: &writer)
    let isSnapshot =
      statement.scope == .cumulative && statement.count != nil && !statement.approximate
      && !statement.inferred && statement.partOf == nil
    try transaction.run(
      "INSERT OR IGNORE INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        SQLiteValue(statement.election ?? ""), .text(statement.message), .integer(statement.index),
        SQLiteValue(statement.inferred), .text(statement.audience.rawValue),
        .text(statement.subject.key), .text(statement.scope.rawValue),
        .text(claim.day?.description ?? ""), SQLiteValue(isSnapshot),
        SQLiteValue(statement.count != nil), SQLiteValue(isComplete),
        .integer(claim.arithmetic.rawValue), .integer(claim.arrival), .integer(partition),
        .text(origin), .blob(writer.bytes),
      ])
    return transaction.changes > 0
  }

  /// The statements of one message that are here, as stated.
  static func report(
    _ message: String, election: String, in transaction: borrowing Transaction, _ reader: JSONReader
  ) throws -> [(claim: Claim, origin: String)] {
    var report: [(claim: Claim, origin: String)] = []
    try transaction.query(
      """
      SELECT record, arrival, arithmetic, origin FROM claims
      WHERE election = ? AND message = ? AND inferred = 0 ORDER BY place
      """, [.text(election), .text(message)]
    ) { row in report.append((try claim(row, reader), row.text(3))) }
    return report
  }

  static func reportSize(
    _ message: String, election: String, in transaction: borrowing Transaction
  ) throws -> Int {
    var size = 0
    try transaction.query(
      "SELECT count(*) FROM claims WHERE election = ? AND message = ? AND inferred = 0",
      [.text(election), .text(message)]
    ) { size = $0.integer(0) }
    return size
  }

  /// A report is all here: what its arithmetic says is written to its claims.
  static func complete(
    _ claims: [Claim], election: String, in transaction: borrowing Transaction
  ) throws {
    for claim in claims {
      try transaction.run(
        """
        UPDATE claims SET is_complete = 1, arithmetic = ?
        WHERE election = ? AND message = ? AND place = ? AND inferred = 0
        """,
        [
          .integer(claim.arithmetic.rawValue), .text(election), .text(claim.statement.message),
          .integer(claim.statement.index),
        ])
    }
  }

  /// Those claims of a subject that its numbers and findings can depend on
  /// (`Reckoner.standing(of:registered:)`), by arrival.
  static func claims(
    _ place: SubjectPlace, onlyComplete: Bool, in transaction: borrowing Transaction,
    _ reader: JSONReader
  ) throws -> [Claim] {
    let subject: [SQLiteValue] = [
      .text(place.election), .text(place.audience.rawValue), .text(place.subject),
    ]
    var since = ""
    try transaction.query(
      """
      SELECT DISTINCT day FROM claims
      WHERE election = ? AND audience = ? AND subject = ? AND is_snapshot = 1
      ORDER BY day DESC LIMIT 1 OFFSET 1
      """, subject
    ) { since = $0.text(0) }
    var claims: [Claim] = []
    try transaction.query(
      """
      SELECT record, arrival, arithmetic FROM claims
      WHERE election = ? AND audience = ? AND subject = ? AND is_complete >= ?
        AND (day >= ? OR has_count = 0 OR scope IN ('proposed', 'expected', 'deployed'))
      ORDER BY arrival, place, inferred
      """, subject + [SQLiteValue(onlyComplete), .text(since)]
    ) { row in claims.append(try claim(row, reader)) }
    return claims
  }

  /// The subjects that anybody has claimed anything of, by key.
  static func subjects(
    election: String, audience: Audience, in transaction: borrowing Transaction
  ) throws -> [String] {
    var subjects: [String] = []
    try transaction.query(
      "SELECT DISTINCT subject FROM claims WHERE election = ? AND audience = ? ORDER BY subject",
      [.text(election), .text(audience.rawValue)]
    ) { subjects.append($0.text(0)) }
    return subjects
  }

  /// The number that the newest claim of all has; they count up from 1.
  static func lastArrival(in transaction: borrowing Transaction) throws -> Int {
    var last = 0
    try transaction.query("SELECT coalesce(max(arrival), 0) FROM claims") { last = $0.integer(0) }
    return last
  }

  private static func claim(_ row: borrowing Row, _ reader: JSONReader) throws -> Claim {
    Claim(
      statement: try Statement(try reader.read(row.blob(0))), arrival: row.integer(1),
      arithmetic: ReportArithmetic(rawValue: row.integer(2)) ?? .untested)
  }

  // MARK: Accreditations

  /// Takes one change; returns the subjects whose number of registered observers it moved.
  ///
  /// Of several changes of one accreditation the latest counts, whenever it arrives; of two at one
  /// moment the graver one, then the one with the greater subject and message, so that any order of
  /// arrival gives the same.
  static func apply(
    _ change: Accreditation, partition: Int, in transaction: borrowing Transaction
  ) throws -> [String] {
    var known: (order: AccreditationOrder, type: String)?
    try transaction.query(
      "SELECT at, status, subject, message, type FROM accreditations WHERE election = ? AND id = ?",
      [.text(change.election), .text(change.id)]
    ) { row in
      known = (
        AccreditationOrder(
          at: row.integer(0), status: row.text(1), subject: row.text(2), message: row.text(3)),
        row.text(4)
      )
    }
    let order = AccreditationOrder(
      at: change.at.milliseconds, status: change.status.rawValue, subject: change.subject.key,
      message: change.message)
    if let known, order <= known.order { return [] }
    try transaction.run(
      """
      INSERT INTO accreditations VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET at = excluded.at, status = excluded.status, type = excluded.type,
        subject = excluded.subject, message = excluded.message
      """,
      [
        .text(change.election), .text(change.id), .integer(order.at), .text(order.status),
        .text(change.subject.type.rawValue), .text(order.subject), .text(order.message),
        .integer(partition),
      ])
    var moved: [String: Int] = [:]
    if let known, known.order.isStanding {
      for key in counted(known.order.subject, known.type) { moved[key, default: 0] -= 1 }
    }
    if order.isStanding {
      for key in counted(order.subject, change.subject.type.rawValue) {
        moved[key, default: 0] += 1
      }
    }
    let changed = moved.filter { $0.value != 0 }.keys.sorted()
    for key in changed {
      let subject = key == change.subject.key ? change.subject : Self.subject(ofTotal: key)
      try transaction.run(
        """
        INSERT INTO registered VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET number = number + excluded.number
        """,
        [
          .text(change.election), .text(key), .text(subject?.type.rawValue ?? ""),
          SQLiteValue(subject?.id), .text(subject?.name ?? ""), .integer(moved[key] ?? 0),
        ])
    }
    return changed
  }

  /// The subjects that an accreditation is counted for: its own and the totals.
  private static func counted(_ subject: String, _ type: String) -> [String] {
    let group =
      type == SubjectType.country.rawValue ? SubjectType.countriesTotal : .organizationsTotal
    return [subject, group.rawValue, SubjectType.total.rawValue]
  }

  private static func subject(ofTotal key: String) -> Subject? {
    SubjectType(rawValue: key).map { Subject($0) }
  }

  /// How many accreditations of a subject stand, and the subject; `nil` when there never were any.
  static func registered(
    _ election: String, _ subject: String, in transaction: borrowing Transaction
  ) throws -> (subject: Subject, number: Int)? {
    var found: (subject: Subject, number: Int)?
    try transaction.query(
      "SELECT type, id, name, number FROM registered WHERE election = ? AND subject = ?",
      [.text(election), .text(subject)]
    ) { row in
      guard let type = SubjectType(rawValue: row.text(0)) else { return }
      found = (Subject(type, id: row.optionalText(1), name: row.text(2)), row.integer(3))
    }
    return found
  }
}

/// Where a subject's numbers stand.
struct SubjectPlace: Hashable, Comparable {
  let election: String
  let audience: Audience
  /// `Subject.key`.
  let subject: String

  static func < (left: SubjectPlace, right: SubjectPlace) -> Bool {
    (left.election, left.audience.rawValue, left.subject)
      < (right.election, right.audience.rawValue, right.subject)
  }
}

/// Tells which of two changes of one accreditation is the later.
private struct AccreditationOrder: Comparable {
  /// Milliseconds since 1970.
  let at: Int
  let status: String
  let subject: String
  let message: String

  var isStanding: Bool { status == Accreditation.Status.accredited.rawValue }

  private var gravity: Int {
    switch Accreditation.Status(rawValue: status) {
    case .accredited, nil: 0
    case .withdrawn: 1
    case .revoked: 2
    }
  }

  static func < (left: AccreditationOrder, right: AccreditationOrder) -> Bool {
    (left.at, left.gravity, left.subject, left.message)
      < (right.at, right.gravity, right.subject, right.message)
  }
}
