private import CRdkafka

/// How to reach a cluster, and what is told to librdkafka beyond our defaults.
package struct ClientConfiguration: Sendable {
  /// `host:port`, several with commas.
  package var bootstrap: String
  /// librdkafka's own properties by their own names; they go before our defaults.
  package var properties: [String: String]

  package init(bootstrap: String, properties: [String: String] = [:]) {
    self.bootstrap = bootstrap
    self.properties = properties
  }

  /// Our defaults, all in one place. What each means: librdkafka's CONFIGURATION.md.
  static let common = [
    "client.id": "scrutineer",
    "log.connection.close": "false",
    "socket.keepalive.enable": "true",
    "socket.nagle.disable": "true",
    "reconnect.backoff.ms": "50",
    "reconnect.backoff.max.ms": "1000",
    "topic.metadata.refresh.interval.ms": "30000",
    "topic.metadata.refresh.sparse": "true",
  ]
  static let producer = [
    "enable.idempotence": "true",
    "acks": "all",
    // Forever: an output may wait for its broker, and the input's offset waits with it.
    "message.timeout.ms": "0",
    "linger.ms": "5",
    "compression.type": "lz4",
    "queue.buffering.max.messages": "100000",
    "queue.buffering.max.kbytes": "32768",
    "message.max.bytes": "4259840",
  ]
  static let consumer = [
    "enable.auto.commit": "false",
    "enable.auto.offset.store": "false",
    // Tells the end of a log, which a record need not lie before.
    "enable.partition.eof": "true",
    // Every start names its offset; one outside the log is a fault to be told.
    "auto.offset.reset": "error",
    "partition.assignment.strategy": "range",
    // A member that is started again comes back under its old name at once (KIP-345), however long
    // this is; it tells how long the partitions of one that does not come back lie idle.
    "session.timeout.ms": "10000",
    "heartbeat.interval.ms": "2000",
    "isolation.level": "read_committed",
    "fetch.wait.max.ms": "100",
    "fetch.error.backoff.ms": "100",
    "queued.max.messages.kbytes": "8192",
    "fetch.max.bytes": "8388608",
    "max.partition.fetch.bytes": "2097152",
    "check.crcs": "true",
  ]

  /// What the embedded broker wants otherwise: it lets the next member of an empty group in only when
  /// the session of the last one has run out, though that one left.
  static let embedded = ["session.timeout.ms": "6000", "heartbeat.interval.ms": "1000"]

  /// Fills a new configuration object; the caller owns it.
  func settings(_ defaults: [String: String]) throws(KafkaError) -> OpaquePointer {
    guard let settings = rd_kafka_conf_new() else {
      throw KafkaError("rd_kafka_conf_new", RD_KAFKA_RESP_ERR__FAIL)
    }
    var all = Self.common.merging(defaults) { $1 }.merging(properties) { $1 }
    all["bootstrap.servers"] = bootstrap
    for (name, value) in all.sorted(by: { $0.key < $1.key }) {
      var reason = [CChar](repeating: 0, count: 512)
      guard rd_kafka_conf_set(settings, name, value, &reason, reason.count) == RD_KAFKA_CONF_OK
      else {
        rd_kafka_conf_destroy(settings)
        let end = reason.firstIndex(of: 0) ?? reason.endIndex
        let sentence = String(decoding: reason[..<end].map(UInt8.init(bitPattern:)), as: UTF8.self)
        throw KafkaError(operation: "configure \(name)", sentence: sentence)
      }
    }
    return settings
  }
}
