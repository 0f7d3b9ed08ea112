import Foundation
import IngestionCore
import JSON
import Kafka
import Observability
import Processes
import Records
import SQLite
import Synchronization
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
    try await soon("the spool is empty") { spool.waiting == 0 }
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

  /// A file with 300 messages of about a page each, as a process leaves it that was killed.
  func leave(_ count: Int = 300) async throws {
    let spool = try spool(nowhere, limit: 1 << 30)
    let all = (0..<count).map { message("m\($0)", "\($0) " + String(repeating: "x", count: 3000)) }
    try await blocking {
      try spool.accept(all)
      spool.stop(within: .milliseconds(100))
    }
  }

  /// Bytes in place of the pages from `page` on, counted from 0.
  func overwrite(page: Int, count: Int = 1) throws {
    try Database(path: path).execute("PRAGMA wal_checkpoint(TRUNCATE)")
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.seek(toOffset: UInt64(page * 4096))
    try file.write(contentsOf: Data(repeating: 0xFF, count: 4096 * count))
    try file.close()
  }

  @Test("Of a damaged spool all messages are kept that can be read, and an error says how many")
  func rescues() async throws {
    try await leave()
    try overwrite(page: 100)
    let lines = Mutex<[String]>([])
    let logger = Logger(
      service: "ingestion",
      sink: LogSink { line in lines.withLock { $0.append(String(decoding: line, as: UTF8.self)) } })
    let spool = try Spool(
      path: path, limit: 1 << 30, configuration: nowhere, logger: logger, metrics: Metrics())
    let kept = try rows().map { String($0.prefix { $0 != " " }) }
    #expect(kept.count >= 295 && kept.count < 300)
    #expect(kept == kept.sorted { Int($0.dropFirst())! < Int($1.dropFirst())! })
    #expect(spool.waiting == kept.count)
    let error = try #require(lines.withLock { $0.first { $0.contains("\"error\"") } })
    let event = try parsed(Array(error.utf8))
    #expect(event["messages_saved"]?.integer == kept.count)
    #expect(event["messages_unreadable"]?.integer == 300 - kept.count)
    let old = try #require(event["moved_to"]?.string)
    #expect(FileManager.default.fileExists(atPath: old))
    try await blocking { spool.stop(within: .milliseconds(100)) }
  }

  @Test("A spool whose index alone is damaged loses nothing")
  func rescuesAll() async throws {
    try await leave(50)
    var root = 0
    try Database(path: path).query(
      "SELECT rootpage FROM sqlite_schema WHERE name = 'spool_by_identity'"
    ) { root = $0.integer(0) }
    try overwrite(page: root - 1)
    let spool = try spool(nowhere, limit: 1 << 30)
    #expect(try rows().count == 50)
    try await blocking { spool.stop(within: .milliseconds(100)) }
  }

  @Test("A spool without a readable beginning is moved aside, and messages are accepted again")
  func beginsAnew() async throws {
    try await leave(3)
    try overwrite(page: 0)
    let spool = try spool(nowhere)
    #expect(spool.waiting == 0)
    let one = message("a")
    try await blocking { try spool.accept([one]) }
    #expect(try rows() == ["a text"])
    try await blocking { spool.stop(within: .milliseconds(100)) }
  }
}
