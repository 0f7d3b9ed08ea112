import Foundation
import Observability
import Testing

@testable import Runtime

/// A directory that goes with its owner.
final class TemporaryDirectory: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/scrutineer-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String, _ text: String) throws -> String {
    try text.write(toFile: path + "/" + name, atomically: false, encoding: .utf8)
    return path + "/" + name
  }
}

@Suite("Settings")
struct SettingsTests {
  static let table: [Setting] = [
    .broker, .data, .port.defaulting(to: "8081"), .tokenFile, .logLevel, .logFormat,
    .stopWithStdin, .onLogChange, .batchRecords, .bodyLimitBytes, .kafkaProperty,
  ]
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func read(
    _ arguments: [String] = [], _ environment: [String: String] = [:], file: String? = nil
  ) throws -> Settings {
    var arguments = arguments
    if let file { arguments += ["--config", try directory.file("settings", file)] }
    return try Settings(Self.table, arguments: arguments, environment: environment)
  }

  private func refusal(
    _ arguments: [String] = [], _ environment: [String: String] = [:], file: String? = nil
  ) throws -> String {
    do {
      _ = try read(arguments, environment, file: file)
      return "accepted"
    } catch let error as SettingsError {
      #expect(ExitCode.of(error) == 64)
      return error.description.replacingOccurrences(of: directory.path, with: "DIR")
    }
  }

  @Test("With nothing set the defaults stand")
  func defaults() throws {
    let settings = try read()
    #expect(settings[.broker] == "127.0.0.1:9092")
    #expect(settings.integer(.port) == 8081)
    #expect(settings.integer(.bodyLimitBytes) == 2_097_152)
    #expect(settings.text(.tokenFile) == nil)
    #expect(!settings.bool(.stopWithStdin))
    #expect(settings.kafkaProperties.isEmpty)
  }

  @Test("Flags beat the environment, which beats the file, which beats the default")
  func precedence() throws {
    let file = "# all four\nbroker = file:1\ndata = file dir\nport=1\n\n  log-level = debug\n"
    let environment = [
      "SCRUTINEER_BROKER": "environment:1", "SCRUTINEER_DATA": "environment dir", "HOME": "/",
    ]
    let settings = try read(["--broker=flag:1"], environment, file: file)
    #expect(settings[.broker] == "flag:1")
    #expect(settings[.data] == "environment dir")
    #expect(settings.integer(.port) == 1)
    #expect(settings[.logLevel] == "debug")
    #expect(settings.integer(.batchRecords) == 2000)
  }

  @Test("The environment can name the file")
  func configByVariable() throws {
    let path = try directory.file("other", "port = 7\n")
    #expect(try read([], ["SCRUTINEER_CONFIG": path]).integer(.port) == 7)
  }

  @Test(
    "A truth can be said in several ways",
    arguments: [
      (["--stop-with-stdin"], true), (["--stop-with-stdin=no"], false),
      (["--stop-with-stdin=1"], true),
      (["--stop-with-stdin", "--stop-with-stdin=off"], false),
    ])
  func truths(arguments: [String], expected: Bool) throws {
    #expect(try read(arguments).bool(.stopWithStdin) == expected)
  }

  @Test(
    "Byte numbers may carry a unit",
    arguments: [("4096", 4096), ("512KiB", 524_288), ("3 MiB", 3_145_728), ("1GiB", 1_073_741_824)])
  func bytes(text: String, expected: Int) throws {
    #expect(try read(["--body-limit-bytes", text]).integer(.bodyLimitBytes) == expected)
  }

  @Test(
    "A flag that is unknown or malformed is refused by name",
    arguments: [
      (["--prot", "1"], "There is no flag --prot. Did you mean --port?"),
      (["--entirely-different"], "There is no flag --entirely-different. --help lists all."),
      (["-x"], "There is no flag -x. --help lists all."),
      (["--port"], "--port needs a value: --port N."),
      (["--port", "http"], "--port is \"http\" but must be a whole number from 0 to 65535."),
      (["--port=65536"], "--port is \"65536\" but must be a whole number from 0 to 65535."),
      (
        ["--log-level", "loud"],
        "--log-level is \"loud\" but must be debug, info, warning or error."
      ),
      (["--stop-with-stdin=maybe"], "--stop-with-stdin is \"maybe\" but must be true or false."),
      (["--broker="], "--broker is \"\" but must be something that is not empty."),
      (
        ["--body-limit-bytes", "9999999999GiB"],
        "--body-limit-bytes is \"9999999999GiB\" but must be a number of bytes from 1024 to "
          + "1073741824, such as 512KiB or 2MiB."
      ),
      (["--kafka-property", "acks"], "--kafka-property is \"acks\" but must be NAME=VALUE."),
      (["stray"], "\"stray\" is no flag; settings begin with --."),
      (["--instance-id", "a"], "There is no flag --instance-id. --help lists all."),
    ])
  func refusesFlags(arguments: [String], sentence: String) throws {
    #expect(try refusal(arguments) == sentence)
  }

  @Test(
    "A variable that is unknown or malformed is refused by name",
    arguments: [
      (
        "SCRUTINEER_BROKR", "x",
        "There is no setting SCRUTINEER_BROKR. Did you mean SCRUTINEER_BROKER?"
      ),
      (
        "SCRUTINEER_PORT", "-1",
        "SCRUTINEER_PORT is \"-1\" but must be a whole number from 0 to 65535."
      ),
      (
        "SCRUTINEER_SPOOL_LIMIT_BYTES", "much",
        "SCRUTINEER_SPOOL_LIMIT_BYTES is \"much\" but must be a number of bytes from 1048576 to "
          + "1099511627776, such as 512KiB or 2MiB."
      ),
      (
        "SCRUTINEER_KAFKA__", "x",
        "SCRUTINEER_KAFKA__ names no librdkafka property: write its dots as single _."
      ),
    ])
  func refusesVariables(name: String, value: String, sentence: String) throws {
    #expect(try refusal([], [name: value]) == sentence)
  }

  @Test(
    "A line of the file that is unknown or malformed is refused by place and name",
    arguments: [
      ("\nbrokers = x", "DIR/settings, line 2: there is no setting brokers. Did you mean broker?"),
      ("port", "DIR/settings, line 1: \"port\" is not of the form name = value."),
      ("= 3", "DIR/settings, line 1: \"= 3\" is not of the form name = value."),
      (
        "port = x",
        "DIR/settings, line 1: port is \"x\" but must be a whole number from 0 to 65535."
      ),
      ("port = 1\nport = 2", "DIR/settings, line 2: port is set a second time."),
      ("config = other", "DIR/settings, line 1: there is no setting config. --help lists all."),
    ])
  func refusesLines(file: String, sentence: String) throws {
    #expect(try refusal(file: file) == sentence)
  }

  @Test("A settings file that is not there is refused by name")
  func refusesMissingFile() throws {
    #expect(
      try refusal(["--config", directory.path + "/none"])
        .hasPrefix("Cannot read the settings file DIR/none: "))
  }

  @Test("What another service takes is passed over in the environment and the file")
  func sharesSources() throws {
    let settings = try read([], ["SCRUTINEER_INSTANCE_ID": "a"], file: "spool-limit-bytes = 2GiB")
    #expect(settings[.broker] == "127.0.0.1:9092")
  }

  @Test("Properties for librdkafka come from all three sources, and from files of their own")
  func kafkaProperties() throws {
    let secret = try directory.file("secret", "hush = #1 \nsecond line\n")
    let settings = try read(
      ["--kafka-property", "acks=1", "--kafka-property=a=b=c"],
      [
        "SCRUTINEER_KAFKA_SASL_USERNAME": "desk", "SCRUTINEER_KAFKA_ACKS": "all",
        "SCRUTINEER_KAFKA_SASL_PASSWORD_FILE": secret,
      ],
      file: "kafka.sasl.username = other\nkafka.sasl.password = weak\nkafka.debug = broker")
    #expect(
      settings.kafkaProperties == [
        "acks": "1", "a": "b=c", "sasl.username": "desk", "sasl.password": "hush = #1",
        "debug": "broker",
      ])
  }

  @Test("A secret is the first line of its file")
  func secrets() throws {
    let token = try directory.file("token", "sesame\n")
    #expect(try read(["--token-file", token]).secret(.tokenFile) == "sesame")
    #expect(try read().secret(.tokenFile) == nil)
    let empty = try directory.file("empty", "\nsesame\n")
    let error = #expect(throws: SettingsError.self) {
      try read(["--token-file", empty]).secret(.tokenFile)
    }
    #expect(error?.description == "The first line of \(empty), which token-file names, is empty.")
  }

  @Test("The log of a start shows no secret and no value of a Kafka property")
  func logsNoSecrets() throws {
    let password = Setting("password", .text, help: "x", isSecret: true)
    let settings = try Settings(
      [password, .kafkaProperty], arguments: ["--password", "hush"],
      environment: ["SCRUTINEER_KAFKA_SASL_PASSWORD": "hush"])
    #expect(settings.logFields["password"] == "(hidden)")
    #expect(settings.logFields["kafka-properties"] == "sasl.password")
  }

  @Test("Help and the Markdown table name every setting")
  func documents() throws {
    let help = Settings.help(program: "scrutineer-x", about: "Does x.", Self.table)
    let markdown = Settings.markdown([
      ("one", Self.table), ("two", [.port.defaulting(to: "8082"), .instanceID]),
    ])
    for setting in Self.table {
      #expect(help.contains("--\(setting.name)"))
      #expect(markdown.contains("| `--\(setting.name)"))
    }
    #expect(
      markdown.contains(
        "| `--port N` | `SCRUTINEER_PORT` | one `8081`, two `8082` | all | Port to listen on"))
    #expect(
      markdown.contains(
        #"| `--log-level debug\|info\|warning\|error` | `SCRUTINEER_LOG_LEVEL` | `info` | one |"#))
    #expect(markdown.contains("| `SCRUTINEER_KAFKA_<PROPERTY>` |"))
  }

  @Test("Help is given although the environment is wrong")
  func helpsFirst() throws {
    #expect(try read(["--port", "1", "--help"], ["SCRUTINEER_X": "1"]).wantsHelp)
  }

  @Test("Arguments pass where they are wanted")
  func arguments() throws {
    let settings = try Settings(
      [.port], arguments: ["a", "--port", "1", "-", "--", "--b"], environment: [:],
      takesArguments: true)
    #expect(settings.arguments == ["a", "-", "--b"])
  }
}
