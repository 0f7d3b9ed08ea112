import Foundation
import HTTP
import Kafka
import Observability
import Records
import Runtime

extension Command {
  private static let ownBroker = Setting(
    "broker", .text, help: "A Kafka to use in place of the embedded broker")
  private static let brokerPort = Setting(
    "broker-port", .integer(0...65535),
    help: "Port of the embedded broker, 0 for a free one; without it 9092 or else a free one")
  private static let partitions = Setting(
    "partitions", .integer(1...1000), default: "6", help: "Partitions of a topic that is made")
  private static let demo = Setting(
    "demo", .bool, default: "false",
    help: "Publish the sample messages, and show what becomes of them")
  private static let exitAfterDemo = Setting(
    "exit", .bool, default: "false", help: "With --demo: stop when it is over")
  static let ingestionPort = Setting(
    "ingestion-port", .integer(0...65535), default: "8081", help: "Where ingestion answers")
  static let enrichmentPort = Setting(
    "enrichment-port", .integer(0...65535), default: "8082", help: "Where enrichment answers")
  static let aggregationPort = Setting(
    "aggregation-port", .integer(0...65535), default: "8080",
    help: "Where aggregation answers, with the dashboard")

  static let up = Command(
    name: "up", summary: "Run the whole system on this machine", arguments: "",
    details:
      "Starts the embedded broker, unless --broker names a Kafka, and the three services; stops\n"
      + "them in order on Ctrl-C. Their logs are in the folder log of the data directory.",
    settings: [
      ownBroker, .data, brokerPort, partitions, ingestionPort, enrichmentPort, aggregationPort,
      demo, exitAfterDemo,
    ], environment: [ownBroker, .data], takesKafkaProperties: true
  ) { invocation in
    try invocation.allowArguments(0)
    let settings = invocation.settings
    let console = invocation.console
    if settings.bool(exitAfterDemo), !settings.bool(demo) {
      throw CommandError.usage("--exit goes with --demo only.")
    }
    let stop = StopSignal.catchingSignals()
    let directory = try DataDirectory(settings[.data])
    let lock = try directory.lock("up")
    defer { withExtendedLifetime(lock) {} }
    let parts = try Parts(settings, directory, invocation.environment)
    let supervisor = Supervisor(console: console, stop: stop)
    let addressFile = directory.file(BrokerAddress.file)
    defer {
      supervisor.stopAll()
      try? FileManager.default.removeItem(atPath: addressFile)
    }

    let services: [(name: String, port: Int)] = [
      ("ingestion", settings.integer(ingestionPort)),
      ("enrichment", settings.integer(enrichmentPort)),
      ("aggregation", settings.integer(aggregationPort)),
    ]
    for (name, port) in services where port != 0 && !LocalPort.isFree(port) {
      throw CommandError.unavailable(
        "Port \(port) of 127.0.0.1, which \(name) needs, is taken. Stop what listens there, or set "
          + "another with --\(name)-port (0 takes a free one).")
    }

    let address: String
    if let told = settings.text(ownBroker) {
      address = told
      let configuration = ClientConfiguration(
        bootstrap: told, properties: settings.kafkaProperties)
      let cluster = try BrokerAddress.cluster(configuration)
      let isEmbedded = MockCluster.isEmbedded(clusterID: cluster)
      _ = try TopicSetup(configuration, isEmbedded: isEmbedded)
        .make(partitions: settings.integer(partitions), replication: nil)
      try Data((address + "\n").utf8).write(
        to: URL(fileURLWithPath: addressFile), options: .atomic)
    } else {
      let port =
        settings.text(brokerPort).flatMap { Int($0) }
        ?? (LocalPort.isFree(9092) ? 9092 : 0)
      let process = parts.broker(
        port: port, partitions: settings.integer(partitions), addressFile: addressFile)
      guard let own = try supervisor.startBroker(process, addressFile: addressFile) else {
        return ExitCode.success
      }
      address = own
    }
    var urls: [String] = []
    for (name, port) in services {
      let port = port == 0 ? LocalPort.free() : port
      urls.append("http://127.0.0.1:\(port)")
      try supervisor.start(
        parts.service(name, broker: address, port: port), url: urls[urls.count - 1])
    }
    guard try supervisor.waitUntilReady(timeout: .seconds(120)) else { return ExitCode.success }
    console.clearProgress()
    let kind = settings.text(ownBroker) == nil ? "embedded, in memory; for trying" : "Kafka"
    console.line("Broker       \(address)  (\(kind))")
    console.line("Counts       \(urls[2])  (dashboard and API)")
    console.line("Messages     \(urls[0])/v1/messages")
    console.line("Open names   \(urls[1])/v1/unresolved")
    console.line("State, logs  \(directory.path)")
    console.line()
    console.flush()

    if settings.bool(demo) {
      let show = Demo(
        configuration: ClientConfiguration(
          bootstrap: address, properties: settings.kafkaProperties),
        service: CountsService(url: urls[2]), console: console)
      let isDone = try show.run { condition in try supervisor.keepRunning(until: condition) }
      guard isDone else { return ExitCode.success }
      console.line("Look around at \(urls[2])")
      console.flush()
      if settings.bool(exitAfterDemo) { return ExitCode.success }
    }
    console.line("Running; Ctrl-C stops everything in order.")
    console.flush()
    _ = try supervisor.keepRunning()
    return ExitCode.success
  }
}

/// The executables that belong together, and how each is called.
private struct Parts {
  private let folder: String
  private let directory: DataDirectory
  private let logs: String
  private let properties: [String]
  private let environment: [String: String]

  /// Looks for them beside this executable.
  init(_ settings: Settings, _ directory: DataDirectory, _ environment: [String: String]) throws {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    folder = URL(fileURLWithPath: own).deletingLastPathComponent().path
    self.directory = directory
    logs = try DataDirectory(directory.file("log")).path
    properties = settings.kafkaProperties.sorted { $0.key < $1.key }
      .flatMap { ["--kafka-property", "\($0.key)=\($0.value)"] }
    // What was set for this tool comes to the parts as flags; the log's level is theirs too.
    let kept: Set<String> = [
      Setting.logLevel.variable, Setting.logFormat.variable, Setting.batchRecords.variable,
      Setting.spoolLimitBytes.variable, Setting.bodyLimitBytes.variable, Setting.tokenFile.variable,
      Setting.onLogChange.variable,
    ]
    self.environment = environment.filter { name, _ in
      !name.hasPrefix(Settings.variablePrefix) || kept.contains(name)
    }
  }

  func broker(port: Int, partitions: Int, addressFile: String) -> ChildProcess {
    make(
      "broker",
      ["--port", "\(port)", "--partitions", "\(partitions)", "--address-file", addressFile])
  }

  func service(_ name: String, broker: String, port: Int) -> ChildProcess {
    make(name, ["--broker", broker, "--data", directory.path, "--port", "\(port)"] + properties)
  }

  private func make(_ name: String, _ arguments: [String]) -> ChildProcess {
    let program = "scrutineer-\(name)"
    return ChildProcess(
      name: name, executable: "\(folder)/\(program)", arguments: arguments + ["--stop-with-stdin"],
      environment: environment, logPath: "\(logs)/\(program).log")
  }
}
