private import JSON
import Observability

/// Turns librdkafka's statistics (its STATISTICS.md) into metrics of ours.
final class StatisticsMetrics {
  private let metrics: Metrics
  private let client: String
  private let reader = JSONReader()

  init(_ metrics: Metrics, client: String) {
    self.metrics = metrics
    self.client = client
  }

  func take(_ json: [UInt8]) {
    guard let statistics = try? reader.read(json) else { return }
    func gauge(_ name: String, _ help: String, _ value: JSONValue?, scale: Double = 1) {
      guard let value = value?.real else { return }
      metrics.gauge(name, help: help, labels: ["client": client]).set(value * scale)
    }
    gauge("kafka_queue_records", "Records waiting in the producer's queue", statistics["msg_cnt"])
    gauge("kafka_queue_bytes", "Bytes waiting in the producer's queue", statistics["msg_size"])
    gauge("kafka_sent_bytes", "Bytes sent to brokers", statistics["tx_bytes"])
    gauge("kafka_received_bytes", "Bytes received from brokers", statistics["rx_bytes"])
    gauge("kafka_replies_pending", "Operations waiting to be served", statistics["replyq"])
    guard case .object(let topics)? = statistics["topics"] else { return }
    for topic in topics {
      guard case .object(let partitions)? = topic.value["partitions"] else { continue }
      for partition in partitions where partition.name != "-1" {
        guard let lag = partition.value["consumer_lag"]?.integer, lag >= 0 else { continue }
        metrics.gauge(
          "kafka_consumer_lag_records", help: "Records not yet committed, as librdkafka sees it",
          labels: ["topic": topic.name, "partition": partition.name]
        ).set(lag)
      }
    }
  }
}
