private import Dispatch
package import HTTP
package import Kafka
package import Observability
package import Pipeline
package import Runtime
private import SQLite
private import Synchronization

/// What every service is told about itself.
package struct ServiceDescription: Sendable {
  /// As in its executable: `scrutineer-<name>`.
  package let name: String
  /// One sentence for `--help`.
  package let about: String
  package let port: Int
  /// Of the SQLite file in the data directory.
  package let file: String
  package let migrations: [String]

  package init(name: String, about: String, port: Int, file: String, migrations: [String]) {
    self.name = name
    self.about = about
    self.port = port
    self.file = file
    self.migrations = migrations
  }

  /// The settings that it takes.
  package var settings: [Setting] {
    [
      .broker, .data, .address, .port.defaulting(to: String(port)), .tokenFile, .logLevel,
      .logFormat, .stopWithStdin, .onLogChange, .batchRecords, .spoolLimitBytes, .bodyLimitBytes,
      .instanceID, .kafkaProperty,
    ]
  }

  package var program: String { "scrutineer-\(name)" }
}

/// What a service builds its parts from.
package struct ServiceContext: Sendable {
  package let settings: Settings
  package let logger: Logger
  package let metrics: Metrics
  package let health: Health
  package let directory: DataDirectory
  package let kafka: ClientConfiguration
  /// Of the service's SQLite file, migrated already.
  package let databasePath: String
}

/// The parts of a service that are its own.
package struct ServiceParts<Service: Stage> {
  package var stage: Service
  package var addRoutes: (inout Router, WriteAccess) -> Void
  /// Takes nothing more from outside, and hands on what was taken; called once, before the pipeline
  /// stops, on another thread than the pipeline's.
  package var stopIntake: @Sendable () -> Void
  /// Called after the pipeline has stopped.
  package var close: () -> Void

  package init(
    stage: Service, addRoutes: @escaping (inout Router, WriteAccess) -> Void,
    stopIntake: @escaping @Sendable () -> Void = {}, close: @escaping () -> Void = {}
  ) {
    self.stage = stage
    self.addRoutes = addRoutes
    self.stopIntake = stopIntake
    self.close = close
  }
}

/// Runs one service from its start to its orderly end: settings, state, HTTP, pipeline; on a stop
/// intake first, then the pipeline, then state. Returns after an orderly stop.
package func serve<Service: Stage>(
  _ description: ServiceDescription, arguments: [String], environment: [String: String],
  safeguards: Safeguards = .all, print: (String) -> Void,
  make: (ServiceContext) throws -> ServiceParts<Service>
) throws {
  let settings = try Settings(
    description.settings, arguments: arguments, environment: environment)
  guard !settings.wantsHelp else {
    print(
      Settings.help(
        program: description.program, about: description.about, description.settings))
    return
  }
  let stop = StopSignal.catchingSignals()
  if settings.bool(.stopWithStdin) { stop.watchInput() }
  let logger = settings.logger(service: description.name)
  let metrics = Metrics()
  let health = Health(service: description.name, expecting: ["kafka", "state"])

  let directory = try DataDirectory(settings[.data])
  let lock = try directory.lock(description.file)
  let path = directory.file(description.file)
  let (database, damaged) = try StateFile.open(path, migrations: description.migrations)
  if let damaged {
    logger.error(
      "The state file was damaged and is being rebuilt from the topics; there is nothing to do, and the old file may be deleted",
      [
        "file": .string(path), "moved_to": .string(damaged.movedTo),
        "problem": .string(damaged.problem),
      ])
    metrics.counter("state_files_damaged_total", help: "Damaged state files that were moved aside")
      .add()
  }
  let standing = damaged.map { "writable; rebuilt after damage, see \($0.movedTo)" } ?? "writable"
  health.set("state") {
    directory.writeProblem.map {
      Health.Check(false, $0, remedy: "Free space on the disk or mend the folder's permissions.")
    } ?? Health.Check(true, standing)
  }

  let context = ServiceContext(
    settings: settings, logger: logger, metrics: metrics, health: health, directory: directory,
    kafka: ClientConfiguration(
      bootstrap: settings[.broker], properties: settings.kafkaProperties),
    databasePath: path)
  let parts = try make(context)

  var limits = PipelineLimits()
  limits.records = settings.integer(.batchRecords)
  let pipeline = Pipeline(
    parts.stage, database: database, configuration: context.kafka,
    instance: try settings.text(.instanceID) ?? directory.instance(of: description.name),
    limits: limits,
    mayCarryOn: settings[.onLogChange] == "carry-on", safeguards: safeguards, logger: logger,
    metrics: metrics,
    events: PipelineEvents(
      readiness: { isReady, detail in
        health.set(
          "kafka", ready: isReady, detail: detail,
          remedy: isReady ? nil : "Wait, or look at the broker and at the log of this service.")
      },
      connected: { log, isEmbedded in
        logger.info("Connected", ["log": .string(log), "embedded": .bool(isEmbedded)])
      }))

  let token = try settings.secret(.tokenFile)
  let isLoopback = HTTPServer.isLoopback(address: settings[.address])
  var router = Router(logger: logger, metrics: metrics)
  health.addRoutes(to: &router, metrics: metrics)
  parts.addRoutes(&router, WriteAccess(token: token, isLoopback: isLoopback))
  let routes = router
  let server = try HTTPServer(
    address: settings[.address], port: UInt16(settings.integer(.port)),
    limits: HTTPLimits(bodyBytes: settings.integer(.bodyLimitBytes)), logger: logger
  ) { routes.respond(to: $0) }
  logger.info(
    "Listening", ["address": .string(settings[.address]), "port": .int(Int(server.port))])

  // Intake ends on a thread of its own, since the pipeline has this one.
  let ended = IntakeEnd()
  DispatchQueue.global().async { [stopIntake = parts.stopIntake] in
    while !stop.wait(timeout: .seconds(3600)) {}
    stopIntake()
    ended.set()
  }
  do {
    try pipeline.run { ended.isSet }
  } catch {
    stop.stop()
    server.stop()
    parts.close()
    throw StateFile.end(of: path, after: error)
  }
  server.stop()
  parts.close()
  logger.info("Stopped")
  withExtendedLifetime(lock) {}
}

/// Set once, when nothing more comes in from outside.
private final class IntakeEnd: Sendable {
  private let flag = Atomic(false)
  var isSet: Bool { flag.load(ordering: .acquiring) }
  func set() { flag.store(true, ordering: .releasing) }
}
