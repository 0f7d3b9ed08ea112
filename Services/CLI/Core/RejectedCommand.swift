import JSON
import Kafka
import Observability
import Records
import Runtime

extension Command {
  static let rejectedList = Command(
    name: "rejected list", summary: "List the messages that were not accepted, and why",
    arguments: "",
    settings: [.json, .someBroker, .data], environment: [.someBroker, .data],
    takesKafkaProperties: true
  ) { invocation in
    try invocation.allowArguments(0)
    let configuration = BrokerAddress.configuration(invocation.settings)
    _ = try BrokerAddress.cluster(configuration)
    let console = invocation.console
    let isJSON = invocation.settings.bool(.json)
    var count = 0
    try RejectedRecords.read(configuration) { record in
      count += 1
      if isJSON {
        console.line(record.json)
      } else {
        console.line("\(TextTable.safe(record.code)): \(TextTable.safe(record.sentence))")
        console.line(
          console.styled(
            "         \(TextTable.safe(record.address)), by \(TextTable.safe(record.by)), "
              + "\(record.bytes) bytes", .dim))
      }
    }
    if count == 0, !isJSON { console.line("Nothing was rejected.") }
    return ExitCode.success
  }
}

/// One record of `observers.rejected`.
struct RejectedRecord {
  let code: String
  let sentence: String
  /// The group whose service did not accept it.
  let by: String
  /// The place of the record that was rejected.
  let address: String
  /// When, if the record is stamped.
  let at: Timestamp?
  /// Length of what was rejected.
  let bytes: Int

  /// One object.
  var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("code", code)
      writer.member("sentence", sentence)
      writer.member("by", by)
      writer.member("address", address)
      writer.member("at", at?.description)
      writer.member("bytes", bytes)
    }
    return writer.bytes
  }
}

enum RejectedRecords {
  /// Reads the topic from its beginning to where it ended at the call.
  static func read(
    _ configuration: ClientConfiguration, _ body: (RejectedRecord) throws -> Void
  ) throws {
    let topic = Topic.rejected.rawValue
    let consumer = try Consumer(configuration, group: "scrutineer-cli", logger: .silent)
    guard let count = try consumer.partitions(of: topic, timeout: .seconds(10)) else {
      throw CommandError.unavailable(
        "The broker has no topic \(topic). Make the topics with: scrutineer topics")
    }
    var ends: [TopicPartition: Int] = [:]
    var starts: [TopicPartition: Int] = [:]
    for partition in (0..<count).map({ TopicPartition(topic, $0) }) {
      let log = try consumer.watermarks(partition, timeout: .seconds(10))
      guard !log.isEmpty else { continue }
      starts[partition] = log.lowerBound
      ends[partition] = log.upperBound
    }
    guard !starts.isEmpty else { return }
    try consumer.assign(starts)
    var lastNews = ContinuousClock.now
    while !ends.isEmpty {
      let batch = try consumer.poll(limit: 1000, bytes: 4 << 20, timeout: .milliseconds(200))
      for record in batch.records {
        guard let end = ends[record.topicPartition], record.offset < end else { continue }
        func header(_ name: StaticString) -> String {
          batch.header(name, record).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
        try body(
          RejectedRecord(
            code: header("rejected-code"), sentence: header("rejected-sentence"),
            by: header("rejected-by"), address: header("rejected-address"),
            at: record.timestamp.map { Timestamp(milliseconds: $0) },
            bytes: batch.value(record)?.count ?? 0))
        if record.offset + 1 >= end { ends[record.topicPartition] = nil }
      }
      if !batch.isEmpty { lastNews = .now }
      // The last places of a log may hold no record that can be read: an aborted one, a marker.
      if ContinuousClock.now - lastNews > .seconds(10) { return }
    }
  }
}
