package import Hosting
import Runtime

/// The service as a whole: what it is called and what it is made of.
package enum IngestionService {
  package static let description = ServiceDescription(
    name: "ingestion",
    about: "Takes bulletins, statements and accreditations, and publishes what they state.",
    port: 8081, file: "ingestion.sqlite", migrations: Archive.migrations)

  package static func parts(_ context: ServiceContext) throws -> ServiceParts<IngestionStage> {
    let spool = try Spool(
      path: context.directory.file(SpoolFile.name),
      limit: context.settings.integer(.spoolLimitBytes), configuration: context.kafka,
      logger: context.logger, metrics: context.metrics)
    let messages = try MessagesAPI(spool: spool, state: context.databasePath)
    let rejected = RejectedBoard(context.kafka, logger: context.logger)
    return ServiceParts(
      stage: IngestionStage(),
      addRoutes: { router, access in
        messages.addRoutes(to: &router, access)
        rejected.addRoutes(to: &router)
      },
      stopIntake: { spool.stop() },
      close: { rejected.stop() })
  }
}
