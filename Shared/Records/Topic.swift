/// The topics, and how each is kept (DESIGN.md, section 3).
package enum Topic: String, Sendable, CaseIterable {
  case raw = "observers.raw"
  case statements = "observers.statements"
  case enriched = "observers.enriched"
  case aliases = "observers.aliases"
  case unresolved = "observers.unresolved"
  case counts = "observers.counts"
  case findings = "observers.findings"
  case rejected = "observers.rejected"

  /// Bytes that one record may have: a document of the largest size that is taken, with its headers,
  /// and what else may come.
  package static let largestRecord = 4_194_304

  /// Kafka's own topic settings.
  package var settings: [String: String] {
    let room = ["max.message.bytes": String(Self.largestRecord)]
    return switch self {
    case .raw, .statements, .enriched:
      room.merging(["cleanup.policy": "delete", "retention.ms": "-1", "retention.bytes": "-1"]) {
        $1
      }
    case .aliases, .unresolved, .counts, .findings:
      room.merging(["cleanup.policy": "compact"]) { $1 }
    case .rejected:
      // What does not belong to the rejected record itself comes on top.
      [
        "max.message.bytes": String(Self.largestRecord + 65_536), "cleanup.policy": "delete",
        "retention.ms": "2592000000",
      ]
    }
  }
}

/// Who reads which topic as a consumer group; the group's committed offset is its publish watermark.
package enum Group: String, Sendable, CaseIterable {
  case ingestion = "scrutineer-ingestion"
  case enrichment = "scrutineer-enrichment"
  case aggregation = "scrutineer-aggregation"

  package var input: Topic {
    switch self {
    case .ingestion: .raw
    case .enrichment: .statements
    case .aggregation: .enriched
    }
  }
}
