package import JSON
import Pipeline
import Records
package import Registry
package import SQLite

/// Names that nobody could settle, each with the statements that wait for a decision. Kept by
/// partition of `observers.statements`, like all state.
package enum ReviewQueue {
  package static let migrations = [
    Positions.schema + """

      CREATE TABLE waiting (
        partition INTEGER NOT NULL, identity TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
        name TEXT NOT NULL, election TEXT, observers INTEGER NOT NULL, status TEXT NOT NULL,
        origin TEXT NOT NULL, record BLOB NOT NULL, since TEXT NOT NULL,
        PRIMARY KEY (partition, identity)) WITHOUT ROWID;
      CREATE INDEX waiting_by_key ON waiting (key);
      """,
    Positions.setAsideSchema,
  ]

  /// Something that waits: a statement or an accreditation with a name nobody knows, or a bulletin
  /// whose election its text does not tell.
  struct Entry {
    /// `organization`, `country` or `election`.
    let kind: String
    /// The name, normalized: what decisions are about and what the topic is keyed by.
    let key: String
    let name: String
    let identity: String
    let election: String?
    /// How many observers hang on it.
    let observers: Int
    let status: NameStatus
    let origin: String
    let record: [UInt8]
  }

  static func add(
    _ entry: Entry, partition: Int, since: Timestamp, in transaction: borrowing Transaction
  ) throws {
    try transaction.run(
      "INSERT OR IGNORE INTO waiting VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .integer(partition), .text(entry.identity), .text(entry.kind), .text(entry.key),
        .text(entry.name), SQLiteValue(entry.election), .integer(entry.observers),
        .text(entry.status.rawValue), .text(entry.origin), .blob(entry.record),
        .text(since.description),
      ])
  }

  /// All names that wait, the most observers first.
  package static func names(_ database: Database) throws -> [WaitingName] {
    var names: [WaitingName] = []
    try database.query("\(summary) GROUP BY kind, key ORDER BY sum(observers) DESC, key") {
      names.append(WaitingName($0))
    }
    return names
  }

  static func name(_ key: String, kind: String, in transaction: borrowing Transaction) throws
    -> WaitingName?
  {
    var found: WaitingName?
    try transaction.query(
      "\(summary) WHERE kind = ? AND key = ? GROUP BY kind, key", [.text(kind), .text(key)]
    ) { found = WaitingName($0) }
    return found
  }

  static func keys(in transaction: borrowing Transaction) throws -> [(kind: String, key: String)] {
    var keys: [(kind: String, key: String)] = []
    try transaction.query("SELECT DISTINCT kind, key FROM waiting ORDER BY kind, key") {
      keys.append(($0.text(0), $0.text(1)))
    }
    return keys
  }

  private static let summary = """
    SELECT kind, key, min(name), count(*), sum(observers), min(since),
      group_concat(DISTINCT election), max(status) FROM waiting
    """
}

/// One name in the queue.
package struct WaitingName: Sendable {
  package let kind: String
  package let key: String
  package let name: String
  package let statements: Int
  package let observers: Int
  package let since: String
  package let elections: [String]
  package let status: String

  fileprivate init(_ row: borrowing Row) {
    kind = row.text(0)
    key = row.text(1)
    name = row.text(2)
    statements = row.integer(3)
    observers = row.integer(4)
    since = row.text(5)
    elections = row.text(6).split(separator: ",").map(String.init).sorted()
    status = row.text(7)
  }

  /// The record of `observers.unresolved` and an item of `GET /v1/unresolved`.
  package func write(to writer: inout JSONWriter, _ registry: Registry) {
    writer.object { writer in
      writer.member("name", name)
      writer.member("kind", kind)
      writer.member("status", status)
      writer.member("observers", observers)
      writer.member("statements", statements)
      writer.member("elections", elections)
      writer.member(
        "candidates", kind == "election" ? [] : registry.nearest(to: name, limit: 5).map(\.id))
      writer.member("since", since)
    }
  }
}
