import DeadLetters
import JSON
import Kafka
import Records
import Runtime

extension Command {
  static let rejectedList = Command(
    name: "rejected list", summary: "List the messages that were not accepted, and why",
    arguments: "",
    details: "Each is listed once, by the address of what was rejected.",
    settings: [.json, .someBroker, .data], environment: [.someBroker, .data],
    takesKafkaProperties: true
  ) { invocation in
    try invocation.allowArguments(0)
    let console = invocation.console
    let isJSON = invocation.settings.bool(.json)
    var count = 0
    try RejectedRecords(invocation.settings).read { letter in
      count += 1
      let summary = letter.summary
      if isJSON {
        var writer = JSONWriter()
        summary.write(to: &writer)
        console.line(writer.bytes)
      } else {
        console.line("\(TextTable.safe(summary.code)): \(TextTable.safe(summary.sentence))")
        console.line(
          console.styled(
            "         \(TextTable.safe(summary.address)), by \(TextTable.safe(summary.by)), "
              + "\(summary.bytes) bytes", .dim))
      }
    }
    if count == 0, !isJSON { console.line("Nothing was rejected.") }
    return ExitCode.success
  }
}

/// `observers.rejected` at the broker that the settings name.
struct RejectedRecords {
  let configuration: ClientConfiguration
  /// The id of the cluster.
  let cluster: String

  /// - Throws: `CommandError`, 69, when no broker answers.
  init(_ settings: Settings) throws {
    configuration = BrokerAddress.configuration(settings)
    cluster = try BrokerAddress.cluster(configuration)
  }

  /// Calls `body` for each rejected record, once by its address.
  ///
  /// - Throws: `CommandError`, 69, when there is no such topic; what `body` throws.
  func read(_ body: (DeadLetter) throws -> Void) throws {
    guard try DeadLetterLog.read(configuration, group: "scrutineer-cli", body) else {
      throw CommandError.unavailable(
        "The broker has no topic \(Topic.rejected.rawValue). Make the topics with: "
          + "scrutineer topics")
    }
  }

  /// Those with these addresses, in the order given.
  ///
  /// - Throws: `CommandError`, 65, for an address that none of them has.
  func find(_ addresses: [String]) throws -> [DeadLetter] {
    let wanted = Set(addresses)
    var found: [String: DeadLetter] = [:]
    try read { letter in
      if wanted.contains(letter.summary.address) { found[letter.summary.address] = letter }
    }
    return try addresses.map { address in
      guard let letter = found[address] else {
        throw CommandError.data(
          "No rejected record has the address \(TextTable.safe(address)). All are listed by: "
            + "scrutineer rejected list")
      }
      return letter
    }
  }
}
