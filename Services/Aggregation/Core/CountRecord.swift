import JSON
import Pipeline
import Reckoning
import Records
import SQLite

/// A record of `observers.counts`, as it was last stored.
struct CountRecord {
  /// The members of the record that tell the numbers: JSON without its braces.
  let content: String
  /// The input that it reflects.
  let partition: Int
  let offset: Int
  let updated: Timestamp

  static func content(_ claims: SubjectClaims, _ place: SubjectPlace, name: String) -> String {
    let standing = claims.standing
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("election", place.election)
      writer.member("audience", place.audience.rawValue)
      writer.name("subject")
      writer.object { writer in
        writer.member("type", claims.subject.type.rawValue)
        writer.member("id", claims.subject.id)
        writer.member("name", name)
      }
      writer.member("declared", standing.declared)
      writer.member("registered", standing.registered)
      writer.member("proposed", standing.proposed)
      writer.member("expected", standing.expected)
      writer.member("deployed", standing.deployed)
      writer.member("inferred", standing.inferred)
      writer.member("approximate", standing.approximate)
      writer.member("as_of", standing.asOf?.description)
      writer.member("sources", standing.sources)
      writer.member("statements", standing.statements)
    }
    return String(writer.text.dropFirst().dropLast())
  }

  static func load(_ place: SubjectPlace, in transaction: borrowing Transaction) throws
    -> CountRecord?
  {
    var record: CountRecord?
    try transaction.query(
      """
      SELECT content, partition, offset, updated FROM standings
      WHERE election = ? AND audience = ? AND subject = ?
      """, [.text(place.election), .text(place.audience.rawValue), .text(place.subject)]
    ) { row in
      record = CountRecord(
        content: row.text(0), partition: row.integer(1), offset: row.integer(2),
        updated: Timestamp(row.text(3)) ?? Timestamp(milliseconds: 0))
    }
    return record
  }

  static func all(in transaction: borrowing Transaction) throws
    -> [(place: SubjectPlace, record: CountRecord)]
  {
    var records: [(place: SubjectPlace, record: CountRecord)] = []
    try transaction.query(
      """
      SELECT content, partition, offset, updated, election, audience, subject FROM standings
      ORDER BY election, audience, subject
      """
    ) { row in
      guard let audience = Audience(rawValue: row.text(5)) else { return }
      records.append(
        (
          SubjectPlace(election: row.text(4), audience: audience, subject: row.text(6)),
          CountRecord(
            content: row.text(0), partition: row.integer(1), offset: row.integer(2),
            updated: Timestamp(row.text(3)) ?? Timestamp(milliseconds: 0))
        ))
    }
    return records
  }

  /// In a new log everything that is known stands before its first record.
  static func forgetOffsets(in transaction: borrowing Transaction) throws {
    try transaction.run("UPDATE standings SET offset = -1")
  }

  func store(_ place: SubjectPlace, in transaction: borrowing Transaction) throws {
    let key: [SQLiteValue] = [
      .text(place.election), .text(place.audience.rawValue), .text(place.subject),
    ]
    try transaction.run(
      """
      INSERT INTO standings VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET content = excluded.content, partition = excluded.partition,
        offset = excluded.offset, updated = excluded.updated
      """,
      key + [
        .text(content), .integer(partition), .integer(offset), .text(updated.description),
      ])
    try transaction.run(
      """
      INSERT INTO history (election, audience, subject, content, updated) VALUES (?, ?, ?, ?, ?)
      """, key + [.text(content), .text(updated.description)])
  }

  func publish(_ place: SubjectPlace, to outputs: inout Outputs) {
    var tail = JSONWriter()
    tail.object { writer in
      writer.name("position")
      writer.object { writer in
        writer.member("partition", partition)
        writer.member("offset", offset)
      }
      writer.member("updated", updated.description)
    }
    outputs.add(
      .counts, key: place.key, type: .count, id: "\(place.key)@\(partition):\(offset)", origin: nil,
      value: Array("{\(content),\(tail.text.dropFirst())".utf8))
  }
}
