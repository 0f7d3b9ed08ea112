package import Kafka
private import Observability
private import Records

/// All of `observers.rejected`.
package enum DeadLetterLog {
  /// Calls `body` for what was rejected, from the topic's beginning to where it ended at the call;
  /// once for each address, since a rejection may be written twice.
  ///
  /// - Throws: what `body` throws, and `KafkaError`.
  /// - Returns: `false` when there is no such topic.
  package static func read(
    _ configuration: ClientConfiguration, group: String, _ body: (DeadLetter) throws -> Void
  ) throws -> Bool {
    var seen: Set<String> = []
    let log = try TopicSnapshot.read(
      Topic.rejected.rawValue, of: configuration, group: group, logger: .silent
    ) { record, batch, log in
      let letter = DeadLetter(record, of: batch, log: log)
      if seen.insert(letter.summary.address).inserted { try body(letter) }
    }
    return log != nil
  }
}
