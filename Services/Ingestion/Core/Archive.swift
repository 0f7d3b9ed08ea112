import Pipeline
import SQLite

/// What ingestion keeps: the identity of every message seen, by partition of `observers.raw`, and
/// the raw text of every bulletin.
package enum Archive {
  package static let migrations = [
    Positions.schema + """

      CREATE TABLE documents (
        partition INTEGER NOT NULL, id TEXT NOT NULL, offset INTEGER NOT NULL,
        digest BLOB NOT NULL, statements INTEGER NOT NULL, origin TEXT NOT NULL,
        PRIMARY KEY (partition, id)) WITHOUT ROWID;
      CREATE INDEX documents_by_id ON documents (id);
      CREATE TABLE texts (
        partition INTEGER NOT NULL, id TEXT NOT NULL, content_type TEXT, body BLOB NOT NULL,
        PRIMARY KEY (partition, id));
      """,
    Positions.setAsideSchema,
  ]

  /// One message as it was first seen.
  struct Document {
    let offset: Int
    /// First half of the SHA-256 of its bytes.
    let digest: [UInt8]
  }

  static func document(
    _ id: String, partition: Int, in transaction: borrowing Transaction
  ) throws -> Document? {
    var document: Document?
    try transaction.query(
      "SELECT offset, digest FROM documents WHERE partition = ? AND id = ?",
      [.integer(partition), .text(id)]
    ) { document = Document(offset: $0.integer(0), digest: $0.blob(1)) }
    return document
  }

  static func add(
    _ id: String, partition: Int, _ document: Document, statements: Int, origin: String,
    in transaction: borrowing Transaction
  ) throws {
    try transaction.run(
      "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)",
      [
        .integer(partition), .text(id), .integer(document.offset), .blob(document.digest),
        .integer(statements), .text(origin),
      ])
  }

  static func addText(
    _ id: String, partition: Int, contentType: String?, _ body: [UInt8],
    in transaction: borrowing Transaction
  ) throws {
    try transaction.run(
      "INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?)",
      [.integer(partition), .text(id), SQLiteValue(contentType), .blob(body)])
  }

  /// Offsets of an old log mean nothing in a new one; what was seen stays seen.
  static func forgetOffsets(in transaction: borrowing Transaction) throws {
    try transaction.run("UPDATE documents SET offset = -1")
  }
}
