import Foundation
import HTTP
import Processes
import Records
import TestSupport
import Testing

@Suite("The whole pipeline, as separate processes", .serialized, .timeLimit(.minutes(5)))
struct WholeSystemTests {
  @Test(
    "A report is counted, reconciled and traceable; the second outlet's closes the gaps",
    arguments: Broker.Kind.present)
  func twoReports(_ kind: Broker.Kind) async throws {
    let broker = try await Broker(kind)
    let scratch = try Scratch()
    let services = try Services(broker: broker.bootstrap, data: scratch.path)
    try await services.ready()

    // One road: the command line.
    let file = scratch.path + "/first.txt"
    try Reports.first.write(toFile: file, atomically: true, encoding: .utf8)
    let published = try Programs.run(
      "scrutineer", ["publish", "--broker", broker.bootstrap, file])
    #expect(published.status == 0, "\(published.errors)")
    try await soon("the first report is counted") {
      try await services.standing().findings == Reports.firstFindings
    }
    let first = try await services.standing()
    let place = "\(Reports.election)/international"
    #expect(first.declared("\(place)/total/") == 398)
    #expect(first.declared("\(place)/organizations_total/") == 322)
    #expect(first.declared("\(place)/countries_total/") == 31)
    for (body, number) in Reports.bodies {
      #expect(first.declared("\(place)/organization/\(body)") == number, "\(body)")
    }
    let countries = first.counts.filter { $0.key.hasPrefix("\(place)/country/") }
    #expect(countries.count == 31)
    #expect(countries.values.allSatisfy { $0.hasPrefix("1 0 inferred") })
    #expect(countries["\(place)/country/GB"] != nil && countries["\(place)/country/IN"] != nil)
    #expect(first.counts.count == 5 + 9 + 31)

    // The same bytes by every other road, and by another partition, change nothing.
    let ingestion = try await services.ingestion.url()
    let answer = try await HTTPClient().post(
      "\(ingestion)/v1/messages", contentType: "text/plain", body: Array(Reports.first.utf8))
    #expect(answer.status == 202)
    for partition in [0, 3] { try broker.publish(Array(Reports.first.utf8), partition: partition) }
    let again = try Programs.run("scrutineer", ["publish", "--broker", broker.bootstrap, file])
    #expect(again.status == 0)

    // The second outlet: everything before it in its partition has been read when it is counted.
    try broker.publish(Array(Reports.second.utf8), partition: 0)
    try broker.publish(Array(Reports.second.utf8), partition: 3)
    try await soon("the second report is counted") {
      try await services.standing().findings == Reports.secondFindings
    }
    let second = try await services.standing()
    #expect(second.declared("\(place)/organization/osce-odihr") == 42)
    #expect(second.declared("\(place)/countries_total/") == 76)
    #expect(second.declared("\(place)/total/") == 398)
    #expect(second.counts.count == first.counts.count + 1)
    for service in services.all { #expect(try service.complaints() == []) }
  }

  @Test("What cannot be accepted is rejected with a reason, and the next record is counted")
  func badInput() async throws {
    let broker = try await Broker(.embedded)
    let scratch = try Scratch()
    let services = try Services(broker: broker.bootstrap, data: scratch.path)
    try await services.ready()
    var noise: [UInt8] = []
    var random = SystemRandomNumberGenerator()
    for _ in 0..<(2 << 20) / 8 {
      withUnsafeBytes(of: random.next()) { noise.append(contentsOf: $0) }
    }
    let statement = #"{"type":"statement","election":"xx-2026-local","subject":{"country":"Japan"}"#
    let bad: [(code: String, bytes: [UInt8])] = [
      ("invalid-json", Array(#"{"type": "statement", oops"#.utf8)),
      ("unknown-type", Array(#"{"type": "weather"}"#.utf8)),
      ("negative-count", Array("\(statement),\"count\":-3}".utf8)),
      ("too-large", noise),
      ("invalid-utf8", Array("398 observers".utf8) + [0xFF, 0xFE]),
    ]
    for (_, bytes) in bad { try broker.publish(bytes, partition: 1) }
    try broker.publish(
      Array("\(statement),\"count\":3,\"as_of\":\"2026-05-01\"}".utf8), partition: 1)
    try await soon("the record behind them is counted") {
      try await services.standing().declared("xx-2026-local/international/country/JP") == 3
    }
    let rejected = try broker.records(of: .rejected)
    #expect(rejected.compactMap(\.code).sorted() == bad.map(\.code).sorted())
    for (code, bytes) in bad {
      let record = try #require(rejected.first { $0.code == code })
      #expect(record.value == bytes, "\(code): the bytes as they came")
      #expect(record.sentence?.hasSuffix(".") == true || code == "invalid-json")
      #expect((record.sentence ?? "").count > 20)
    }
    for service in services.all { #expect(service.isRunning) }
  }

  @Test(
    "SIGTERM in any order, and a new start: the same counts, and no warning",
    arguments: [
      ["ingestion", "enrichment", "aggregation"], ["aggregation", "enrichment", "ingestion"],
      ["enrichment", "aggregation", "ingestion"],
    ])
  func restarts(order: [String]) async throws {
    let broker = try await Broker(Broker.Kind.present.last ?? .embedded)
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
      #expect(try await services.terminate(order) == [0, 0, 0])
      for service in services.all { #expect(try service.complaints() == []) }
    }
    let services = try Services(broker: broker.bootstrap, data: scratch.path)
    try await services.ready()
    #expect(try await services.standing() == before)
    try broker.publish(Array(Reports.second.utf8))
    try await soon("the next report is counted") {
      try await services.standing().findings == Reports.secondFindings
    }
    for service in services.all { #expect(try service.complaints() == []) }
  }

  @Test(
    "Two instances of each service, all state deleted while they are stopped: the counts come back",
    .enabled(if: Programs.kafka != nil, "skipped: SCRUTINEER_TEST_KAFKA names no Apache Kafka"))
  func stateDeleted() async throws {
    let broker = try await Broker(.kafka)
    let scratch = try Scratch()
    let before: Standing
    do {
      let one = try Services(broker: broker.bootstrap, data: scratch.path + "/1")
      let two = try Services(broker: broker.bootstrap, data: scratch.path + "/2")
      try await one.ready()
      try await two.ready()
      try broker.publish(Array(Reports.first.utf8))
      try broker.publish(Array(Reports.second.utf8))
      for number in 0..<20 {
        try broker.publish(
          Array(
            #"{"type":"accreditation","id":"a\#(number)","election":"md-2024-mixed","#.utf8)
            + Array(
              #""organization":"OSCE PA","status":"accredited","at":"2024-10-01T08:00:00Z"}"#.utf8))
      }
      try await soon("everything is counted") {
        let standing = try await one.standing()
        return standing.findings == Reports.secondFindings
          && standing.counts["md-2024-mixed/international/organization/osce-pa"]?
            .hasPrefix("- 20") == true
      }
      before = try await one.standing()
      // Any instance answers for all.
      try await soon("the other instance tells the same") {
        try await two.standing() == before
      }
      for service in one.all + two.all { #expect(try await service.terminate() == 0) }
    }
    for folder in ["/1", "/2"] { try FileManager.default.removeItem(atPath: scratch.path + folder) }
    let written = try broker.records(of: .counts).count

    let one = try Services(broker: broker.bootstrap, data: scratch.path + "/1")
    let two = try Services(broker: broker.bootstrap, data: scratch.path + "/2")
    try await one.ready()
    try await two.ready()
    #expect(try await one.standing() == before)
    #expect(try await two.standing() == before)
    // What was published before is not published again while state is rebuilt.
    #expect(try broker.records(of: .counts).count == written)
    try broker.publish(Array(Reports.second.utf8))
    try broker.publish(
      Array(
        (#"{"type":"accreditation","id":"a3","election":"md-2024-mixed","organization":"OSCE PA","#
          + #""status":"withdrawn","at":"2024-10-02T08:00:00Z"}"#).utf8))
    try await soon("rebuilt state goes on") {
      try await one.standing().counts["md-2024-mixed/international/organization/osce-pa"]?
        .hasPrefix("- 19") == true
    }
    #expect(try await one.standing().findings == before.findings)
  }

  @Test("scrutineer up, stopped and started on the same folder, has the counts as before")
  func upAgain() async throws {
    let scratch = try Scratch()
    let data = scratch.path + "/data"
    let file = scratch.path + "/first.txt"
    try Reports.first.write(toFile: file, atomically: true, encoding: .utf8)
    let before: Standing
    do {
      let up = try Up(data: data)
      try await up.ready()
      let address = try String(contentsOfFile: data + "/broker.address", encoding: .utf8)
        .trimmingCharacters(in: .whitespacesAndNewlines)
      #expect(try Programs.run("scrutineer", ["publish", "--broker", address, file]).status == 0)
      try await soon("the report is counted") {
        try await Standing(from: up.aggregation).findings == Reports.firstFindings
      }
      before = try await Standing(from: up.aggregation)
      #expect(try await up.stop() == 0)
    }
    let up = try Up(data: data)
    try await up.ready()
    try await soon("what stood stands again") {
      try await Standing(from: up.aggregation) == before
    }
    let address = try String(contentsOfFile: data + "/broker.address", encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try Programs.run("scrutineer", ["publish", "--broker", address, file]).status == 0)
    // Something behind it in the log, so that the repetition has been read when this is counted.
    let second = scratch.path + "/second.txt"
    try Reports.second.write(toFile: second, atomically: true, encoding: .utf8)
    #expect(try Programs.run("scrutineer", ["publish", "--broker", address, second]).status == 0)
    try await soon("the second report is counted") {
      try await Standing(from: up.aggregation).findings == Reports.secondFindings
    }
    #expect(
      try await Standing(from: up.aggregation).declared(
        "\(Reports.election)/international/total/") == 398)
    #expect(try await up.stop() == 0)
  }
}

/// A running `scrutineer up`.
final class Up: Sendable {
  let aggregation: String
  private let program: RunningProgram
  private let ports: [Int]

  init(data: String) throws {
    let first = Int.random(in: 30_000..<39_000)
    ports = [first, first + 1, first + 2]
    aggregation = "http://127.0.0.1:\(first)"
    program = try RunningProgram(
      "\(Programs.folder)/scrutineer",
      [
        "up", "--data", data, "--broker-port", "0", "--aggregation-port", "\(first)",
        "--ingestion-port", "\(first + 1)", "--enrichment-port", "\(first + 2)",
      ], environment: Programs.clean)
  }

  func ready() async throws {
    for port in ports {
      try await soon("port \(port) is ready") {
        (try? await HTTPClient().get("http://127.0.0.1:\(port)/readyz").status) == 200
      }
    }
  }

  /// Interrupts it as Ctrl-C does; returns its exit code.
  func stop() async throws -> Int32 {
    program.signal(SIGINT)
    try await soon("up ends", within: .seconds(60)) { program.status != nil }
    return program.status ?? -1
  }
}
