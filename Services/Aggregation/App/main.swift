import AggregationCore
import Foundation
import HTTP
import Hosting
import Runtime

let description = ServiceDescription(
  name: "aggregation",
  about: "Counts, reconciles, and tells what stands and what does not add up.",
  port: 8080, file: "aggregation.sqlite", migrations: Ledger.migrations)

do {
  try serve(
    description, arguments: Array(CommandLine.arguments.dropFirst()),
    environment: ProcessInfo.processInfo.environment, print: { print($0) },
    make: { context in
      let board = Board(context.kafka, logger: context.logger)
      context.health.set("counts") {
        board.isCaughtUp
          ? .init(true, "read")
          : .init(false, "reading what was published before", remedy: "Wait a moment.")
      }
      return ServiceParts(
        stage: AggregationStage(),
        addRoutes: { router, _ in CountsAPI(board: board).addRoutes(to: &router) },
        close: { board.stop() })
    })
} catch {
  exit(error, program: description.program)
}
