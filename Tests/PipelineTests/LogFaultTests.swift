import Foundation
import Kafka
import Observability
import Pipeline
import Processes
import Records
import SQLite
import TestSupport
import Testing

/// Makes a file of state that stands at a place in a log.
func state(on bench: Bench, _ name: String, log: String, next: Int?, group: Group) throws {
  let database = try Database(path: bench.path(name))
  try database.migrate(CountingStage.migrations)
  try database.write { transaction in
    try Positions.begin(log: log, in: transaction)
    guard let next else { return }
    try Positions.store(
      .init(next: next, published: next), for: TopicPartition(group.input.rawValue, 0),
      in: transaction)
  }
}

@Suite("A log that is not the one that state was made from", .ownThread, .timeLimit(.minutes(5)))
struct LogFaultTests {
  let cluster: MockCluster
  let bench: Bench

  init() throws {
    cluster = try MockCluster()
    bench = try Bench(cluster)
  }

  private func fault(
    _ name: String, _ group: Group = .ingestion, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let running = bench.run(CountingStage(group: group), on: name)
    let error = #expect(throws: LogFault.self, sourceLocation: sourceLocation) {
      try running.end()
    }
    #expect(error?.description.contains("--on-log-change carry-on") == true)
    return error?.description ?? ""
  }

  @Test("A cluster that is not an embedded one stops the start, and both are named")
  func replaced() throws {
    defer { bench.removeFiles() }
    try state(on: bench, "state", log: "an-earlier-cluster", next: 5, group: .ingestion)
    let sentence = try fault("state")
    #expect(sentence.contains("an-earlier-cluster"))
    #expect(sentence.contains(try bench.log()))
    #expect(try Positions.log(Database(path: bench.path("state"))) == "an-earlier-cluster")
  }

  @Test("Another embedded broker is no fault: what stands is told to it, and its log is read")
  func embedded() throws {
    defer { bench.removeFiles() }
    try bench.write(texts(0..<3))
    let first = bench.run(CountingStage(group: .ingestion), on: "state")
    try bench.reader(.statements).read(atLeast: 6)
    try first.stop()

    let other = try MockCluster()
    let next = try Bench(other)
    defer { next.removeFiles() }
    // Away when it starts: nothing must be forgotten on account of that.
    try FileManager.default.moveItem(atPath: bench.path("state"), toPath: next.path("state"))
    try next.write(texts(0..<2, "new"))
    let second = next.run(CountingStage(group: .ingestion), on: "state")
    let counts = try next.reader(.counts)
    let statements = try next.reader(.statements)
    try counts.read(atLeast: 3)
    try statements.read(atLeast: 4)
    try second.stop()
    try counts.readToEnd()
    try statements.readToEnd()
    #expect(counts.texts.sorted() == texts(0..<3))
    #expect(counts.entries.allSatisfy { $0.cause == nil })
    #expect(statements.texts == outputs(texts(0..<2, "new")))
    #expect(try next.applied("state") == texts(0..<3) + texts(0..<2, "new"))
    #expect(try Positions.log(Database(path: next.path("state"))) == next.log())
    withExtendedLifetime(other) {}
  }

  @Test("What stands is told again when the new log had not acknowledged it before the stop")
  func embeddedAway() throws {
    defer { bench.removeFiles() }
    try state(on: bench, "state", log: "mockCluster-before", next: 5, group: .ingestion)
    try Database(path: bench.path("state")).execute("INSERT INTO applied VALUES ('t0', 0, 0)")
    // It answers who it is, and takes nothing.
    var configuration = bench.configuration
    configuration.properties["linger.ms"] = "60000"
    let first = Running(
      CountingStage(group: .ingestion), path: bench.path("state"), configuration: configuration,
      mayCarryOn: false)
    try eventually("the first start has begun") { first.isConnected }
    try first.stop()
    #expect(try bench.reader(.counts).ends() == 0)
    let second = bench.run(CountingStage(group: .ingestion), on: "state")
    let counts = try bench.reader(.counts)
    try counts.read(atLeast: 1)
    try second.stop()
    #expect(counts.texts == ["t0"])
  }

  @Test("A log that ends before our position was cut short, and is read when the operator says so")
  func cutShort() throws {
    defer { bench.removeFiles() }
    try bench.write(texts(0..<3))
    // The group's offset is of the old log as well, and must not hold anything back.
    try bench.commit(1000, for: .ingestion)
    try state(on: bench, "state", log: bench.log(), next: 1000, group: .ingestion)
    let sentence = try fault("state")
    #expect(sentence.contains("observers.raw[0] ends at offset 3, before our position 1000"))
    #expect(try bench.reader(.statements).ends() == 0)
    let running = bench.run(CountingStage(group: .ingestion), on: "state", mayCarryOn: true)
    let reader = try bench.reader(.statements)
    try reader.read(atLeast: 6)
    try running.stop()
    #expect(reader.texts == outputs(texts(0..<3)))
    #expect(try bench.applied("state") == texts(0..<3))
    #expect(try bench.progress(.ingestion)[0].committed == 3)
  }

  @Test("A committed offset beyond the end is a fault also without state")
  func committedBeyondEnd() throws {
    defer { bench.removeFiles() }
    try bench.write(texts(0..<3))
    try bench.commit(50, for: .ingestion)
    let sentence = try fault("state")
    #expect(sentence.contains("ends at offset 3, before our position 50"))
    #expect(try bench.applied("state").isEmpty)
  }

  @Test("A log that begins after our position has lost records that were never read")
  func expired() throws {
    defer { bench.removeFiles() }
    // More than the embedded broker keeps of a partition.
    let text = String(repeating: "x", count: 100_000)
    var plain = bench
    plain.configuration.properties["compression.type"] = "none"
    for _ in 0..<10 { try plain.write(Array(repeating: text, count: 10)) }
    let consumer = try Consumer(bench.configuration, group: "look", logger: .silent)
    let held = try consumer.watermarks(TopicPartition("observers.raw", 0), timeout: .seconds(10))
    try #require(held.lowerBound > 1)
    try state(on: bench, "state", log: bench.log(), next: 1, group: .ingestion)
    let sentence = try fault("state")
    #expect(
      sentence.contains(
        "observers.raw[0] begins at offset \(held.lowerBound), after our position 1"))
  }
}

@Suite(
  "Pipeline on Apache Kafka", .ownThread, .timeLimit(.minutes(5)), .serialized,
  .enabled(if: RealKafka.isNamed, RealKafka.whenNamed))
struct ApachePipelineTests {
  let bench: Bench

  init() throws {
    bench = try Bench(RealKafka.shared().configuration)
    let admin = try Admin(bench.configuration, logger: .silent)
    for topic in Topic.allCases {
      let plan = TopicPlan(
        name: topic.rawValue, partitions: 4, replication: 1, settings: topic.settings)
      _ = try admin.create(plan, timeout: .seconds(20))
    }
    try eventually("the topics are known") {
      try Topic.allCases.allSatisfy {
        try admin.partitions(of: $0.rawValue, timeout: .seconds(10)) == 4
      }
    }
  }

  /// One test, since all use the same topics and groups, and each part goes on from the one before.
  @Test("Records move through two services, and state is rebuilt, faults are told")
  func story() throws {
    defer { bench.removeFiles() }
    try handOver(on: bench, from: .ingestion, to: .enrichment, keepsLastCommit: true)

    // Without state: rebuilt from the beginning, and nothing is published again.
    let known = try Set(bench.applied("first") + bench.applied("second"))
    let statements = try bench.reader(.statements)
    let before = try statements.ends()
    let rebuilt = bench.run(CountingStage(group: .ingestion), on: "rebuilt")
    try eventually("state is rebuilt") { try bench.applied("rebuilt").count == known.count }
    try eventually("it is ready") { rebuilt.isReady }
    try rebuilt.stop()
    #expect(try Set(bench.applied("rebuilt")) == known)
    #expect(try statements.ends() == before)

    // What a transaction leaves behind its last record is nothing to wait for.
    _ = try RealKafka.shared().run(
      "perf-producer", "--topic", Topic.raw.rawValue, "--num-records", "20", "--record-size", "10",
      "--throughput", "-1", "--transactional-id", "story")
    for _ in 0..<2 {
      let marked = bench.run(CountingStage(group: .ingestion), on: "rebuilt")
      try eventually("it is ready at the marks") { marked.isReady }
      try marked.stop()
    }
    #expect(try bench.applied("rebuilt").count == known.count + 20)

    // Another cluster, also an embedded one, is not this one.
    for log in ["an-earlier-cluster", "mockCluster7f"] {
      try state(on: bench, log, log: log, next: 0, group: .aggregation)
      let running = bench.run(CountingStage(group: .aggregation), on: log)
      let error = #expect(throws: LogFault.self) { try running.end() }
      #expect(error?.description.contains(log) == true)
    }
    try state(on: bench, "beyond", log: bench.log(), next: 1 << 40, group: .aggregation)
    let beyond = bench.run(CountingStage(group: .aggregation), on: "beyond")
    let error = #expect(throws: LogFault.self) { try beyond.end() }
    #expect(error?.description.contains("before our position 1099511627776") == true)
  }
}
