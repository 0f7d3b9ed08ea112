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
    // The offset in observers.aliases of the decision that a name was settled by; -1 for none.
    """
    ALTER TABLE claims ADD COLUMN decision INTEGER NOT NULL DEFAULT -1;
    ALTER TABLE accreditations ADD COLUMN decision INTEGER NOT NULL DEFAULT -1;
    ALTER TABLE findings ADD COLUMN partition INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE findings ADD COLUMN offset INTEGER NOT NULL DEFAULT -1;
    """,
    // Of every scope that gives whole numbers, not of the cumulative one alone, and found at once.
    """
    UPDATE claims SET is_snapshot = 1
    WHERE scope IN ('proposed', 'expected', 'deployed') AND has_count = 1 AND inferred = 0
      AND coalesce(json_extract(CAST(record AS TEXT), '$.approximate'), 0) = 0
      AND json_extract(CAST(record AS TEXT), '$.part_of') IS NULL;
    CREATE INDEX claims_by_scope ON claims (election, audience, subject, scope, day);
    CREATE INDEX claims_snapshots ON claims (election, audience, subject, scope, day)
      WHERE is_snapshot = 1;
    CREATE INDEX claims_uncounted ON claims (election, audience, subject, day)
      WHERE has_count = 0;
    """,
  ]

  // MARK: Claims

  /// Adds a statement; `false` when its identity is here already, from whatever road.
  static func add(
    _ claim: Claim, origin: String, partition: Int, isComplete: Bool, decision: Int = -1,
    in transaction: borrowing Transaction
  ) throws -> Bool {
    let statement = claim.statement
    var writer = JSONWriter()
    statement.write(to: &writer)
    let isSnapshot =
      ([.cumulative] + besides).contains(statement.scope) && statement.count != nil
      && !statement.approximate && !statement.inferred && statement.partOf == nil
    try transaction.run(
      "INSERT OR IGNORE INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        SQLiteValue(statement.election ?? ""), .text(statement.message), .integer(statement.index),
        SQLiteValue(statement.inferred), .text(statement.audience.rawValue),
        .text(statement.subject.key), .text(statement.scope.rawValue),
        .text(claim.day?.description ?? ""), SQLiteValue(isSnapshot),
        SQLiteValue(statement.count != nil), SQLiteValue(isComplete),
        .integer(claim.arithmetic.rawValue), .integer(claim.arrival), .integer(partition),
        .text(origin), .blob(writer.bytes), .integer(decision),
      ])
    return transaction.changes > 0
  }

  /// Gives a statement that is here already the subject that a later decision settles it by; what it
  /// was of before is returned, or `nil` when it is not here or a later decision is.
  static func decide(
    _ statement: Statement, _ decision: Int, in transaction: borrowing Transaction
  ) throws -> String? {
    let place: [SQLiteValue] = [
      SQLiteValue(statement.election ?? ""), .text(statement.message), .integer(statement.index),
    ]
    let condition = "election = ? AND message = ? AND place = ? AND inferred = 0"
    var known: (subject: String, decision: Int)?
    try transaction.query("SELECT subject, decision FROM claims WHERE \(condition)", place) {
      known = ($0.text(0), $0.integer(1))
    }
    guard let known, known.decision < decision else { return nil }
    var writer = JSONWriter()
    statement.write(to: &writer)
    try transaction.run(
      "UPDATE claims SET subject = ?, record = ?, decision = ? WHERE \(condition)",
      [.text(statement.subject.key), .blob(writer.bytes), .integer(decision)] + place)
    return known.subject
  }

  /// Whether a statement is here.
  static func holds(_ statement: Statement, in transaction: borrowing Transaction) throws -> Bool {
    var found = false
    try transaction.query(
      "SELECT 1 FROM claims WHERE election = ? AND message = ? AND place = ? AND inferred = 0",
      [SQLiteValue(statement.election ?? ""), .text(statement.message), .integer(statement.index)]
    ) { _ in found = true }
    return found
  }

  /// Takes back what a report's arithmetic forced; returns the subjects that it was of.
  static func dropInferred(
    _ message: String, election: String, in transaction: borrowing Transaction
  ) throws -> [String] {
    let report: [SQLiteValue] = [.text(election), .text(message)]
    var subjects: [String] = []
    let condition = "election = ? AND message = ? AND inferred = 1"
    try transaction.query("SELECT subject FROM claims WHERE \(condition)", report) {
      subjects.append($0.text(0))
    }
    try transaction.run("DELETE FROM claims WHERE \(condition)", report)
    return subjects
  }

  /// Offsets of an old log's decisions mean nothing in a new one.
  static func forgetDecisions(in transaction: borrowing Transaction) throws {
    try transaction.execute(
      "UPDATE claims SET decision = -1 WHERE decision >= 0;"
        + "UPDATE accreditations SET decision = -1 WHERE decision >= 0")
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
    func day(_ scope: Scope, newest place: Int) throws -> SQLiteValue {
      var day = ""
      try transaction.query(
        """
        SELECT DISTINCT day FROM claims
        WHERE election = ? AND audience = ? AND subject = ? AND scope = ? AND is_snapshot = 1
        ORDER BY day DESC LIMIT 1 OFFSET ?
        """, subject + [.text(scope.rawValue), .integer(place)]
      ) { day = $0.text(0) }
      return .text(day)
    }
    let since = try [day(.cumulative, newest: 1)] + besides.map { try day($0, newest: 0) }
    var claims: [Claim] = []
    try transaction.query(needed, subject + [SQLiteValue(onlyComplete)] + since) { row in
      claims.append(try claim(row, reader))
    }
    return claims
  }

  /// Parameters: election, audience, subject, least `is_complete`, the day from which on all claims
  /// are needed, and that of each of `besides`.
  private static let needed: String = {
    let columns = """
      SELECT record, arrival, arithmetic, place, inferred FROM claims
      WHERE election = ?1 AND audience = ?2 AND subject = ?3 AND is_complete >= ?4
      """
    let earlier = besides.enumerated().map { place, scope in
      "\(columns) AND day < ?5 AND day >= ?\(6 + place) AND scope = '\(scope.rawValue)' "
        + "AND has_count = 1"
    }
    return (["\(columns) AND day >= ?5", "\(columns) AND day < ?5 AND has_count = 0"] + earlier)
      .joined(separator: " UNION ALL ") + " ORDER BY arrival, place, inferred"
  }()

  /// Scopes whose newest number is shown beside the declared one.
  private static let besides: [Scope] = [.proposed, .expected, .deployed]

  /// The subjects that anybody has claimed anything of, by key.
  static func subjects(
    election: String, audience: Audience, in transaction: borrowing Transaction
  ) throws -> [String] {
    var subjects: [String] = []
    try transaction.query(
      // From one subject to the next by the index: there may be many claims of each.
      """
      WITH RECURSIVE subjects (subject) AS (
        SELECT min(subject) FROM claims WHERE election = ?1 AND audience = ?2
        UNION ALL
        SELECT (SELECT min(claims.subject) FROM claims
            WHERE election = ?1 AND audience = ?2 AND claims.subject > subjects.subject)
          FROM subjects WHERE subjects.subject IS NOT NULL)
      SELECT subject FROM subjects WHERE subject IS NOT NULL
      """,
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
  /// moment the graver one, then the one with the greater message, so that any order of arrival gives
  /// the same. A change that is here already is taken again when a later decision gives it another
  /// subject.
  ///
  /// - Parameter decision: the offset of the decision behind the subject, -1 for none.
  static func apply(
    _ change: Accreditation, partition: Int, decision: Int, in transaction: borrowing Transaction
  ) throws -> [String] {
    var known: (order: AccreditationOrder, subject: String, type: String, decision: Int)?
    try transaction.query(
      """
      SELECT at, status, message, subject, type, decision FROM accreditations
      WHERE election = ? AND id = ?
      """, [.text(change.election), .text(change.id)]
    ) { row in
      known = (
        AccreditationOrder(at: row.integer(0), status: row.text(1), message: row.text(2)),
        row.text(3), row.text(4), row.integer(5)
      )
    }
    let order = AccreditationOrder(
      at: change.at.milliseconds, status: change.status.rawValue, message: change.message)
    if let known {
      if order < known.order { return [] }
      if order == known.order, decision <= known.decision { return [] }
    }
    try transaction.run(
      """
      INSERT INTO accreditations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET at = excluded.at, status = excluded.status, type = excluded.type,
        subject = excluded.subject, message = excluded.message, decision = excluded.decision
      """,
      [
        .text(change.election), .text(change.id), .integer(order.at), .text(order.status),
        .text(change.subject.type.rawValue), .text(change.subject.key), .text(order.message),
        .integer(partition), .integer(decision),
      ])
    var moved: [String: Int] = [:]
    if let known, known.order.isStanding {
      for key in counted(known.subject, known.type) { moved[key, default: 0] -= 1 }
    }
    if order.isStanding {
      for key in counted(change.subject.key, change.subject.type.rawValue) {
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

  /// As the key of a record of `observers.counts`.
  var key: String { "\(election)/\(audience.rawValue)/\(subject)" }

  init(election: String, audience: Audience, subject: String) {
    self.election = election
    self.audience = audience
    self.subject = subject
  }

  /// `nil` for what is no such key.
  init?(key: String) {
    let parts = key.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let audience = Audience(rawValue: String(parts[1])) else { return nil }
    self.init(election: String(parts[0]), audience: audience, subject: String(parts[2]))
  }

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
    (left.at, left.gravity, left.message) < (right.at, right.gravity, right.message)
  }
}
