import Foundation
import Kafka
import Observability
import Processes
import Synchronization
import TestSupport

/// A broker that the same checks run against.
protocol Site {
  var configuration: ClientConfiguration { get }
  /// Makes a topic of a name that no other test uses.
  func topic(partitions: Int) throws -> String
}

extension Site {
  func producer() throws -> Producer { try Producer(configuration, logger: .silent) }

  func consumer(_ group: String = "readers-\(UUID().uuidString)") throws -> Consumer {
    try Consumer(configuration, group: group, logger: .silent)
  }

  /// Writes to one partition, a text per record, and waits for the broker.
  func write(_ texts: [String], to topic: String, partition: Int = 0) throws {
    let producer = try producer()
    for text in texts {
      try producer.produce(
        OutgoingRecord(topic: topic, partition: partition, key: nil, value: Array(text.utf8)),
        tag: 1)
    }
    try producer.await(1)
  }
}

extension Producer {
  func await(_ tag: Int) throws {
    try eventually("all records of tag \(tag) are acknowledged") {
      serve(timeout: .milliseconds(10))
      return try isDone(tag: tag)
    }
  }
}

extension Consumer {
  /// What `poll` gives until `count` records have come.
  func read(_ count: Int) throws -> [RecordBatch] {
    var batches: [RecordBatch] = []
    try eventually("\(count) records are read") {
      let batch = try poll(limit: count, bytes: 8 << 20, timeout: .milliseconds(100))
      if !batch.isEmpty { batches.append(batch) }
      return batches.reduce(0) { $0 + $1.count } >= count
    }
    return batches
  }
}

extension RecordBatch {
  var texts: [String] { records.map { String(decoding: value($0) ?? [], as: UTF8.self) } }
}

struct Embedded: Site {
  let cluster: MockCluster
  var configuration: ClientConfiguration {
    // Its rebalances last almost as long as a session may.
    ClientConfiguration(
      bootstrap: cluster.bootstrap,
      properties: ["session.timeout.ms": "4000", "heartbeat.interval.ms": "500"])
  }

  init() throws { cluster = try MockCluster() }

  func topic(partitions: Int) throws -> String {
    let name = "t-\(UUID().uuidString)"
    try cluster.create(topic: name, partitions: partitions)
    return name
  }
}

struct Apache: Site {
  let kafka: RealKafka
  var configuration: ClientConfiguration { kafka.configuration }

  init() throws { kafka = try .shared() }

  func topic(partitions: Int) throws -> String {
    let name = "t-\(UUID().uuidString)"
    let plan = TopicPlan(name: name, partitions: partitions, replication: 1, settings: [:])
    _ = try Admin(configuration, logger: .silent).create(plan, timeout: .seconds(20))
    return name
  }
}

/// Keeps the lines it is given.
final class Lines: Sendable {
  private let kept = Mutex<[String]>([])
  var all: [String] { kept.withLock { $0 } }
  var sink: LogSink {
    LogSink { line in self.kept.withLock { $0.append(String(decoding: line, as: UTF8.self)) } }
  }
}
