private import Digest
private import Extraction
private import JSON
package import Pipeline
package import Records
package import SQLite

/// Raw messages to statements and accreditations, each message once.
package final class IngestionStage: Stage {
  package let group = Group.ingestion
  private let reader = MessageReader()
  private let extractor = Extractor()

  package init() {}

  package func take(
    _ input: Input, in transaction: borrowing Transaction, to outputs: inout Outputs
  ) throws {
    let bytes = Array(input.value)
    let raw = RawMessage(
      id: input.header("ce_id"), source: input.header("ce_source"), type: input.header("ce_type"),
      contentType: input.header("content-type"), bytes: bytes)
    let (id, message) = try reader.read(raw)
    let partition = input.address.partition
    let digest = Array(SHA256Digest(of: bytes).bytes.prefix(16))
    let known = try Archive.document(id, partition: partition, in: transaction)
    if let known, known.digest != digest {
      throw Rejection(
        "id-reused",
        "The id of this message was used before for another content; give every message its own id."
      )
    }
    // The first of several is the one; it is told by its place, so that a replay tells the same.
    if let known, known.offset != input.address.offset { return }

    let records = records(of: message, id)
    if known == nil {
      let origin = input.address.description
      try Archive.add(
        id, partition: partition, .init(offset: input.address.offset, digest: digest),
        statements: records.count, origin: origin, in: transaction)
      if case .bulletin = message {
        try Archive.addText(
          id, partition: partition, contentType: raw.contentType, bytes, in: transaction)
      }
    }
    for record in records {
      outputs.add(
        .statements, key: record.election, type: record.type, id: record.id, origin: input.origin,
        value: record.value)
    }
  }

  package func finish(in transaction: borrowing Transaction, to outputs: inout Outputs) {}

  package func abandon() {}

  package func republish(in transaction: borrowing Transaction, to outputs: inout Outputs) throws {
    try Archive.forgetOffsets(in: transaction)
  }

  private struct Record {
    let type: EventType
    let id: String
    let election: String
    let value: [UInt8]
  }

  private func records(of message: Message, _ id: String) -> [Record] {
    switch message {
    case .bulletin(let bulletin):
      return extractor.extract(bulletin).statements.map { statement in
        var statement = statement
        statement.message = id
        return record(of: statement)
      }
    case .statement(let statement): return [record(of: statement)]
    case .accreditation(let accreditation):
      var writer = JSONWriter()
      accreditation.write(to: &writer)
      return [
        Record(
          type: .accreditation, id: "\(id)#0", election: accreditation.election,
          value: writer.bytes)
      ]
    }
  }

  private func record(of statement: Statement) -> Record {
    var writer = JSONWriter()
    statement.write(to: &writer)
    return Record(
      type: .statement, id: statement.identity, election: statement.election ?? "unknown",
      value: writer.bytes)
  }
}
