import Foundation
import Kafka
import Observability
import Processes
import Records

/// A broker for one test, gone with the object.
final class Broker: Sendable {
  enum Kind: String, Sendable, CaseIterable {
    case embedded, kafka
    /// Those that this machine has.
    static var present: [Kind] { Programs.kafka == nil ? [.embedded] : [.embedded, .kafka] }
  }

  let bootstrap: String
  private let embedded: EmbeddedBroker?
  private let folder: Scratch?

  init(_ kind: Kind) async throws {
    switch kind {
    case .embedded:
      let broker = try EmbeddedBroker()
      bootstrap = try await broker.bootstrap()
      embedded = broker
      folder = nil
    case .kafka:
      let scratch = try Scratch()
      let script = Programs.kafka ?? ""
      // Two ports a hundred apart; other tests on this machine have theirs elsewhere.
      let port = Int.random(in: 22_000..<29_000)
      let started = try Programs.run(
        script, ["start", scratch.path + "/kafka", "--port", "\(port)", "--partitions", "6"])
      bootstrap = started.output.split(separator: "\n").last.map(String.init) ?? ""
      embedded = nil
      folder = scratch
      let made = try Programs.run(
        "scrutineer", ["topics", "--broker", bootstrap, "--partitions", "6"])
      guard made.status == 0 else { throw CommandFailed(description: made.errors) }
    }
  }

  deinit {
    if let folder, let script = Programs.kafka {
      _ = try? Programs.run(script, ["destroy", folder.path + "/kafka"])
    }
  }

  /// Writes bytes to `observers.raw` as kcat does: no key, no header.
  func publish(_ bytes: [UInt8], partition: Int? = nil) throws {
    let producer = try Producer(ClientConfiguration(bootstrap: bootstrap), logger: .silent)
    try producer.produce(
      OutgoingRecord(topic: Topic.raw.rawValue, partition: partition, key: nil, value: bytes),
      tag: 1)
    while try !producer.isDone(tag: 1) { producer.serve(timeout: .milliseconds(50)) }
  }

  /// All records of a topic, read from its beginning to its present end.
  func records(of topic: Topic) throws -> [(code: String?, sentence: String?, value: [UInt8])] {
    let consumer = try Consumer(
      ClientConfiguration(bootstrap: bootstrap), group: "test", logger: .silent)
    defer { consumer.close() }
    let count = try consumer.partitions(of: topic.rawValue, timeout: .seconds(5)) ?? 0
    var left: [TopicPartition: Int] = [:]
    var starts: [TopicPartition: Int] = [:]
    for number in 0..<count {
      let partition = TopicPartition(topic.rawValue, number)
      let log = try consumer.watermarks(partition, timeout: .seconds(5))
      starts[partition] = log.lowerBound
      if !log.isEmpty { left[partition] = log.upperBound }
    }
    try consumer.assign(starts)
    var records: [(code: String?, sentence: String?, value: [UInt8])] = []
    let deadline = ContinuousClock.now + .seconds(20)
    while !left.isEmpty, ContinuousClock.now < deadline {
      let batch = try consumer.poll(limit: 1000, bytes: 8 << 20, timeout: .milliseconds(100))
      for record in batch.records {
        func header(_ name: StaticString) -> String? {
          batch.header(name, record).map { String(decoding: $0, as: UTF8.self) }
        }
        records.append(
          (
            header("rejected-code"), header("rejected-sentence"),
            Array(batch.value(record) ?? [])
          ))
        if let end = left[record.topicPartition], record.offset + 1 >= end {
          left[record.topicPartition] = nil
        }
      }
    }
    return records
  }
}

struct CommandFailed: Error, CustomStringConvertible { let description: String }

/// `scrutineer-broker` as a process of its own.
final class EmbeddedBroker: Sendable {
  private let program: RunningProgram
  private let folder: Scratch

  init() throws {
    folder = try Scratch()
    program = try RunningProgram(
      "\(Programs.folder)/scrutineer-broker",
      ["--port", "0", "--address-file", folder.path + "/address"], environment: Programs.clean)
  }

  func bootstrap() async throws -> String {
    var address = ""
    try await soon("the embedded broker listens") {
      address =
        (try? String(contentsOfFile: folder.path + "/address", encoding: .utf8))?
        .trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
      return !address.isEmpty
    }
    return address
  }
}
