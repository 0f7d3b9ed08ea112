import Foundation
import Kafka
import Observability
import Pipeline
import Processes
import Records
import TestSupport
import Testing

@Suite("Records that end the process", .ownThread, .serialized, .timeLimit(.minutes(5)))
struct PoisonTests {
  let cluster: MockCluster
  let program =
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().path + "/crashing-service"

  init() throws { cluster = try MockCluster() }

  @Test(
    "A record that crashes its handler, or keeps it for ever, is rejected after some ends of the process, and the others are served",
    arguments: ["crash", "hang"])
  func setAside(poison: String) throws {
    let bench = try Bench(cluster, partitions: 1)
    defer { bench.removeFiles() }
    try bench.write(["a", "b", poison, "c", "d"])
    let rejected = try bench.reader(.rejected)
    var processes = 0
    var last: RunningProgram?
    try eventually("the record is set aside", within: .seconds(200)) {
      if last?.status == nil, last != nil {
        try rejected.readToEnd()
        return !rejected.entries.isEmpty
      }
      processes += 1
      last = try RunningProgram(
        program, [bench.configuration.bootstrap, bench.path("state")],
        environment: ProcessInfo.processInfo.environment)
      return false
    }
    #expect(processes == Attempts.limit + 1)
    let entry = try #require(rejected.entries.first)
    #expect(entry.text == poison)
    #expect(entry.headers["rejected-code"] == "handler-failed")
    #expect(entry.headers["rejected-sentence"]?.contains("rejected replay") == true)
    let reader = try bench.reader(.statements)
    // What an end cut off between publishing and committing was published again.
    try eventually("the others are served") {
      try reader.readToEnd()
      return Set(reader.texts) == ["a", "b", "c", "d"]
    }
    try bench.write(["e"])
    try eventually("the service goes on") {
      try reader.readToEnd()
      return reader.texts.last == "e"
    }
    #expect(last?.status == nil, "the service goes on")
  }

  /// The service ends itself where handlers take longer than 0.7 s.
  @Test("A service that waits for its readers is not taken for one that hangs")
  func waitsForReaders() throws {
    let bench = try Bench(cluster, partitions: 1)
    defer { bench.removeFiles() }
    let texts = (0..<400).map { "\($0)-" + String(repeating: "x", count: 8_000) }
    let written = try bench.reader(.statements)
    let service = try RunningProgram(
      program, [bench.configuration.bootstrap, bench.path("state")],
      environment: ProcessInfo.processInfo.environment)
    try bench.write(Array(texts[..<200]))
    try eventually("more is unread than may be", within: .seconds(60)) {
      try written.ends() * 8_000 > 1 << 20
    }
    try bench.write(Array(texts[200...]))
    Thread.sleep(forTimeInterval: 4)
    #expect(service.status == nil, "the service waits")
    #expect(try written.ends() < texts.count, "nobody has read")
    try eventually("it goes on when they have read", within: .seconds(60)) {
      try bench.commit(written.ends(), for: .enrichment)
      return try written.ends() == texts.count
    }
    #expect(service.status == nil)
  }
}

@Suite("The note of what is being applied")
struct AttemptsTests {
  let path = NSTemporaryDirectory() + "scrutineer-attempts-\(UUID().uuidString)"
  let here = TopicPartition("observers.raw", 2)

  @Test(
    "What was being applied at the end of a process is suspected by the next, once more each time")
  func suspects() {
    defer { _ = try? FileManager.default.removeItem(atPath: path) }
    for deaths in 0..<3 {
      let attempts = Attempts(path: path, log: "one")
      #expect(attempts.deaths(here, 7) == deaths)
      #expect(attempts.deaths(here, 10) == 0)
      #expect(attempts.deaths(TopicPartition("observers.raw", 1), 7) == 0)
      attempts.begin([here: 5..<10], deaths: deaths)
    }
    #expect(Attempts(path: path, log: "another").deaths(here, 7) == 0, "offsets of another log")
    let last = Attempts(path: path, log: "one")
    last.begin([here: 5..<8], deaths: 3)
    last.end([here: 5..<8])
    #expect(last.deaths(here, 7) == 0 && last.deaths(here, 8) == 3)
    #expect(Attempts(path: path, log: "one").deaths(here, 8) == 0, "an end in order clears all")
  }

  @Test(
    "A file that cannot be read suspects nobody",
    arguments: ["", "one", "one x\n", "one 1\nt 0 9 3\n"])
  func unreadable(text: String) throws {
    defer { _ = try? FileManager.default.removeItem(atPath: path) }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(Attempts(path: path, log: "one").deaths(here, 7) == 0)
  }
}
