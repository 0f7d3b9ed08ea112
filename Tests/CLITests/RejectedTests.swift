import Foundation
import JSON
import Kafka
import Observability
import Processes
import Records
import TestSupport
import Testing

@testable import CLICore

@Suite("Rejected messages", .ownThread, .timeLimit(.minutes(5)))
struct RejectedTests {
  private let cluster: MockCluster
  private let configuration: ClientConfiguration

  init() throws {
    cluster = try MockCluster()
    configuration = ClientConfiguration(bootstrap: cluster.bootstrap)
    for topic in Topic.allCases { try cluster.create(topic: topic.rawValue, partitions: 3) }
  }

  private func call(_ arguments: String...) -> Call {
    Call(arguments + ["--broker", configuration.bootstrap])
  }

  private func address(_ offset: Int, topic: Topic = .raw, partition: Int = 1) -> String {
    Address(log: "L", topic: topic.rawValue, partition: partition, offset: offset).description
  }

  /// Writes a rejection as services do; `headers` are those of the rejected record, `length` that of one
  /// that is cut.
  private func reject(
    _ value: [UInt8], _ code: String, at address: String, partition: Int = 0,
    headers: [(String, String)] = [], length: Int? = nil
  ) throws {
    let cut = length.map { [("rejected-bytes", String($0))] } ?? []
    let own =
      cut + [
        ("ce_id", address), ("content-type", "text/plain"), ("rejected-code", code),
        ("rejected-sentence", "What is wrong with \(code)."),
        ("rejected-by", "scrutineer-ingestion"), ("rejected-address", address),
      ]
    try write(
      value, partition: partition, headers: own + headers.map { ("original-" + $0.0, $0.1) })
  }

  private func write(_ value: [UInt8], partition: Int, headers: [(String, String)]) throws {
    let producer = try Producer(configuration, logger: .silent)
    try producer.produce(
      OutgoingRecord(
        topic: Topic.rejected.rawValue, partition: partition, key: nil, value: value,
        headers: headers.map { ($0.0, Array($0.1.utf8)) }), tag: 1)
    while try !producer.isDone(tag: 1) { producer.serve(timeout: .milliseconds(20)) }
  }

  private struct Replayed: Equatable {
    let partition: Int
    let value: [UInt8]
    let headers: [String]
  }

  /// All that stands in a topic.
  private func records(_ topic: Topic) throws -> [Replayed] {
    let consumer = try Consumer(configuration, group: "reads-back", logger: .silent)
    defer { consumer.close() }
    var left = 0
    var starts: [TopicPartition: Int] = [:]
    for partition in (0..<3).map({ TopicPartition(topic.rawValue, $0) }) {
      starts[partition] = 0
      left += try consumer.watermarks(partition, timeout: .seconds(5)).upperBound
    }
    try consumer.assign(starts)
    var found: [Replayed] = []
    try eventually("\(topic.rawValue) is read") {
      let batch = try consumer.poll(limit: 100, bytes: 1 << 20, timeout: .milliseconds(50))
      for record in batch.records {
        found.append(
          Replayed(
            partition: record.topicPartition.partition, value: Array(batch.value(record) ?? []),
            headers: batch.headers(record).map {
              "\($0.name): \(String(decoding: $0.value, as: UTF8.self))"
            }))
      }
      return found.count >= left
    }
    return found
  }

  @Test("A rejection that was written twice is listed once")
  func listedOnce() throws {
    for partition in [0, 0, 2] {
      try reject(Array("x".utf8), "invalid-json", at: address(7), partition: partition)
    }
    try reject(Array("y".utf8), "unknown-type", at: address(8))
    let lines = call("rejected", "list", "--json").output.split(separator: "\n")
    let addresses = try lines.map { try JSONReader().read(String($0))["address"]?.string }
    #expect(Set(addresses) == [address(7), address(8)])
    #expect(addresses.count == 2)
  }

  @Test("A message is shown with all that is known of it, and cannot move the cursor")
  func shown() throws {
    try reject(
      Array("{\"a\":\r\n\u{1B}[2J\u{202E}}".utf8), "invalid-json", at: address(7),
      headers: [("ce_id", "m\u{1B}[1m"), ("content-type", "application/json")])
    let shown = call("rejected", "show", address(7))
    #expect(shown.code == 0, "\(shown.errors)")
    for part in [
      "invalid-json: What is wrong with invalid-json.\n", address(7), "scrutineer-ingestion",
      "header   ce_id: m\\u{1B}[1m\n", "header   content-type: application/json\n", "15 bytes:\n",
      "\n{\"a\":\\u{D}\n\\u{1B}[2J\\u{202E}}\n",
    ] { #expect(shown.output.contains(part), "\(part)") }
    #expect(!shown.output.unicodeScalars.contains("\u{1B}"))
  }

  @Test("Bytes that are no text are shown as numbers, and come unchanged with --raw and --json")
  func bytes() throws {
    let value: [UInt8] = Array(0...255) + [10]
    try reject(value, "invalid-utf8", at: address(1))
    let shown = call("rejected", "show", address(1)).output
    #expect(shown.contains("\n00000000  00 01 02 03"))
    #expect(shown.contains("\n00000040  40 41 42") && shown.contains("  @ABCDEFGHIJKLMNO\n"))
    #expect(shown.contains("\n00000100  0a "))
    let json = try JSONReader().read(
      call("rejected", "show", "--json", address(1)).output
        .trimmingCharacters(in: .whitespacesAndNewlines))
    #expect(json["content"]?["base64"]?.string == Data(value).base64EncodedString())
    #expect(json["key"]?.isNull == true)

    var raw: [UInt8] = []
    let console = Console(output: { raw += $0 }, errors: { _ in })
    let code = Tool.run(
      arguments: [
        "rejected", "show", "--raw", address(1), "--broker", configuration.bootstrap,
      ], environment: [:], console: console)
    #expect(code == 0)
    #expect(raw == value)
  }

  @Test(
    "What cannot be shown or replayed ends with 65 and the command that lists all",
    arguments: ["show", "replay"])
  func unknownAddress(command: String) throws {
    try reject([1], "invalid-utf8", at: address(1))
    let call =
      command == "show"
      ? call("rejected", command, address(2)) : call("rejected", command, address(1), address(2))
    #expect(call.code == 65)
    #expect(call.errors.contains("scrutineer rejected list"))
    #expect(try records(.raw).isEmpty)
  }

  @Test("A replay has the bytes and the headers of the original, in its partition")
  func replays() throws {
    try reject(
      [0, 255, 10], "unknown-type", at: address(7, partition: 2),
      headers: [("ce_id", "m1"), ("ce_cause", "L/observers.x/0/1/0"), ("x", "1"), ("x", "2")])
    for _ in 1...2 {
      let replayed = call("rejected", "replay", address(7, partition: 2))
      #expect(replayed.code == 0, "\(replayed.errors)")
      #expect(replayed.output.hasPrefix(address(7, partition: 2) + "  to observers.raw\n1 message"))
    }
    let wanted = Replayed(
      partition: 2, value: [0, 255, 10],
      headers: ["ce_id: m1", "x: 1", "x: 2", "replay-of: \(address(7, partition: 2))"])
    #expect(try records(.raw) == [wanted, wanted])
  }

  @Test("A record goes back to the topic that it came from; one of a larger topic to any partition")
  func otherTopic() throws {
    try reject([1], "not-ours", at: address(3, topic: .enriched, partition: 1))
    try reject([2], "not-ours", at: address(3, topic: .statements, partition: 9))
    #expect(call("rejected", "replay", "--all").code == 0)
    #expect(try records(.enriched).map(\.partition) == [1])
    #expect(try records(.statements).map(\.value) == [[2]])
    #expect(try records(.raw).isEmpty)
  }

  @Test("By code and in all, a message that is itself a replay counts as one with its original")
  func selects() throws {
    try reject([1], "unknown-type", at: address(1))
    try reject([2], "invalid-json", at: address(2))
    try reject([1], "unknown-type", at: address(9), headers: [("replay-of", address(1))])
    let one = call("rejected", "replay", "--code", "unknown-type", "--json")
    #expect(one.code == 0)
    let line = try JSONReader().read(
      one.output.trimmingCharacters(in: .whitespacesAndNewlines))
    #expect(line["address"]?.string == address(1))
    #expect(line["topic"]?.string == "observers.raw")
    #expect(try records(.raw).map(\.value) == [[1]])
    #expect(call("rejected", "replay", "--all").output.contains("2 messages replayed"))
    #expect(try records(.raw).count == 3)
    // By its address it can be had, and stays the replay of the first.
    #expect(call("rejected", "replay", address(9)).code == 0)
    #expect(try records(.raw).filter { $0.headers == ["replay-of: \(address(1))"] }.count == 3)
    #expect(call("rejected", "replay", "--code", "no-such").output == "Nothing to replay.\n")
  }

  @Test("Of a message too large to be kept whole the length is told, and no part of it is replayed")
  func cut() throws {
    try reject(Array("begin".utf8), "too-large", at: address(5), length: 9_000_000)
    try reject([1], "invalid-utf8", at: address(6))
    #expect(call("rejected", "list").output.contains("9000000 bytes"))
    let line = call("rejected", "list", "--json").output.split(separator: "\n").first
    let summary = try JSONReader().read(String(try #require(line)))
    #expect(summary["bytes"]?.integer == 9_000_000 && summary["cut"]?.bool == true)
    let shown = call("rejected", "show", address(5)).output
    #expect(shown.contains("9000000 bytes, of which the first are kept here:\n\nbegin\n"))

    let one = call("rejected", "replay", address(5))
    #expect(one.code == 65)
    #expect(one.errors.contains("kcat -C -b BROKER -t observers.raw -p 1 -o 5 -c 1"))
    #expect(try records(.raw).isEmpty)
    let all = call("rejected", "replay", "--all")
    #expect(all.code == 0 && all.errors.contains("is not kept here whole"))
    #expect(try records(.raw).map(\.value) == [[1]])
  }

  @Test("A record that no service wrote is listed by its own place, and holds nothing up")
  func foreign() throws {
    try write(Array("hello".utf8), partition: 0, headers: [])
    try reject([1], "invalid-utf8", at: address(1))
    #expect(call("rejected", "list").output.contains("/observers.rejected/0/0/0"))
    let all = call("rejected", "replay", "--all")
    #expect(all.code == 0)
    #expect(all.errors.contains("is no rejection of a service's"))
    #expect(try records(.raw).count == 1)
  }

  @Test(
    "Replaying needs one choice",
    arguments: [[], ["--all", "--code", "x"], ["--all", "L/observers.raw/0/0/0"]])
  func choice(arguments: [String]) {
    let call = Call(["rejected", "replay"] + arguments)
    #expect(call.code == 64)
    #expect(call.errors.contains("--all"))
  }
}
