import Foundation
import Kafka
import Observability
import Pipeline
import Processes
import Records
import SQLite
import Synchronization

/// A cluster with topics, a folder for files of state, and what tests do with them. Used by one
/// thread.
struct Bench {
  var configuration: ClientConfiguration
  let folder: String

  /// An embedded broker: all topics with as many partitions.
  init(_ cluster: MockCluster, partitions: Int = 1) throws {
    // Its rebalances last almost as long as a session may.
    try self.init(
      ClientConfiguration(
        bootstrap: cluster.bootstrap,
        properties: ["session.timeout.ms": "4000", "heartbeat.interval.ms": "500"]))
    for topic in Topic.allCases {
      try cluster.create(topic: topic.rawValue, partitions: partitions)
    }
  }

  init(_ configuration: ClientConfiguration) throws {
    self.configuration = configuration
    folder = NSTemporaryDirectory() + "scrutineer-pipeline-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// The same with a group of another name, and so without committed offsets.
  func withNewGroup() -> Bench {
    var bench = self
    bench.configuration.properties["group.id"] = "g-\(UUID().uuidString)"
    return bench
  }

  func removeFiles() { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { "\(folder)/\(name).sqlite" }

  /// Writes texts to one partition and waits for the broker.
  func write(
    _ texts: [String], to topic: Topic = .raw, partition: Int = 0,
    headers: (String) -> [(name: String, value: [UInt8])] = { _ in [] }
  ) throws {
    let producer = try Producer(configuration, logger: .silent)
    for text in texts {
      try producer.produce(
        OutgoingRecord(
          topic: topic.rawValue, partition: partition, key: nil, value: Array(text.utf8),
          headers: headers(text)),
        tag: 1)
    }
    try eventually("the inputs are in the log") {
      producer.serve(timeout: .milliseconds(10))
      return try producer.isDone(tag: 1)
    }
  }

  func log() throws -> String {
    let admin = try Admin(configuration, logger: .silent)
    guard let id = admin.clusterID(timeout: .seconds(10)) else {
      throw NeverHappened(description: "The cluster did not tell its id")
    }
    return id
  }

  /// By partition: what the group has committed, and the end of its input.
  func progress(_ group: Group) throws -> [(committed: Int?, end: Int)] {
    let admin = try Admin(configuration, logger: .silent)
    return try admin.progress(
      group: group.rawValue, topic: group.input.rawValue, timeout: .seconds(10)
    ).map { ($0.committed, $0.log.upperBound) }
  }

  /// Commits for a group that has no members.
  func commit(_ offset: Int, for group: Group, partition: Int = 0) throws {
    let consumer = try Consumer(configuration, group: group.rawValue, logger: .silent)
    try consumer.commit([TopicPartition(group.input.rawValue, partition): offset])
  }

  func run(
    _ stage: CountingStage, on name: String, mayCarryOn: Bool = false,
    acknowledgement: Duration = .seconds(60)
  ) -> Running {
    Running(
      stage, path: path(name), configuration: configuration, mayCarryOn: mayCarryOn,
      acknowledgement: acknowledgement)
  }

  /// The texts in a file of state, each as often as it was applied; empty without a file.
  func applied(_ name: String) throws -> [String] {
    guard FileManager.default.fileExists(atPath: path(name)) else { return [] }
    var texts: [String] = []
    let database = try Database(path: path(name))
    guard try database.version() == CountingStage.migrations.count else { return [] }
    try database.query("SELECT text FROM applied") { texts.append($0.text(0)) }
    return texts
  }

  func reader(_ topic: Topic) throws -> LogReader { try LogReader(configuration, topic) }
}

/// A pipeline on a thread of its own.
final class Running: Sendable {
  private struct Outcome {
    var hasEnded = false
    var failure: (any Error)?
    var isReady = false
    var sessions = 0
  }

  private let outcome = Mutex(Outcome())
  private let wantsStop = Atomic(false)
  private let metrics = Metrics()

  init(
    _ stage: CountingStage, path: String, configuration: ClientConfiguration, mayCarryOn: Bool,
    acknowledgement: Duration = .seconds(60)
  ) {
    Thread { [self] in
      let result = Result {
        let database = try Database(path: path)
        try database.migrate(CountingStage.migrations)
        // The watchdog would end the whole test run when the machine is busy.
        var limits = PipelineLimits()
        limits.batchDuration = .seconds(3600)
        limits.acknowledgement = acknowledgement
        let pipeline = Pipeline(
          stage, database: database, configuration: configuration, limits: limits,
          mayCarryOn: mayCarryOn,
          logger: .silent, metrics: metrics,
          events: PipelineEvents(
            readiness: { [self] isReady, _ in outcome.withLock { $0.isReady = isReady } },
            connected: { [self] _, _ in outcome.withLock { $0.sessions += 1 } }))
        try pipeline.run { [self] in wantsStop.load(ordering: .acquiring) }
      }
      outcome.withLock {
        $0.hasEnded = true
        if case .failure(let error) = result { $0.failure = error }
      }
    }.start()
  }

  /// Whether partitions are assigned and read to where their ends were.
  var isReady: Bool { outcome.withLock { $0.isReady } }

  /// Whether the cluster has told who it is.
  var isConnected: Bool { sessions > 0 }

  /// How often the pipeline has begun with the broker.
  var sessions: Int { outcome.withLock { $0.sessions } }

  func counter(_ name: String) -> Int { metrics.counter(name, help: "").value }

  /// Asks it to end and waits; throws what the pipeline threw.
  func stop(within limit: Duration = .seconds(40)) throws {
    wantsStop.store(true, ordering: .releasing)
    try end(within: limit)
  }

  /// Waits until it ends by itself.
  func end(within limit: Duration = .seconds(40)) throws {
    try eventually("the pipeline has ended", within: limit) { outcome.withLock { $0.hasEnded } }
    if let failure = outcome.withLock({ $0.failure }) { throw failure }
  }
}

/// Reads a whole topic from its beginning.
final class LogReader {
  struct Entry {
    let place: TopicPartition
    let offset: Int
    let text: String
    let key: String?
    let headers: [String: String]
    var cause: Address? { headers["ce_cause"].flatMap { Address($0) } }
  }

  private let consumer: Consumer
  private let partitions: [TopicPartition]
  private(set) var entries: [Entry] = []
  var texts: [String] { entries.map(\.text) }

  init(_ configuration: ClientConfiguration, _ topic: Topic) throws {
    consumer = try Consumer(configuration, group: "test-reader", logger: .silent)
    guard let count = try consumer.partitions(of: topic.rawValue, timeout: .seconds(10)) else {
      throw NeverHappened(description: "There is no topic \(topic)")
    }
    partitions = (0..<count).map { TopicPartition(topic.rawValue, $0) }
    try consumer.assign(Dictionary(uniqueKeysWithValues: partitions.map { ($0, 0) }))
  }

  func pull() throws {
    let batch = try consumer.poll(limit: 10_000, bytes: 8 << 20, timeout: .milliseconds(20))
    for record in batch.records {
      entries.append(
        Entry(
          place: record.topicPartition, offset: record.offset,
          text: String(decoding: batch.value(record) ?? [], as: UTF8.self),
          key: batch.key(record).map { String(decoding: $0, as: UTF8.self) },
          headers: Dictionary(
            batch.headers(record).map { ($0.name, String(decoding: $0.value, as: UTF8.self)) }
          ) { $1 }))
    }
  }

  func read(atLeast count: Int) throws {
    try eventually("\(count) records are in \(partitions[0].topic)") {
      try pull()
      return entries.count >= count
    }
  }

  /// How many records have been written to the topic.
  func ends() throws -> Int {
    try partitions.reduce(0) {
      $0 + (try consumer.watermarks($1, timeout: .seconds(10))).upperBound
    }
  }

  /// Reads all that the topic holds now.
  func readToEnd() throws { try read(atLeast: ends()) }
}
