package import Hosting
import Runtime

/// The service as a whole: what it is called and what it is made of.
package enum AggregationService {
  package static let description = ServiceDescription(
    name: "aggregation",
    about: "Counts, reconciles, and tells what stands and what does not add up.",
    port: 8080, file: "aggregation.sqlite", migrations: Ledger.migrations)

  package static func parts(_ context: ServiceContext) throws -> ServiceParts<AggregationStage> {
    let board = Board(context.kafka, logger: context.logger)
    context.health.set("counts") {
      board.isCaughtUp
        ? .init(true, "read")
        : .init(false, "reading what was published before", remedy: "Wait a moment.")
    }
    return ServiceParts(
      stage: AggregationStage(board: board),
      addRoutes: { router, _ in CountsAPI(board: board).addRoutes(to: &router) },
      close: { board.stop() })
  }
}
