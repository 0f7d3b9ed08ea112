import Foundation
import HTTP
import JSON
import Kafka
import Observability
import Processes
import Records
import SQLite
import TestSupport
import Testing

@Suite("State that is damaged, copied or held by another", .serialized, .timeLimit(.minutes(5)))
struct StateCareTests {
  private static let services = ["ingestion", "enrichment", "aggregation"]

  @Test(
    "Every state file damaged while the services are stopped: the counts come back by themselves",
    arguments: Broker.Kind.present)
  func damaged(_ kind: Broker.Kind) async throws {
    let broker = try await Broker(kind)
    let scratch = try Scratch()
    let before: Standing
    do {
      let services = try Services(broker: broker.bootstrap, data: scratch.path)
      try await services.ready()
      try broker.publish(Array(Reports.first.utf8))
      try await soon("the report is counted") {
        try await services.standing().findings == Reports.firstFindings
      }
      before = try await services.standing()
      #expect(try await services.terminate(Self.services) == [0, 0, 0])
    }
    for name in Self.services {
      let file = try FileHandle(forUpdating: URL(filePath: "\(scratch.path)/\(name).sqlite"))
      try file.write(contentsOf: Data(repeating: 0xFF, count: 100))
      try file.close()
    }
    let services = try Services(broker: broker.bootstrap, data: scratch.path)
    try await services.ready()
    try await soon("the counts are back") { try await services.standing() == before }
    for service in services.all {
      let errors = try service.events().filter { $0["level"]?.string == "error" }
      #expect(errors.count == 1)
      #expect(errors.first?["event"]?.string?.contains("rebuilt from the topics") == true)
      let moved = try #require(errors.first?["moved_to"]?.string)
      #expect(FileManager.default.fileExists(atPath: moved))
    }
    try broker.publish(Array(Reports.second.utf8))
    try await soon("rebuilt state goes on") {
      try await services.standing().findings == Reports.secondFindings
    }
  }

  @Test("Of a damaged spool every accepted message that can be read reaches Kafka after all")
  func damagedSpool() async throws {
    let scratch = try Scratch()
    let path = scratch.path + "/spool.sqlite"
    let sent = 200
    do {
      let ingestion = try Service("ingestion", broker: "127.0.0.1:9", data: scratch.path)
      let lines = (0..<sent).map { number in
        #"{"type":"statement","election":"lv-2022-parliamentary","subject":{"total":"all"},"#
          + #""count":\#(number),"source":"\#(String(repeating: "s", count: 200))"}"#
      }
      let answer = try await HTTPClient().post(
        "\(ingestion.url())/v1/messages", contentType: "application/x-ndjson",
        body: Array(lines.joined(separator: "\n").utf8))
      #expect(answer.status == 202)
      try await ingestion.destroy()
    }
    // A page of the table in the middle of the file, after the log has been moved into it.
    var page = 0
    do {
      let database = try Database(path: path)
      try database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
      try database.query("PRAGMA page_count") { page = $0.integer(0) / 2 }
    }
    let file = try FileHandle(forUpdating: URL(filePath: path))
    try file.seek(toOffset: UInt64(page * 4096))
    try file.write(contentsOf: Data(repeating: 0xFF, count: 4096))
    try file.close()

    let broker = try await Broker(.embedded)
    let ingestion = try Service("ingestion", broker: broker.bootstrap, data: scratch.path)
    try await ingestion.ready()
    let error = try #require(try ingestion.events().first { $0["level"]?.string == "error" })
    let saved = try #require(error["messages_saved"]?.integer)
    #expect(saved > sent / 2 && saved <= sent)
    #expect(error["messages_unreadable"]?.integer == sent - saved)
    try await soon("what was saved is in the topic") {
      try broker.records(of: .raw).count == saved
    }
  }

  @Test(
    "Back up, publish more, put the backup back: the counts are those of everything",
    arguments: Broker.Kind.present)
  func restored(_ kind: Broker.Kind) async throws {
    let broker = try await Broker(kind)
    let scratch = try Scratch()
    let (data, backup) = (scratch.path + "/data", scratch.path + "/backup")
    let before: Standing
    do {
      let services = try Services(broker: broker.bootstrap, data: data)
      try await services.ready()
      try broker.publish(Array(Reports.first.utf8), partition: 0)
      try await soon("the first report is counted") {
        try await services.standing().findings == Reports.firstFindings
      }
      let made = try Programs.run("scrutineer", ["backup", backup, "--data", data])
      #expect(made.status == 0, "\(made.errors)")
      #expect(made.output.split(separator: "\n").count == 4)
      try broker.publish(Array(Reports.second.utf8), partition: 1)
      try await soon("the second report is counted") {
        try await services.standing().findings == Reports.secondFindings
      }
      before = try await services.standing()
      let refused = try Programs.run("scrutineer", ["restore", backup, "--data", data])
      #expect(refused.status == 69)
      #expect(refused.errors.contains("is in use by process"))
      #expect(try await services.terminate(Self.services) == [0, 0, 0])
    }
    let put = try Programs.run("scrutineer", ["restore", backup, "--data", data])
    #expect(put.status == 0, "\(put.errors)")

    let services = try Services(broker: broker.bootstrap, data: data)
    try await services.ready()
    try await soon("what the backup lacks is read again") {
      try await services.standing() == before
    }
    // It is told neither twice nor anew: the same report once more changes nothing.
    try broker.publish(Array(Reports.second.utf8), partition: 1)
    try broker.publish(
      Array(
        (#"{"type":"statement","election":"lv-2022-parliamentary","subject":{"total":"all"},"#
          + #""count":5,"as_of":"2022-09-01"}"#).utf8), partition: 1)
    let place = "lv-2022-parliamentary/international/total/"
    try await soon("restored state goes on") {
      try await services.standing().declared(place) == 5
    }
    var after = try await services.standing()
    after.counts[place] = nil
    #expect(after == before)
    for service in services.all { #expect(try service.complaints() == []) }
  }

  @Test("A second process on one state file ends with 69 and names the first", arguments: services)
  func secondProcess(name: String) async throws {
    let scratch = try Scratch()
    // Nobody listens there: the file is taken before Kafka is asked for.
    let first = try Service(name, broker: "127.0.0.1:9", data: scratch.path)
    _ = try await first.url()
    let second = try Programs.run(
      "scrutineer-\(name)",
      ["--broker", "127.0.0.1:9", "--data", scratch.path, "--port", "0"])
    #expect(second.status == 69)
    let lock = "\(scratch.path)/\(name).sqlite.lock"
    let holder = try String(contentsOfFile: lock, encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(
      second.errors.contains("\(scratch.path)/\(name).sqlite is in use by process \(holder)."))
    let command = try String(contentsOfFile: "/proc/\(holder)/cmdline", encoding: .utf8)
    #expect(command.contains("scrutineer-\(name)"))
    #expect(first.isRunning)

    // The first one's end, whatever it is, frees the file.
    try await first.destroy()
    let third = try Service(name, broker: "127.0.0.1:9", data: scratch.path)
    _ = try await third.url()
    #expect(third.isRunning)
  }
}

@Suite("Rejected messages, shown and replayed", .serialized, .timeLimit(.minutes(5)))
struct ReplayTests {
  /// Reads what `rejected list --json` prints.
  private func list(_ broker: Broker) throws -> [JSONValue] {
    let reader = JSONReader()
    let listed = try Programs.run(
      "scrutineer", ["rejected", "list", "--json", "--broker", broker.bootstrap])
    return try listed.output.split(separator: "\n").map { try reader.read(String($0)) }
  }

  @Test(
    "A message that a service has learnt to accept is counted once, however often it is replayed",
    arguments: Broker.Kind.present)
  func learnt(_ kind: Broker.Kind) async throws {
    let broker = try await Broker(kind)
    let scratch = try Scratch()
    let services = try Services(broker: broker.bootstrap, data: scratch.path)
    try await services.ready()
    // As an older ingestion would have refused it.
    let address = "an-earlier-log/observers.raw/2/17/0"
    let producer = try Producer(
      ClientConfiguration(bootstrap: broker.bootstrap), logger: .silent)
    let headers = [
      ("rejected-code", "unknown-content-type"), ("rejected-sentence", "Not known yet."),
      ("rejected-by", "scrutineer-ingestion"), ("rejected-address", address),
      ("original-content-type", "text/plain"),
    ]
    try producer.produce(
      OutgoingRecord(
        topic: Topic.rejected.rawValue, key: nil, value: Array(Reports.first.utf8),
        headers: headers.map { ($0.0, Array($0.1.utf8)) }), tag: 1)
    try eventually("the rejection is written") {
      producer.serve(timeout: .milliseconds(20))
      return try producer.isDone(tag: 1)
    }
    for _ in 1...2 {
      let replayed = try Programs.run(
        "scrutineer", ["rejected", "replay", address, "--broker", broker.bootstrap])
      #expect(replayed.status == 0, "\(replayed.errors)")
    }
    try broker.publish(Array(Reports.second.utf8), partition: 2)
    try await soon("what comes behind both is counted") {
      try await services.standing().findings == Reports.secondFindings
    }
    let standing = try await services.standing()
    // One statement of each of the two reports, and none of a third.
    #expect(standing.counts["\(Reports.election)/international/total/"] == "398 0 by 2")
    for service in services.all { #expect(try service.complaints() == []) }
  }

  @Test("What is still wrong is rejected again, and replaying all stays as many as there are")
  func stillWrong() async throws {
    let broker = try await Broker(.embedded)
    let scratch = try Scratch()
    let services = try Services(broker: broker.bootstrap, data: scratch.path)
    try await services.ready()
    try broker.publish([0xFF, 0x00, 0x0A], partition: 1)
    try await soon("it is rejected") { try list(broker).count == 1 }
    let address = try #require(try list(broker).first?["address"]?.string)
    for turn in 2...3 {
      let replayed = try Programs.run(
        "scrutineer", ["rejected", "replay", "--all", "--json", "--broker", broker.bootstrap])
      #expect(replayed.output.split(separator: "\n").count == 1)
      try await soon("it is rejected again") { try list(broker).count == turn }
    }
    let last = try #require(
      try list(broker).compactMap { $0["address"]?.string }.first { $0 != address })
    let shown = try Programs.run(
      "scrutineer", ["rejected", "show", last, "--broker", broker.bootstrap])
    #expect(shown.output.contains("replay-of: \(address)"))
    #expect(shown.output.contains("00000000  ff 00 0a"))
    let url = try await services.ingestion.url()
    try await soon("ingestion tells the same") {
      let answer = try await HTTPClient().get("\(url)/v1/rejected")
      return try JSONReader().read(answer.body)["rejected"]?.array?.count == 3
    }
  }
}
