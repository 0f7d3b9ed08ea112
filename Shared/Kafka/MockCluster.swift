private import CRdkafka
private import Observability

/// The embedded broker: librdkafka's own mock cluster, listening on 127.0.0.1 for as long as this
/// object lives.
///
/// Its log is in memory and bounded: about 5 MB or 100,000 records a partition, the oldest go first.
/// It has no admin calls and does not hide aborted transactions.
package final class MockCluster {
  private let handle: ClientHandle
  private let cluster: OpaquePointer

  package init(brokers: Int = 1) throws(KafkaError) {
    guard let settings = rd_kafka_conf_new() else {
      throw KafkaError("rd_kafka_conf_new", RD_KAFKA_RESP_ERR__FAIL)
    }
    let callbacks = Callbacks(logger: .silent, metrics: nil, client: "broker")
    handle = try ClientHandle(RD_KAFKA_PRODUCER, settings, callbacks)
    guard let cluster = rd_kafka_mock_cluster_new(handle.pointer, Int32(brokers)) else {
      throw KafkaError("start the embedded broker", rd_kafka_last_error())
    }
    self.cluster = cluster
  }

  deinit { rd_kafka_mock_cluster_destroy(cluster) }

  /// Where clients connect to, `host:port`, several with commas.
  package var bootstrap: String { String(cString: rd_kafka_mock_cluster_bootstraps(cluster)) }

  /// Makes a topic; those not made get four partitions at their first use.
  package func create(topic: String, partitions: Int) throws(KafkaError) {
    let code = rd_kafka_mock_topic_create(cluster, topic, Int32(partitions), 1)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
      throw KafkaError("make topic \(topic)", code)
    }
  }

  /// Takes the brokers off the network, or back on it, as a test of what clients do then.
  package func setReachable(_ isReachable: Bool) {
    if isReachable {
      rd_kafka_mock_broker_set_up(cluster, 1)
    } else {
      rd_kafka_mock_broker_set_down(cluster, 1)
    }
  }

  /// The keys of requests in Kafka's protocol.
  package enum Request: Int16 { case produce, fetch }

  /// Has the brokers refuse that many requests of a kind from now on, and answer all else, as a test
  /// of what clients do then.
  package func refuse(_ request: Request, _ count: Int) {
    rd_kafka_mock_clear_request_errors(cluster, request.rawValue)
    let errors = Array(repeating: RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION, count: count)
    rd_kafka_mock_push_request_errors_array(cluster, request.rawValue, count, errors)
  }

  /// Whether a cluster with this id is an embedded broker: its log does not outlive it.
  package static func isEmbedded(clusterID: String) -> Bool { clusterID.hasPrefix("mockCluster") }
}
