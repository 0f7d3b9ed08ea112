import AggregationCore
import Dispatch
import EnrichmentCore
import Foundation
import HTTP
import IngestionCore
import JSON
import Kafka
import Observability
import Pipeline
private import Processes
import Records
import SQLite
import Synchronization
import Testing

/// A folder that goes with the object.
final class Scratch: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "scrutineer-services-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { _ = try? FileManager.default.removeItem(atPath: path) }
}

/// Runs what blocks on a thread of its own, away from the pool that the tests share.
func blocking<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws
  -> Result
{
  try await withCheckedThrowingContinuation { continuation in
    Thread { continuation.resume(with: Swift.Result { try body() }) }.start()
  }
}

func parsed(_ bytes: [UInt8]) throws -> JSONValue { try JSONReader().read(bytes) }

extension JSONValue {
  /// Names of an object's members, in their order.
  var names: [String] {
    guard case .object(let members) = self else { return [] }
    return members.map(\.name)
  }
}

/// A record read back.
struct Seen: Sendable {
  let partition: Int
  let offset: Int
  let key: String
  let value: [UInt8]
  let headers: [String: String]
  var json: JSONValue { (try? parsed(value)) ?? .null }
}

/// One service's loop on a thread of its own.
final class Running: Sendable {
  enum Kind: String, Sendable, CaseIterable { case ingestion, enrichment, aggregation }

  private let isStopping = Atomic(false)
  private let isReadyNow = Atomic(false)
  private let hasEnded = Atomic(false)
  private let failure = Mutex<String?>(nil)

  init(_ kind: Kind, path: String, _ configuration: ClientConfiguration) {
    Thread { [self] in
      do {
        switch kind {
        case .ingestion: try run(IngestionStage(), Archive.migrations, path, configuration)
        case .enrichment: try run(EnrichmentStage(), ReviewQueue.migrations, path, configuration)
        case .aggregation:
          let board = Board(configuration, logger: .silent)
          defer { board.stop() }
          try run(AggregationStage(board: board), Ledger.migrations, path, configuration)
        }
      } catch {
        failure.withLock { $0 = "\(kind): \(error)" }
      }
      hasEnded.store(true, ordering: .releasing)
    }.start()
  }

  private func run<Service: Stage>(
    _ stage: Service, _ migrations: [String], _ path: String, _ configuration: ClientConfiguration
  ) throws {
    let database = try Database(path: path)
    try database.migrate(migrations)
    let pipeline = Pipeline(
      stage, database: database, configuration: configuration, logger: .silent, metrics: Metrics(),
      events: PipelineEvents(readiness: { [self] isReady, _ in
        isReadyNow.store(isReady, ordering: .releasing)
      }))
    try pipeline.run { [self] in isStopping.load(ordering: .acquiring) }
  }

  var isReady: Bool { isReadyNow.load(ordering: .acquiring) }
  /// What ended it before its time.
  var problem: String? { failure.withLock { $0 } }
  var isOver: Bool { hasEnded.load(ordering: .acquiring) }
  func stop() { isStopping.store(true, ordering: .releasing) }
}

/// The three services on an embedded broker, inside this process.
final class Rig: @unchecked Sendable {
  let configuration: ClientConfiguration
  private let cluster: MockCluster
  private let scratch: Scratch
  private let partitions: Int
  /// Guards everything below: clients are used by one thread at a time.
  private let queue = DispatchQueue(label: "rig")
  private var running: [Running.Kind: Running] = [:]
  private let producer: Producer
  private var groups: [Group: Consumer] = [:]
  private var tag = 0

  init(partitions: Int = 2) throws {
    cluster = try MockCluster()
    self.partitions = partitions
    for topic in Topic.allCases {
      try cluster.create(topic: topic.rawValue, partitions: partitions)
    }
    // The mock lets nobody into a group that all have left before the session timeout is over.
    configuration = ClientConfiguration(
      bootstrap: cluster.bootstrap,
      properties: ["session.timeout.ms": "4000", "heartbeat.interval.ms": "1000"])
    scratch = try Scratch()
    producer = try Producer(configuration, logger: .silent)
    for group in Group.allCases {
      groups[group] = try Consumer(configuration, group: group.rawValue, logger: .silent)
    }
    start()
  }

  func path(_ kind: Running.Kind) -> String { "\(scratch.path)/\(kind.rawValue).sqlite" }

  func start(_ kinds: [Running.Kind] = Running.Kind.allCases) {
    for kind in kinds {
      running[kind] = Running(kind, path: path(kind), configuration)
    }
  }

  /// Ends all three services; their state stays.
  func stop() async throws {
    for service in running.values { service.stop() }
    try await soon("the services end") { running.values.allSatisfy(\.isOver) }
    #expect(running.values.compactMap(\.problem) == [])
  }

  /// Joins a group that all have left, and commits as one does that has published everything.
  func commitEverything(_ group: Group) async throws {
    let configuration = configuration
    try await blocking {
      let consumer = try Consumer(configuration, group: group.rawValue, logger: .silent)
      defer { consumer.close() }
      var ends: [TopicPartition: Int] = [:]
      try consumer.subscribe(
        [group.input.rawValue],
        Consumer.Rebalance(
          assigned: { partitions in
            for place in partitions {
              ends[place] = try consumer.watermarks(place, timeout: .seconds(5)).upperBound
            }
            return ends
          }, revoked: { _, _ in }))
      let deadline = ContinuousClock.now + .seconds(60)
      while ends.isEmpty, ContinuousClock.now < deadline {
        _ = try consumer.poll(limit: 1, bytes: 1 << 20, timeout: .milliseconds(100))
      }
      #expect(!ends.isEmpty)
      try consumer.commit(ends)
    }
  }

  func deleteState() throws {
    for kind in Running.Kind.allCases {
      for end in ["", "-wal", "-shm"] {
        _ = try? FileManager.default.removeItem(atPath: path(kind) + end)
      }
    }
  }

  func ready() async throws {
    try await soon("the services are ready") {
      if let problem = running.values.compactMap(\.problem).first {
        throw KafkaError(operation: "run", sentence: problem, disposition: .stop)
      }
      return running.values.allSatisfy(\.isReady)
    }
  }

  /// Writes to `observers.raw`, and returns when the broker has it.
  func publish(
    _ text: String, partition: Int = 0, _ headers: [(String, String)] = []
  ) async throws {
    try await blocking { [self] in
      try queue.sync {
        tag += 1
        try producer.produce(
          OutgoingRecord(
            topic: Topic.raw.rawValue, partition: partition, key: nil, value: Array(text.utf8),
            headers: headers.map { ($0.0, Array($0.1.utf8)) }), tag: tag)
        while try !producer.isDone(tag: tag) { producer.serve(timeout: .milliseconds(50)) }
      }
    }
  }

  /// Decides whose a name is, or withdraws the decision.
  func decide(_ name: String, _ id: String?) async throws {
    let configuration = configuration
    try await blocking {
      let writer = try AliasWriter(configuration, logger: .silent)
      if let id {
        _ = try writer.decide(name, id, now: .now)
      } else {
        try writer.withdraw(name, now: .now)
      }
    }
  }

  /// Waits until everything published has gone through all three services and is acknowledged: each
  /// group's committed offset is the watermark of that, and each reads what the one before wrote.
  func settle() async throws {
    for group in Group.allCases {
      try await soon("\(group) has read everything") {
        if let problem = running.values.compactMap(\.problem).first {
          throw KafkaError(operation: "run", sentence: problem, disposition: .stop)
        }
        return try queue.sync {
          guard let consumer = groups[group] else { return false }
          let all = (0..<partitions).map { TopicPartition(group.input.rawValue, $0) }
          let committed = try consumer.committed(all, timeout: .seconds(5)).offsets
          return try all.allSatisfy {
            (committed[$0] ?? 0) == (try consumer.watermarks($0, timeout: .seconds(5))).upperBound
          }
        }
      }
    }
  }

  /// All records of a topic, by partition and offset.
  func records(_ topic: Topic) async throws -> [Seen] {
    let configuration = configuration
    return try await blocking { try everyRecord(of: topic, configuration) }
  }

  /// The newest record of each key.
  func newest(_ topic: Topic) async throws -> [String: JSONValue] {
    Dictionary(try await records(topic).map { ($0.key, $0.json) }) { $1 }
  }

  /// The newest counts of one election by audience and subject: `international/total`.
  func counts(_ election: String) async throws -> [String: JSONValue] {
    let all = try await newest(.counts).filter { $0.key.hasPrefix(election + "/") }
    return Dictionary(
      uniqueKeysWithValues: all.map { (String($0.key.dropFirst(election.count + 1)), $0.value) })
  }

  /// Open findings of one election, `code stated itemised difference`, sorted.
  func findings(_ election: String) async throws -> [String] {
    try await newest(.findings).values
      .filter { $0["election"]?.string == election && $0["closed"]?.isNull == true }
      .map { finding in
        "\(election) \(finding["code"]?.string ?? "?") "
          + ["stated", "itemised", "difference"].map { "\(finding[$0]?.integer ?? -1)" }
          .joined(separator: " ")
      }.sorted()
  }
}

/// Reads a topic from its beginning to where it ends now.
func everyRecord(of topic: Topic, _ configuration: ClientConfiguration) throws -> [Seen] {
  let consumer = try Consumer(configuration, group: "reads-back", logger: .silent)
  defer { consumer.close() }
  var starts: [TopicPartition: Int] = [:]
  var left: [TopicPartition: Int] = [:]
  for number in 0..<(try consumer.partitions(of: topic.rawValue, timeout: .seconds(5)) ?? 0) {
    let place = TopicPartition(topic.rawValue, number)
    let log = try consumer.watermarks(place, timeout: .seconds(5))
    guard !log.isEmpty else { continue }
    starts[place] = log.lowerBound
    left[place] = log.upperBound
  }
  guard !starts.isEmpty else { return [] }
  try consumer.assign(starts)
  var seen: [Seen] = []
  let deadline = ContinuousClock.now + .seconds(20)
  while !left.isEmpty, ContinuousClock.now < deadline {
    let batch = try consumer.poll(limit: 1000, bytes: 4 << 20, timeout: .milliseconds(100))
    for record in batch.records {
      let headers = batch.headers(record).map {
        ($0.name, String(decoding: $0.value, as: UTF8.self))
      }
      seen.append(
        Seen(
          partition: record.topicPartition.partition, offset: record.offset,
          key: String(decoding: batch.key(record) ?? [], as: UTF8.self),
          value: Array(batch.value(record) ?? []), headers: Dictionary(headers) { $1 }))
      if let end = left[record.topicPartition], record.offset + 1 >= end {
        left[record.topicPartition] = nil
      }
    }
  }
  #expect(left.isEmpty, "\(topic.rawValue) read to its end")
  return seen.sorted { ($0.partition, $0.offset) < ($1.partition, $1.offset) }
}
