package import SQLite

/// The file of the spool: messages that were accepted over HTTP and that Kafka does not have yet.
/// Unlike all other state it cannot be rebuilt from the topics.
package enum SpoolFile {
  package static let name = "spool.sqlite"
  package static let migrations = [
    """
    CREATE TABLE spool (
      place INTEGER PRIMARY KEY, identity TEXT NOT NULL, id TEXT NOT NULL, source TEXT NOT NULL,
      type TEXT NOT NULL, content_type TEXT NOT NULL, body BLOB NOT NULL, accepted TEXT NOT NULL);
    CREATE INDEX spool_by_identity ON spool (identity);
    """
  ]

  /// Adds a message, unless it waits already: the same identity with the same bytes. Takes identity,
  /// id, source, type, content type, body, and the moment of acceptance or `NULL` for now.
  static let insertion = """
    INSERT INTO spool (identity, id, source, type, content_type, body, accepted)
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, coalesce(?7, datetime('now')) WHERE NOT EXISTS
      (SELECT 1 FROM spool WHERE identity = ?1 AND content_type = ?5 AND body = ?6)
    """

  /// How a copy of messages went.
  package struct Copied: Sendable, Equatable {
    /// Messages that were read; those that the new file had already are among them.
    package var messages = 0
    /// Messages known of that cannot be read.
    package var unreadable = 0
  }

  /// Copies the messages of one file into another, row by row and in their order, past whatever
  /// cannot be read.
  ///
  /// - Throws: `SQLiteError` when the other file cannot be written.
  package static func copyMessages(from path: String, into target: Database) throws -> Copied {
    var copied = Copied()
    // With its first page gone nothing can be found in it.
    guard let source = try? Database(path: path, readOnly: true) else { return copied }
    let places = places(in: source)
    try target.write { transaction in
      for place in places {
        guard let values = row(at: place, in: source) else {
          copied.unreadable += 1
          continue
        }
        try transaction.run(insertion, values)
        copied.messages += 1
      }
    }
    return copied
  }

  /// Where rows are or were: found from both ends of the table and of its index, since a scan ends at
  /// the first page that cannot be read.
  private static func places(in source: Database) -> [Int] {
    var found: Set<Int> = []
    for scan in [
      "SELECT place FROM spool NOT INDEXED ORDER BY place",
      "SELECT place FROM spool NOT INDEXED ORDER BY place DESC",
      "SELECT place FROM spool INDEXED BY spool_by_identity ORDER BY identity",
      "SELECT place FROM spool INDEXED BY spool_by_identity ORDER BY identity DESC",
    ] { try? source.query(scan) { found.insert($0.integer(0)) } }
    return found.sorted()
  }

  /// The values that `insertion` takes; `nil` when they cannot be read.
  private static func row(at place: Int, in source: Database) -> [SQLiteValue]? {
    var values: [SQLiteValue]?
    try? source.query(
      """
      SELECT identity, id, source, type, content_type, body, accepted FROM spool NOT INDEXED
      WHERE place = ?
      """, [.integer(place)]
    ) { row in
      guard (0..<7).allSatisfy({ !row.isNull($0) }) else { return }
      values =
        (0..<5).map { .text(row.text($0)) } + [.blob(row.blob(5)), .text(row.text(6))]
    }
    return values
  }
}
