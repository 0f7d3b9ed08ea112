private import CRdkafka
package import Observability

/// A topic as it should be.
package struct TopicPlan: Sendable {
  package let name: String
  package let partitions: Int
  package let replication: Int
  /// Kafka's own topic settings: `cleanup.policy`, `retention.ms`, …
  package let settings: [String: String]

  package init(name: String, partitions: Int, replication: Int, settings: [String: String]) {
    self.name = name
    self.partitions = partitions
    self.replication = replication
    self.settings = settings
  }
}

/// Asks a cluster about itself and makes topics. Used by one thread.
package final class Admin {
  private let handle: ClientHandle
  private let configuration: ClientConfiguration
  private let logger: Logger

  package init(_ configuration: ClientConfiguration, logger: Logger) throws(KafkaError) {
    self.configuration = configuration
    self.logger = logger
    let settings = try configuration.settings([:])
    let callbacks = Callbacks(logger: logger, metrics: nil, client: "admin")
    handle = try ClientHandle(RD_KAFKA_PRODUCER, settings, callbacks)
  }

  /// The cluster's own id; `nil` when no broker answered within `timeout`.
  package func clusterID(timeout: Duration) -> String? { handle.clusterID(timeout: timeout) }

  /// How many partitions a topic has; `nil` when there is no such topic.
  package func partitions(of topic: String, timeout: Duration) throws(KafkaError) -> Int? {
    try handle.partitions(of: topic, timeout: timeout)
  }

  /// How many brokers answer for this cluster.
  package func brokers(timeout: Duration) throws(KafkaError) -> Int {
    var metadata: UnsafePointer<rd_kafka_metadata>?
    let code = rd_kafka_metadata(handle.pointer, 0, nil, &metadata, timeout.wholeMilliseconds)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let metadata else {
      throw KafkaError("reach the broker at \(configuration.bootstrap)", code)
    }
    defer { rd_kafka_metadata_destroy(metadata) }
    return Int(metadata.pointee.broker_cnt)
  }

  /// Makes a topic; `false` when it was there already, and then it stays as it is.
  package func create(_ plan: TopicPlan, timeout: Duration) throws(KafkaError) -> Bool {
    var reason = [CChar](repeating: 0, count: 512)
    guard
      let topic = rd_kafka_NewTopic_new(
        plan.name, Int32(plan.partitions), Int32(plan.replication), &reason, reason.count)
    else {
      throw KafkaError(operation: "make topic \(plan.name)", sentence: "not a topic one can make")
    }
    defer { rd_kafka_NewTopic_destroy(topic) }
    for (name, value) in plan.settings.sorted(by: { $0.key < $1.key }) {
      rd_kafka_NewTopic_set_config(topic, name, value)
    }
    guard let queue = rd_kafka_queue_new(handle.pointer) else {
      throw KafkaError("make topic \(plan.name)", RD_KAFKA_RESP_ERR__FAIL)
    }
    defer { rd_kafka_queue_destroy(queue) }
    let options = rd_kafka_AdminOptions_new(handle.pointer, RD_KAFKA_ADMIN_OP_CREATETOPICS)
    defer { rd_kafka_AdminOptions_destroy(options) }
    rd_kafka_AdminOptions_set_request_timeout(
      options, timeout.wholeMilliseconds, &reason, reason.count)
    var topics: [OpaquePointer?] = [topic]
    rd_kafka_CreateTopics(handle.pointer, &topics, 1, options, queue)
    guard let event = rd_kafka_queue_poll(queue, timeout.wholeMilliseconds + 1000) else {
      throw KafkaError("make topic \(plan.name)", RD_KAFKA_RESP_ERR__TIMED_OUT)
    }
    defer { rd_kafka_event_destroy(event) }
    let code = rd_kafka_event_error(event)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
      throw KafkaError("make topic \(plan.name)", code)
    }
    var count = 0
    let results = rd_kafka_CreateTopics_result_topics(
      rd_kafka_event_CreateTopics_result(event), &count)
    guard count == 1, let result = results?[0] else { return false }
    let outcome = rd_kafka_topic_result_error(result)
    if outcome == RD_KAFKA_RESP_ERR_NO_ERROR { return true }
    let error = KafkaError(
      "make topic \(plan.name)", outcome,
      rd_kafka_topic_result_error_string(result).map { String(cString: $0) })
    if error.isTopicExists { return false }
    throw error
  }

  /// Deletes the records of a partition below an offset, for good.
  package func deleteRecords(
    _ partition: TopicPartition, before offset: Int, timeout: Duration
  ) throws(KafkaError) {
    let operation = "delete records of \(partition)"
    let list = PartitionList([(partition, offset)])
    guard let queue = rd_kafka_queue_new(handle.pointer),
      let request = rd_kafka_DeleteRecords_new(list.pointer)
    else { throw KafkaError(operation, RD_KAFKA_RESP_ERR__FAIL) }
    defer {
      rd_kafka_DeleteRecords_destroy(request)
      rd_kafka_queue_destroy(queue)
    }
    var requests: [OpaquePointer?] = [request]
    rd_kafka_DeleteRecords(handle.pointer, &requests, 1, nil, queue)
    guard let event = rd_kafka_queue_poll(queue, timeout.wholeMilliseconds) else {
      throw KafkaError(operation, RD_KAFKA_RESP_ERR__TIMED_OUT)
    }
    defer { rd_kafka_event_destroy(event) }
    let code = rd_kafka_event_error(event)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(operation, code) }
    if let offsets = rd_kafka_DeleteRecords_result_offsets(
      rd_kafka_event_DeleteRecords_result(event))
    {
      try PartitionList.check(offsets, operation)
    }
  }

  /// How far a group is behind in a topic: for each partition what it has committed (`nil` for
  /// nothing yet), and what the log holds.
  package func progress(
    group: String, topic: String, timeout: Duration
  ) throws(KafkaError) -> [(partition: Int, committed: Int?, log: Range<Int>)] {
    guard let count = try partitions(of: topic, timeout: timeout) else { return [] }
    let reader = try Consumer(configuration, group: group, logger: logger)
    let partitions = (0..<count).map { TopicPartition(topic, $0) }
    let committed = try reader.committed(partitions, timeout: timeout).offsets
    var rows: [(partition: Int, committed: Int?, log: Range<Int>)] = []
    for partition in partitions {
      let log = try reader.watermarks(partition, timeout: timeout)
      rows.append((partition.partition, committed[partition], log))
    }
    return rows
  }
}
