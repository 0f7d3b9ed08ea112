package import JSON
package import Kafka
package import Records

/// One record that no service accepted, as it stands in `observers.rejected`.
package struct DeadLetter: Sendable {
  /// What is known of it without its bytes.
  package struct Summary: Sendable, Equatable {
    /// Stable, for programs: `invalid-json`, `unknown-type`, …
    package let code: String
    /// For a person: what is wrong, and where.
    package let sentence: String
    /// The group whose service did not accept it.
    package let by: String
    /// The place of the record that was rejected, as `Address` writes it; the same however often the
    /// rejection was written.
    package let address: String
    /// When it was rejected; `nil` if the record is not stamped.
    package let at: Timestamp?
    /// Length of what was rejected.
    package let bytes: Int
    /// Whether only its beginning is kept, and neither its key nor its headers: it was too large.
    package let isCut: Bool

    /// One object.
    package func write(to writer: inout JSONWriter) {
      writer.object { writer in writeMembers(to: &writer) }
    }

    /// The same members inside an object of the caller's.
    package func writeMembers(to writer: inout JSONWriter) {
      writer.member("code", code)
      writer.member("sentence", sentence)
      writer.member("by", by)
      writer.member("address", address)
      writer.member("at", at?.description)
      writer.member("bytes", bytes)
      if isCut { writer.member("cut", true) }
    }
  }

  package let summary: Summary
  /// The rejected record's key; `nil` when it had none, or when it is not known.
  package let key: [UInt8]?
  /// The rejected record's own headers, in their order.
  package let headers: [(name: String, value: [UInt8])]
  /// The rejected record's bytes as they came, or the first of them (`Summary.isCut`).
  package let value: [UInt8]

  /// What the rejected record's own headers stand behind.
  private static let prefix = "original-"

  /// Reads one record of `observers.rejected` in the log of the cluster `log`. One that none of our
  /// services wrote has an empty code, and its own place for an address.
  package init(_ record: RecordBatch.Record, of batch: RecordBatch, log: String) {
    func text(_ name: StaticString) -> String? {
      batch.header(name, record).map { String(decoding: $0, as: UTF8.self) }
    }
    let place = Address(
      log: log, topic: record.topicPartition.topic, partition: record.topicPartition.partition,
      offset: record.offset)
    value = Array(batch.value(record) ?? [])
    key = batch.header("rejected-key", record).map { Array($0) }
    headers = batch.headers(record).compactMap { name, value in
      name.hasPrefix(Self.prefix) ? (String(name.dropFirst(Self.prefix.count)), value) : nil
    }
    let length = text("rejected-bytes").flatMap { Int($0) }
    summary = Summary(
      code: text("rejected-code") ?? "", sentence: text("rejected-sentence") ?? "",
      by: text("rejected-by") ?? "", address: text("rejected-address") ?? place.description,
      at: record.timestamp.map { Timestamp(milliseconds: $0) }, bytes: length ?? value.count,
      isCut: length != nil)
  }

  /// The last of the rejected record's headers of that name, as text.
  package func header(_ name: String) -> String? {
    headers.last { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
  }
}
