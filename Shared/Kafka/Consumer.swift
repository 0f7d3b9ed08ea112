private import CRdkafka
private import Glibc
package import Observability

/// One member of a consumer group, or a reader of partitions that are named to it. Used by one
/// thread, which may block inside librdkafka.
package final class Consumer {
  /// What a member does when the group moves. Called inside `poll` and `close`, on their thread.
  package struct Rebalance {
    /// Gives the offset to start from for each partition gained.
    package var assigned: ([TopicPartition]) throws -> [TopicPartition: Int]
    /// The last chance to commit for partitions that go away; `lost` when it is too late for that.
    package var revoked: ([TopicPartition], _ lost: Bool) -> Void

    package init(
      assigned: @escaping ([TopicPartition]) throws -> [TopicPartition: Int],
      revoked: @escaping ([TopicPartition], _ lost: Bool) -> Void
    ) {
      self.assigned = assigned
      self.revoked = revoked
    }
  }

  private final class ConsumerCallbacks: Callbacks {
    var rebalance: Rebalance?
    var failure: (any Error)?
    var places: ReadingPlaces

    init(logger: Logger, metrics: Metrics?, places: ReadingPlaces) {
      self.places = places
      super.init(logger: logger, metrics: metrics, client: "consumer")
    }

    /// Answers a rebalance of the eager kind: all partitions go, then the new ones come.
    func answer(
      _ client: OpaquePointer, _ code: rd_kafka_resp_err_t,
      _ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>
    ) {
      let partitions = PartitionList.partitions(list)
      guard code == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS, let rebalance else {
        rebalance?.revoked(partitions, rd_kafka_assignment_lost(client) != 0)
        places.begin([:])
        rd_kafka_assign(client, nil)
        return
      }
      do {
        let offsets = try rebalance.assigned(partitions)
        let chosen = PartitionList(partitions.map { ($0, offsets[$0] ?? 0) })
        places.begin(chosen.offsets)
        rd_kafka_assign(client, chosen.pointer)
      } catch {
        failure = error  // `poll` throws it.
        rd_kafka_assign(client, nil)
      }
    }
  }

  private let handle: ClientHandle
  private let callbacks: ConsumerCallbacks
  private var batch = RecordBatch()
  private var isClosed = false
  private var lastProbe = ContinuousClock.now

  /// Makes the client; it joins the group at `subscribe`.
  ///
  /// - Parameters:
  ///   - group: also where offsets are committed. A reader that commits nothing may name any.
  ///   - instance: makes the membership a static one (KIP-345); must be the same after a restart,
  ///     and another one for every member.
  ///   - isEmbedded: whether the broker is `MockCluster`.
  ///   - patience: half of how long a partition may give nothing though its log goes on, beyond the
  ///     time that a broker may keep a fetch waiting.
  package init(
    _ configuration: ClientConfiguration, group: String, instance: String? = nil,
    isEmbedded: Bool = false, patience: Duration = .seconds(15), logger: Logger,
    metrics: Metrics? = nil
  ) throws(KafkaError) {
    var defaults = ClientConfiguration.consumer
    if isEmbedded { defaults.merge(ClientConfiguration.embedded) { $1 } }
    defaults["group.id"] = group
    if let instance { defaults["group.instance.id"] = instance }
    if metrics != nil { defaults["statistics.interval.ms"] = "5000" }
    let settings = try configuration.settings(defaults)
    let wait = configuration.properties["fetch.wait.max.ms"].flatMap { Int($0) } ?? 0
    callbacks = ConsumerCallbacks(
      logger: logger, metrics: metrics,
      places: ReadingPlaces(patience: patience + .milliseconds(wait)))
    rd_kafka_conf_set_rebalance_cb(settings) { client, code, list, opaque in
      guard let client, let list, let callbacks = Callbacks.of(opaque) as? ConsumerCallbacks else {
        return
      }
      callbacks.answer(client, code, list)
    }
    handle = try ClientHandle(RD_KAFKA_CONSUMER, settings, callbacks)
    rd_kafka_poll_set_consumer(handle.pointer)
  }

  deinit { close() }

  /// Joins the group for these topics.
  package func subscribe(_ topics: [String], _ rebalance: Rebalance) throws(KafkaError) {
    callbacks.rebalance = rebalance
    let list = PartitionList(topics.map { (TopicPartition($0, -1), nil) })
    try list.check("subscribe", rd_kafka_subscribe(handle.pointer, list.pointer))
  }

  /// Reads just these partitions, each from its offset, without a group.
  package func assign(_ partitions: [TopicPartition: Int]) throws(KafkaError) {
    let list = PartitionList(partitions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    try list.check("assign", rd_kafka_assign(handle.pointer, list.pointer))
    callbacks.places.begin(partitions)
  }

  /// Takes what comes within `timeout`: at most `limit` records and about `bytes` bytes.
  ///
  /// Rebalances happen inside. An empty batch is no fault.
  ///
  /// - Throws: `KafkaError`, also when a partition stands still though its log goes on, which a new
  ///   consumer mends; or what a rebalance closure threw.
  package func poll(limit: Int, bytes: Int, timeout: Duration) throws -> RecordBatch {
    let deadline = ContinuousClock.now + timeout
    batch.removeAll()
    while batch.count < limit, batch.size < bytes {
      // Waits for the first record, then takes what is there already.
      let left = batch.isEmpty ? ContinuousClock.now.duration(to: deadline) : .zero
      let message = rd_kafka_consumer_poll(handle.pointer, left.wholeMilliseconds)
      if let failure = callbacks.failure {
        callbacks.failure = nil
        message.map { rd_kafka_message_destroy($0) }
        throw failure
      }
      // A consumer learns of its end by a message that it may have no chance to read, or by none.
      if message.map({ $0.pointee.err != RD_KAFKA_RESP_ERR_NO_ERROR }) ?? true,
        let fatal = KafkaError(fatalOf: handle.pointer)
      {
        message.map { rd_kafka_message_destroy($0) }
        throw fatal
      }
      guard let message else { break }
      defer { rd_kafka_message_destroy(message) }
      if message.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR {
        batch.append(copying: message)
      } else if message.pointee.err == RD_KAFKA_RESP_ERR__PARTITION_EOF {
        let topic = String(cString: rd_kafka_topic_name(message.pointee.rkt))
        callbacks.places.read(
          TopicPartition(topic, Int(message.pointee.partition)), upTo: Int(message.pointee.offset))
      } else {
        let error = KafkaError(
          "consume", message.pointee.err,
          message.pointee.payload.map { String(cString: $0.assumingMemoryBound(to: CChar.self)) })
        switch error.disposition {
        case .stop: throw error
        // The topic may not be there yet, the broker may be away: librdkafka goes on trying.
        case .retry, .reject:
          callbacks.logger.debug("Consuming goes on after an error", ["error": .describing(error)])
        }
      }
    }
    try notePlaces()
    return batch
  }

  private func notePlaces() throws(KafkaError) {
    for record in batch.records {
      callbacks.places.read(record.topicPartition, upTo: record.offset + 1)
    }
    let standstill = callbacks.places.standstill { partition in
      try? watermarks(partition, timeout: .seconds(1)).upperBound
    }
    guard let (partition, behind) = standstill else { return }
    throw KafkaError(
      operation: "read \(partition)",
      sentence: "nothing has come for a while, though the log goes on for \(behind) offsets",
      disposition: .retry)
  }

  /// Commits the offsets, each the next to read, and waits for the broker.
  ///
  /// - Parameter notes: kept by the group beside the offset; at most 4096 bytes each, as brokers are
  ///   set by default.
  /// - Throws: `KafkaError`; `isFenced` when the group has moved on without this member, and
  ///   `isUnavailable` when no answer came within `timeout`: it may be committed all the same.
  package func commit(
    _ offsets: [TopicPartition: Int], notes: [TopicPartition: String] = [:],
    timeout: Duration = .seconds(10)
  ) throws(KafkaError) {
    guard !offsets.isEmpty else { return }
    // `rd_kafka_commit` would wait for a lost coordinator as long as it takes, ten minutes and more.
    guard let answers = rd_kafka_queue_new(handle.pointer) else {
      throw KafkaError("commit", RD_KAFKA_RESP_ERR__FAIL)
    }
    defer { rd_kafka_queue_destroy(answers) }
    let list = PartitionList(offsets.map { ($0.key, $0.value) }, notes: notes)
    try list.check("commit", rd_kafka_commit_queue(handle.pointer, list.pointer, answers, nil, nil))
    guard let event = rd_kafka_queue_poll(answers, timeout.wholeMilliseconds) else {
      throw KafkaError("commit", RD_KAFKA_RESP_ERR__TIMED_OUT)
    }
    defer { rd_kafka_event_destroy(event) }
    let code = rd_kafka_event_error(event)
    if code == RD_KAFKA_RESP_ERR__NO_OFFSET { return }
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError("commit", code) }
    if let answered = rd_kafka_event_topic_partition_list(event) {
      try PartitionList.check(answered, "commit")
    }
  }

  /// What the group has committed, offsets and notes; a partition without a committed offset is left
  /// out.
  ///
  /// A group that is just moving to another coordinator is asked again until `timeout`.
  package func committed(
    _ partitions: [TopicPartition], timeout: Duration
  ) throws(KafkaError) -> (offsets: [TopicPartition: Int], notes: [TopicPartition: String]) {
    let deadline = ContinuousClock.now + timeout
    while true {
      let list = PartitionList(partitions.map { ($0, nil) })
      let left = max(.milliseconds(100), ContinuousClock.now.duration(to: deadline))
      do {
        try list.check(
          "ask for committed offsets",
          rd_kafka_committed(handle.pointer, list.pointer, left.wholeMilliseconds))
        return (list.offsets, list.notes)
      } catch {
        guard error.isCoordinatorMoving, ContinuousClock.now < deadline else { throw error }
        usleep(50_000)
      }
    }
  }

  /// First offset held and offset of the next record to come.
  package func watermarks(
    _ partition: TopicPartition, timeout: Duration
  ) throws(KafkaError) -> Range<Int> { try handle.watermarks(partition, timeout: timeout) }

  /// The end of the log as the last fetch told it, without asking the broker; `nil` before that.
  package func knownEnd(_ partition: TopicPartition) -> Int? {
    var low: Int64 = -1
    var high: Int64 = -1
    let code = rd_kafka_get_watermark_offsets(
      handle.pointer, partition.topic, Int32(partition.partition), &low, &high)
    return code == RD_KAFKA_RESP_ERR_NO_ERROR && high >= 0 ? Int(high) : nil
  }

  /// The offset up to which `poll` has read: after the last record, or the end of the log where that
  /// lies behind what is no record for readers, as the marks of transactions. Where reading began
  /// before that; `nil` for a partition that is not this consumer's.
  package func reached(_ partition: TopicPartition) -> Int? { callbacks.places.reached(partition) }

  /// Whether librdkafka has lost all brokers, and none has answered since. Asks the cluster again
  /// once in two seconds while that is so, for at most half a second.
  package var isUnreachable: Bool {
    guard callbacks.unreachable != nil else { return false }
    guard ContinuousClock.now - lastProbe > .seconds(2) else { return true }
    lastProbe = .now
    var metadata: UnsafePointer<rd_kafka_metadata>?
    guard rd_kafka_metadata(handle.pointer, 0, nil, &metadata, 500) == RD_KAFKA_RESP_ERR_NO_ERROR
    else { return true }
    rd_kafka_metadata_destroy(metadata)
    callbacks.unreachable = nil
    return false
  }

  /// The cluster's own id; `nil` when no broker answered within `timeout`.
  package func clusterID(timeout: Duration) -> String? { handle.clusterID(timeout: timeout) }

  /// How many partitions a topic has; `nil` when there is no such topic.
  package func partitions(of topic: String, timeout: Duration) throws(KafkaError) -> Int? {
    try handle.partitions(of: topic, timeout: timeout)
  }

  /// Leaves the group, after a last call of `revoked`. Later calls do nothing.
  ///
  /// Gives up after `limit`: with its broker away librdkafka 2.0.2 may wait for ever. The group
  /// notices then when the session runs out.
  package func close(within limit: Duration = .seconds(10)) {
    guard !isClosed else { return }
    isClosed = true
    defer { callbacks.rebalance = nil }
    guard let queue = rd_kafka_queue_new(handle.pointer) else { return }
    defer { rd_kafka_queue_destroy(queue) }
    if let error = rd_kafka_consumer_close_queue(handle.pointer, queue) {
      rd_kafka_error_destroy(error)
      return
    }
    let deadline = ContinuousClock.now + limit
    while rd_kafka_consumer_closed(handle.pointer) == 0 {
      guard ContinuousClock.now < deadline else {
        handle.mayWaitForClose = false
        return
      }
      // Calls back for the last rebalance; a record that was fetched in vain is dropped.
      if let message = rd_kafka_consume_queue(queue, 50) { rd_kafka_message_destroy(message) }
    }
  }
}
