private import CRdkafka
package import Observability

/// One record to write.
package struct OutgoingRecord: Sendable {
  package var topic: String
  /// `nil` lets the key's hash choose (murmur2, as Kafka's own clients do).
  package var partition: Int?
  package var key: [UInt8]?
  /// `nil` is a tombstone.
  package var value: [UInt8]?
  package var headers: [(name: String, value: [UInt8])]

  package init(
    topic: String, partition: Int? = nil, key: [UInt8]?, value: [UInt8]?,
    headers: [(name: String, value: [UInt8])] = []
  ) {
    self.topic = topic
    self.partition = partition
    self.key = key
    self.value = value
    self.headers = headers
  }
}

/// Writes records, idempotently and with `acks=all`. Used by one thread.
///
/// Records are counted by a tag of the caller's, a batch number for instance, and a tag is done when
/// the broker has acknowledged all of them.
package final class Producer {
  private final class ProducerCallbacks: Callbacks {
    /// Records not yet acknowledged, by tag; a tag without any is not there.
    var pending: [Int: Int] = [:]
    var failures: [Int: KafkaError] = [:]

    func deliver(tag: Int, _ code: rd_kafka_resp_err_t) {
      if code != RD_KAFKA_RESP_ERR_NO_ERROR, failures[tag] == nil {
        failures[tag] = KafkaError("write a record", code)
      }
      let left = pending[tag, default: 1] - 1
      pending[tag] = left == 0 ? nil : left
    }
  }

  private let handle: ClientHandle
  private let callbacks: ProducerCallbacks

  package init(
    _ configuration: ClientConfiguration, logger: Logger, metrics: Metrics? = nil
  ) throws(KafkaError) {
    var defaults = ClientConfiguration.producer
    defaults["partitioner"] = "murmur2_random"
    if metrics != nil { defaults["statistics.interval.ms"] = "5000" }
    let settings = try configuration.settings(defaults)
    callbacks = ProducerCallbacks(logger: logger, metrics: metrics, client: "producer")
    rd_kafka_conf_set_dr_msg_cb(settings) { _, message, opaque in
      guard let message, let callbacks = Callbacks.of(opaque) as? ProducerCallbacks else { return }
      callbacks.deliver(tag: Int(bitPattern: message.pointee._private), message.pointee.err)
    }
    handle = try ClientHandle(RD_KAFKA_PRODUCER, settings, callbacks)
  }

  deinit {
    // What is still here was never promised to anyone: its input is not committed.
    rd_kafka_purge(handle.pointer, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT)
    rd_kafka_flush(handle.pointer, 0)
  }

  /// Hands one record to librdkafka's queue; while that is full, serves delivery reports and waits.
  ///
  /// - Parameters:
  ///   - tag: above 0.
  ///   - shouldStop: asked while the queue is full; the record is not taken then.
  /// - Throws: `KafkaError`, `.reject` when the record is too large.
  package func produce(
    _ record: OutgoingRecord, tag: Int, unless shouldStop: () -> Bool = { false }
  ) throws(KafkaError) {
    while true {
      let code = enqueue(record, tag)
      if code == RD_KAFKA_RESP_ERR_NO_ERROR { break }
      guard code == RD_KAFKA_RESP_ERR__QUEUE_FULL, !shouldStop() else {
        throw KafkaError("write to \(record.topic)", code)
      }
      serve(timeout: .milliseconds(50))
      if let fatal = KafkaError(fatalOf: handle.pointer) { throw fatal }
    }
    callbacks.pending[tag, default: 0] += 1
  }

  /// Takes delivery reports that are here, or waits for one up to `timeout`.
  package func serve(timeout: Duration = .zero) {
    rd_kafka_poll(handle.pointer, timeout.wholeMilliseconds)
  }

  /// Whether all records of the tag are acknowledged.
  ///
  /// - Throws: the first failure among them, each time: such a tag is never done.
  package func isDone(tag: Int) throws(KafkaError) -> Bool {
    if let fatal = KafkaError(fatalOf: handle.pointer) { throw fatal }
    if let failure = callbacks.failures[tag] { throw failure }
    return callbacks.pending[tag] == nil
  }

  /// Records handed over and not yet acknowledged.
  package var outstanding: Int { callbacks.pending.values.reduce(0, +) }

  /// Waits until everything is acknowledged; `false` when `timeout` was too short for it.
  package func flush(timeout: Duration) -> Bool {
    rd_kafka_flush(handle.pointer, timeout.wholeMilliseconds) == RD_KAFKA_RESP_ERR_NO_ERROR
  }

  /// The cluster's own id; `nil` when no broker answered within `timeout`.
  package func clusterID(timeout: Duration) -> String? { handle.clusterID(timeout: timeout) }

  /// How many partitions a topic has; `nil` when there is no such topic.
  package func partitions(of topic: String, timeout: Duration) throws(KafkaError) -> Int? {
    try handle.partitions(of: topic, timeout: timeout)
  }

  private func enqueue(_ record: OutgoingRecord, _ tag: Int) -> rd_kafka_resp_err_t {
    record.topic.withCString { topic in
      (record.key ?? []).withUnsafeBytes { key in
        (record.value ?? []).withUnsafeBytes { value in
          var arguments = [rd_kafka_vu_t](repeating: rd_kafka_vu_t(), count: 6)
          arguments[0].vtype = RD_KAFKA_VTYPE_TOPIC
          arguments[0].u.cstr = topic
          arguments[1].vtype = RD_KAFKA_VTYPE_PARTITION
          arguments[1].u.i32 = record.partition.map(Int32.init) ?? -1
          arguments[2].vtype = RD_KAFKA_VTYPE_MSGFLAGS
          arguments[2].u.i = RD_KAFKA_MSG_F_COPY
          arguments[3].vtype = RD_KAFKA_VTYPE_OPAQUE
          arguments[3].u.ptr = UnsafeMutableRawPointer(bitPattern: tag)
          arguments[4].vtype = RD_KAFKA_VTYPE_KEY
          arguments[4].u.mem.ptr = Self.start(key, isPresent: record.key != nil)
          arguments[4].u.mem.size = key.count
          arguments[5].vtype = RD_KAFKA_VTYPE_VALUE
          arguments[5].u.mem.ptr = Self.start(value, isPresent: record.value != nil)
          arguments[5].u.mem.size = value.count
          guard !record.headers.isEmpty,
            let headers = rd_kafka_headers_new(record.headers.count)
          else { return Self.produce(handle.pointer, arguments) }
          for header in record.headers {
            rd_kafka_header_add(headers, header.name, -1, header.value, header.value.count)
          }
          var last = rd_kafka_vu_t()
          last.vtype = RD_KAFKA_VTYPE_HEADERS
          last.u.headers = headers
          arguments.append(last)
          let code = Self.produce(handle.pointer, arguments)
          // Taken over only when the record was.
          if code != RD_KAFKA_RESP_ERR_NO_ERROR { rd_kafka_headers_destroy(headers) }
          return code
        }
      }
    }
  }

  private static func produce(
    _ client: OpaquePointer, _ arguments: [rd_kafka_vu_t]
  ) -> rd_kafka_resp_err_t {
    guard let error = rd_kafka_produceva(client, arguments, arguments.count) else {
      return RD_KAFKA_RESP_ERR_NO_ERROR
    }
    defer { rd_kafka_error_destroy(error) }
    return rd_kafka_error_code(error)
  }

  /// An empty value still has an address, so that it is no tombstone.
  private static func start(
    _ bytes: UnsafeRawBufferPointer, isPresent: Bool
  ) -> UnsafeMutableRawPointer? {
    guard isPresent else { return nil }
    return UnsafeMutableRawPointer(mutating: bytes.baseAddress)
      ?? UnsafeMutableRawPointer(bitPattern: 1)
  }
}
