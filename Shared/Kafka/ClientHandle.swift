import CRdkafka
import Observability

/// What librdkafka calls back into. Log lines come from its own threads, all else from the thread
/// that polls.
class Callbacks {
  let logger: Logger
  let statistics: StatisticsMetrics?
  /// What the error callback last said about brokers out of reach.
  var unreachable: KafkaError?

  init(logger: Logger, metrics: Metrics?, client: String) {
    self.logger = logger
    statistics = metrics.map { StatisticsMetrics($0, client: client) }
  }

  static func of(_ opaque: UnsafeMutableRawPointer?) -> Callbacks? {
    opaque.map { Unmanaged<Callbacks>.fromOpaque($0).takeUnretainedValue() }
  }

  func report(_ code: rd_kafka_resp_err_t, _ reason: String) {
    let error = KafkaError("talk to the broker", code, reason)
    // Of one broker among several it says little, and a name that does not resolve yet may soon.
    if code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN { unreachable = error }
  }
}

/// Owns one `rd_kafka_t` and the object its callbacks reach.
///
/// Any thread may call the handle (librdkafka's INTRODUCTION.md, "Threads and callbacks").
final class ClientHandle {
  let pointer: OpaquePointer
  private let callbacks: Unmanaged<Callbacks>

  /// Takes over `settings`, which librdkafka itself frees only when it succeeds.
  init(_ kind: rd_kafka_type_t, _ settings: OpaquePointer, _ target: Callbacks) throws(KafkaError) {
    callbacks = .passRetained(target)
    rd_kafka_conf_set_opaque(settings, callbacks.toOpaque())
    rd_kafka_conf_set_log_cb(settings) { client, level, facility, line in
      guard let client, let callbacks = Callbacks.of(rd_kafka_opaque(client)) else { return }
      let fields: LogFields = [
        "facility": .string(facility.map { String(cString: $0) } ?? ""),
        "message": .string(line.map { String(cString: $0) } ?? ""),
      ]
      callbacks.logger.log(ClientHandle.level(level, facility), "librdkafka", fields)
    }
    rd_kafka_conf_set_error_cb(settings) { _, code, reason, opaque in
      Callbacks.of(opaque)?.report(
        rd_kafka_resp_err_t(code), reason.map { String(cString: $0) } ?? "")
    }
    if target.statistics != nil {
      rd_kafka_conf_set_stats_cb(settings) { _, json, length, opaque in
        guard let json, let statistics = Callbacks.of(opaque)?.statistics else { return 0 }
        let bytes = UnsafeRawBufferPointer(start: json, count: length)
        statistics.take(Array(bytes))
        return 0  // librdkafka frees the text.
      }
    }
    guard let pointer = rd_kafka_new(kind, settings, nil, 0) else {
      let error = KafkaError("make a client", rd_kafka_last_error())
      rd_kafka_conf_destroy(settings)
      callbacks.release()
      throw error
    }
    self.pointer = pointer
  }

  /// Whether a consumer that is still open is closed when this goes; see `Consumer.close`.
  var mayWaitForClose = true

  deinit {
    // Joins librdkafka's threads: no callback runs after it.
    rd_kafka_destroy_flags(pointer, mayWaitForClose ? 0 : RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE)
    callbacks.release()
  }

  /// The cluster's own id; `nil` when no broker answered within `timeout`.
  func clusterID(timeout: Duration) -> String? {
    guard let text = rd_kafka_clusterid(pointer, timeout.wholeMilliseconds) else { return nil }
    defer { rd_kafka_mem_free(pointer, text) }
    return String(cString: text)
  }

  /// First offset held and offset of the next record to come.
  func watermarks(_ partition: TopicPartition, timeout: Duration) throws(KafkaError) -> Range<Int> {
    // With the broker away the query below waits a minute and more, whatever its timeout says.
    _ = try partitions(of: partition.topic, timeout: timeout)
    var low: Int64 = 0
    var high: Int64 = 0
    let code = rd_kafka_query_watermark_offsets(
      pointer, partition.topic, Int32(partition.partition), &low, &high, timeout.wholeMilliseconds)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
      throw KafkaError("ask for the ends of \(partition)", code)
    }
    return Int(low)..<max(Int(low), Int(high))
  }

  /// How many partitions a topic has; `nil` when there is no such topic.
  func partitions(of topic: String, timeout: Duration) throws(KafkaError) -> Int? {
    guard let object = rd_kafka_topic_new(pointer, topic, nil) else {
      throw KafkaError("look at topic \(topic)", rd_kafka_last_error())
    }
    defer { rd_kafka_topic_destroy(object) }
    var metadata: UnsafePointer<rd_kafka_metadata>?
    let code = rd_kafka_metadata(pointer, 0, object, &metadata, timeout.wholeMilliseconds)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let metadata else {
      throw KafkaError("look at topic \(topic)", code)
    }
    defer { rd_kafka_metadata_destroy(metadata) }
    guard metadata.pointee.topic_cnt == 1 else { return nil }
    let found = metadata.pointee.topics[0]
    if found.err == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART { return nil }
    guard found.err == RD_KAFKA_RESP_ERR_NO_ERROR else {
      throw KafkaError("look at topic \(topic)", found.err)
    }
    return Int(found.partition_cnt)
  }

  /// librdkafka's lines heal themselves for the most part: what needs a person comes as an error.
  private static func level(_ level: Int32, _ facility: UnsafePointer<CChar>?) -> Logger.Level {
    let facility = facility.map { String(cString: $0) } ?? ""
    switch facility {
    // A property of the other kind of client; a broker that is away, which readiness tells.
    case "CONFWARN", "FAIL", "ERROR", "REQTMOUT", "OFFSET", "GETPID", "MAXPOLL": return .debug
    default: return level <= 4 ? .warning : level <= 6 ? .info : .debug
    }
  }
}

extension Duration {
  /// For librdkafka, which takes milliseconds; at least 0, at most 2³¹ − 1.
  var wholeMilliseconds: Int32 {
    let (seconds, attoseconds) = components
    guard seconds < 2_000_000 else { return .max }
    return max(0, Int32(seconds * 1000 + attoseconds / 1_000_000_000_000_000))
  }
}
