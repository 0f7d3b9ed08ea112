import CRdkafka
package import Observability

/// A call of librdkafka's that failed, or an event in which it reports a failure.
package struct KafkaError: Error, CustomStringConvertible {
  /// What was tried.
  package let operation: String
  /// librdkafka's name for the error, without the prefix: `_TRANSPORT`, `MSG_SIZE_TOO_LARGE`.
  package let name: String
  package let message: String
  package let disposition: Disposition
  private let code: Int32

  init(_ operation: String, _ code: rd_kafka_resp_err_t, _ message: String? = nil) {
    self.operation = operation
    self.code = code.rawValue
    name = String(cString: rd_kafka_err2name(code))
    self.message = message ?? String(cString: rd_kafka_err2str(code))
    disposition = Self.disposition(code)
  }

  /// What has ended the client's life; `nil` while it lives.
  init?(fatalOf client: OpaquePointer) {
    // Asked often and for nothing, so without room for a text at first.
    guard rd_kafka_fatal_error(client, nil, 0) != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
    var text = [CChar](repeating: 0, count: 512)
    let cause = rd_kafka_fatal_error(client, &text, text.count)
    let end = text.firstIndex(of: 0) ?? text.endIndex
    self.init(
      "produce or consume", cause,
      String(decoding: text[..<end].map(UInt8.init(bitPattern:)), as: UTF8.self))
  }

  /// A fault of the configuration or of this program's own making, with a sentence for a person.
  package init(operation: String, sentence: String, disposition: Disposition = .stop) {
    self.operation = operation
    self.disposition = disposition
    code = RD_KAFKA_RESP_ERR__INVALID_ARG.rawValue
    name = "_INVALID_ARG"
    message = sentence
  }

  /// Whether the topic already stands as asked for.
  package var isTopicExists: Bool { code == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS.rawValue }
  /// Whether no broker could be reached in time.
  package var isUnavailable: Bool {
    [
      RD_KAFKA_RESP_ERR__TRANSPORT, RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN,
      RD_KAFKA_RESP_ERR__TIMED_OUT, RD_KAFKA_RESP_ERR__RESOLVE,
    ].contains { $0.rawValue == code }
  }
  /// Whether the topic or the partition does not exist (yet).
  package var isUnknownTopic: Bool {
    [
      RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC,
      RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION,
    ].contains { $0.rawValue == code }
  }
  /// Whether a read began outside what the log still holds.
  package var isOutOfRange: Bool {
    [RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE, RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET].contains {
      $0.rawValue == code
    }
  }
  /// Whether the group has given this member's partitions to others.
  package var isFenced: Bool {
    [
      RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION, RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID,
      RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS, RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID,
      RD_KAFKA_RESP_ERR__ASSIGNMENT_LOST, RD_KAFKA_RESP_ERR__STATE,
    ].contains { $0.rawValue == code }
  }

  /// Whether the group's coordinator is on its way to another broker, or loading.
  var isCoordinatorMoving: Bool {
    [
      RD_KAFKA_RESP_ERR_NOT_COORDINATOR, RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE,
      RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS,
    ].contains { $0.rawValue == code }
  }

  /// What may help, as a sentence; empty when nothing is known to.
  package var advice: String {
    switch rd_kafka_resp_err_t(code) {
    case RD_KAFKA_RESP_ERR__TRANSPORT, RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN,
      RD_KAFKA_RESP_ERR__TIMED_OUT, RD_KAFKA_RESP_ERR__RESOLVE:
      "Is the broker running, and is its address right (SCRUTINEER_BROKER)?"
    case RD_KAFKA_RESP_ERR__AUTHENTICATION, RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
      "Look at the credentials; librdkafka before 2.6.1 cannot log in by SCRAM to Kafka 3.9 or later."
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED,
      RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED,
      RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
      "Give this principal the access that deploy/README.md lists."
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
      "Make the topics with: scrutineer topics"
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
      "Send less in one message, or raise the topic's max.message.bytes and this client's message.max.bytes."
    case RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID:
      "If this goes on, two processes run under one name: give each a data folder of its own."
    default: ""
    }
  }

  package var description: String {
    "\(operation): \(message) (\(name))." + (advice.isEmpty ? "" : " \(advice)")
  }

  /// The one table of what to do about which code.
  private static func disposition(_ code: rd_kafka_resp_err_t) -> Disposition {
    switch code {
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, RD_KAFKA_RESP_ERR_INVALID_MSG,
      RD_KAFKA_RESP_ERR_INVALID_MSG_SIZE, RD_KAFKA_RESP_ERR_INVALID_RECORD:
      .reject
    case RD_KAFKA_RESP_ERR__INVALID_ARG, RD_KAFKA_RESP_ERR__CONFLICT,
      RD_KAFKA_RESP_ERR__AUTHENTICATION, RD_KAFKA_RESP_ERR__SSL,
      RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED,
      RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED,
      RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED,
      RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED,
      RD_KAFKA_RESP_ERR_UNSUPPORTED_VERSION, RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE,
      RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET, RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE,
      RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION:
      .stop
    default: .retry
    }
  }
}
