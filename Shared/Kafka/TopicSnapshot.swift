package import Observability

/// All that one topic holds at a moment.
package enum TopicSnapshot {
  /// So long the broker may give nothing before the end.
  private static let patience = Duration.seconds(30)

  /// Calls `body` for each record from the topic's beginning to where it ended at the call, in the
  /// order of each partition.
  ///
  /// - Parameter group: a name for the broker's log; nothing is committed under it.
  /// - Throws: what `body` throws, and `KafkaError`, also where the broker gives nothing more before
  ///   the end.
  /// - Returns: the cluster's id; `nil` when there is no such topic.
  package static func read(
    _ topic: String, of configuration: ClientConfiguration, group: String, logger: Logger,
    _ body: (_ record: RecordBatch.Record, _ batch: RecordBatch, _ log: String) throws -> Void
  ) throws -> String? {
    let consumer = try Consumer(configuration, group: group, logger: logger)
    defer { consumer.close() }
    guard let count = try consumer.partitions(of: topic, timeout: .seconds(10)) else { return nil }
    let log = consumer.clusterID(timeout: .seconds(10)) ?? ""
    var ends: [TopicPartition: Int] = [:]
    var starts: [TopicPartition: Int] = [:]
    for partition in (0..<count).map({ TopicPartition(topic, $0) }) {
      let held = try consumer.watermarks(partition, timeout: .seconds(10))
      guard !held.isEmpty else { continue }
      starts[partition] = held.lowerBound
      ends[partition] = held.upperBound
    }
    guard !starts.isEmpty else { return log }
    try consumer.assign(starts)
    var lastNews = ContinuousClock.now
    while !ends.isEmpty {
      let batch = try consumer.poll(limit: 1000, bytes: 4 << 20, timeout: .milliseconds(200))
      for record in batch.records {
        guard let end = ends[record.topicPartition], record.offset < end else { continue }
        try body(record, batch, log)
      }
      if !batch.isEmpty { lastNews = .now }
      // Its last places may hold no record: one that compaction has removed, a transaction's mark.
      ends = ends.filter { (consumer.reached($0.key) ?? 0) < $0.value }
      guard ends.isEmpty || ContinuousClock.now - lastNews < patience else {
        throw KafkaError(
          operation: "read \(topic) to its end",
          sentence: "the broker has given nothing for \(patience); try it again",
          disposition: .retry)
      }
    }
    return log
  }
}
