import JSON
import Pipeline
import Records
import SQLite

/// What people have decided about names that the registry does not settle, as `observers.aliases`
/// tells it: the newest decision on each name, withdrawn ones included.
package enum Decisions {
  static let schema = """
    CREATE TABLE aliases (
      key TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT, id TEXT, decided TEXT NOT NULL,
      address TEXT NOT NULL, partition INTEGER NOT NULL, offset INTEGER NOT NULL) WITHOUT ROWID;
    """

  /// One decision.
  struct Decision: Sendable {
    /// The name, normalized.
    let key: String
    let name: String
    /// Whom it was decided to mean; `nil` when the decision was withdrawn.
    let subject: Subject?
    let decided: Timestamp
    /// Its record in `observers.aliases`.
    let address: Address
  }

  static func store(_ decision: Decision, in transaction: borrowing Transaction) throws {
    try transaction.run(
      """
      INSERT INTO aliases VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET name = excluded.name, type = excluded.type, id = excluded.id,
        decided = excluded.decided, address = excluded.address, partition = excluded.partition,
        offset = excluded.offset
      """,
      [
        .text(decision.key), .text(decision.name), SQLiteValue(decision.subject?.type.rawValue),
        SQLiteValue(decision.subject?.id), .text(decision.decided.description),
        .text(decision.address.description), .integer(decision.address.partition),
        .integer(decision.address.offset),
      ])
  }

  static func find(_ key: String, in transaction: borrowing Transaction) throws -> Decision? {
    var found: Decision?
    try transaction.query("\(columns) WHERE key = ?", [.text(key)]) { found = decision($0) }
    return found
  }

  static func all(in transaction: borrowing Transaction) throws -> [Decision] {
    var all: [Decision] = []
    try transaction.query("\(columns) ORDER BY key") { row in
      if let decision = decision(row) { all.append(decision) }
    }
    return all
  }

  private static let columns = "SELECT key, name, type, id, decided, address FROM aliases"

  private static func decision(_ row: borrowing Row) -> Decision? {
    guard let address = Address(row.text(5)), let decided = Timestamp(row.text(4)) else {
      return nil
    }
    var subject: Subject?
    if let type = row.optionalText(2).flatMap({ SubjectType(rawValue: $0) }),
      let id = row.optionalText(3)
    {
      subject = Subject(type, id: id, name: row.text(1))
    }
    return Decision(
      key: row.text(0), name: row.text(1), subject: subject, decided: decided, address: address)
  }
}
