/// One thing that can be set: by flag, by environment variable, or in the settings file.
package struct Setting: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case text
    /// Of a file or directory.
    case path
    case integer(ClosedRange<Int>)
    /// A number of bytes, with or without `KiB`, `MiB`, `GiB`.
    case bytes(ClosedRange<Int>)
    /// As a flag it needs no value.
    case bool
    case choice([String])
    /// librdkafka's properties, each with a name and a value of its own.
    case kafkaProperties
  }

  /// Lower case with hyphens, as in the flag.
  package let name: String
  package let kind: Kind
  /// As it would be written; `nil` when the setting may be missing.
  package let defaultValue: String?
  /// A sentence without its full stop.
  package let help: String
  /// Whether the value stays out of logs.
  package let isSecret: Bool

  package init(
    _ name: String, _ kind: Kind, default defaultValue: String? = nil, help: String,
    isSecret: Bool = false
  ) {
    self.name = name
    self.kind = kind
    self.defaultValue = defaultValue
    self.help = help
    self.isSecret = isSecret
  }

  /// The same setting with another default, as services differ in their port.
  package func defaulting(to value: String) -> Setting {
    Setting(name, kind, default: value, help: help, isSecret: isSecret)
  }

  /// The name of its environment variable.
  package var variable: String {
    Settings.variablePrefix + name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
  }

  package static let config = Setting(
    "config", .path, help: "File with lines \"name = value\", read after flags and environment")
  package static let broker = Setting(
    "broker", .text, default: "127.0.0.1:9092",
    help: "Where Kafka listens: one or more HOST:PORT, with commas between them")
  package static let data = Setting(
    "data", .path, default: "./scrutineer-data", help: "Directory for the service's state")
  package static let address = Setting(
    "address", .text, default: "127.0.0.1",
    help: "Address to listen on for HTTP; any but loopback needs token-file for writes")
  package static let port = Setting(
    "port", .integer(0...65535), default: "0",
    help: "Port to listen on for HTTP; 0 takes a free one")
  package static let tokenFile = Setting(
    "token-file", .path, help: "File that holds the bearer token which HTTP writes must show")
  package static let logLevel = Setting(
    "log-level", .choice(["debug", "info", "warning", "error"]), default: "info",
    help: "Least level that is logged")
  package static let logFormat = Setting(
    "log-format", .choice(["auto", "json", "text"]), default: "auto",
    help: "How log lines look; auto is text on a terminal and JSON elsewhere")
  package static let stopWithStdin = Setting(
    "stop-with-stdin", .bool, default: "false",
    help: "Stop in order when standard input ends, for a parent process that supervises")
  package static let onLogChange = Setting(
    "on-log-change", .choice(["stop", "carry-on"]), default: "stop",
    help: "What to do when a topic's log is another than the one the state was made from")
  package static let batchRecords = Setting(
    "batch-records", .integer(1...100_000), default: "2000",
    help: "Most records that one transaction applies")
  package static let spoolLimitBytes = Setting(
    "spool-limit-bytes", .bytes(1_048_576...1_099_511_627_776), default: "1GiB",
    help: "Most bytes of accepted messages kept on disk while Kafka is away")
  package static let bodyLimitBytes = Setting(
    "body-limit-bytes", .bytes(1024...1_073_741_824), default: "2MiB",
    help: "Longest body that an HTTP request may have")
  package static let instanceID = Setting(
    "instance-id", .text,
    help:
      "Kafka's group.instance.id, under which a restart moves no partitions; without it one that "
      + "is made up and kept in the data directory")
  package static let kafkaProperty = Setting(
    "kafka-property", .kafkaProperties,
    help: "Any librdkafka property as NAME=VALUE, may be repeated; NAME.file=PATH reads the value "
      + "from a file")

  /// All that any service takes. A variable or line of the file that names one of these is no error
  /// for a service without it, so that services can share both.
  package static let known = [
    config, broker, data, address, port, tokenFile, logLevel, logFormat, stopWithStdin, onLogChange,
    batchRecords, spoolLimitBytes, bodyLimitBytes, instanceID, kafkaProperty,
  ]

  /// What the placeholder of its value is called in the help text.
  var placeholder: String {
    switch kind {
    case .text: name == "broker" ? "HOST:PORT" : "TEXT"
    case .path: "PATH"
    case .integer: "N"
    case .bytes: "BYTES"
    case .bool: ""
    case .choice(let choices): choices.joined(separator: "|")
    case .kafkaProperties: "NAME=VALUE"
    }
  }

  /// The value as it is kept, numbers in plain digits; `nil` when it is malformed.
  func normalized(_ value: String) -> String? {
    switch kind {
    case .text, .path: return value.isEmpty ? nil : value
    case .integer(let range):
      guard let number = Int(value), range.contains(number) else { return nil }
      return "\(number)"
    case .bytes(let range):
      guard let number = Self.bytes(value), range.contains(number) else { return nil }
      return "\(number)"
    case .bool:
      switch value.lowercased() {
      case "true", "yes", "on", "1": return "true"
      case "false", "no", "off", "0": return "false"
      default: return nil
      }
    case .choice(let choices): return choices.contains(value) ? value : nil
    case .kafkaProperties: return nil
    }
  }

  /// What a value must be, to follow "must be".
  var demand: String {
    switch kind {
    case .text, .path: "something that is not empty"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .bytes(let range):
      "a number of bytes from \(range.lowerBound) to \(range.upperBound), such as 512KiB or 2MiB"
    case .bool: "true or false"
    case .choice(let choices):
      choices.dropLast().joined(separator: ", ") + " or " + (choices.last ?? "")
    case .kafkaProperties: "NAME=VALUE"
    }
  }

  private static func bytes(_ value: String) -> Int? {
    let digits = value.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits) else { return nil }
    let factor: Int
    switch value.dropFirst(digits.count).drop(while: { $0 == " " }) {
    case "": factor = 1
    case "KiB": factor = 1 << 10
    case "MiB": factor = 1 << 20
    case "GiB": factor = 1 << 30
    default: return nil
    }
    let (product, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : product
  }
}
