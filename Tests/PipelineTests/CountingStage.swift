import Kafka
import Observability
import Pipeline
import Records
import SQLite
import Synchronization

/// Keeps each record's text with its place, and sends the text on, twice.
struct CountingStage: Stage {
  static let outputs = 2
  static let migrations = [
    Positions.schema + Positions.setAsideSchema,
    "CREATE TABLE applied (text TEXT NOT NULL, partition INTEGER NOT NULL, offset INTEGER NOT NULL)",
  ]

  let group: Group
  /// Called for each record after it is in state, before the transaction ends.
  var applied: @Sendable (_ text: String) throws -> Void = { _ in }

  /// Where the outputs go.
  var target: Topic {
    switch group {
    case .ingestion: .statements
    case .enrichment: .enriched
    case .aggregation: .counts
    }
  }

  func take(
    _ input: Input, in transaction: borrowing Transaction, to outputs: inout Outputs
  ) throws {
    let text = String(decoding: input.value, as: UTF8.self)
    if text.hasPrefix("bad") {
      outputs.add(
        target, key: text, type: .statement, id: text, origin: input.origin, value: [])
      throw Rejection("bad-text", "The text \(text) is a bad one.")
    }
    if !input.isReplay {
      try transaction.run(
        "INSERT INTO applied VALUES (?, ?, ?)",
        [.text(text), .integer(input.address.partition), .integer(input.address.offset)])
    }
    try applied(text)
    for place in 0..<Self.outputs {
      let output = "\(text).\(place)"
      outputs.add(
        target, key: String(text.prefix { $0 != "." }), type: .statement, id: output,
        origin: input.origin, value: Array(output.utf8))
    }
  }

  func finish(in transaction: borrowing Transaction, to outputs: inout Outputs) throws {}

  func abandon() {}

  func republish(in transaction: borrowing Transaction, to outputs: inout Outputs) throws {
    var texts: [String] = []
    try transaction.query("SELECT text FROM applied ORDER BY text") { texts.append($0.text(0)) }
    for text in texts {
      outputs.add(.counts, key: text, type: .count, id: text, origin: nil, value: Array(text.utf8))
    }
  }
}
