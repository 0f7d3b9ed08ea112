package import Kafka
private import Observability
private import Records

/// All of `observers.rejected`.
package enum DeadLetterLog {
  /// So long the log may give nothing before its end. Its last places may hold no record that can
  /// be read: an aborted one, or a transaction's marker.
  private static let patience = Duration.seconds(10)

  /// Calls `body` for what was rejected, from the topic's beginning to where it ended at the call;
  /// once for each address, since a rejection may be written twice.
  ///
  /// - Throws: what `body` throws, and `KafkaError`.
  /// - Returns: `false` when there is no such topic.
  package static func read(
    _ configuration: ClientConfiguration, group: String, _ body: (DeadLetter) throws -> Void
  ) throws -> Bool {
    let consumer = try Consumer(configuration, group: group, logger: .silent)
    defer { consumer.close() }
    let topic = Topic.rejected.rawValue
    guard let count = try consumer.partitions(of: topic, timeout: .seconds(10)) else {
      return false
    }
    let log = consumer.clusterID(timeout: .seconds(10)) ?? ""
    var ends: [TopicPartition: Int] = [:]
    var starts: [TopicPartition: Int] = [:]
    for partition in (0..<count).map({ TopicPartition(topic, $0) }) {
      let held = try consumer.watermarks(partition, timeout: .seconds(10))
      guard !held.isEmpty else { continue }
      starts[partition] = held.lowerBound
      ends[partition] = held.upperBound
    }
    guard !starts.isEmpty else { return true }
    try consumer.assign(starts)
    var seen: Set<String> = []
    var lastNews = ContinuousClock.now
    while !ends.isEmpty, ContinuousClock.now - lastNews < patience {
      let batch = try consumer.poll(limit: 1000, bytes: 4 << 20, timeout: .milliseconds(200))
      for record in batch.records {
        guard let end = ends[record.topicPartition], record.offset < end else { continue }
        if record.offset + 1 >= end { ends[record.topicPartition] = nil }
        let letter = DeadLetter(record, of: batch, log: log)
        if seen.insert(letter.summary.address).inserted { try body(letter) }
      }
      if !batch.isEmpty { lastNews = .now }
    }
    return true
  }
}
