import Pipeline
import Records
import SQLite

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
    Decisions.schema + """

      CREATE TABLE waiting_names (
        partition INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,
        statements INTEGER NOT NULL, observers INTEGER NOT NULL, since TEXT NOT NULL,
        status TEXT NOT NULL, elections TEXT NOT NULL,
        PRIMARY KEY (partition, kind, key)) WITHOUT ROWID;
      INSERT INTO waiting_names
        SELECT partition, kind, key, min(name), count(*), sum(observers), min(since), max(status),
          coalesce(group_concat(DISTINCT election), '')
        FROM waiting GROUP BY partition, kind, key;
      """,
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
    guard transaction.changes > 0 else { return }
    try transaction.run(
      """
      INSERT INTO waiting_names VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8)
      ON CONFLICT DO UPDATE SET name = min(name, excluded.name), statements = statements + 1,
        observers = observers + excluded.observers, since = min(since, excluded.since),
        status = max(status, excluded.status),
        elections = CASE
          WHEN instr(',' || elections || ',', ',' || excluded.elections || ',') THEN elections
          ELSE elections || ',' || excluded.elections END
      """,
      [
        .integer(partition), .text(entry.kind), .text(entry.key), .text(entry.name),
        .integer(entry.observers), .text(since.description), .text(entry.status.rawValue),
        .text(entry.election ?? ""),
      ])
  }

  /// What is kept of one statement or accreditation.
  struct Row {
    let kind: String
    let key: String
    let origin: String
    let record: [UInt8]
    /// Orders the rows of a partition.
    let place: String
  }

  /// Rows of one partition with one of these names, in the order of their places, after `place`.
  static func entries(
    partition: Int, keys: [String], after place: String?, limit: Int,
    in transaction: borrowing Transaction
  ) throws -> [Row] {
    var rows: [Row] = []
    // A place is a name and an identity behind it: names are settled one after the other.
    let start = place.flatMap { $0.split(separator: "\u{1}", maxSplits: 1).first.map(String.init) }
    for key in keys where start.map({ key >= $0 }) ?? true {
      let after =
        key == start ? place.map { String($0.dropFirst(key.count + 1)) } ?? "" : ""
      try transaction.query(
        """
        SELECT kind, key, origin, record, identity FROM waiting
        WHERE key = ? AND partition = ? AND identity > ? AND kind != 'election'
        ORDER BY identity LIMIT ?
        """, [.text(key), .integer(partition), .text(after), .integer(limit - rows.count)]
      ) {
        rows.append(
          Row(
            kind: $0.text(0), key: $0.text(1), origin: $0.text(2), record: $0.blob(3),
            place: "\($0.text(1))\u{1}\($0.text(4))"))
      }
      if rows.count == limit { break }
    }
    return rows
  }

  /// What waits under one name in one partition; `nil` when nothing does.
  static func name(
    _ place: QueuePlace, in transaction: borrowing Transaction
  ) throws -> WaitingName? {
    var found: WaitingName?
    try transaction.query(
      """
      SELECT kind, key, name, statements, observers, since, elections, status FROM waiting_names
      WHERE partition = ? AND kind = ? AND key = ? AND \(isOpen)
      """, [.integer(place.partition), .text(place.kind), .text(place.key)]
    ) { found = WaitingName($0) }
    return found
  }

  static func places(in transaction: borrowing Transaction) throws -> [QueuePlace] {
    var places: [QueuePlace] = []
    try transaction.query(
      "SELECT partition, kind, key FROM waiting_names WHERE \(isOpen) ORDER BY 1, 2, 3"
    ) {
      places.append(QueuePlace(partition: $0.integer(0), kind: $0.text(1), key: $0.text(2)))
    }
    return places
  }

  /// Whether no decision that stands settles the name.
  private static let isOpen = """
    (kind = 'election' OR NOT EXISTS
      (SELECT 1 FROM aliases WHERE aliases.key = waiting_names.key AND aliases.id IS NOT NULL))
    """
}

/// One name in one partition of the input: what a record of `observers.unresolved` is about. Each
/// partition's owner writes its own record, so that no instance overwrites another's.
struct QueuePlace: Hashable, Comparable {
  let partition: Int
  let kind: String
  let key: String

  /// As the key of a record.
  var topicKey: String { "\(kind)/\(partition)/\(key)" }

  init(partition: Int, kind: String, key: String) {
    self.partition = partition
    self.kind = kind
    self.key = key
  }

  /// `nil` for what is no such key.
  init?(topicKey: String) {
    let parts = topicKey.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let partition = Int(parts[1]) else { return nil }
    self.init(partition: partition, kind: String(parts[0]), key: String(parts[2]))
  }

  static func < (left: QueuePlace, right: QueuePlace) -> Bool {
    (left.partition, left.kind, left.key) < (right.partition, right.kind, right.key)
  }
}

extension WaitingName {
  fileprivate init(_ row: borrowing Row) {
    self.init(
      kind: row.text(0), name: row.text(2), status: row.text(7), statements: row.integer(3),
      observers: row.integer(4),
      elections: row.text(6).split(separator: ",").map(String.init).sorted(), since: row.text(5))
  }
}
