import JSON
import Pipeline
import Reckoning
import Records
import SQLite

/// A record of `observers.findings`, as it was last stored.
struct FindingRecord: Equatable {
  let key: String
  let election: String
  let audience: Audience
  /// The members of the record that tell the numbers: JSON without its braces.
  let content: String
  let since: String
  /// `nil` while it stands.
  var closed: String?
  /// The input that it reflects.
  var partition: Int
  var offset: Int

  /// Whether it tells the same as another, whatever input they reflect.
  func tells(_ other: FindingRecord) -> Bool {
    key == other.key && content == other.content && since == other.since && closed == other.closed
  }

  static func content(_ finding: Finding) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("election", finding.election)
      writer.member("audience", finding.audience.rawValue)
      writer.member("code", finding.code.rawValue)
      writer.member("severity", finding.severity.rawValue)
      writer.member("subject", finding.subject)
      writer.member("stated", finding.stated)
      writer.member("itemised", finding.itemised)
      writer.member("difference", finding.difference)
      writer.member("statements", finding.statements)
      writer.member("sources", finding.sources)
      writer.member("sentence", finding.sentence)
    }
    return String(writer.text.dropFirst().dropLast())
  }

  /// The record as a topic tells it; `nil` for what is no finding.
  init?(key: String, told: JSONValue) {
    guard case .object(let members) = told, let election = told["election"]?.string,
      let audience = told["audience"]?.string.flatMap({ Audience(rawValue: $0) }),
      let since = told["since"]?.string
    else { return nil }
    var writer = JSONWriter()
    writer.value(.object(members.filter { !["since", "closed", "position"].contains($0.name) }))
    self.init(
      key: key, election: election, audience: audience,
      content: String(writer.text.dropFirst().dropLast()), since: since,
      closed: told["closed"]?.string, partition: 0, offset: -1)
  }

  static func load(
    election: String, audience: Audience, in transaction: borrowing Transaction
  ) throws -> [String: FindingRecord] {
    var records: [String: FindingRecord] = [:]
    try transaction.query(
      "\(columns) WHERE election = ? AND audience = ?",
      [.text(election), .text(audience.rawValue)]
    ) { row in
      let record = FindingRecord(row)
      records[record.key] = record
    }
    return records
  }

  static func all(in transaction: borrowing Transaction) throws -> [FindingRecord] {
    var records: [FindingRecord] = []
    try transaction.query("\(columns) ORDER BY key") { records.append(FindingRecord($0)) }
    return records
  }

  static func load(_ key: String, in transaction: borrowing Transaction) throws -> FindingRecord? {
    var record: FindingRecord?
    try transaction.query("\(columns) WHERE key = ?", [.text(key)]) { record = FindingRecord($0) }
    return record
  }

  /// In a new log everything that is known stands before its first record.
  static func forgetOffsets(in transaction: borrowing Transaction) throws {
    try transaction.run("UPDATE findings SET offset = -1")
  }

  func store(in transaction: borrowing Transaction) throws {
    try transaction.run(
      """
      INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET content = excluded.content, since = excluded.since,
        closed = excluded.closed, partition = excluded.partition, offset = excluded.offset
      """,
      [
        .text(key), .text(election), .text(audience.rawValue), .text(content), .text(since),
        SQLiteValue(closed), .integer(partition), .integer(offset),
      ])
  }

  func publish(to outputs: inout Outputs) {
    var tail = JSONWriter()
    tail.object { writer in
      writer.member("since", since)
      writer.member("closed", closed)
      writer.name("position")
      writer.object { writer in
        writer.member("partition", partition)
        writer.member("offset", offset)
      }
    }
    outputs.add(
      .findings, key: key, type: .finding, id: "\(key)@\(closed ?? since)", origin: nil,
      value: Array("{\(content),\(tail.text.dropFirst())".utf8))
  }

  private static let columns =
    "SELECT key, election, audience, content, since, closed, partition, offset FROM findings"

  private init(_ row: borrowing Row) {
    self.init(
      key: row.text(0), election: row.text(1), audience: Audience(rawValue: row.text(2)) ?? .mixed,
      content: row.text(3), since: row.text(4), closed: row.optionalText(5),
      partition: row.integer(6), offset: row.integer(7))
  }

  init(
    key: String, election: String, audience: Audience, content: String, since: String,
    closed: String?, partition: Int, offset: Int
  ) {
    self.partition = partition
    self.offset = offset
    self.key = key
    self.election = election
    self.audience = audience
    self.content = content
    self.since = since
    self.closed = closed
  }
}
