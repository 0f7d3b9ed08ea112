import Foundation
import Kafka
import Observability
import Pipeline
import Processes
import Records
import SQLite
import Synchronization
import TestSupport
import Testing

/// `prefix0`, `prefix1`, …
func texts(_ range: Range<Int>, _ prefix: String = "t") -> [String] {
  range.map { "\(prefix)\($0)" }
}

/// Each text with the index of its outputs: what the counting stage sends for them.
func outputs(_ texts: [String]) -> [String] {
  texts.flatMap { text in (0..<CountingStage.outputs).map { "\(text).\($0)" } }
}

@Suite("Pipeline", .ownThread, .timeLimit(.minutes(5)))
final class PipelineTests {
  let cluster: MockCluster

  init() throws { cluster = try MockCluster() }

  private func bench(partitions: Int = 1) throws -> Bench {
    try Bench(cluster, partitions: partitions)
  }

  @Test("Each record is applied once, its outputs are published and then committed")
  func appliesAndPublishes() throws {
    let bench = try bench(partitions: 3)
    defer { bench.removeFiles() }
    for partition in 0..<3 {
      try bench.write(texts(0..<100, "p\(partition)-"), partition: partition)
    }
    let all = (0..<3).flatMap { texts(0..<100, "p\($0)-") }
    let running = bench.run(CountingStage(group: .ingestion), on: "state")
    let reader = try bench.reader(.statements)
    try reader.read(atLeast: 100)
    try running.stop()

    try reader.readToEnd()
    #expect(reader.texts.sorted() == outputs(all).sorted())
    #expect(try bench.applied("state").sorted() == all.sorted())
    for (committed, end) in try bench.progress(.ingestion) {
      #expect(committed == 100 && end == 100)
    }
    let log = try bench.log()
    for entry in reader.entries {
      let cause = try #require(entry.cause)
      let number = try #require(Int(entry.text.split(separator: "-")[1].prefix { $0 != "." }))
      #expect(
        cause
          == Address(
            log: log, topic: "observers.raw", partition: cause.partition, offset: number,
            index: entry.text.hasSuffix(".1") ? 1 : 0))
      #expect(entry.text.hasPrefix("p\(cause.partition)-"))
      #expect(entry.headers["ce_id"] == entry.text)
      #expect(entry.headers["ce_source"] == "/scrutineer/scrutineer-ingestion")
      #expect(
        entry.headers["ce_origin"]
          == Address(
            log: log, topic: "observers.raw", partition: cause.partition, offset: number
          ).description)
    }
  }

  @Test("A database error in the middle of a batch leaves nothing, and the next attempt succeeds")
  func rollsBack() throws {
    let bench = try bench()
    defer { bench.removeFiles() }
    try bench.write(texts(0..<100))
    let failures = Atomic(0)
    let path = bench.path("state")
    let rest = Mutex<[Int]>([])
    let stage = CountingStage(group: .ingestion) { text in
      guard text == "t50", failures.load(ordering: .relaxed) < 2 else { return }
      failures.add(1, ordering: .relaxed)
      // What another connection sees is what a kill would leave.
      var count = 0
      try Database(path: path, readOnly: true).query("SELECT count(*) FROM applied") {
        count = $0.integer(0)
      }
      rest.withLock { $0.append(count) }
      throw SQLiteError(operation: "test", code: 5, message: "database is locked")
    }
    let running = bench.run(stage, on: "state")
    let reader = try bench.reader(.statements)
    try reader.read(atLeast: 200)
    try running.stop()
    try reader.readToEnd()
    #expect(failures.load(ordering: .relaxed) == 2)
    #expect(rest.withLock { $0 } == [0, 0])
    #expect(try bench.applied("state").sorted() == texts(0..<100).sorted())
    #expect(reader.texts == outputs(texts(0..<100)))
    #expect(try bench.progress(.ingestion)[0].committed == 100)
  }

  @Test("An error that no retry mends ends the pipeline and leaves nothing behind")
  func stops() throws {
    let bench = try bench()
    defer { bench.removeFiles() }
    try bench.write(texts(0..<10))
    let stage = CountingStage(group: .ingestion) { text in
      guard text == "t5" else { return }
      throw SQLiteError(operation: "test", code: 13, message: "database or disk is full")
    }
    let running = bench.run(stage, on: "state")
    let error = #expect(throws: SQLiteError.self) { try running.end() }
    #expect(error?.description.contains("Free some space") == true)
    #expect(try bench.applied("state").isEmpty)
    #expect(try bench.progress(.ingestion)[0].committed == nil)
    #expect(try bench.progress(.enrichment)[0].end == 0)
  }

  @Test("A rejected record is kept with all that it came with, and the next one is served")
  func rejects() throws {
    let bench = try bench()
    defer { bench.removeFiles() }
    try bench.write(["t0", "bad\u{0}€", "t1"]) {
      [("content-type", Array("text/plain".utf8)), ("x-note", Array("of \($0)".utf8))]
    }
    let running = bench.run(CountingStage(group: .ingestion), on: "state")
    let reader = try bench.reader(.statements)
    let rejected = try bench.reader(.rejected)
    try rejected.read(atLeast: 1)
    try reader.read(atLeast: 4)
    try running.stop()
    try reader.readToEnd()
    try rejected.readToEnd()
    #expect(reader.texts == outputs(["t0", "t1"]), "what it gave before it was refused is dropped")
    #expect(try bench.applied("state") == ["t0", "t1"])
    #expect(running.counter("records_rejected_total") == 1)

    #expect(rejected.entries.count == 1)
    let entry = try #require(rejected.entries.first)
    let address = Address(log: try bench.log(), topic: "observers.raw", partition: 0, offset: 1)
    #expect(entry.text == "bad\u{0}€")
    #expect(entry.key == address.description)
    #expect(entry.cause == address)
    #expect(entry.headers["rejected-code"] == "bad-text")
    #expect(entry.headers["rejected-sentence"] == "The text bad\u{0}€ is a bad one.")
    #expect(entry.headers["rejected-by"] == "scrutineer-ingestion")
    #expect(entry.headers["rejected-address"] == address.description)
    #expect(entry.headers["ce_origin"] == address.description)
    #expect(entry.headers["content-type"] == "text/plain")
    #expect(entry.headers["original-content-type"] == "text/plain")
    #expect(entry.headers["original-x-note"] == "of bad\u{0}€")
    #expect(try bench.progress(.ingestion)[0].committed == 3)
  }

  @Test("Of a rejected record too large to be carried along the beginning is kept")
  func rejectsTheLargest() throws {
    let bench = try bench()
    defer { bench.removeFiles() }
    let large = "bad" + String(repeating: "x", count: Topic.largestRecord)
    try bench.write([large, "t0"])
    let running = bench.run(CountingStage(group: .ingestion), on: "state")
    let reader = try bench.reader(.statements)
    let rejected = try bench.reader(.rejected)
    try rejected.read(atLeast: 1)
    try reader.read(atLeast: 2)
    try running.stop()
    #expect(reader.texts == outputs(["t0"]))
    let entry = try #require(rejected.entries.first)
    #expect(large.hasPrefix(entry.text) && entry.text.utf8.count == 65_536)
    #expect(entry.headers["rejected-bytes"] == String(large.utf8.count))
    #expect(try bench.progress(.ingestion)[0].committed == 2)
  }

  @Test("Outputs that were not committed are published again with the same causes, and passed over")
  func publishesAgain() throws {
    let original = try bench()
    defer { original.removeFiles() }
    try original.write(texts(0..<100))
    let downstream = original.run(CountingStage(group: .enrichment), on: "downstream")
    let first = original.run(CountingStage(group: .ingestion), on: "state")
    let statements = try original.reader(.statements)
    try statements.read(atLeast: 200)
    try first.stop()

    // As if it had been killed after the acknowledgement of the last 40 and before their commit.
    let bench = original.withNewGroup()
    try bench.commit(60, for: .ingestion)
    try Database(path: bench.path("state")).execute("UPDATE positions SET published = 60")
    try bench.write(texts(100..<110))
    let second = bench.run(CountingStage(group: .ingestion), on: "state")
    try statements.read(atLeast: 300)
    try second.stop()
    try statements.readToEnd()
    let again = outputs(texts(60..<110))
    #expect(statements.texts == outputs(texts(0..<100)) + again)
    let causes = statements.entries.map(\.cause)
    #expect(Array(causes[120..<200]) == Array(causes[200..<280]))
    #expect(causes.allSatisfy { $0 != nil })
    #expect(try bench.applied("state").sorted() == texts(0..<110).sorted())

    let enriched = try bench.reader(.enriched)
    try enriched.read(atLeast: 440)
    try downstream.stop()
    try enriched.readToEnd()
    #expect(enriched.texts == outputs(outputs(texts(0..<110))))
    #expect(try bench.applied("downstream") == outputs(texts(0..<110)))
    #expect(downstream.counter("records_repeated_total") == 80)
    #expect(try original.progress(.enrichment)[0].committed == 300)
  }

  @Test("A stop without a broker ends in time; the next start publishes what is still to publish")
  func stopsWithoutBroker() throws {
    let bench = try bench()
    defer { bench.removeFiles() }
    let log = try bench.log()
    // The third and fourth say again what the first two said.
    let offsets = [0, 1, 0, 1, 2]
    try bench.write(texts(0..<5, "r"), to: .statements) { text in
      let offset = offsets[Int(text.dropFirst()) ?? 0]
      let cause = Address(log: log, topic: "observers.raw", partition: 0, offset: offset)
      return [("ce_cause", Array(cause.description.utf8))]
    }
    // The broker goes away between reading the batch and publishing what comes out of it.
    let cut = Mutex(Cut(cluster))
    let stage = CountingStage(group: .enrichment) { text in
      if text == "r0" { cut.withLock { $0.once() } }
    }
    let first = bench.run(stage, on: "state")
    try eventually("the batch is in state") { try bench.applied("state").count == 3 }
    let began = ContinuousClock.now
    try first.stop()
    #expect(ContinuousClock.now - began < .seconds(30))
    #expect(first.counter("records_repeated_total") == 2)
    cluster.setReachable(true)
    #expect(try bench.progress(.enrichment)[0].committed == nil)

    let second = bench.run(CountingStage(group: .enrichment), on: "state")
    let enriched = try bench.reader(.enriched)
    try enriched.read(atLeast: 6)
    try second.stop()
    try enriched.readToEnd()
    #expect(try bench.applied("state") == ["r0", "r1", "r4"])
    #expect(second.counter("records_repeated_total") == 2, "a replay passes over them as well")
    #expect(enriched.texts == outputs(["r0", "r1", "r4"]))
    #expect(try bench.progress(.enrichment)[0].committed == 5)
  }

  @Test("With the broker away for a while outputs wait, and arrive once")
  func waitsForBroker() throws {
    let bench = try bench()
    defer { bench.removeFiles() }
    try bench.write(texts(0..<20))
    let cut = Mutex(Cut(cluster))
    let running = bench.run(
      CountingStage(group: .ingestion) { _ in cut.withLock { $0.once() } }, on: "state")
    try eventually("a batch is in state") { try !bench.applied("state").isEmpty }
    cluster.setReachable(true)
    let reader = try bench.reader(.statements)
    try reader.read(atLeast: 40)
    try running.stop()
    try reader.readToEnd()
    #expect(try bench.applied("state") == texts(0..<20))
    #expect(Set(reader.texts) == Set(outputs(texts(0..<20))))
    #expect(try bench.progress(.ingestion)[0].committed == 20)
  }

  @Test("A broker that answers and acknowledges nothing is tried with a new client")
  func startsOverWithoutAcknowledgements() throws {
    let bench = try bench()
    defer { bench.removeFiles() }
    try bench.write(texts(0..<20))
    cluster.refuse(.produce, 100_000)
    let running = bench.run(
      CountingStage(group: .ingestion), on: "state", acknowledgement: .seconds(2))
    try eventually("it begins anew") { running.sessions > 1 }
    #expect(try bench.progress(.ingestion)[0].committed == nil)
    cluster.refuse(.produce, 0)
    let reader = try bench.reader(.statements)
    try reader.read(atLeast: 40)
    try eventually("all is committed") { try bench.progress(.ingestion)[0].committed == 20 }
    try running.stop()
    try reader.readToEnd()
    #expect(try bench.applied("state") == texts(0..<20))
    #expect(reader.texts.sorted() == outputs(texts(0..<20)).sorted())
  }

  @Test("State that was deleted is rebuilt from the log, and nothing is published again")
  func rebuilds() throws {
    let bench = try bench()
    defer { bench.removeFiles() }
    try bench.write(texts(0..<50))
    let reader = try bench.reader(.statements)
    let first = bench.run(CountingStage(group: .ingestion), on: "state")
    try reader.read(atLeast: 100)
    try first.stop()
    #expect(try bench.progress(.ingestion)[0].committed == 50)

    try bench.write(texts(50..<60))
    let second = bench.run(CountingStage(group: .ingestion), on: "new")
    try reader.read(atLeast: 120)
    try second.stop()
    try reader.readToEnd()
    #expect(try bench.applied("new") == texts(0..<60))
    #expect(reader.texts == outputs(texts(0..<60)))
    #expect(try bench.progress(.ingestion)[0].committed == 60)
  }

  @Test("A group without committed offsets goes on from what the file says was published")
  func offsetsGone() throws {
    let original = try bench()
    defer { original.removeFiles() }
    try original.write(texts(0..<50))
    let reader = try original.reader(.statements)
    let first = original.run(CountingStage(group: .ingestion), on: "state")
    try reader.read(atLeast: 100)
    try first.stop()
    try original.write(texts(50..<60))
    let bench = original.withNewGroup()
    let second = bench.run(CountingStage(group: .ingestion), on: "state")
    try reader.read(atLeast: 120)
    try second.stop()
    try reader.readToEnd()
    #expect(try bench.applied("state") == texts(0..<60))
    #expect(reader.texts == outputs(texts(0..<60)))
    #expect(try bench.progress(.ingestion)[0].committed == 60)
  }

  @Test("State from an older copy catches up without publishing again")
  func olderState() throws {
    let bench = try bench()
    defer { bench.removeFiles() }
    try bench.write(texts(0..<30))
    let reader = try bench.reader(.statements)
    let first = bench.run(CountingStage(group: .ingestion), on: "old")
    try reader.read(atLeast: 60)
    try first.stop()
    // The last connection that closes brings the write-ahead log into the file.
    _ = try Database(path: bench.path("old"))
    try FileManager.default.copyItem(atPath: bench.path("old"), toPath: bench.path("state"))

    try bench.write(texts(30..<50))
    let second = bench.run(CountingStage(group: .ingestion), on: "state")
    try reader.read(atLeast: 100)
    try second.stop()
    try bench.write(texts(50..<60))
    let third = bench.run(CountingStage(group: .ingestion), on: "old")
    try reader.read(atLeast: 120)
    try third.stop()
    try reader.readToEnd()
    #expect(try bench.applied("old") == texts(0..<60))
    #expect(reader.texts == outputs(texts(0..<60)))
  }

  @Test("Two input partitions and two roads lead into one partition, and nothing is lost there")
  func roads() throws {
    let bench = try bench(partitions: 2)
    defer { bench.removeFiles() }
    let log = try bench.log()
    // What raw record 0/9 gave came by statements/1, and is here before what 0/4 gave by statements/0.
    let ways: [(cause: (Int, Int), origin: Int)] = [
      ((1, 5), 9), ((0, 3), 4), ((1, 6), 10), ((0, 4), 5), ((1, 5), 9), ((0, 4), 5), ((0, 7), 6),
    ]
    for (place, way) in ways.enumerated() {
      let cause = Address(
        log: log, topic: "observers.statements", partition: way.cause.0, offset: way.cause.1)
      let origin = Address(log: log, topic: "observers.raw", partition: 0, offset: way.origin)
      try bench.write(["w\(place)"], to: .enriched) { _ in
        [
          ("ce_cause", Array(cause.description.utf8)),
          ("ce_origin", Array(origin.description.utf8)),
        ]
      }
    }
    let running = bench.run(CountingStage(group: .aggregation), on: "state")
    let reader = try bench.reader(.counts)
    try reader.read(atLeast: 10)
    try running.stop()
    try reader.readToEnd()
    #expect(try bench.applied("state") == ["w0", "w1", "w2", "w3", "w6"])
    #expect(reader.entries.count == 10)
    #expect(running.counter("records_repeated_total") == 2)
  }

  @Test("Partitions move between two processes while records flow; downstream has each once")
  func handsOver() throws {
    let bench = try bench(partitions: 4)
    defer { bench.removeFiles() }
    // Without it the bounded log holds back whoever writes for it, for as long as the test lasts.
    let beyond = bench.run(CountingStage(group: .aggregation), on: "beyond")
    try handOver(on: bench, from: .ingestion, to: .enrichment, keepsLastCommit: false)
    try beyond.stop()
  }
}

/// Takes a broker off the network, one time.
struct Cut: @unchecked Sendable {  // Used under a lock alone; the call may come from any thread.
  private let cluster: MockCluster
  private var isDone = false
  init(_ cluster: MockCluster) { self.cluster = cluster }
  mutating func once() {
    if !isDone { cluster.setReachable(false) }
    isDone = true
  }
}

/// Starts a process, a second one beside it, and stops the first, all the while writing; then looks
/// at what the next service made of it. The mock refuses commits while its group moves, so only a
/// broker that `keepsLastCommit` has everything committed at the end.
func handOver(
  on bench: Bench, from upstream: Group, to downstream: Group, keepsLastCommit: Bool
) throws {
  let after = bench.run(CountingStage(group: downstream), on: "after")
  let first = bench.run(CountingStage(group: upstream), on: "first")
  var written: [String] = []
  func flow(until what: String, _ condition: () throws -> Bool) throws {
    try eventually(what) {
      let some = texts(written.count..<written.count + 20)
      try bench.write(some, to: upstream.input, partition: written.count / 20 % 4)
      written += some
      return try condition()
    }
  }
  try flow(until: "the first is at work") { try bench.applied("first").count > 0 }
  let second = bench.run(CountingStage(group: upstream), on: "second")
  try flow(until: "the second is at work") { try bench.applied("second").count > 0 }
  try first.stop()
  let before = try bench.applied("second").count
  try flow(until: "the second has more") { try bench.applied("second").count > before + 100 }
  let reader = try bench.reader(downstream.input)
  // Some are there twice: what the first had published, and not committed.
  try eventually("all that was written is in \(downstream.input)") {
    try reader.pull()
    return reader.entries.count >= 2 * written.count
      && Set(reader.texts).count == 2 * written.count
  }
  try second.stop()
  let next = CountingStage(group: downstream)
  try eventually("the next service has all") {
    try bench.applied("after").count >= 2 * written.count
  }
  try after.stop()
  #expect(try bench.applied("after").sorted() == outputs(written).sorted())
  #expect(try !bench.applied("first").isEmpty && !bench.applied("second").isEmpty)
  let results = try bench.reader(next.target)
  try results.readToEnd()
  #expect(Set(results.texts) == Set(outputs(outputs(written))))
  guard keepsLastCommit else { return }
  for (committed, end) in try bench.progress(upstream) { #expect(committed ?? 0 == end) }
}
