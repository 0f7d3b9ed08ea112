import Runtime

/// One command of the tool.
struct Command: Sendable {
  /// As it is called: `publish`, `rejected list`.
  let name: String
  /// A line for the list of commands, without a full stop.
  let summary: String
  /// What follows the name: `[ELECTION]`.
  let arguments: String
  /// More for the command's own help; may be empty.
  var details = ""
  let settings: [Setting]
  /// The settings that the environment may give too.
  var environment: [Setting] = []
  /// Whether librdkafka's properties are taken.
  var takesKafkaProperties = false
  let run: @Sendable (Invocation) throws -> Int32

  /// All that it takes, Kafka's properties included.
  var table: [Setting] { settings + (takesKafkaProperties ? [.kafkaProperty] : []) }
}

/// A command as it was called.
struct Invocation {
  let settings: Settings
  let console: Console
  let environment: [String: String]

  /// Arguments that are no flags.
  var arguments: [String] { settings.arguments }

  /// - Throws: `CommandError` when there are more arguments than `limit`.
  func allowArguments(_ limit: Int) throws(CommandError) {
    guard arguments.count > limit else { return }
    let extra = TextTable.safe(arguments[limit])
    throw .usage("\"\(extra)\" is one argument too many; --help shows what this command takes.")
  }
}

extension Setting {
  static let json = Setting("json", .bool, default: "false", help: "Print JSON, for programs")
  static let serviceURL = Setting(
    "url", .text, default: "http://127.0.0.1:8080", help: "Where the aggregation service answers")
  /// Without a default: see `BrokerAddress`.
  static let someBroker = Setting(
    "broker", .text,
    help: "Where Kafka listens; by default the broker of a running \"scrutineer up\", "
      + "else 127.0.0.1:9092")

  /// What its value is called in a help text; empty for a switch.
  var valueName: String {
    switch kind {
    case .text: name == "broker" ? "HOST:PORT" : name == "url" ? "URL" : "TEXT"
    case .path: name == "data" ? "DIR" : "PATH"
    case .integer: "N"
    case .bytes: "BYTES"
    case .bool: ""
    case .choice(let choices): choices.joined(separator: "|")
    case .kafkaProperties: "NAME=VALUE"
    }
  }
}
