package import Hosting

/// The service as a whole: what it is called and what it is made of.
package enum EnrichmentService {
  package static let description = ServiceDescription(
    name: "enrichment",
    about: "Settles whose a name is, and keeps those that nobody knows for a decision.",
    port: 8082, file: "enrichment.sqlite", migrations: ReviewQueue.migrations)

  package static func parts(_ context: ServiceContext) throws -> ServiceParts<EnrichmentStage> {
    let waiting = WaitingBoard(context.kafka, logger: context.logger)
    let names = NamesAPI(waiting, context.kafka, logger: context.logger)
    return ServiceParts(
      stage: EnrichmentStage(waiting: waiting),
      addRoutes: { router, access in names.addRoutes(to: &router, access) },
      close: { waiting.stop() })
  }
}
