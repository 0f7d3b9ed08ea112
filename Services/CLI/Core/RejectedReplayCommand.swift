import DeadLetters
import JSON
import Kafka
import Observability
import Records
import Runtime

extension Command {
  private static let code = Setting("code", .text, help: "Replay all with this code")
  private static let all = Setting("all", .bool, default: "false", help: "Replay all there are")

  static let rejectedReplay = Command(
    name: "rejected replay", summary: "Publish messages again that were not accepted",
    arguments: "[ADDRESS…]",
    details:
      "For after a service has learnt to accept them. Bytes and headers go unchanged to the topic and\n"
      + "partition that they came from. With --code and --all a message that was replayed before and\n"
      + "rejected again counts as one with its original.\n\n"
      + "A repetition does no harm: a message is known by its id, or by its bytes where it has none,\n"
      + "and is counted once. But who has published a corrected version under another id meanwhile\n"
      + "has published two messages: do not replay the old one. And a message with the code id-reused\n"
      + "is rejected again, since its id belongs to another content: publish it under a new one.",
    settings: [.json, code, all, .someBroker, .data], environment: [.someBroker, .data],
    takesKafkaProperties: true
  ) { invocation in
    let settings = invocation.settings
    let addresses = invocation.arguments
    let ways = [!addresses.isEmpty, settings.text(code) != nil, settings.bool(all)]
    guard ways.count(where: { $0 }) == 1 else {
      throw CommandError.usage(
        "rejected replay needs either addresses, or --code, or --all; addresses are listed by: "
          + "scrutineer rejected list")
    }
    let records = try RejectedRecords(settings)
    let console = invocation.console
    let isJSON = settings.bool(.json)
    let replay = try Replay(records.configuration) { line in
      if isJSON {
        console.line(line.json)
      } else {
        console.line("\(TextTable.safe(line.address))  to \(line.topic.rawValue)")
      }
    }
    if addresses.isEmpty {
      try records.read { letter in
        let isWanted = settings.text(code).map { $0 == letter.summary.code } ?? true
        guard isWanted, letter.header(Replay.header) == nil else { return }
        if Replay.origin(of: letter) == nil {
          console.note("\(TextTable.safe(letter.summary.address)) is no rejection of a service's.")
        } else if letter.summary.isCut {
          console.note("\(TextTable.safe(letter.summary.address)) is not kept here whole.")
        } else {
          try replay.send(letter)
        }
      }
    } else {
      // All are looked up before the first is published.
      for letter in try records.find(addresses) { try replay.send(letter) }
    }
    if !isJSON {
      let number = replay.published == 1 ? "1 message" : "\(replay.published) messages"
      console.line(
        replay.published == 0
          ? "Nothing to replay."
          : "\(number) replayed. What is rejected again appears in: scrutineer rejected list")
    }
    return ExitCode.success
  }
}

/// Publishes rejected records again, one after the other. Used by one thread.
final class Replay {
  /// A record that the broker has.
  struct Line {
    let address: String
    let code: String
    let topic: Topic

    /// One object.
    var json: [UInt8] {
      var writer = JSONWriter()
      writer.object { writer in
        writer.member("address", address)
        writer.member("code", code)
        writer.member("topic", topic.rawValue)
      }
      return writer.bytes
    }
  }

  /// Names the address of the first rejection of a message that is replayed.
  static let header = "replay-of"
  /// So long a broker may be silent.
  private static let patience = Duration.seconds(30)

  private(set) var published = 0
  private let configuration: ClientConfiguration
  private let producer: Producer
  private var gates: [Topic: ReaderGate] = [:]
  private let tell: (Line) -> Void

  /// - Parameter tell: called for each record once the broker has it.
  init(_ configuration: ClientConfiguration, tell: @escaping (Line) -> Void) throws {
    self.configuration = configuration
    producer = try Producer(configuration, logger: .silent)
    self.tell = tell
  }

  /// Publishes one record and waits until the broker has it.
  ///
  /// - Throws: `CommandError`: 65 for a record that no service of ours rejected, 69 when the broker
  ///   does not answer.
  func send(_ letter: DeadLetter) throws {
    let shown = TextTable.safe(letter.summary.address)
    guard let (address, topic) = Self.origin(of: letter) else {
      throw CommandError.data(
        "\(shown) is no address in a topic that services read, so the record cannot be replayed.")
    }
    guard !letter.summary.isCut else {
      throw CommandError.data(
        "\(shown) is too large to be kept here whole. While \(topic.rawValue) has it, it is written "
          + "to a file by: kcat -C -b BROKER -t \(topic.rawValue) -p \(address.partition) "
          + "-o \(address.offset) -c 1 -D '' >FILE")
    }
    let partitions = try producer.partitions(of: topic.rawValue, timeout: .seconds(10)) ?? 0
    let record = Self.record(letter, from: address, partitions: partitions)
    try gate(topic)?.admit(bytes: letter.value.count, records: 1)
    let tag = published + 1
    let deadline = ContinuousClock.now + Self.patience
    do {
      try producer.produce(record, tag: tag)
      while try !producer.isDone(tag: tag) {
        guard ContinuousClock.now < deadline else {
          throw CommandError.unavailable(
            "The broker has not answered for \(Self.patience): \(published) messages are replayed, "
              + "of \(shown) it is not known. Replaying all of them again does no harm.")
        }
        producer.serve(timeout: .milliseconds(20))
      }
    } catch let error as KafkaError {
      throw CommandError.unavailable(
        "\(shown): \(error) \(published) messages were replayed before it.")
    }
    published += 1
    tell(Line(address: letter.summary.address, code: letter.summary.code, topic: topic))
  }

  /// The record as it was first published, and whose replay it is.
  ///
  /// `ce_cause` stays out: for its reader that would be a repetition of what was rejected. The
  /// partition is the one that it came from, where its reader knows it by its id and where all that
  /// belongs to its key is.
  ///
  /// - Parameter partitions: how many partitions its topic has.
  static func record(
    _ letter: DeadLetter, from address: Address, partitions: Int
  ) -> OutgoingRecord {
    let first = letter.header(header) ?? letter.summary.address
    let headers = letter.headers.filter { $0.name != "ce_cause" && $0.name != header }
    return OutgoingRecord(
      topic: address.topic, partition: address.partition < partitions ? address.partition : nil,
      key: letter.key, value: letter.value,
      headers: headers + [(name: header, value: Array(first.utf8))])
  }

  /// Where it was read; `nil` for a record that none of our services rejected.
  static func origin(of letter: DeadLetter) -> (address: Address, topic: Topic)? {
    guard let address = Address(letter.summary.address), let topic = Topic(rawValue: address.topic),
      topic == .aliases || reader(of: topic) != nil
    else { return nil }
    return (address, topic)
  }

  private static func reader(of topic: Topic) -> Group? {
    Group.allCases.first { $0.input == topic }
  }

  /// `nil` for a topic without a group that would fall behind.
  private func gate(_ topic: Topic) -> ReaderGate? {
    guard let group = Self.reader(of: topic) else { return nil }
    if let gate = gates[topic] { return gate }
    let gate = ReaderGate(
      configuration, group: group.rawValue, topic: topic.rawValue, logger: .silent)
    gates[topic] = gate
    return gate
  }
}
