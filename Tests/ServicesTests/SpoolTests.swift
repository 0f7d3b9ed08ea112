import Foundation
import IngestionCore
import Kafka
import Observability
import Processes
import Records
import SQLite
import Testing

@Suite("The spool", .timeLimit(.minutes(5)))
struct SpoolTests {
  let scratch: Scratch
  let path: String
  /// A port that nobody listens on.
  let nowhere = ClientConfiguration(bootstrap: "127.0.0.1:9")

  init() throws {
    scratch = try Scratch()
    path = scratch.path + "/spool.sqlite"
  }

  func spool(_ configuration: ClientConfiguration, limit: Int = 1 << 20) throws -> Spool {
    try Spool(
      path: path, limit: limit, configuration: configuration, logger: .silent, metrics: Metrics())
  }

  func message(_ id: String, _ text: String = "text", source: String = "/scrutineer/http")
    -> SpooledMessage
  {
    SpooledMessage(
      id: id, source: source, type: "scrutineer.bulletin", contentType: "text/plain",
      bytes: Array(text.utf8))
  }

  /// What another connection finds in the file: ids and bodies by place.
  func rows() throws -> [String] {
    var rows: [String] = []
    try Database(path: path, readOnly: true).query("SELECT id, body FROM spool ORDER BY place") {
      rows.append("\($0.text(0)) \($0.text(1))")
    }
    return rows
  }

  @Test("Accepted means in the file, once for each message, while Kafka is away")
  func onDisk() async throws {
    let spool = try spool(nowhere)
    let (one, two) = (message("a", "first"), message("b", "second"))
    try await blocking {
      try spool.accept([one])
      try spool.accept([one, two])
    }
    #expect(try rows() == ["a first", "b second"])
    #expect(spool.waiting == 2)
    #expect(spool.holds("a") && !spool.holds("c"))
    try await blocking { spool.stop(within: .milliseconds(100)) }
  }

  @Test("One id from two publishers, or with two contents, is two messages")
  func equalIDs() async throws {
    let spool = try spool(nowhere)
    var foreign = message("a", "theirs", source: "https://two.example")
    foreign.identity = "https://two.example a"
    let all = [message("a", "ours"), foreign, message("a", "ours, changed")]
    try await blocking { [all] in try spool.accept(all + all) }
    #expect(try rows() == ["a ours", "a theirs", "a ours, changed"])
    try await blocking { spool.stop(within: .milliseconds(100)) }
  }

  @Test("A full spool says so, and keeps what it has")
  func full() async throws {
    let spool = try spool(nowhere, limit: 10)
    let (one, two) = (message("a", "12345678"), message("b", "123"))
    try await blocking { try spool.accept([one]) }
    let failure = try await blocking { () -> String in
      do throws(SpoolError) {
        try spool.accept([two])
        return "accepted"
      } catch {
        if case .full = error { return "full" }
        return "\(error)"
      }
    }
    #expect(failure == "full")
    #expect(try rows() == ["a 12345678"])
    try await blocking { spool.stop(within: .milliseconds(100)) }
  }

  @Test("Stopping with Kafka away returns in time")
  func stopsInTime() async throws {
    let spool = try spool(nowhere)
    let one = message("a")
    let took = try await blocking { () -> Duration in
      try spool.accept([one])
      return ContinuousClock().measure { spool.stop(within: .seconds(1)) }
    }
    #expect(took < .seconds(3))
    #expect(try rows() == ["a text"])
  }

  @Test("Many callers at once, and a process that ended before: all of it reaches Kafka once")
  func delivers() async throws {
    let before = try spool(nowhere)
    let left = message("left-behind", "from before")
    try await blocking {
      try before.accept([left])
      before.stop(within: .milliseconds(50))
    }
    let cluster = try MockCluster()
    try cluster.create(topic: Topic.raw.rawValue, partitions: 3)
    let configuration = ClientConfiguration(bootstrap: cluster.bootstrap)
    let spool = try spool(configuration)
    let ids = (0..<200).map { "m\($0)" }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for lane in 0..<20 {
        group.addTask {
          try await blocking {
            for id in ids where Int(id.dropFirst())! % 20 == lane {
              try spool.accept([self.message(id, "body of \(id)")])
            }
          }
        }
      }
      try await group.waitForAll()
    }
    try await eventually("the spool is empty") { spool.waiting == 0 }
    #expect(try rows() == [])
    let seen = try await blocking { try everyRecord(of: .raw, configuration) }
    #expect(seen.map(\.key).sorted() == (ids + ["left-behind"]).sorted())
    let sample = try #require(seen.first { $0.key == "m7" })
    #expect(String(decoding: sample.value, as: UTF8.self) == "body of m7")
    #expect(
      sample.headers.filter { $0.key != "ce_time" } == [
        "ce_specversion": "1.0", "ce_id": "m7", "ce_source": "/scrutineer/http",
        "ce_type": "scrutineer.bulletin", "content-type": "text/plain",
      ])
    #expect(sample.headers["ce_time"].flatMap { Timestamp($0) } != nil)
    try await blocking { spool.stop() }
    withExtendedLifetime(cluster) {}
  }
}
