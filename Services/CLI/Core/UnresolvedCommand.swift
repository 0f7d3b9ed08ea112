import JSON
import Kafka
import Observability
import Records
import Runtime

extension Command {
  static let unresolved = Command(
    name: "unresolved", summary: "List the names that wait for a decision", arguments: "",
    details:
      "Those that most observers hang on come first. A decision is given by: scrutineer alias",
    settings: [.json, .someBroker, .data], environment: [.someBroker, .data],
    takesKafkaProperties: true
  ) { invocation in
    try invocation.allowArguments(0)
    let settings = invocation.settings
    let console = invocation.console
    let configuration = BrokerAddress.configuration(settings)
    _ = try BrokerAddress.cluster(configuration)
    var names = WaitingNames()
    let json = JSONReader()
    let log = try TopicSnapshot.read(
      Topic.unresolved.rawValue, of: configuration, group: "scrutineer-cli", logger: .silent
    ) { record, batch, _ in
      guard let key = batch.key(record) else { return }
      names.take(
        key: String(decoding: key, as: UTF8.self),
        batch.value(record).flatMap { try? json.read(Array($0)) })
    }
    guard log != nil else {
      throw CommandError.unavailable(
        "The broker has no topic \(Topic.unresolved.rawValue). Make the topics with: "
          + "scrutineer topics")
    }
    if settings.bool(.json) {
      var writer = JSONWriter()
      writer.object { writer in
        writer.name("unresolved")
        writer.array { writer in for name in names.all { name.write(to: &writer) } }
      }
      console.line(writer.bytes)
      return ExitCode.success
    }
    guard !names.all.isEmpty else {
      console.line("No name waits for a decision.")
      return ExitCode.success
    }
    var table = TextTable([
      ("NAME", .left), ("KIND", .left), ("OBSERVERS", .right), ("STATEMENTS", .right),
      ("ELECTIONS", .left), ("PERHAPS", .left),
    ])
    for name in names.all {
      table.add([
        name.name, name.kind == "election" ? "message without election" : name.kind,
        "\(name.observers)", "\(name.statements)", name.elections.joined(separator: " "),
        name.candidates.joined(separator: ", "),
      ])
    }
    for line in table.lines { console.line(line) }
    return ExitCode.success
  }
}
