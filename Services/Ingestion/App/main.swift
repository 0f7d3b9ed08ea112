import Foundation
import HTTP
import Hosting
import IngestionCore
import Runtime

let description = ServiceDescription(
  name: "ingestion",
  about: "Takes bulletins, statements and accreditations, and publishes what they state.",
  port: 8081, file: "ingestion.sqlite", migrations: Archive.migrations)

do {
  try serve(
    description, arguments: Array(CommandLine.arguments.dropFirst()),
    environment: ProcessInfo.processInfo.environment, print: { print($0) },
    make: { context in
      let spool = try Spool(
        path: context.directory.file("spool.sqlite"),
        limit: context.settings.integer(.spoolLimitBytes), configuration: context.kafka,
        logger: context.logger, metrics: context.metrics)
      let messages = try MessagesAPI(spool: spool, state: context.databasePath)
      return ServiceParts(
        stage: IngestionStage(),
        addRoutes: { router, access in messages.addRoutes(to: &router, access) },
        stopIntake: { spool.stop() })
    })
} catch {
  exit(error, program: description.program)
}
